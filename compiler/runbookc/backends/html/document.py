"""A runbook as one HTML document, by a template that escapes what it is given."""

import re
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from runbookc.backends import wording
from runbookc.backends.blocks_html import block_style
from runbookc.backends.html.content import Content, ReadAsset, StepView
from runbookc.backends.html.howto import embedded
from runbookc.backends.links import RunbookLinks
from runbookc.model import Consideration, Runbook, RunbookPart


def render(runbook: Runbook, read_asset: ReadAsset) -> dict[str, bytes]:
    """The runbook as one HTML file, its images inside.

    Args:
        read_asset: the bytes of an image by its path in the docs, or None where there is none.
    """
    view = _View(runbook, read_asset)
    html = _template("runbook.html").render(
        runbook=runbook,
        howto=embedded(runbook),
        wording=wording,
        style=_style(),
        page_head=css_string(runbook.title),
        page_foot=css_string(wording.commit_label(runbook.provenance)),
        chain=wording.chain(runbook),
        groups=view.groups(),
        parts=[view.part(part) for part in runbook.parts],
        edition=wording.edition(runbook.provenance),
    )
    return {f"{runbook.id}.html": f"{html.strip()}\n".encode()}


def breakable(text: str) -> Markup:
    """Text with paths in it, which may go on in the next line after a slash; copies stay whole."""
    return Markup("/<wbr>").join(text.split("/"))


def together(title: str) -> str:
    """A title in which no line ends between a name and its version."""
    return re.sub(r" (?=[0-9])", "\u00a0", title)


def css_string(text: str) -> Markup:
    """Text as a string of a style sheet; what is neither letter nor digit is given by number."""
    return Markup('"{}"').format(
        Markup("").join(
            char if char.isascii() and char.isalnum() else Markup(f"\\{ord(char):06x}")
            for char in text
        )
    )


class _View:
    """What the template shows of one runbook."""

    def __init__(self, runbook: Runbook, read_asset: ReadAsset) -> None:
        self._runbook = runbook
        self._read_asset = read_asset

    def groups(self) -> list[dict[str, Any]]:
        """What to know before the first step, by kind; empty ones left out."""
        groups = (
            (wording.CONSIDERATIONS, self._runbook.considerations),
            (wording.PREREQUISITES, self._runbook.prerequisites),
        )
        return [
            {"word": word, "statements": [self._statement(one, word) for one in statements]}
            for word, statements in groups
            if statements
        ]

    def _statement(self, statement: Consideration, word: str) -> dict[str, Any]:
        links = RunbookLinks.of_statement(self._runbook, statement)
        content = Content(statement.path, links, self._read_asset, _steps_html)
        return {
            "title": "" if statement.title.casefold() == word.casefold() else statement.title,
            "holds_for": wording.holds_for(statement, self._runbook),
            "body": content.blocks(statement.body),
            "source": wording.source_place(statement.path, statement.line),
        }

    def part(self, part: RunbookPart) -> dict[str, Any]:
        """One hop, or the only procedure."""
        procedure = part.procedure
        links = RunbookLinks.of_part(self._runbook, part)
        content = Content(part.path, links, self._read_asset, _steps_html)
        return {
            "part": part,
            "introduction": content.blocks(procedure.introduction),
            "steps": content.steps(part),
            "result": content.blocks(procedure.result),
        }


def _steps_html(steps: Sequence[StepView]) -> str:
    """Steps inside a step."""
    return _template("steps.html").render(steps=steps, wording=wording, inner=True)


@lru_cache(maxsize=4)
def _template(name: str) -> Template:
    environment = Environment(
        loader=PackageLoader("runbookc.backends.html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["breakable"] = breakable
    environment.filters["together"] = together
    return environment.get_template(name)


@lru_cache(maxsize=1)
def _style() -> Markup:
    """The style sheet; it is ours, and holds nothing that would end its element."""
    own = resources.files(__package__).joinpath("runbook.css").read_text("utf-8")
    return Markup(block_style() + own)
