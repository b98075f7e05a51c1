"""A runbook as one Markdown document that reads well raw, too."""

import re
from collections.abc import Iterator, Sequence

from runbookc.backends import wording
from runbookc.backends.links import RunbookLinks
from runbookc.backends.markdown.appendices import appendices, outside
from runbookc.backends.markdown.blocks import BlockWriter, indented
from runbookc.backends.markdown.escape import (
    Place,
    aside,
    code_span,
    destination,
    escape,
    plain,
    source,
)
from runbookc.backends.markdown.inlines import InlineWriter
from runbookc.backends.markdown.letterhead import letterhead
from runbookc.backends.markdown.safety import Safety
from runbookc.model import (
    Consideration,
    ImageBlock,
    InlineImage,
    Paragraph,
    Runbook,
    RunbookPart,
    Step,
    Substeps,
    step_numbers,
)

_BLANK = "\n\n"


class Document:
    """Writes one runbook."""

    def __init__(self, runbook: Runbook) -> None:
        self._runbook = runbook
        self.safety = Safety(runbook, self._part_anchor)

    def write(self) -> str:
        """The document with a line end after its last line."""
        parts = [f"# {escape(self._runbook.title, Place('x', '', one_line=True))}"]
        parts.extend(letterhead(self._runbook.letterhead))
        parts.extend(self._route())
        parts.extend(self.safety.summary())
        parts.extend(self._before())
        for part in self._runbook.parts:
            parts.extend(self._part(part))
        parts.extend(appendices(self._runbook, self.inlines))
        parts.extend(outside(self._runbook))
        parts.extend(self._provenance())
        parts.append(f"<!-- {wording.stamp(self._runbook)} -->")
        return _BLANK.join(part for part in parts if part) + "\n"

    def _route(self) -> Iterator[str]:
        runbook = self._runbook
        if runbook.route is None:
            docs = f" {runbook.docs_version}" if runbook.docs_version else ""
            yield plain(f"{runbook.product_name}{docs}")
            return
        yield f"**{' → '.join(plain(stop) for stop in wording.chain(runbook))}**"
        yield f"## {wording.ROUTE}"
        rows = [wording.ROUTE_COLUMNS, ("---",) * len(wording.ROUTE_COLUMNS)]
        for *cells, place in wording.route_rows(runbook):
            rows.append((*map(_cell, cells), code_span(place, one_line=True)))
        yield "\n".join(f"| {' | '.join(row)} |" for row in rows)

    def _before(self) -> Iterator[str]:
        for word, group in self._groups():
            told = [one for one in group if not self._runbook.home(one)]
            elsewhere = wording.told_with_hops(group, word, self._runbook)
            if told or elsewhere:
                yield f"## {word}"
            for statement in told:
                yield from self._statement(statement, word, 3)
            yield aside(elsewhere) if elsewhere else ""

    def _groups(self) -> tuple[tuple[str, tuple[Consideration, ...]], ...]:
        return (
            (wording.CONSIDERATIONS, self._runbook.considerations),
            (wording.PREREQUISITES, self._runbook.prerequisites),
        )

    def _of_part(self, part: RunbookPart) -> Iterator[str]:
        """What to know before the steps of one hop, and what its head shares with others."""
        for word, group in self._groups():
            own = [one for one in group if self._runbook.home(one) == part.number]
            if own:
                yield f"### {word}"
            for statement in own:
                yield from self._statement(statement, word, 4)
        yield from map(aside, wording.reminders(self._runbook, part))

    def _statement(self, statement: Consideration, word: str, level: int) -> Iterator[str]:
        hops = wording.holds_for(statement, self._runbook)
        if statement.title and statement.title.casefold() != word.casefold():
            yield f"{'#' * level} {plain(statement.title)}"
        if hops and not self._runbook.home(statement):
            yield aside(f"For {hops}")
        links = RunbookLinks.of_statement(self._runbook, statement)
        yield self._writer(links, level + 1).write(statement.body)
        yield source(statement.path, statement.line)
        yield aside(more) if (more := wording.duplicates_line(statement)) else ""

    def _part(self, part: RunbookPart) -> Iterator[str]:
        yield f"## {plain(wording.part_heading(self._runbook, part))}"
        yield from self._about(part)
        yield from self._of_part(part)
        links = RunbookLinks.of_part(self._runbook, part)
        writer = self._writer(links, 4)
        procedure = part.procedure
        yield from self.safety.at_part(part)
        yield writer.write(procedure.introduction)
        yield StepWriter(part, links, self).steps()
        if procedure.result:
            yield f"### {wording.RESULT}"
            yield writer.write(procedure.result)
        if procedure.rollback:
            yield f"### {wording.ROLLBACK}"
            yield plain(procedure.rollback)
        if part.gate is not None:
            yield from self.safety.gate(part.gate, writer)

    def _about(self, part: RunbookPart) -> Iterator[str]:
        if part.hop is not None:
            yield f"**{plain(note)}**" if (note := wording.rename_notice(part.hop)) else ""
        lines = [source(part.path, part.procedure.line)]
        if part.hop is not None:
            lines[0] += f" {aside(f'({part.hop.reason})')}"
            if others := ", ".join(code_span(other) for other in part.hop.others):
                lines.append(f"_{wording.ALSO_DESCRIBED}:_ {others}")
        if unsaid := wording.unsaid(part):
            lines.append(aside(unsaid))
        if part.procedure.time:
            lines.append(aside(f"{wording.TIME}: {part.procedure.time}"))
        if not part.procedure.steps:
            lines.append(aside(wording.NO_STEPS))
        yield "\\\n".join(lines)

    def _provenance(self) -> Iterator[str]:
        provenance = self._runbook.provenance
        yield f"## {wording.PROVENANCE}"
        yield plain(wording.provenance_line(provenance))
        yield "\n".join(
            f"- {code_span(one.path)}" + (f" SHA-256 {code_span(one.sha256)}" if one.sha256 else "")
            for one in provenance.inputs
        )
        yield f"{wording.DIGEST}: {code_span(self._runbook.digest)}" if self._runbook.digest else ""

    def _writer(self, links: RunbookLinks, heading_level: int) -> BlockWriter:
        return BlockWriter(self.inlines(links), heading_level=heading_level)

    def inlines(self, links: RunbookLinks) -> InlineWriter:
        """A writer for inline content of the page that these links stand on."""

        def image(node: InlineImage | ImageBlock) -> str:
            return _image(node, links)

        return InlineWriter(links.destination, self._part_anchor, image)

    def _part_anchor(self, number: int) -> str:
        """The anchor that GitHub gives to a part's heading."""
        part = next(one for one in self._runbook.parts if one.number == number)
        heading = wording.part_heading(self._runbook, part).casefold()
        return re.sub(r"[^\w\- ]", "", heading).replace(" ", "-")


