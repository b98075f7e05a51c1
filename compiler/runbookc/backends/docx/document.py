"""A runbook as the text of a Word document."""

from collections.abc import Callable, Iterator
from typing import Final, Literal

from markupsafe import Markup

from runbookc.backends import wording
from runbookc.backends.docx.blocks import BlockWriter, Spot, hazard
from runbookc.backends.docx.elements import (
    CENTIMETRE,
    Face,
    bookmark,
    field,
    inner_link,
    paragraph,
    run,
    tab,
    table,
    tick_box,
    w,
)
from runbookc.backends.docx.inlines import InlineWriter
from runbookc.backends.docx.package import FOOTER, HEADER, Package
from runbookc.backends.docx.steps import StepWriter
from runbookc.backends.links import RunbookLinks
from runbookc.backends.xml import element, joined
from runbookc.model import (
    Appendix,
    Consideration,
    Gate,
    GateCheck,
    Hazard,
    OutsideLink,
    Paragraph,
    Runbook,
    RunbookPart,
    SkewNotice,
)

Paper = Literal["a4", "us-letter"]

_SIZES: Final[dict[Paper, tuple[int, int]]] = {"a4": (11906, 16838), "us-letter": (12240, 15840)}
_MARGIN: Final = 2 * CENTIMETRE
_ROUTE_SHARES: Final = (6, 22, 22, 8, 18, 24)
_OUTSIDE = "outside"
_HAZARDS = "hazards"
_PROVENANCE = "provenance"


