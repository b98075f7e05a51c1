"""VER003: a version that the product never had."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from runbookc.checks.names import folded
from runbookc.checks.rule import Facts, ProjectRule
from runbookc.diagnostics import Diagnostic, Severity
from runbookc.linking import Project
from runbookc.model import Mention, Page, is_within, release_numbers, version_key
from runbookc.planning import ProductLine, UpgradeGraph, read_version
from runbookc.source.frozen import dataclass

_CLEAR = ("exact", "wildcard", "at-least")
_FEW = 3
"""Fewer documented versions tell nothing of those between them."""
_SHORTEST_NAME = 4
_SHOWN = 6


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of the versions of one product.

    Args:
        names: its names, folded.
        versions: those that it surely had, ascending.
        closed: whether the configuration lists them all.
    """

    names: tuple[str, ...]
    versions: tuple[str, ...]
    closed: bool

    def has(self, version: str) -> bool:
        """Whether a number is one of the versions, a build of one, or the series of one."""
        return any(is_within(version, v) or is_within(v, version) for v in self.versions)

    def never_had(self, version: str, pages: int) -> bool:
        """Whether the product surely never had a version that stands on so many pages."""
        if not self.versions or self.has(version):
            return False
        key = version_key(version)
        if key < version_key(self.versions[0]):
            return False  # history, of which the list need not tell
        if self.closed:
            return True
        alike = [v for v in self.versions if _shape(v) == _shape(version)]
        between = len(alike) >= _FEW and version_key(alike[0]) < key < version_key(alike[-1])
        return pages == 1 and (between or self._is_slip(version))

    def _is_slip(self, version: str) -> bool:
        """Whether a digit too many, or two in the wrong order, make a known version of it."""
        return any(
            sorted(set(version)) == sorted(set(known)) and _distance(version, known) == 1
            for known in self.versions
        )

    def nearest(self, version: str) -> str:
        """The known version that was probably meant."""
        return min(
            self.versions,
            key=lambda known: (_distance(version, known), self._far(known)),
        )

    def _far(self, known: str) -> int:
        return len(self.versions) - self.versions.index(known)


class UnknownVersion(ProjectRule):
    """The text names a version that the product never had.

    ## What it does
    Looks for the product's name with a version that is neither one of its versions, nor a build
    or the series of one. Where the configuration lists the versions, that list is held to be
    complete but for older ones. Else the versions are those of the folders and of the upgrades,
    and only a number that stands on one page of all is reported: between documented versions, or
    a digit away from one. Numbers without the product's name are never judged.

    ## Why it hurts
    The reader looks for a download that does not exist, or takes the wrong one.

    ## Bad
    ```markdown title="docs/guard/8.0/upgrade.md"
    Example Guard 7.6 needs a restart.

    ## Upgrade from Example Guard 7.4 to 7.5

    ## Upgrade from Example Guard 7.5 to 8.0
    ```

    ## Good
    ```markdown title="docs/guard/8.0/upgrade.md"
    Example Guard 7.5 needs a restart.

    ## Upgrade from Example Guard 7.4 to 7.5

    ## Upgrade from Example Guard 7.5 to 8.0
    ```

    ## False alarms it risks
    A version without docs and without a described upgrade, named on one page. List the versions
    under `[products]`, and the rule knows.
    """

    code = "VER003"
    name = "unknown-version"
    severity = Severity.WARNING
    reads = frozenset(("hops", "mentions"))

    def check(
        self, project: Project, graph: UpgradeGraph, facts: Mapping[str, Facts]
    ) -> Iterator[Diagnostic]:
        """Report each such version at its number."""
        documented: dict[str, set[str]] = defaultdict(set)
        for page in project.pages:
            if page.product and page.version and read_version(page.version):
                documented[page.product].add(page.version)
        products = [_known(project, line, documented[line.id]) for line in graph.lines]
        products = [product for product in products if product.versions and product.names]
        if not products:
            return
        bound = [
            (page, mention, product)
            for page in project.pages
            for mention in page.mentions
            if (product := _product(products, mention)) is not None
        ]
        pages = Counter(key for page in project.pages for key in _keys(page))
        for page, mention, known in bound:
            version = mention.version.base or ""
            if known.never_had(version, pages[version_key(version)]):
                yield self._finding(page, mention, known)

    def _finding(self, page: Page, mention: Mention, known: _Known) -> Diagnostic:
        version = mention.version.base or ""
        newest = known.versions[-_SHOWN:]
        more = "… " if len(known.versions) > len(newest) else ""
        return self.finding(
            page.path,
            mention.version_span,
            f"There is no {mention.product} {version}",
            help=f"Did you mean {known.nearest(version)}? Known are {more}{', '.join(newest)}.",
        )


def _known(project: Project, line: ProductLine, documented: set[str]) -> _Known:
    """The names and versions of a line; without a list, those with docs or an upgrade."""
    settings = project.settings.products.get(line.id)
    names = {line.id, *(era.name for era in line.eras)}
    versions = set(settings.versions) if settings is not None else set()
    closed = bool(versions)
    if settings is not None:
        names |= {settings.name, *(former.name for former in settings.former_names)}
    if not closed:
        hops = (description.hop for edge in line.edges for description in edge.descriptions)
        ends = (spec.base for hop in hops for spec in (hop.from_version, hop.to_version))
        versions = documented.union(base for base in ends if base is not None)
    ordered = tuple(sorted(versions, key=lambda version: (version_key(version), version)))
    long_enough = (folded(name) for name in sorted(names))
    return _Known(tuple(n for n in long_enough if len(n) >= _SHORTEST_NAME), ordered, closed)


def _keys(page: Page) -> set[tuple[int, ...]]:
    return {mention.version.key for mention in page.mentions if mention.version.base is not None}


def _product(products: list[_Known], mention: Mention) -> _Known | None:
    """The product whose name stands before a version."""
    if not mention.product or mention.version.base is None or mention.version.kind not in _CLEAR:
        return None
    name = folded(mention.product)
    found = [(len(own), known) for known in products for own in known.names if name.endswith(own)]
    return max(found, key=lambda item: item[0])[1] if found else None


def _shape(version: str) -> int:
    """How many numbers a version has: 2 for 7.5."""
    return len(release_numbers(version))


def _distance(one: str, other: str) -> int:
    """How many characters are wrong, left out, added, or swapped with their neighbour."""
    from rapidfuzz.distance import DamerauLevenshtein

    return DamerauLevenshtein.distance(one, other)
