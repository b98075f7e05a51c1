"""What an author pins in front matter under `runbook:`."""

from collections.abc import Iterator
from typing import Any

from pydantic import ConfigDict, Field, ValidationError

from runbookc.diagnostics import Diagnostic, Severity
from runbookc.model import Node, ProcedureKind
from runbookc.parsing import Document
from runbookc.source import Span


class Pins(Node):
    """Pins under `runbook:` in a page's front matter; each takes the place of what is inferred.

    One mapping holds for every procedure of the page. A list of mappings, each with a
    `procedure`, tells them apart.
    """

    model_config = ConfigDict(populate_by_name=True, coerce_numbers_to_str=True)

    procedure: str = ""
    """The anchor of the procedure that the pins are for; without it, every one of the page."""
    kind: ProcedureKind | None = None
    product: str | None = None
    """The product's id."""
    from_: str | None = Field(default=None, alias="from")
    """The version that it starts from, such as 7.3.7+, with the name where that differs."""
    to: str | None = None
    """The version that the procedure leads to."""
    time: str = ""
    """How long it takes, such as "45 minutes"."""
    rollback: str = ""
    """How to go back, or that there is no way back."""
    preferred: bool = False
    """Whether this description is taken where several pages describe the same hop."""


def read_pins(document: Document) -> tuple[tuple[Pins, ...], tuple[Diagnostic, ...]]:
    """The pins of a page, and what is wrong with them."""
    value = document.front_matter.get("runbook")
    if value is None:
        return (), ()
    entries = value if isinstance(value, list) else [value]
    pins: list[Pins] = []
    findings: list[Diagnostic] = []
    for entry in entries:
        findings.extend(_unquoted(document, entry))
        try:
            pins.append(Pins.model_validate(entry))
        except ValidationError as error:
            findings.extend(_findings(document, error, entry))
    return tuple(pins), tuple(findings)


def pins_for(pins: tuple[Pins, ...], anchor: str) -> Pins | None:
    """The pins of the procedure with an anchor."""
    return next((pin for pin in pins if pin.procedure in ("", anchor)), None)


def _findings(document: Document, error: ValidationError, entry: Any) -> Iterator[Diagnostic]:
    allowed = ", ".join(field.alias or name for name, field in Pins.model_fields.items())
    for problem in error.errors():
        key = str(problem["loc"][0]) if problem["loc"] else "runbook"
        if problem["type"] == "extra_forbidden":
            message = f"“{key}” cannot be pinned under runbook"
            advice = f"Known keys: {allowed}."
        elif not problem["loc"]:
            message = "Pins are keys with values, such as kind: upgrade"
            advice = f"Write them below runbook:, indented. Known keys: {allowed}."
        else:
            message = f"The pin “{key}” is wrong: {problem['msg'][0].lower()}{problem['msg'][1:]}"
            advice = f"It is {entry.get(key)!r}." if isinstance(entry, dict) else ""
        yield Diagnostic(
            "SRC001",
            "front-matter",
            Severity.ERROR,
            message,
            document.source.path,
            _key_span(document, key),
            advice,
        )


def _unquoted(document: Document, entry: Any) -> Iterator[Diagnostic]:
    """YAML reads 8.10 as the number 8.1: a version with one dot needs quotes."""
    if not isinstance(entry, dict):
        return
    for key in ("from", "to"):
        if isinstance(entry.get(key), float):
            yield Diagnostic(
                "SRC001",
                "front-matter",
                Severity.WARNING,
                f"The version “{key}: {entry[key]}” is a number to YAML, which reads 8.10 as 8.1",
                document.source.path,
                _key_span(document, key),
                f'Write it in quotes: {key}: "{entry[key]}".',
            )


def _key_span(document: Document, key: str) -> Span:
    end = document.front_matter_span.end_line if document.front_matter_span else 1
    for number in range(1, end + 1):
        line = document.source.line(number)
        if line.strip(" \t-").startswith(f"{key}:"):
            column = line.index(key) + 1
            return Span(number, column, number, column + len(key))
    return Span(1, 1, 1, max(2, len(document.source.line(1)) + 1))
