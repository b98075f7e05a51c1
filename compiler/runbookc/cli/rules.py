"""`runbookc rules`: the list of rules."""

import json
import textwrap
from enum import StrEnum
from typing import Annotated

import typer

from runbookc.cli.session import Session


class Format(StrEnum):
    """How the list is printed."""

    TEXT = "text"
    JSON = "json"


def rules(
    session: Session,
    format: Annotated[Format, typer.Option("--format", help="How to print rules.")] = Format.TEXT,
) -> None:
    """List the rules."""
    from runbookc.checks import all_rules, document_of

    rows = [
        (rule.code, rule.name, rule.severity.value, document_of(rule).summary)
        for rule in all_rules()
    ]
    if format is Format.JSON:
        keys = ("code", "name", "severity", "summary")
        listed = [
            {**dict(zip(keys, row, strict=True)), "fix": rule.mends}
            for row, rule in zip(rows, all_rules(), strict=True)
        ]
        document = {"version": 1, "rules": listed}
        session.print(json.dumps(document, indent=2, ensure_ascii=False) + "\n")
        return
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for *cells, summary in rows:
        padded = [f"{cell:<{width}}" for cell, width in zip(cells, widths, strict=True)]
        indent = sum(widths) + 6
        head = "  ".join([session.paint(padded[0], "1"), *padded[1:], ""])
        session.print(f"{head}{_folded(session, summary, indent)}\n")


def _folded(session: Session, text: str, indent: int) -> str:
    """The text in the terminal's last columns; in a pipe, one line for each rule."""
    if not session.on_terminal:
        return text
    width = max(30, session.columns - indent)
    return f"\n{' ' * indent}".join(textwrap.wrap(text, width, break_on_hyphens=False))
