"""Puts a runbook together: one document for a route, or for a procedure that is no hop."""

import hashlib
import re
from collections.abc import Iterable, Iterator

from runbookc.linking import Project
from runbookc.model import (
    Heading,
    Input,
    Letterhead,
    Page,
    Procedure,
    Provenance,
    Route,
    RouteHop,
    Runbook,
    RunbookPart,
    Section,
)
from runbookc.planning.appendices import with_appendices
from runbookc.planning.digest import digest
from runbookc.planning.graph import NO_PRODUCT, UpgradeGraph, build_graph
from runbookc.planning.guarded import guarded
from runbookc.planning.shared import Statement, merge, shared_heads
from runbookc.planning.topics import Topics, lines_of

_LONGEST_STEM = 150
"""Bytes; file systems take 255, and endings follow."""


def compose(
    project: Project,
    route: Route,
    provenance: Provenance,
    graph: UpgradeGraph | None = None,
    *,
    topics: Topics | None = None,
) -> Runbook:
    """The runbook of a route: what to know first, then each hop as a part of its own.

    What several hops' pages say in the same words appears once, with the hops that it holds
    for. A hop without steps keeps its own text in its part, where the steps would stand. Notes
    without steps that tell of the same hop in the same docs are carried along, and so are the
    topics that links lead to.

    Args:
        project: the project of its pages.
        route: from its graph.
        provenance: by what and from what it is compiled.
        graph: the project's; it is built anew where it is left out.
        topics: what links may bring along; nothing where they are not given. Those of one project
            serve all of its runbooks.
    """
    topics = topics or Topics(project)
    parts = tuple(_hop_part(topics, hop, number) for number, hop in enumerate(route.hops, 1))
    context = [statement for part in parts for statement in _context(project, part)]
    carried = [statement for part in parts for statement in _carried(topics, part, parts)]
    prerequisites = [statement for part in parts for statement in _prerequisites(project, part)]
    heads, parts = shared_heads(project, parts)
    runbook = Runbook(
        id=route_id(route),
        kind="route",
        title=f"Upgrade {_from_to(route)}",
        product=route.product,
        product_name=route.to_product,
        route=route,
        considerations=merge([*context, *carried, *heads]),
        prerequisites=merge(prerequisites),
        parts=parts,
        letterhead=_letterhead(project),
        site_url=project.site_url,
        provenance=provenance,
    )
    line = (graph or build_graph(project)).line(route.product)
    windows = line.windows if line is not None else ()
    return _finished(topics, guarded(project, runbook, windows))


def compose_procedure(
    project: Project,
    procedure: Procedure,
    provenance: Provenance,
    graph: UpgradeGraph | None = None,
    *,
    topics: Topics | None = None,
) -> Runbook:
    """The runbook of one procedure that is no hop.

    Args:
        graph: tells the product's name where the configuration does not.
        topics: what links may bring along, as for `compose`.
    """
    topics = topics or Topics(project)
    page = _page(project, procedure.id)
    title = _title(page, procedure)
    part = _part(topics, page, procedure, 1, title, None)
    product, version = _placement(page, procedure, graph)
    line = graph.line(product) if graph is not None else None
    runbook = Runbook(
        id=procedure_id(project, procedure, graph),
        kind="procedure",
        title=title,
        product=product,
        product_name=line.name if line is not None else project.settings.product_name(product),
        docs_version=version,
        considerations=merge(_context(project, part)),
        prerequisites=merge(_prerequisites(project, part)),
        parts=(part,),
        letterhead=_letterhead(project),
        site_url=project.site_url,
        provenance=provenance,
    )
    return _finished(topics, guarded(project, runbook))


def route_id(route: Route) -> str:
    """The id of a route's runbook."""
    return file_stem(f"{route.product}-{route.from_version}-to-{route.to_version}")


def procedure_id(project: Project, procedure: Procedure, graph: UpgradeGraph | None = None) -> str:
    """The id of the runbook of a procedure that is no hop."""
    page = _page(project, procedure.id)
    product, version = _placement(page, procedure, graph)
    return file_stem("-".join(p for p in (product, version, _place(page, procedure)) if p))


def _placement(
    page: Page, procedure: Procedure, graph: UpgradeGraph | None
) -> tuple[str, str | None]:
    """The product's id and the docs version that a procedure belongs to."""
    unplaced = graph.unplaced if graph is not None else NO_PRODUCT
    return procedure.product or page.product or unplaced, procedure.version or page.version


def _title(page: Page, procedure: Procedure) -> str:
    """The procedure's title, behind its page's where that says something else."""
    own, around = procedure.title.strip(), page.title.strip()
    if not own or not around or own.casefold() in around.casefold():
        return around or own
    return own if around.casefold() in own.casefold() else f"{around}: {own}"


def file_stem(text: str) -> str:
    """A name for files: lower case, letters, digits, dots and single hyphens, of bounded length."""
    stem = re.sub(r"(?:[^\w.]|_)+", "-", text.casefold()).strip("-.")
    if len(stem.encode()) <= _LONGEST_STEM:
        return stem
    start = stem.encode()[:_LONGEST_STEM].decode(errors="ignore").rstrip("-.")
    return f"{start}-{hashlib.sha256(stem.encode()).hexdigest()[:8]}"


def _from_to(ends: Route | RouteHop) -> str:
    """The two ends; the product's name stands twice only where it changed."""
    same = ends.from_product == ends.to_product
    end = ends.to_version if same else f"{ends.to_product} {ends.to_version}"
    return f"{ends.from_product} {ends.from_version} to {end}".strip()


