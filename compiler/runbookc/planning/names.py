"""The names that a product bore, read from the configuration and from hops that rename it."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from runbookc.config import ProductSettings
from runbookc.model import Hop
from runbookc.planning.line import Era
from runbookc.planning.versions import order


def folded(name: str) -> str:
    """A name for comparison: "Threat Prevention" and "threat-prevention" agree."""
    return re.sub(r"[\W_]+", "", name).casefold()


def same_name(one: str, other: str) -> bool:
    """Whether two spellings name one product: the vendor's name before it makes no difference."""
    short, long = sorted((one.casefold().split(), other.casefold().split()), key=len)
    return folded(one) == folded(other) or (bool(short) and long[-len(short) :] == short)


def names_of(hop: Hop) -> tuple[str, str]:
    """The names at both ends; a start that is named alone holds for the end too."""
    return hop.from_product, hop.to_product or hop.from_product


@dataclass
class NameGroup:
    """One name in its spellings, and the versions that hops give it."""

    spellings: Counter[str]
    versions: list[str]

    def display(self, product: str) -> str:
        """The spelling to show: that of the product's id, else the most frequent one."""
        ranked = sorted(
            self.spellings.items(),
            key=lambda item: (folded(item[0]) != folded(product), -item[1], len(item[0]), item[0]),
        )
        return ranked[0][0]


class LineNames:
    """The names in the hops of one product's pages.

    Names are of one line where hops that rename connect them; a page may also tell of another
    product's upgrade (a database, an agent), which is not of this line.
    """

    def __init__(self, product: str, hops: Iterable[Hop]) -> None:
        """Group the names that stand in the hops of the product's pages."""
        self.product = product
        self.groups: list[NameGroup] = []
        renames: list[tuple[NameGroup, NameGroup]] = []
        for hop in hops:
            before, after = names_of(hop)
            start = self._add(before, hop.from_version.base)
            end = self._add(after, hop.to_version.base)
            if start is not None and end is not None and start is not end:
                renames.append((start, end))
        self.members = self._connected(renames)

    def _find(self, name: str) -> NameGroup | None:
        return next((g for g in self.groups if any(same_name(name, s) for s in g.spellings)), None)

    def _add(self, name: str, version: str | None) -> NameGroup | None:
        if not name:
            return None
        group = self._find(name)
        if group is None:
            group = NameGroup(Counter(), [])
            self.groups.append(group)
        group.spellings[name] += 1
        if version is not None:
            group.versions.append(version)
        return group

    def _connected(self, renames: list[tuple[NameGroup, NameGroup]]) -> list[NameGroup]:
        own = [
            g for g in self.groups if any(folded(s) == folded(self.product) for s in g.spellings)
        ]
        if not own and self.groups:
            own = [max(self.groups, key=lambda g: (g.spellings.total(), g.display("")))]
        members = own
        while True:
            near = [
                one if other in members else other
                for one, other in renames
                if (one in members) != (other in members)
            ]
            if not near:
                return members
            members = [*members, near[0]]

    @property
    def name(self) -> str:
        """The name that the line's hops give most often, or ""."""
        return self.members[0].display(self.product) if self.members else ""

    def includes(self, hop: Hop) -> bool:
        """Whether the hop is of this line: a name of the line stands in it, or none at all."""
        named = [group for group in map(self._find, names_of(hop)) if group is not None]
        return not named or any(group in self.members for group in named)

    def eras(self, current: str) -> tuple[Era, ...]:
        """The names oldest first; `current` is the name to show where hops give none."""
        dated = sorted(
            (g for g in self.members if g.versions),
            key=lambda g: (max(map(order, g.versions)), g.display("")),
        )
        eras: list[Era] = []
        for group, later in pairwise(dated):
            ends = max(group.versions, key=order)
            starts = [v for v in later.versions if order(v) > order(ends)]
            renamed_at = min(starts, key=order) if starts else None
            eras.append(Era(group.display(self.product), ends, renamed_at))
        return (*eras, Era(dated[-1].display(self.product) if dated else current))


def configured_eras(settings: ProductSettings, eras: tuple[Era, ...]) -> tuple[Era, ...]:
    """The names as the configuration gives them; what it leaves out is taken from the hops."""
    current = settings.name or eras[-1].name
    if not settings.former_names:
        return (*eras[:-1], Era(current))
    former = (Era(n.name, n.until_version, n.renamed_at) for n in settings.former_names)
    return (*former, Era(current))
