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
from runbookc.backends.html.marks import Marks, marks_of
from runbookc.backends.html.script import content_hash, lean_style, script
from runbookc.backends.links import RunbookLinks
from runbookc.model import Appendix, Consideration, GateCheck, Runbook, RunbookPart, numbered


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
        style=_style() + _running_lines(runbook),
        script=script(),
        work=work(runbook),
        chain=view.chain(),
        marks_before=view.marks(0),
        groups=view.groups(),
        parts=[view.part(part) for part in runbook.parts],
        appendices=[view.appendix(appendix) for appendix in runbook.appendices],
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


def work(runbook: Runbook) -> dict[str, Any]:
    """What the page's script has to know; the commands go into records as they stand here."""
    return {
        "id": runbook.id,
        "digest": runbook.digest,
        "title": runbook.title,
        "commit": runbook.provenance.commit,
        "hops": runbook.route is not None,
        "steps": [
            {
                "part": part.number,
                "number": number,
                "command": step.command,
                "optional": step.optional,
            }
            for part in runbook.parts
            for number, step in numbered(part.procedure.steps)
        ],
    }


class _View:
    """What the template shows of one runbook."""

    def __init__(self, runbook: Runbook, read_asset: ReadAsset) -> None:
        self._runbook = runbook
        self._read_asset = read_asset
        self._marks = marks_of(runbook)

    def chain(self) -> list[dict[str, Any]]:
        """The versions of the route, each with whether the product has a new name there."""
        hops = self._runbook.route.hops if self._runbook.route else ()
        renamed = [False, *(hop.renamed for hop in hops)]
        stops = zip(wording.chain(self._runbook), renamed, strict=False)
        return [{"words": words, "renamed": new_name} for words, new_name in stops]

    def marks(self, part: int) -> Marks:
        """What is marked before the first step of a part; 0 is what stands before them all."""
        return self._marks.get((part, ""), Marks())

    def groups(self, home: int = 0) -> list[dict[str, Any]]:
        """What to know before the first step of a part, by kind; 0 is what stands before them all.

        Empty groups are left out.
        """
        groups = (
            (wording.CONSIDERATIONS, self._runbook.considerations),
            (wording.PREREQUISITES, self._runbook.prerequisites),
        )
        views = (
            {
                "word": word,
                "statements": [
                    self._statement(one, word) for one in every if self._runbook.home(one) == home
                ],
                "elsewhere": "" if home else wording.told_with_hops(every, word, self._runbook),
            }
            for word, every in groups
        )
        return [view for view in views if view["statements"] or view["elsewhere"]]

    def _statement(self, statement: Consideration, word: str) -> dict[str, Any]:
        links = RunbookLinks.of_statement(self._runbook, statement)
        content = Content(statement.path, links, self._read_asset, _steps_html)
        title = "" if statement.title.casefold() == word.casefold() else statement.title
        home = self._runbook.home(statement)
        level = (3 if home else 2) + (1 if title else 0)
        return {
            "title": title,
            "holds_for": "" if home else wording.holds_for(statement, self._runbook),
            "body": content.blocks(statement.body, level),
            "source": wording.source_place(statement.path, statement.line),
            "duplicates": wording.duplicates_line(statement),
        }

    def part(self, part: RunbookPart) -> dict[str, Any]:
        """One hop, or the only procedure."""
        procedure = part.procedure
        links = RunbookLinks.of_part(self._runbook, part)
        content = Content(part.path, links, self._read_asset, _steps_html)
        return {
            "part": part,
            "groups": self.groups(part.number),
            "marks": self.marks(part.number),
            "introduction": content.blocks(procedure.introduction),
            "steps": content.steps(part, self._marks),
            "result": content.blocks(procedure.result, 3),
            "checks": [self._check(check, content) for check in part.gate.checks]
            if part.gate
            else [],
        }

    def _check(self, check: GateCheck, content: Content) -> dict[str, Any]:
        return {
            "body": content.blocks(check.body, 3),
            "place": wording.step_place(check.place, self._runbook),
            "source": wording.source_place(check.place.path, check.place.line),
        }

    def appendix(self, appendix: Appendix) -> dict[str, Any]:
        """A topic that was carried along."""
        links = RunbookLinks.of_appendix(self._runbook, appendix)
        content = Content(appendix.path, links, self._read_asset, _steps_html)
        return {
            "id": appendix.id,
            "label": wording.appendix_label(appendix.letter),
            "title": appendix.title,
            "source": wording.source_place(appendix.path, appendix.line),
            "body": content.blocks(appendix.body),
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
    environment.filters["digest"] = content_hash
    return environment.get_template(name)


@lru_cache(maxsize=1)
def _style() -> Markup:
    """The style sheet; it is ours, and holds nothing that would end its element."""
    own = (
        resources.files(__package__).joinpath(name).read_text("utf-8")
        for name in ("runbook.css", "work.css", "print.css")
    )
    return Markup(lean_style(block_style() + "".join(own)) + "\n")


def _running_lines(runbook: Runbook) -> Markup:
    """What stands on every printed page but the first."""
    head, foot = runbook.title, wording.commit_label(runbook.provenance)
    boxes = Markup(" ").join(
        Markup("@{} {{ content: {}; font: 9pt sans-serif; }}").format(name, css_string(text))
        for name, text in (("top-left", head), ("bottom-left", foot))
    )
    return Markup("@page {{ {} }} @page :first {{ @top-left {{ content: none; }} }}").format(boxes)
