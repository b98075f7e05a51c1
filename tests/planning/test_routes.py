"""Routes: fewest hops, then newest stops; and why there is none."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runbookc.model import Route
from runbookc.planning import NoRoute, UpgradeGraph, build_graph, find_route, reachable
from runbookc.planning.versions import order
from tests.planning.builder import SEEDS, page, project

GRAPH = build_graph(project(SEEDS))


def stops(graph: UpgradeGraph, start: str, end: str) -> list[str]:
    """The versions of a route."""
    route = find_route(graph, "threatprevention", start, end)
    assert isinstance(route, Route), route
    return [route.from_version, *(hop.to_version for hop in route.hops)]


def refusal(graph: UpgradeGraph, start: str, end: str) -> NoRoute:
    """Why there is no route."""
    route = find_route(graph, "threatprevention", start, end)
    assert isinstance(route, NoRoute), route
    return route


def test_over_several_hops_with_the_rename_on_the_second() -> None:
    route = find_route(GRAPH, "threatprevention", "7.3.7", "8.0")

    assert isinstance(route, Route)
    assert [(h.from_version, h.to_version, h.renamed) for h in route.hops] == [
        ("7.3.7", "7.3.9", False),
        ("7.3.9", "7.5", True),
        ("7.5", "8.0", False),
    ]
    assert (route.hops[1].from_product, route.hops[1].to_product) == (
        "StealthINTERCEPT",
        "Threat Prevention",
    )
    assert (route.from_product, route.to_product) == ("StealthINTERCEPT", "Threat Prevention")


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("7.4", "8.0", ["7.4", "7.5", "8.0"]),
        ("v7.4", "8", ["7.4", "7.5", "8.0"]),
        ("7.3.8", "7.3.9", ["7.3.8", "7.3.9"]),
        ("7.3.8", "8.0", ["7.3.8", "7.3.9", "7.5", "8.0"]),
        ("7.5.1", "7.5.3", ["7.5.1", "7.5.3"]),
        ("7.5.x", "7.5.y", ["7.5.x", "7.5.y"]),
        ("7.5", "7.5.y", ["7.5.x", "7.5.y"]),
        ("7.5.2", "7.5.y", ["7.5.2", "7.5.y"]),
        ("7.5", "7.5.2", ["7.5", "7.5.2"]),
        ("7.5.2", "8.0", ["7.5.2", "8.0"]),
        ("7.5.x", "8.0", ["7.5", "8.0"]),
        ("7.4", "7.5.2", ["7.4", "7.5.2"]),
        ("7.4", "7.5.x", ["7.4", "7.5"]),
    ],
)
def test_builds_series_and_ranges(start: str, end: str, expected: list[str]) -> None:
    assert stops(GRAPH, start, end) == expected


def test_a_former_name_finds_the_product() -> None:
    route = find_route(GRAPH, "StealthINTERCEPT", "7.3.7", "7.3.9")

    assert isinstance(route, Route)
    assert route.product == "threatprevention"


@pytest.mark.parametrize(
    ("start", "end", "reason"),
    [
        ("8.0", "7.5", "8.0 is newer than 7.5, and an upgrade never goes back"),
        ("6.0", "8.0", "no upgrade starts from 6.0"),
        ("7.5", "9.0", "no upgrade leads to 9.0"),
        ("7.3.9", "7.4", "no upgrade leads to 7.4"),
        ("7.5", "7.5", "7.5 is the start and the target"),
        ("7.5.2", "7.5", "7.5.2 is a build of 7.5 already"),
        ("7.5.3", "7.5.1", "7.5.3 is newer than 7.5.1, and an upgrade never goes back"),
        ("7.4.x", "7.4.y", "no page describes an upgrade from a build of 7.4 to a later one"),
        ("soon", "8.0", '"soon" is no version number'),
    ],
)
def test_why_there_is_no_route(start: str, end: str, reason: str) -> None:
    assert refusal(GRAPH, start, end).reason == reason


def test_the_nearest_versions_are_told() -> None:
    assert refusal(GRAPH, "6.0", "8.0").nearest_from == ("7.3.7", "7.3.9", "7.4", "7.5")
    assert refusal(GRAPH, "7.5", "9.0").nearest_to == ("8.0",)
    gap = refusal(build_graph(project(page("a.md", "1 -> 2", "3 -> 4"))), "1", "4")
    assert gap.reason == "no chain of upgrades leads from 1 to 4"
    assert (gap.nearest_from, gap.nearest_to) == (("3",), ("2",))


def test_an_unknown_product_is_told_with_the_known_ones() -> None:
    answer = find_route(GRAPH, "word", "1", "2")

    assert isinstance(answer, NoRoute)
    assert answer.reason == 'no product "word"; there is: threatprevention'


def test_fewest_hops_then_newest_stops() -> None:
    graph = build_graph(
        project(page("a.md", "1 -> 2", "1 -> 3", "2 -> 5", "3 -> 5", "3 -> 4", "4 -> 5"))
    )

    assert stops(graph, "1", "5") == ["1", "3", "5"]


def test_backward_hops_and_cycles_are_never_taken() -> None:
    graph = build_graph(project(page("a.md", "1 -> 2", "2 -> 1", "3 -> 2", "2 -> 2")))

    assert reachable(graph) == [("threatprevention", "1", "2")]


def test_a_hop_from_any_version_starts_at_the_version_before() -> None:
    graph = build_graph(project(page("a.md", "1 -> 2", "any -> 3")))

    assert stops(graph, "1", "3") == ["1", "2", "3"]


def test_release_notes_without_steps_are_passed_over() -> None:
    graph = build_graph(project(page("a.md", "1 -> 2"), page("notes.md", "2 -> 3", steps=0)))

    assert stops(graph, "1", "3") == ["1", "2", "3"]


def test_reachable_pairs_in_order() -> None:
    assert reachable(GRAPH) == [
        ("threatprevention", *pair)
        for pair in [
            ("7.3.7", "7.3.9"),
            ("7.3.7", "7.5"),
            ("7.3.7", "8.0"),
            ("7.3.9", "7.5"),
            ("7.3.9", "8.0"),
            ("7.4", "7.5"),
            ("7.4", "8.0"),
            ("7.5", "8.0"),
            ("7.5.x", "7.5.y"),
            ("8.0.x", "8.0.y"),
        ]
    ]


numbers = st.integers(0, 9).map(str)
hops = st.lists(st.tuples(numbers, st.sampled_from(["", "+"]), numbers), max_size=14)


@given(hops, numbers, numbers)
def test_routes_are_chains_of_fewest_hops(
    edges: list[tuple[str, str, str]], start: str, end: str
) -> None:
    texts = [f"{low}{kind} -> {high}" for low, kind, high in edges]
    graph = build_graph(project(page("a.md", *texts)))
    route = find_route(graph, "threatprevention", start, end)

    distance = _distance(edges, start, end)
    if not distance:
        assert isinstance(route, NoRoute)
        assert route.reason
        return
    assert isinstance(route, Route)
    assert len(route.hops) == distance
    assert (route.hops[0].from_version, route.hops[-1].to_version) == (start, end)
    for one, two in pairwise(route.hops):
        assert one.to_version == two.from_version
        assert order(one.from_version) < order(one.to_version)


def _distance(edges: list[tuple[str, str, str]], start: str, end: str) -> int:
    """Hops from start to end by a plain search, 0 where there is no way."""
    level, hops = {start}, 0
    while level and hops < 12:
        hops += 1
        level = {
            high
            for version in level
            for low, kind, high in edges
            if (low == version or (kind and int(low) <= int(version))) and int(version) < int(high)
        }
        if end in level:
            return hops
    return 0


@given(hops)
def test_every_reachable_pair_has_its_route(edges: list[tuple[str, str, str]]) -> None:
    texts = [f"{low}{kind} -> {high}" for low, kind, high in edges]
    graph = build_graph(project(page("a.md", *texts)))

    pairs = reachable(graph)
    assert len(set(pairs)) == len(pairs)
    for product, start, end in pairs:
        assert isinstance(find_route(graph, product, start, end), Route)