class DocumentWriter:
    """Writes one runbook.

    Args:
        runbook: what to write.
        read_asset: gives an image's bytes by its path in the project, None where there is none.
        paper: the size of its pages.
    """

    def __init__(
        self, runbook: Runbook, read_asset: Callable[[str], bytes | None], paper: Paper
    ) -> None:
        self._runbook = runbook
        self._read = read_asset
        self._paper = paper
        self._package = Package()
        self._page = Spot(_SIZES[paper][0] - 2 * _MARGIN)

    def write(self) -> dict[str, bytes]:
        """Every file of the package."""
        runbook = self._runbook
        body = [*self._cover(), *self._hazards(), *self._before()]
        for part in runbook.parts:
            body += self._part(part)
        body += [one for appendix in runbook.appendices for one in self._appendix(appendix)]
        body += [*self._outside(), *self._provenance(), self._section()]
        frame = {"header": self._header(), "footer": self._footer()}
        return self._package.files(runbook, joined(*body), frame)

    def _cover(self) -> Iterator[Markup]:
        runbook = self._runbook
        head = runbook.letterhead
        if head.name:
            yield paragraph("Letterhead", run(head.name, Face(bold=True)))
        yield from (paragraph("Letterhead", line) for line in head.lines)
        yield paragraph("Title", runbook.title)
        docs = f" {runbook.docs_version}" if runbook.docs_version else ""
        chain = " → ".join(wording.chain(runbook))
        yield paragraph("Subtitle", chain or f"{runbook.product_name}{docs}")
        if edition := wording.edition(runbook.provenance):
            yield paragraph("Compiler", edition)
        if head.fields:
            yield paragraph("Heading2", wording.FIELDS)
            blank = [(self._cell(label, "CellHead"), self._cell("")) for label in head.fields]
            yield table([], blank, widths=self._columns(1, 2), tall=True)
        if runbook.route is not None:
            yield paragraph("Heading2", wording.ROUTE)
            rows = [tuple(map(self._cell, row)) for row in wording.route_rows(runbook)]
            titles = [self._cell(title, "CellHead") for title in wording.ROUTE_COLUMNS]
            yield table(titles, rows, widths=self._columns(*_ROUTE_SHARES))
        yield from self._contents()

    def _contents(self) -> Iterator[Markup]:
        runbook = self._runbook
        entries = [(_HAZARDS, wording.hazards_heading(runbook))] if runbook.hazards else []
        if runbook.considerations or runbook.prerequisites:
            entries.append(("before-you-start", wording.BEFORE_YOU_START))
        entries += [
            (f"hop-{part.number}", wording.part_heading(runbook, part)) for part in runbook.parts
        ]
        entries += [(one.id, wording.appendix_heading(one)) for one in runbook.appendices]
        entries += [(_OUTSIDE, wording.OUTSIDE)] if runbook.outside else []
        entries.append((_PROVENANCE, wording.PROVENANCE))
        yield paragraph("Heading2", wording.CONTENTS)
        bullets = (self._package.bullets(), 0)
        for anchor, title in entries:
            link = inner_link(anchor, title)
            yield paragraph("", link, indent=360, hanging=360, numbering=bullets)

    def _hazards(self) -> Iterator[Markup]:
        if self._runbook.hazards:
            yield self._heading(1, wording.hazards_heading(self._runbook), _HAZARDS)
            titles = (wording.HAZARD, wording.SAID, wording.WHERE)
            yield table(
                [self._cell(title, "CellHead") for title in titles],
                [self._hazard(one) for one in self._runbook.hazards],
                widths=self._columns(3, 11, 4),
            )

    def _hazard(self, one: Hazard) -> tuple[Markup, ...]:
        word = run(f"{wording.symbol(one.kind)} {wording.word(one.kind)}".strip(), Face(bold=True))
        said = f"{wording.QUOTED} “{one.text}”" if one.quoted else one.text
        where = inner_link(
            wording.step_anchor(one.place), wording.step_place(one.place, self._runbook)
        )
        return paragraph("Cell", word), self._cell(said), paragraph("Cell", where)

    def _before(self) -> Iterator[Markup]:
        if self._runbook.considerations or self._runbook.prerequisites:
            yield self._heading(1, wording.BEFORE_YOU_START, "before-you-start")
        yield from self._considered(0)

    def _considered(self, home: int) -> Iterator[Markup]:
        """What to know before all hops, or before the steps of one."""
        for word, elsewhere, statements in wording.considered(self._runbook, home):
            yield paragraph("Heading2", word)
            for statement in statements:
                yield from self._statement(statement, word)
            if elsewhere:
                yield paragraph("Compiler", elsewhere)

    def _statement(self, statement: Consideration, word: str) -> Iterator[Markup]:
        if statement.title and statement.title.casefold() != word.casefold():
            yield paragraph("Heading3", statement.title)
        hops = wording.holds_for(statement, self._runbook)
        if hops and not self._runbook.home(statement):
            yield paragraph("Compiler", f"For {hops}")
        links = RunbookLinks.of_statement(self._runbook, statement)
        yield self._writer(links).write(statement.body, self._page)
        yield source(statement.path, statement.line)
        if more := wording.duplicates_line(statement):
            yield paragraph("Source", more)

    def _part(self, part: RunbookPart) -> Iterator[Markup]:
        runbook, procedure = self._runbook, part.procedure
        title = wording.part_heading(runbook, part)
        yield self._heading(1, title, f"hop-{part.number}")
        yield from self._about(part)
        yield from self._considered(part.number)
        for reminder in wording.reminders(runbook, part):
            yield paragraph("Compiler", reminder)
        yield from map(self._skew, part.skews)
        inlines = self._inlines(RunbookLinks.of_part(runbook, part))
        writer = BlockWriter(inlines, self._package)
        yield writer.write(procedure.introduction, self._page)
        yield StepWriter(runbook, part, inlines, self._package).steps(self._page)
        if procedure.result:
            yield paragraph("Heading2", wording.RESULT)
            yield writer.write(procedure.result, self._page)
        if procedure.rollback:
            yield paragraph("Heading2", wording.ROLLBACK)
            yield paragraph("", procedure.rollback)
        if part.gate is not None:
            yield from self._gate(part.gate, writer)

    def _about(self, part: RunbookPart) -> Iterator[Markup]:
        if part.hop is not None and (note := wording.rename_notice(part.hop)):
            yield paragraph("", run(note, Face(bold=True)))
        lines = [
            wording.chosen_description(part),
            wording.other_descriptions(part),
            wording.unsaid(part),
            f"{wording.TIME}: {part.procedure.time}" if part.procedure.time else "",
            "" if part.procedure.steps else wording.NO_STEPS,
        ]
        yield from (paragraph("Compiler", line) for line in lines if line)

    def _skew(self, notice: SkewNotice) -> Markup:
        content = joined(
            paragraph("", wording.skew_sentence(notice)),
            paragraph("", run(f"“{notice.window.text}”", Face(italic=True))),
            source(notice.window.path, notice.window.span.line),
        )
        return hazard("important", wording.word("important"), content, self._page)

    def _gate(self, gate: Gate, writer: BlockWriter) -> Iterator[Markup]:
        yield paragraph("Heading2", wording.gate_heading(self._runbook, gate))
        said = wording.gate_introduction(self._runbook, gate) if gate.checks else wording.NO_CHECK
        yield paragraph("Compiler", said, keep=True)
        yield from (self._check(check, writer) for check in gate.checks)
        signed = (wording.SIGNED_BY, wording.SIGNED_AT, wording.SIGNATURE)
        titles = [self._cell(title, "CellHead") for title in signed]
        yield table(titles, [[self._cell("")] * 3], widths=self._columns(2, 2, 3), tall=True)

    def _check(self, check: GateCheck, writer: BlockWriter) -> Markup:
        spot = self._page.deeper(CENTIMETRE)
        name = wording.step_place(check.place, self._runbook)
        first, rest = (check.body[0], check.body[1:]) if check.body else (None, ())
        if not isinstance(first, Paragraph):
            text, rest = Markup(), check.body
        else:
            text = writer.inlines.write(first.inlines, spot.room)
        box = tick_box(name, self._package.number())
        return joined(
            paragraph("", box, tab(), text, indent=spot.indent, hanging=CENTIMETRE),
            writer.write(rest, spot),
            source(check.place.path, check.place.line, indent=spot.indent),
        )

    def _appendix(self, appendix: Appendix) -> Iterator[Markup]:
        yield self._heading(1, wording.appendix_heading(appendix), appendix.id)
        links = RunbookLinks.of_appendix(self._runbook, appendix)
        yield self._writer(links).write(appendix.body, self._page)
        yield source(appendix.path, appendix.line)

    def _outside(self) -> Iterator[Markup]:
        if self._runbook.outside:
            yield self._heading(1, wording.OUTSIDE, _OUTSIDE)
        yield from map(self._outside_link, self._runbook.outside)

    def _outside_link(self, one: OutsideLink) -> Markup:
        relation = self._package.link(one.url) if one.url else None
        address = run(one.url or one.place, Face(style="CodeSpan"))
        if relation is not None:
            address = element("w:hyperlink", run(one.url, Face(style="Hyperlink")), r__id=relation)
        words = run(f"{one.text}: ") if one.text and one.text != one.url else ""
        bullets = (self._package.bullets(), 0)
        where = wording.mentioned_in(one, self._runbook)
        more = f" ({where})" if where else ""
        return paragraph("", words, address, more, indent=360, hanging=360, numbering=bullets)

    def _provenance(self) -> Iterator[Markup]:
        provenance = self._runbook.provenance
        yield self._heading(1, wording.PROVENANCE, _PROVENANCE)
        yield paragraph("", wording.provenance_line(provenance))
        if self._runbook.digest:
            yield paragraph("", f"{wording.DIGEST}: ", run(self._runbook.digest, _CODE))
        for one in provenance.inputs:
            yield paragraph("Source", run(one.path, _CODE), f" SHA-256 {one.sha256}")

    def _header(self) -> Markup:
        runbook = self._runbook
        name = runbook.letterhead.name
        return paragraph("Header", runbook.title, tab(), name, stops={self._page.width: "right"})

    def _footer(self) -> Markup:
        runbook = self._runbook
        facts = (
            f"{wording.DIGEST} {wording.short_digest(runbook.digest)}" if runbook.digest else "",
            wording.commit_label(runbook.provenance),
        )
        pages = (run(f"{wording.PAGE} "), field("PAGE"), run(f" {wording.OF} "), field("NUMPAGES"))
        said = " · ".join(filter(None, facts))
        return paragraph("Footer", said, tab(), *pages, stops={self._page.width: "right"})

    def _section(self) -> Markup:
        width, height = _SIZES[self._paper]
        margins = dict.fromkeys(("top", "right", "bottom", "left"), str(_MARGIN))
        edges = dict.fromkeys(("header", "footer"), str(CENTIMETRE))
        return w(
            "sectPr",
            element("w:headerReference", w__type="default", r__id=HEADER),
            element("w:footerReference", w__type="default", r__id=FOOTER),
            w("pgSz", w=str(width), h=str(height)),
            w("pgMar", **margins, **edges, gutter="0"),
        )

    def _heading(self, level: int, text: str, anchor: str) -> Markup:
        return paragraph(f"Heading{level}", bookmark(anchor, self._package.number()), text)

    def _cell(self, text: str, style: str = "Cell") -> Markup:
        return paragraph(style, text)

    def _columns(self, *shares: int) -> list[int]:
        return [self._page.width * share // sum(shares) for share in shares]

    def _inlines(self, links: RunbookLinks) -> InlineWriter:
        return InlineWriter(links, self._package, self._read)

    def _writer(self, links: RunbookLinks) -> BlockWriter:
        return BlockWriter(self._inlines(links), self._package)


def source(path: str, line: int, indent: int = 0) -> Markup:
    """Where something comes from."""
    return paragraph(
        "Source", f"{wording.SOURCE}: {wording.source_place(path, line)}", indent=indent
    )


_CODE = Face(style="CodeSpan")
