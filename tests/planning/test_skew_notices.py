"""Where stated windows bind on a route, and the steps between which they do."""

import pytest

from runbookc.backends.wording import skew_sentence
from tests.planning.written import route_of

AGENTS_LAST = "1. Uninstall the server.\n2. Install the server.\n3. Upgrade the agents.\n"
AGENTS_FIRST = "1. Upgrade the agents.\n2. Install the server.\n"
WINDOW = "A 7.5 server refuses agents older than 7.3.9."


def page(window: str = WINDOW, second: str = AGENTS_LAST, first: str = AGENTS_LAST) -> str:
    return (
        f"# Upgrade\n\n{window}\n\n"
        f"## Upgrade Procedure for 7.3.9 to 7.5\n\n{second}\n"
        f"## Upgrade Procedure for 7.3.7 to 7.3.9\n\n{first}\n"
        f"## Upgrade Procedure for 7.5 to 8.0\n\n{AGENTS_LAST}"
    )


def sentences(text: str, start: str = "7.3.7", end: str = "8.0") -> list[str]:
    runbook = route_of(text, start, end)
    return [skew_sentence(one) for part in runbook.parts for one in part.skews]


def test_it_binds_between_the_server_and_its_agents() -> None:
    assert sentences(page()) == [
        "From hop 2, step 2 on, agents older than 7.3.9 cannot connect until hop 2, step 3 is done."
        " First finish hop 1, step 3 for all of them."
    ]


def test_it_stands_with_the_hop_and_names_its_sentence() -> None:
    runbook = route_of(page(), "7.3.7", "8.0")

    assert [len(part.skews) for part in runbook.parts] == [0, 1, 0]
    (notice,) = runbook.parts[1].skews
    assert (notice.window.text, notice.window.span.line) == (WINDOW, 3)
    assert notice.ready_by is not None
    assert (notice.begins.line, notice.ready_by.line) == (8, 15)


def test_a_route_that_begins_later_has_nothing_to_finish_first() -> None:
    assert sentences(page(), "7.3.9", "7.5") == [
        "From hop 1, step 2 on, agents older than 7.3.9 cannot connect until hop 1, step 3 is done."
    ]


def test_agents_that_go_first_are_ready() -> None:
    assert sentences(page(second=AGENTS_FIRST), "7.3.9", "7.5") == [
        "From hop 1, step 2 on, agents older than 7.3.9 cannot connect."
        " First finish hop 1, step 1 for all of them."
    ]


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        ("A 7.5 server accepts agents of 7.3.9 and refuses all older ones.", "older than 7.3.9"),
        ("A 7.5 server accepts only 7.3.9 agents.", "other than 7.3.9"),
        ("A 7.5 server can talk to 7.3.9+ agents.", "older than 7.3.9"),
        ("7.3.7 agents cannot connect to a 7.5 server.", "of 7.3.7"),
    ],
)
def test_which_versions_are_refused(window: str, expected: str) -> None:
    (sentence,) = sentences(page(window), "7.3.9", "7.5")
    assert sentence.startswith(f"From hop 1, step 2 on, agents {expected} cannot connect")


@pytest.mark.parametrize(
    ("window", "start"),
    [
        ("A 7.5 server can talk to 7.3.9 agents.", "7.3.7"),
        (f"{WINDOW} An 8.0 server refuses agents older than 7.3.9.", "7.5"),
    ],
)
def test_what_refuses_nothing_new_is_not_told(window: str, start: str) -> None:
    assert sentences(page(window), start, "8.0") == []
