"""What connects to a server and is upgraded apart from it: agents, as the docs tell of them.

Nothing is inferred here: two versions work together, or do not, where a sentence says so; where
none does, the picker says that too.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import escape
from typing import Any, Final

from runbookc.lowering.components import core_of, plural
from runbookc.model import CompatibilityWindow, Procedure, VersionSpec, step_numbers, version_key
from runbookc.planning import NoRoute, ProductLine
from runbookc.planning.component_order import sayings_of_old, upgraded_peers

Place = Callable[[str, int], str]
"""The address of a line of a page: of its step or heading, "" where the page has none."""

WORKS, REFUSED, SPARED = "works", "refused", "spared"
"""Of two versions: stated to work, stated not to, and not among those that are stated not to."""
_SERVER: Final = "server"


def component_names(line: ProductLine) -> list[str]:
    """The nouns of what connects and of which some window speaks."""
    return sorted({core_of(window.peer) for window in line.windows})


def server_name(line: ProductLine) -> str:
    """What the docs call that which the components connect to; "" without components."""
    named = {window.subject for window in line.windows}
    if not named:
        return ""
    return named.pop() if len(named) == 1 else _SERVER


def components(line: ProductLine, place: Place) -> list[dict[str, Any]]:
    """Each component with the versions that work with those of the server, and the sentences."""
    known = []
    for name in component_names(line):
        windows = _told_once(window for window in line.windows if core_of(window.peer) == name)
        known.append(
            {
                "name": name,
                "plural": plural(windows[0].peer),
                "met": {
                    server: met
                    for server in line.versions
                    if (met := dict(_met(server, line.versions, windows)))
                },
                "sentences": [
                    {"text": one.text, "href": place(one.path, one.span.line)} for one in windows
                ],
            }
        )
    return known


def windows_html(line: ProductLine, refused: Iterable[NoRoute], place: Place) -> str:
    """What the docs say of versions that work together, for who reads without a script.

    Args:
        line: the product.
        refused: its routes that these windows forbid.
        place: where a line of a page is read.
    """
    parts = []
    for component in components(line, place):
        said = "".join(map(_said, component["sentences"]))
        title = f"Which {component['plural']} work with which {server_name(line)}"
        parts.append(f"<p>{escape(title)}:</p>\n<ul>\n{said}</ul>\n")
    forbidden = "".join(
        f"<li>{escape(f'{one.from_version} to {one.to_version}: {one.reason}.')}</li>\n"
        for one in refused
    )
    if forbidden:
        parts.append(f"<p>Therefore there is no route from</p>\n<ul>\n{forbidden}</ul>\n")
    return "".join(parts)


def _said(sentence: Mapping[str, str]) -> str:
    link = f'<a href="{escape(sentence["href"])}">Read more</a>'
    return f"<li><q>{escape(sentence['text'])}</q> {link}</li>\n"


def upgrades(
    line: ProductLine, procedures: Iterable[str], place: Place
) -> dict[str, dict[str, Any]]:
    """By procedure, what it does with each component.

    `step` is the step that upgrades it, `first` says whether that comes before the server,
    `speaks` whether the procedure or its page speaks of it at all, and `says` what it says of
    older ones. A procedure without steps is taken to upgrade everything, as for routes.
    """
    if not line.windows:
        return {}
    described = {one.procedure.id: one for edge in line.edges for one in edge.descriptions}
    found: dict[str, dict[str, Any]] = {}
    for procedure in sorted({*procedures} & {*described}):
        path = described[procedure].path
        order = line.order_of(procedure)
        found[procedure] = {
            name: {
                "first": order is not None and name in order.first,
                "speaks": order is None or name in order.named,
                "says": list(sayings_of_old(described[procedure].procedure, name)),
                **_step(described[procedure].procedure, path, name, place),
            }
            for name in component_names(line)
        }
    return found


def _told_once(windows: Iterable[CompatibilityWindow]) -> list[CompatibilityWindow]:
    """Windows in other words, or of other versions; the same sentence on a later page is none."""
    seen: dict[tuple[str, tuple[VersionSpec, ...]], CompatibilityWindow] = {}
    for window in windows:
        seen[window.text, window.subject_versions] = window
    return list(seen.values())


def _met(
    server: str, others: Iterable[str], windows: list[CompatibilityWindow]
) -> Iterator[tuple[str, tuple[str, int]]]:
    """The versions of the component of which the docs say something beside this server."""
    concerned = [(index, one) for index, one in enumerate(windows) if one.concerns(server)]
    for other in others:
        verdicts: dict[str, int] = defaultdict(int)
        for index, window in reversed(concerned):
            if (verdict := _verdict(window, server, other)) is not None:
                verdicts[verdict] = index
        for verdict in (REFUSED, WORKS, SPARED):
            if verdict in verdicts:
                yield other, (verdict, verdicts[verdict])
                break


def _verdict(window: CompatibilityWindow, server: str, other: str) -> str | None:
    if window.forbids(other):
        return REFUSED
    if any(spec.holds(other) for spec in window.accepted):
        return WORKS
    # What is newer than the server is not meant by a sentence about old ones.
    return SPARED if window.rejected and version_key(other) < version_key(server) else None


def _step(procedure: Procedure, path: str, name: str, place: Place) -> dict[str, str]:
    """The number and the address of the step that upgrades a component; empty without one."""
    numbers = step_numbers(procedure.steps)
    for number, step in zip(numbers, procedure.steps, strict=True):
        if not step.optional and name in (upgraded_peers(step, installed=True) or ()):
            return {"step": number, "href": place(path, step.line)}
    return {}
