"""The upgrade graph: for each product line, every hop that some procedure describes."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from runbookc.linking import Project
from runbookc.model import (
    CompatibilityWindow,
    Hop,
    Page,
    Procedure,
    VersionSpec,
    release_numbers,
)
from runbookc.planning.compatibility import windows_of
from runbookc.planning.line import Description, Edge, ProductLine
from runbookc.planning.names import LineNames, configured_eras, folded, names_of, same_name
from runbookc.planning.versions import order, read_version
from runbookc.source.frozen import dataclass

NO_PRODUCT = "docs"
"""The line of pages that belong to no product, where their hops name none either."""


@dataclass(frozen=True)
class UpgradeGraph:
    """All product lines of a project, by id.

    Args:
        lines: in the order of their ids.
        unplaced: id of the line to which pages of no product belong.
    """

    lines: tuple[ProductLine, ...]
    unplaced: str = NO_PRODUCT

    def line(self, product: str) -> ProductLine | None:
        """The line of a product, by its id or by any name that it bore."""
        for line in self.lines:
            if line.id == product:
                return line
        for line in self.lines:
            names = [line.id, *(era.name for era in line.eras)]
            if any(folded(name) == folded(product) for name in names):
                return line
        return None


def build_graph(project: Project) -> UpgradeGraph:
    """The upgrade graph of a project.

    A line is made of the hops on the pages of one product; a hop whose names belong to another
    configured product, or to none of the line's names, goes to a line of its own.
    """
    found: dict[str, list[Description]] = defaultdict(list)
    docs_versions: dict[str, set[str]] = defaultdict(set)
    for page in project.pages:
        if page.product is not None:
            if page.version is not None and read_version(page.version) is not None:
                docs_versions[page.product].add(page.version)
            found.setdefault(page.product, [])
        for procedure in page.described:
            for hop in procedure.hops:
                description = _describe(page, procedure, hop)
                if description is not None:
                    found[_owner(project, page, hop)].append(description)
    names: dict[str, LineNames] = {}
    for product in list(found):
        names[product] = LineNames(product, (d.hop for d in found[product]))
        for stray in [d for d in found[product] if not names[product].includes(d.hop)]:
            found[product].remove(stray)
            found[_slug(names_of(stray.hop)[1])].append(stray)
    unplaced = _settle(found, names)
    lines = [
        _line(project, product, found[product], names.get(product), docs_versions[product])
        for product in sorted(found)
    ]
    return UpgradeGraph(tuple(_with_windows(project, lines, unplaced)), unplaced)


def _with_windows(
    project: Project, lines: Iterable[ProductLine], unplaced: str
) -> Iterator[ProductLine]:
    """The lines with what the pages of their product state of versions that work together."""
    stated: dict[str, list[CompatibilityWindow]] = defaultdict(list)
    for page in project.pages:
        if page.windows:
            stated[page.product or unplaced].extend(page.windows)
    for line in lines:
        yield replace(line, windows=windows_of(line, stated.get(line.id, ())))


def _settle(found: dict[str, list[Description]], names: dict[str, LineNames]) -> str:
    """Move the hops of pages without a product to the product that they name most."""
    product = _slug(names[NO_PRODUCT].name) if NO_PRODUCT in names else ""
    if not product:
        return NO_PRODUCT
    found[product] = [*found.get(product, []), *found.pop(NO_PRODUCT)]
    return product


def _slug(name: str) -> str:
    return "-".join(name.casefold().split())


def _owner(project: Project, page: Page, hop: Hop) -> str:
    """The id of the product whose hop this is."""
    name = names_of(hop)[1]
    for product, settings in project.settings.products.items():
        known = [settings.name, *(former.name for former in settings.former_names)]
        if name and any(same_name(name, one) for one in known if one):
            return product
    return page.product or NO_PRODUCT


def _describe(page: Page, procedure: Procedure, hop: Hop) -> Description | None:
    """The description as it counts for the graph; an open target is the version of the docs."""
    version = procedure.version or page.version
    if hop.to_version.base is None or hop.to_version.kind == "before":
        if version is None or read_version(version) is None:
            return None
        hop = hop.model_copy(update={"to_version": VersionSpec(raw=version, base=version)})
    pinned = any(evidence.kind == "front-matter" for evidence in hop.evidence)
    return Description(procedure, hop, page.path, version, pinned)


def _line(
    project: Project,
    product: str,
    descriptions: list[Description],
    names: LineNames | None,
    docs_versions: set[str],
) -> ProductLine:
    names = names or LineNames(product, [d.hop for d in descriptions])
    settings = project.settings.products.get(product)
    eras = names.eras(_current_name(project, product))
    if settings is not None:
        eras = configured_eras(settings, eras)
    numbers = set(docs_versions) | set(settings.versions if settings is not None else ())
    for description in descriptions:
        hop = description.hop
        numbers.update(v.base for v in (hop.from_version, hop.to_version) if v.base is not None)
    line = ProductLine(product, eras, _distinct(numbers), ())
    return replace(line, edges=_edges(line, descriptions))


def _current_name(project: Project, product: str) -> str:
    """The name to show where hops give none: as configured, else as the pages spell it."""
    settings = project.settings.products.get(product)
    if settings is not None and settings.name:
        return settings.name
    return project.settings.title if product == NO_PRODUCT else _name_in_text(project, product)


def _name_in_text(project: Project, product: str) -> str:
    """The product's name as most of its pages spell it."""
    pages = (page for page in project.pages if page.product == product)
    found = Counter(page.product_name for page in pages if page.product_name)
    ranked = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    return ranked[0][0] if ranked else product


def _distinct(numbers: set[str]) -> tuple[str, ...]:
    """Ascending, 8 and 8.0 once, in the spelling that says more."""
    spelled: dict[tuple[int, ...], str] = {}
    for number in sorted(numbers, key=lambda n: (len(release_numbers(n)), n)):
        spelled[order(number)] = number
    return tuple(spelled[key] for key in sorted(spelled))


def _edges(line: ProductLine, descriptions: list[Description]) -> tuple[Edge, ...]:
    grouped: dict[tuple[tuple[int, ...], str, tuple[int, ...]], list[Description]]
    grouped = defaultdict(list)
    for description in descriptions:
        start, end = description.hop.from_version, description.hop.to_version
        grouped[order(start.base or "0"), start.kind, order(end.base or "0")].append(description)
    return tuple(_edge(line, grouped[key]) for key in sorted(grouped))


def _edge(line: ProductLine, descriptions: list[Description]) -> Edge:
    hop = descriptions[0].hop
    start, end = _spelled(line, hop.from_version), _spelled(line, hop.to_version)
    return Edge(
        line.name_at(start.base or end.base or ""),
        start,
        line.name_at(end.base or ""),
        end,
        tuple(sorted(descriptions, key=lambda d: (d.path, d.procedure.line, d.procedure.id))),
    )


def _spelled(line: ProductLine, spec: VersionSpec) -> VersionSpec:
    """The version in the one spelling that the line uses for it.

    A series keeps its own: spelled as its first release, 1.11.0, it would not hold 1.11.1.
    """
    if spec.base is None or spec.kind == "wildcard":
        return spec
    return spec.model_copy(update={"base": line.spelling(spec.base)})
