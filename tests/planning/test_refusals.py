"""A route that a stated compatibility window forbids is no route."""

import pytest

from runbookc.model import Route
from runbookc.planning import NoRoute, all_runbooks, build_graph, find_route, refused
from tests.planning.builder import PROVENANCE
from tests.planning.written import PATH, written

WINDOW = "# Upgrade\n\nAgents older than 7.3.9 cannot connect to a 7.5 server.\n"
SERVER = "1. Install the server.\n2. Restart it.\n"
AGENTS_LAST = "1. Install the server.\n2. Upgrade the agents.\n"
DIRECT = f"\n## Upgrade Procedure for 7.3.7 to 7.5\n\n{AGENTS_LAST}"
FIRST = f"\n## Upgrade Procedure for 7.3.7 to 7.3.9\n\n{AGENTS_LAST}"
SECOND = f"\n## Upgrade Procedure for 7.3.9 to 7.5\n\n{AGENTS_LAST}"


def answer(text: str, start: str, end: str) -> Route | NoRoute:
    return find_route(build_graph(written(text)), "guard", start, end)


def test_it_is_refused_with_the_sentence_and_another_way() -> None:
    route = answer(WINDOW + DIRECT + FIRST + SECOND, "7.3.7", "7.5")

    assert isinstance(route, NoRoute)
    assert route.reason == (
        "on the way agents of 7.3.7 would meet a 7.5 server, which does not work with them"
    )
    assert route.forbidden is not None
    assert route.forbidden.text == "Agents older than 7.3.9 cannot connect to a 7.5 server."
    assert (route.forbidden.path, route.forbidden.span.line) == (PATH, 3)
    assert route.alternative == ("7.3.7", "7.3.9", "7.5")


def test_there_may_be_no_other_way() -> None:
    route = answer(WINDOW + DIRECT + SECOND, "7.3.7", "7.5")

    assert isinstance(route, NoRoute)
    assert route.alternative == ()


@pytest.mark.parametrize(
    "text",
    [
        WINDOW + FIRST + SECOND,
        "# Upgrade\n" + DIRECT + SECOND,
        WINDOW.replace("cannot connect", "cannot connect, unless TLS is off,") + DIRECT + SECOND,
        WINDOW + DIRECT.replace("7.5\n", "7.5\n\nFirst upgrade the agents to 7.3.9.\n") + SECOND,
    ],
)
def test_what_is_not_surely_forbidden_is_allowed(text: str) -> None:
    assert isinstance(answer(text, "7.3.7", "7.5"), Route)


def test_agents_that_an_earlier_hop_leaves_behind() -> None:
    behind = FIRST.replace(AGENTS_LAST, SERVER)
    route = answer(WINDOW + behind + SECOND, "7.3.7", "7.5")

    assert isinstance(route, NoRoute)
    assert isinstance(answer(WINDOW + behind + SECOND, "7.3.9", "7.5"), Route)


def test_no_runbook_is_made_for_it() -> None:
    project = written(WINDOW + DIRECT + FIRST + SECOND)
    graph = build_graph(project)

    assert [one.id for one in all_runbooks(project, graph, PROVENANCE)] == [
        "guard-7.3.7-to-7.3.9",
        "guard-7.3.9-to-7.5",
    ]
    assert [(one.from_version, one.to_version) for one in refused(graph)] == [("7.3.7", "7.5")]