class StepWriter:
    """Writes the steps of one part as a list of boxes to tick."""

    def __init__(self, part: RunbookPart, links: RunbookLinks, document: Document) -> None:
        self._part = part
        self._links = links
        self._document = document

    def steps(self) -> str:
        """All steps of the part."""
        steps = self._part.procedure.steps
        numbers = step_numbers(steps)
        return _BLANK.join(self._step(s, n) for s, n in zip(steps, numbers, strict=True))

    def _step(self, step: Step, number: str) -> str:
        label = f"{wording.step_label(number)}."
        title = f" {escape(step.title, Place('x', '*'))}" if step.title else ""
        body = self._body(step, number, f"**{label}{title}**", own_line=bool(step.title))
        return indented(f"[ ] {body}", "-")

    def _substeps(self, steps: Sequence[Step], numbers: Sequence[str], within: str) -> str:
        items = []
        for step, number in zip(steps, numbers, strict=True):
            head = f"**{escape(step.title, Place('*', '*'))}**" if step.title else ""
            body = self._body(step, f"{within}.{number}", head, own_line=bool(head))
            items.append(indented(f"[ ] {body}", f"{number}."))
        return _BLANK.join(items)

    def _body(self, step: Step, number: str, head: str, *, own_line: bool) -> str:
        numbers = step_numbers(step.substeps)

        def substeps(block: Substeps) -> str:
            some = slice(block.start, block.start + block.count)
            return self._substeps(step.substeps[some], numbers[some], number)

        inlines = self._document.inlines(self._links)
        writer = BlockWriter(inlines, heading_level=4, substeps=substeps)
        own, rest = wording.around_substeps(step)
        text = writer.write(own)
        if mark := wording.optional_mark(step):
            head = f"{head} _({mark})_".strip()
        before = _BLANK.join(self._document.safety.at_step(self._part, number, step))
        head = f"{self._document.safety.anchor(self._part.number, number)}{head}"
        if before:
            head, own_line = f"{head}{_BLANK}{before}".strip(), True
        together = not own_line and own and isinstance(own[0], Paragraph)
        said = f"{head} {text}" if together else f"{head}{_BLANK}{text}"
        parts = (said.strip(), source(self._part.path, step.line), writer.write(rest))
        return _BLANK.join(part for part in parts if part)


def _image(node: InlineImage | ImageBlock, links: RunbookLinks) -> str:
    """An image as a link to it: the document is one file."""
    name = node.alt or node.title or node.target.rsplit("/", 1)[-1]
    text = escape(f"{wording.IMAGE}: {name}", Place("[", "]", in_link=True))
    if node.target.startswith(("https://", "http://")):
        return f"[{text}]({destination(node.target)})"
    path = links.image(node)
    if path is None:
        return f"{text} ({wording.IMAGE_MISSING}: {code_span(node.target)})"
    return f"{text} ({code_span(path)})"


def _cell(text: str) -> str:
    return escape(text, Place("x", "x", one_line=True))
