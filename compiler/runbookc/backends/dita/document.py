"""A runbook as a DITA map with its topics."""

from collections.abc import Callable, Iterator, Sequence

from markupsafe import Markup

from runbookc.backends import wording
from runbookc.backends.dita.blocks import BlockWriter, note, table
from runbookc.backends.dita.images import Images
from runbookc.backends.dita.inlines import InlineWriter, part_file
from runbookc.backends.dita.steps import StepWriter
from runbookc.backends.links import RunbookLinks
from runbookc.backends.xml import document, element, joined
from runbookc.model import (
    Appendix,
    Consideration,
    Gate,
    Hazard,
    OutsideLink,
    Runbook,
    RunbookPart,
    StepPlace,
)

OVERVIEW = "overview"
BEFORE = "before-you-start"
PROVENANCE = "provenance"

_LANGUAGE = {"xml__lang": "en"}


class DocumentWriter:
    """Writes one runbook.

    Args:
        runbook: what to write.
        read_asset: gives an image's bytes by its path in the project, None where there is none.
    """

    def __init__(self, runbook: Runbook, read_asset: Callable[[str], bytes | None]) -> None:
        self._runbook = runbook
        self._images = Images(read_asset)

    def write(self) -> dict[str, bytes]:
        """Every file of the archive: the map, the topics in its order, the images."""
        topics = dict(self._topics())
        files = {f"{self._runbook.id}.ditamap": self._map(tuple(topics))}
        return {**files, **topics, **self._images.files}

    def _topics(self) -> Iterator[tuple[str, bytes]]:
        yield _concept(OVERVIEW, self._runbook.title, *self._overview())
        if before := [*self._before()]:
            yield _concept(BEFORE, wording.BEFORE_YOU_START, *before)
        for part in self._runbook.parts:
            yield part_file(part.number), self._task(part)
        for appendix in self._runbook.appendices:
            title = wording.appendix_heading(appendix)
            yield _concept(appendix.id, title, *self._appendix(appendix))
        yield _concept(PROVENANCE, wording.PROVENANCE, *self._provenance())

    def _map(self, topics: Sequence[str]) -> bytes:
        runbook = self._runbook
        facts = {
            "digest": runbook.digest,
            "commit": runbook.provenance.commit,
            "date": runbook.provenance.date,
            "generator": runbook.provenance.compiler,
        }
        written = (element("othermeta", name=key, content=v) for key, v in facts.items() if v)
        root = element(
            "map",
            element("title", runbook.title),
            element("topicmeta", *written),
            *(element("topicref", href=name) for name in topics),
            **_LANGUAGE,
        )
        # The archive's first file has it in front, so that no other words can be taken for it.
        stamp = f"<?runbookc {wording.stamp(runbook)}?>\n"
        return document(root, stamp + _doctype("map", "Map"))

    def _overview(self) -> Iterator[Markup]:
        runbook = self._runbook
        head = runbook.letterhead
        if head.name or head.lines:
            yield element("p", element("b", head.name), *(f"\n{line}" for line in head.lines))
        if runbook.route is not None:
            yield element("p", " → ".join(wording.chain(runbook)))
            yield section(wording.ROUTE, table(wording.ROUTE_COLUMNS, wording.route_rows(runbook)))
        if head.fields:
            blank = ((label, "") for label in head.fields)
            yield section(wording.FIELDS, table((wording.FIELD, wording.ENTRY), blank))
        if runbook.hazards:
            items = map(self._hazard, runbook.hazards)
            yield section(wording.hazards_heading(runbook), element("ul", *items))

    def _hazard(self, hazard: Hazard) -> Markup:
        place = wording.step_place(hazard.place, self._runbook)
        said = f" {wording.QUOTED} “{hazard.text}”" if hazard.quoted else f" {hazard.text}"
        target = _step_address(hazard.place)
        where = element("xref", place, href=target) if target else place
        return element("li", element("b", wording.word(hazard.kind)), said, " (", where, ")")

    def _before(self) -> Iterator[Markup]:
        for word, elsewhere, statements in wording.considered(self._runbook, 0):
            for statement in statements:
                hops = wording.holds_for(statement, self._runbook)
                title = statement.title or word
                title = f"{title} ({hops})" if hops else title
                yield section(title, self._statement(statement))
            if elsewhere:
                yield section(word, compiler(elsewhere))

    def _of_part(self, part: RunbookPart) -> Iterator[Markup]:
        """What to know before the steps of one part: a `prereq`, then what goes into `context`."""
        found = {
            word: joined(*(self._titled(one, word) for one in statements))
            for word, _, statements in wording.considered(self._runbook, part.number)
        }
        yield found.get(wording.PREREQUISITES, Markup())
        reminders = (compiler(one) for one in wording.reminders(self._runbook, part))
        yield joined(found.get(wording.CONSIDERATIONS, Markup()), *reminders)

    def _titled(self, statement: Consideration, word: str) -> Markup:
        title = element("p", element("b", statement.title or word), outputclass="heading")
        return joined(title, self._statement(statement))

    def _statement(self, statement: Consideration) -> Markup:
        links = RunbookLinks.of_statement(self._runbook, statement)
        more = wording.duplicates_line(statement)
        return joined(
            self._writer(links).write(statement.body),
            source(statement.path, statement.line),
            compiler(more) if more else "",
        )

    def _task(self, part: RunbookPart) -> bytes:
        runbook, procedure = self._runbook, part.procedure
        inlines = self._inlines(RunbookLinks.of_part(runbook, part))
        writer = BlockWriter(inlines)
        prerequisites, considerations = self._of_part(part)
        introduction = writer.write(procedure.introduction)
        body = [
            element("prereq", prerequisites) if prerequisites else Markup(),
            element("context", *self._about(part), considerations, introduction),
            StepWriter(runbook, part, inlines).steps(),
        ]
        if procedure.result:
            body.append(element("result", writer.write(procedure.result)))
        body += self._after(part, writer)
        root = element(
            "task",
            element("title", wording.part_heading(runbook, part)),
            element("taskbody", *body),
            id=f"hop-{part.number}",
            **_LANGUAGE,
        )
        return document(root, _doctype("task", "Task"))

    def _about(self, part: RunbookPart) -> Iterator[Markup]:
        yield source(part.path, part.procedure.line)
        if part.hop is not None:
            if said := wording.rename_notice(part.hop):
                yield note("important", said)
            yield compiler(part.hop.reason)
        for said in (wording.other_descriptions(part), wording.unsaid(part)):
            if said:
                yield compiler(said)
        if part.procedure.time:
            yield compiler(f"{wording.TIME}: {part.procedure.time}")
        if not part.procedure.steps:
            yield compiler(wording.NO_STEPS)
        for notice in part.skews:
            sentence = element("p", wording.skew_sentence(notice))
            place = source(notice.window.path, notice.window.span.line)
            yield note("important", sentence, element("p", element("q", notice.window.text)), place)

    def _after(self, part: RunbookPart, writer: BlockWriter) -> Iterator[Markup]:
        """What holds after the part: the way back, and the gate."""
        if part.procedure.rollback:
            head = element("p", element("b", wording.ROLLBACK))
            yield element("postreq", head, element("p", part.procedure.rollback))
        if part.gate is not None:
            yield element("postreq", *self._gate(part.gate, writer))

    def _gate(self, gate: Gate, writer: BlockWriter) -> Iterator[Markup]:
        heading = wording.gate_heading(self._runbook, gate)
        yield element("p", element("b", heading), outputclass="heading")
        if gate.checks:
            yield compiler(wording.gate_introduction(self._runbook, gate))
            checks = (self._check(writer.write(one.body), one.place) for one in gate.checks)
            yield element("ul", *checks)
        else:
            yield compiler(wording.NO_CHECK)
        signed = (wording.SIGNED_BY, wording.SIGNED_AT, wording.SIGNATURE)
        yield table(signed, [("", "", "")])

    def _check(self, body: Markup, place: StepPlace) -> Markup:
        return element("li", wording.box(), body, source(place.path, place.line))

    def _appendix(self, appendix: Appendix) -> Iterator[Markup]:
        links = RunbookLinks.of_appendix(self._runbook, appendix)
        yield self._writer(links).write(appendix.body)
        yield source(appendix.path, appendix.line)

    def _provenance(self) -> Iterator[Markup]:
        runbook = self._runbook
        if runbook.outside:
            items = (element("li", self._outside(one)) for one in runbook.outside)
            yield section(wording.OUTSIDE, element("ul", *items))
        lines = [element("p", wording.provenance_line(runbook.provenance))]
        if runbook.digest:
            digest = element("codeph", runbook.digest)
            lines.append(element("p", f"{wording.DIGEST}: ", digest))
        inputs = (
            element("li", element("filepath", one.path), " ", element("codeph", one.sha256))
            for one in runbook.provenance.inputs
        )
        listed = element("ul", *inputs) if runbook.provenance.inputs else ""
        yield section(wording.SOURCE, *lines, listed)

    def _outside(self, one: OutsideLink) -> Markup:
        where = wording.mentioned_in(one, self._runbook)
        place = element("filepath", one.place) if one.place and not one.url else ""
        words = one.text or one.url or one.place
        if one.url:
            words = element("xref", words, href=one.url, format="html", scope="external")
        return joined(words, *(Markup(" ({})").format(more) for more in (place, where) if more))

    def _inlines(self, links: RunbookLinks) -> InlineWriter:
        return InlineWriter(links, self._images)

    def _writer(self, links: RunbookLinks) -> BlockWriter:
        return BlockWriter(self._inlines(links))


def section(title: str, *content: str) -> Markup:
    """A section of a concept."""
    return element("section", element("title", title), *content)


def source(path: str, line: int) -> Markup:
    """Where something comes from."""
    place = element("filepath", wording.source_place(path, line))
    return element("p", f"{wording.SOURCE}: ", place, outputclass="source")


def compiler(sentence: str) -> Markup:
    """A sentence of the compiler, which a style sheet can set apart."""
    return element("p", sentence, outputclass="compiler")


def _concept(name: str, title: str, *content: Markup) -> tuple[str, bytes]:
    root = element(
        "concept",
        element("title", title),
        element("conbody", *content),
        id=name,
        **_LANGUAGE,
    )
    return f"{name}.dita", document(root, _doctype("concept", "Concept"))


def _doctype(root: str, name: str) -> str:
    return f'<!DOCTYPE {root} PUBLIC "-//OASIS//DTD DITA 1.3 {name}//EN" "{root}.dtd">\n'


def _step_address(place: StepPlace) -> str:
    """The address of a step from another topic."""
    if not place.part:
        return f"{BEFORE}.dita"
    step = f"/{wording.step_anchor(place)}" if place.number else ""
    return f"{part_file(place.part)}#hop-{place.part}{step}"
