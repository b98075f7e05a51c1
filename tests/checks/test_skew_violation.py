from pathlib import Path

import pytest

from tests.checks.harness import assert_fixture, excerpt, findings

WINDOW = "Agents older than 7.3.9 cannot connect to a 7.5 server.\n\n"
NO_AGENTS = "**Step 1 –** Install the server.\n\n**Step 2 –** Restart it.\n"
AGENTS_LAST = "**Step 1 –** Install the server.\n\n**Step 2 –** Upgrade the agents.\n"
AGENTS_FIRST = "**Step 1 –** Upgrade the agents.\n\n**Step 2 –** Install the server.\n"


def page(*parts: str) -> dict[str, str]:
    return {"docs/guard/7.5/upgrade.md": "# Upgrade\n\n" + "\n".join(parts)}


def hop(path: str, steps: str) -> str:
    return f"## Upgrade Procedure for {path}\n\n{steps}\n"


def test_it_finds_what_the_pages_expect() -> None:
    assert_fixture("VER011", "skew_violation")


def test_it_tells_the_pair_and_what_forbids_it() -> None:
    files = page(WINDOW, hop("7.3.7 to 7.5", AGENTS_LAST), hop("7.3.7 to 7.3.9", AGENTS_LAST))
    (found,) = findings("VER011", files)
    assert excerpt(files, found) == "## Upgrade Procedure for 7.3.7 to 7.5"
    assert found.message == (
        "On the way from 7.3.7 to 7.5, agents of 7.3.7 meet a 7.5 server,"
        " which does not work with them"
    )
    (related,) = found.related
    assert related.span.line == 3


def test_agents_that_no_procedure_speaks_of_stay_behind() -> None:
    hops = hop("7.3.9 to 7.5", AGENTS_LAST)
    behind = page(WINDOW, hop("7.3.7 to 7.3.9", NO_AGENTS), hops)
    (found,) = findings("VER011", behind)
    assert found.message.startswith("On the way from 7.3.7 to 7.5, agents of 7.3.7 meet a 7.5")
    assert excerpt(behind, found) == "## Upgrade Procedure for 7.3.9 to 7.5"
    assert findings("VER011", page(WINDOW, hop("7.3.7 to 7.3.9", AGENTS_LAST), hops)) == []


def test_the_page_around_may_speak_of_the_agents() -> None:
    around = WINDOW + "## Considerations\n\nUpgrade all systems with an agent too.\n\n"
    hops = (hop("7.3.7 to 7.3.9", NO_AGENTS), hop("7.3.9 to 7.5", NO_AGENTS))
    assert findings("VER011", page(around, *hops)) == []


def test_new_agents_may_be_refused_by_the_old_server() -> None:
    window = "A 7.5 agent will not work with a 7.4 server.\n\n"
    (found,) = findings("VER011", page(window, hop("7.4 to 7.5", AGENTS_FIRST)))
    assert "agents of 7.5 meet a 7.4 server" in found.message
    assert findings("VER011", page(window, hop("7.4 to 7.5", AGENTS_LAST))) == []


@pytest.mark.parametrize(
    "said",
    [
        "Agents of 7.3.7 will be rejected from now on.",
        "First upgrade the agents to 7.3.9.",
        "All agents must be at 7.3.9 already.",
    ],
)
def test_what_the_procedure_says_itself_is_no_surprise(said: str) -> None:
    said_in_it = hop("7.3.7 to 7.5", f"{said}\n\n{AGENTS_LAST}")
    assert findings("VER011", page(WINDOW, said_in_it)) == []


@pytest.mark.parametrize(
    "window",
    [
        "Other Suite agents older than 7.3.9 cannot connect to a 7.5 server.\n\n",
        "Agents older than 1.4 cannot connect to a 7.5 server.\n\n",
        "Agents older than 7.3.9 cannot connect to an 8.0 server.\n\n",
        "A 7.5 server can talk to 7.4 agents.\n\n",
    ],
)
def test_windows_of_others_say_nothing(window: str) -> None:
    hops = (hop("7.3.7 to 7.5", AGENTS_LAST), hop("7.3.9 to 7.5", AGENTS_LAST))
    assert findings("VER011", page(window, *hops)) == []


def test_release_notes_without_steps_say_nothing_of_an_order() -> None:
    notes = "## Upgrade from 7.3.7 to 7.5\n\nThis release is faster.\n"
    assert findings("VER011", page(WINDOW, notes, hop("7.3.9 to 7.5", AGENTS_LAST))) == []


def test_real_routes_respect_their_windows(corpora: Path) -> None:
    root = corpora / "seeds"
    files = {p.relative_to(root).as_posix(): p.read_text() for p in root.rglob("*.md")}
    assert findings("VER011", files) == []