def _page(project: Project, procedure_id: str) -> Page:
    page = project.page(procedure_id.rpartition("#")[0])
    if page is None:
        raise LookupError(f"no page of this project holds the procedure {procedure_id}")
    return page


def _procedure(page: Page, procedure_id: str) -> Procedure:
    return next(p for p in page.procedures if p.id == procedure_id)


def _letterhead(project: Project) -> Letterhead:
    wanted = project.settings.runbooks
    return Letterhead(name=wanted.organisation, lines=wanted.letterhead, fields=wanted.fields)


def _hop_part(topics: Topics, hop: RouteHop, number: int) -> RunbookPart:
    page = _page(topics.project, hop.procedure)
    procedure = _procedure(page, hop.procedure)
    return _part(topics, page, procedure, number, _from_to(hop), hop)


def _part(
    topics: Topics,
    page: Page,
    procedure: Procedure,
    number: int,
    title: str,
    hop: RouteHop | None,
) -> RunbookPart:
    return RunbookPart(
        number=number,
        title=title,
        path=page.path,
        page_title=page.title,
        page_url=page.url,
        version=procedure.version or page.version,
        hop=hop,
        procedure=procedure,
        anchors=tuple(_anchors(page, procedure)),
        links=topics.links_of(page, procedure),
    )


def _anchors(page: Page, procedure: Procedure) -> Iterator[str]:
    """The ids that lead to what a procedure tells: its own, those of its headings and above it."""
    sections = (*procedure.context, *procedure.prerequisites)
    lines = lines_of(block for section in sections for block in section.body)
    lines.update(section.line for section in sections)
    lines.update(range(procedure.span.line, procedure.span.end_line + 1))
    lines.update(heading.line for heading in _above(page, procedure))
    yield procedure.id.rpartition("#")[2]
    yield from (heading.anchor for heading in page.headings if heading.line in lines)


def _above(page: Page, procedure: Procedure) -> list[Heading]:
    """The headings of the sections in which a procedure stands, the outermost first."""
    above: list[Heading] = []
    for heading in page.headings:
        if heading.line > procedure.line:
            break
        while above and above[-1].level >= heading.level:
            above.pop()
        above.append(heading)
    return above


def _context(project: Project, part: RunbookPart) -> Iterator[Statement]:
    """What the page says around the procedure and that its reader must know before."""
    page = _page(project, part.procedure.id)
    yield from (Statement(section, page, part.number) for section in part.procedure.context)


def _prerequisites(project: Project, part: RunbookPart) -> Iterator[Statement]:
    page = _page(project, part.procedure.id)
    yield from (Statement(section, page, part.number) for section in part.procedure.prerequisites)


def _carried(
    topics: Topics, part: RunbookPart, parts: tuple[RunbookPart, ...]
) -> Iterator[Statement]:
    """The notes without steps that the same docs give on the part's hop."""
    for other in part.hop.others if part.hop is not None else ():
        page = _page(topics.project, other)
        procedure = _procedure(page, other)
        if procedure.steps or (procedure.version or page.version) != part.version:
            continue
        borrowed = all(page.path != one.path for one in parts)
        for section in _sections(procedure):
            links = topics.links_within(page, [section.body]) if borrowed else ()
            yield Statement(section, page, part.number, links)


def _sections(procedure: Procedure) -> Iterable[Section]:
    if procedure.introduction:
        yield Section(title=procedure.title, body=procedure.introduction, line=procedure.line)
    for section in (*procedure.context, *procedure.prerequisites):
        named = section.title or procedure.title
        yield section.model_copy(update={"title": named})


def _place(page: Page, procedure: Procedure) -> str:
    """Where a procedure stands: the page's path below its version, and the heading.

    A name made from the place stays the same when other pages come and go.
    """
    folders = page.path.rsplit(".", 1)[0].split("/")
    for name in (page.version, page.product):
        found = [i for i, folder in enumerate(folders[:-1]) if name and _is_folder(folder, name)]
        if found:
            folders = folders[found[-1] + 1 :]
            break
    anchor = procedure.id.rpartition("#")[2]
    if anchor and file_stem(anchor) != file_stem(page.title):
        folders.append(anchor)
    return "-".join(folders)


def _is_folder(folder: str, name: str) -> bool:
    spellings = {folder, folder.removeprefix("version-"), folder.removeprefix("v")}
    return any(one.replace("_", ".") == name.replace("_", ".") for one in spellings)


def _finished(topics: Topics, runbook: Runbook) -> Runbook:
    """The runbook with its appendices, the files that it was made from, and its digest."""
    project = topics.project
    runbook = with_appendices(runbook, topics, project.settings.runbooks.appendix_levels)
    paths = {part.path for part in runbook.parts}
    paths.update(one.path for one in (*runbook.considerations, *runbook.prerequisites))
    paths.update(appendix.path for appendix in runbook.appendices)
    pages = [page for page in map(project.page, sorted(paths)) if page is not None]
    inputs = [Input(path=page.path, sha256=page.sha256) for page in pages]
    images = ((path, topics.digest_of(path)) for path in runbook.images)
    inputs += (Input(path=path, sha256=sha256) for path, sha256 in images if sha256)
    inputs.sort(key=lambda one: one.path)
    provenance = runbook.provenance.model_copy(update={"inputs": tuple(inputs)})
    whole = runbook.model_copy(update={"provenance": provenance})
    return whole.model_copy(update={"digest": digest(whole)})
