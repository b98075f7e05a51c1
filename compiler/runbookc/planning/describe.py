"""Which of several descriptions of one hop a route takes, and why."""

from collections.abc import Mapping, Sequence

from runbookc.model import is_within
from runbookc.planning.line import Description
from runbookc.planning.versions import order, read_version


def choose(
    descriptions: Sequence[Description],
    hop_target: str,
    route_target: str,
    told: Mapping[str, int] | None = None,
) -> tuple[Description, str]:
    """The description to follow, and the reason in a few words.

    An author's pin decides; numbered steps come before notes without steps; then the docs of
    the route's own target version, the docs of the hop's target version, the newest docs; then
    the page that describes most of the route, because pages apart tell of installations apart.
    What is left is decided by how exactly the start is stated, then by path and line.

    Args:
        descriptions: those of the hop.
        hop_target: the version at which the hop ends.
        route_target: the version at which the route ends.
        told: how many hops of the route each page describes, by path.
    """
    told = told or {}
    pinned = [d for d in descriptions if d.pinned]
    with_steps = [d for d in pinned or descriptions if d.procedure.steps]
    candidates = with_steps or pinned or list(descriptions)
    best = min(candidates, key=lambda d: _rank(d, hop_target, route_target, told))
    if len(descriptions) == 1:
        return best, "the only description of this hop"
    if pinned:
        return best, "pinned in the front matter of its page"
    if len(candidates) == 1:
        return best, "the only description with steps"
    return best, _reason(best, candidates, hop_target, route_target, told)


def _is_docs_of(description: Description, version: str) -> bool:
    docs = description.docs_version
    return docs is not None and read_version(docs) is not None and is_within(version, docs)


def _rank(
    description: Description, hop_target: str, route_target: str, told: Mapping[str, int]
) -> tuple[bool, bool, list[int], int, bool, str, int, str]:
    docs = description.docs_version
    newest_first = [-part for part in order(docs)] if docs and read_version(docs) else [1]
    return (
        not _is_docs_of(description, route_target),
        not _is_docs_of(description, hop_target),
        newest_first,
        -told.get(description.path, 0),
        description.hop.from_version.kind != "exact",
        description.path,
        description.procedure.line,
        description.procedure.id,
    )


def _reason(
    description: Description,
    candidates: Sequence[Description],
    hop_target: str,
    route_target: str,
    told: Mapping[str, int],
) -> str:
    docs = description.docs_version
    if _is_docs_of(description, route_target):
        return f"in the docs of {docs}, the version that the route leads to"
    if _is_docs_of(description, hop_target):
        return f"in the docs of {docs}, the version that the hop leads to"
    if docs:
        return f"in the newest docs, those of {docs}"
    own = told.get(description.path, 0)
    if any(told.get(one.path, 0) < own for one in candidates):
        return "on the page that describes most of this route"
    return "the first description by path"
