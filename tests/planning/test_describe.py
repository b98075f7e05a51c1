"""One hop, several pages: which description a route takes."""

from runbookc.model import Page, Route, RouteHop
from runbookc.planning import build_graph, find_route
from tests.planning.builder import page, project


def first_hop(start: str, end: str, *pages: Page) -> RouteHop:
    """The first hop of a route over these pages."""
    route = find_route(build_graph(project(*pages)), "threatprevention", start, end)
    assert isinstance(route, Route), route
    return route.hops[0]


DOCS_80 = page("8.0/a.md", "7.4 -> 7.5", "7.5 -> 8.0", version="8.0")
DOCS_75 = page("7.5/a.md", "7.4 -> 7.5", version="7.5")
DOCS_74 = page("7.4/a.md", "7.4 -> 7.5", version="7.4")
DOCS_90 = page("9.0/a.md", "7.4 -> 7.5", version="9.0")


def test_the_docs_of_the_routes_own_target_come_first() -> None:
    hop = first_hop("7.4", "8.0", DOCS_74, DOCS_75, DOCS_80, DOCS_90)

    assert hop.procedure == "8.0/a.md#p10"
    assert hop.reason == "in the docs of 8.0, the version that the route leads to"
    assert hop.others == ("7.4/a.md#p10", "7.5/a.md#p10", "9.0/a.md#p10")


def test_then_the_docs_of_the_hops_target() -> None:
    beyond = page("b.md", "7.5 -> 8.0")
    hop = first_hop("7.4", "8.0", DOCS_74, DOCS_75, DOCS_90, beyond)

    assert hop.procedure == "7.5/a.md#p10"
    assert hop.reason == "in the docs of 7.5, the version that the hop leads to"


def test_then_the_newest_docs() -> None:
    hop = first_hop("7.4", "7.5", DOCS_74, DOCS_90)

    assert hop.procedure == "9.0/a.md#p10"
    assert hop.reason == "in the newest docs, those of 9.0"


def test_the_docs_of_a_series_are_the_docs_of_its_builds() -> None:
    assert first_hop("7.4", "7.5.2", DOCS_75, DOCS_90).procedure == "7.5/a.md#p10"


def test_a_pin_decides() -> None:
    pinned = page("7.4/b.md", "7.4 -> 7.5", version="7.4", pinned=True)
    hop = first_hop("7.4", "7.5", DOCS_75, pinned)

    assert hop.procedure == "7.4/b.md#p10"
    assert hop.reason == "pinned in the front matter of its page"


def test_steps_come_before_notes() -> None:
    notes = page("7.5/notes.md", "7.4 -> 7.5", version="7.5", steps=0)
    hop = first_hop("7.4", "7.5", notes, DOCS_74)

    assert hop.procedure == "7.4/a.md#p10"
    assert hop.reason == "the only description with steps"


def test_a_single_description_needs_no_choice() -> None:
    assert first_hop("7.4", "7.5", DOCS_75).reason == "the only description of this hop"


def test_a_start_that_is_stated_exactly_comes_before_a_range() -> None:
    wide = page("7.5/a.md", "7.3+ -> 7.5", version="7.5")
    exact = page("7.5/b.md", "7.4 -> 7.5", version="7.5")

    assert first_hop("7.4", "7.5", wide, exact).procedure == "7.5/b.md#p10"
    assert first_hop("7.3", "7.5", wide, exact).procedure == "7.5/a.md#p10"


def test_then_the_page_that_describes_most_of_the_route() -> None:
    cluster = page("a/cluster.md", "7.4 -> 7.5")
    docker = page("b/docker.md", "7.4 -> 7.5", "7.5 -> 8.0")

    hop = first_hop("7.4", "8.0", cluster, docker)

    assert hop.procedure == "b/docker.md#p10"
    assert hop.reason == "on the page that describes most of this route"
    assert first_hop("7.4", "7.5", cluster, docker).reason == "the first description by path"
