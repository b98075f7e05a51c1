import pytest

from runbookc.checks.guards import actions_in, guard_in
from tests.checks.harness import assert_fixture, excerpt, fixture


def test_it_finds_what_the_pages_expect() -> None:
    found = assert_fixture("HAZ001", "hazard_after_step")
    files = fixture("hazard_after_step")
    first = found[0]
    assert excerpt(files, first) == "Before uninstalling the server, back up its database."
    assert first.related[0].span.line == 3


@pytest.mark.parametrize(
    ("sentence", "verb"),
    [
        ("before uninstalling, back up the data.", "uninstall"),
        ("you must stop the service before you upgrade the agents.", "upgrade"),
        ("make sure that the backup is complete prior to migration.", "migrate"),
        ("take a snapshot before running the installer.", "run"),
        ("do not restart the server until the queue is empty.", "restart"),
        ("never drop the table unless it is empty.", "drop"),
    ],
)
def test_sentences_that_guard_an_action(sentence: str, verb: str) -> None:
    guard = guard_in(sentence)
    assert guard is not None
    assert guard.action is not None
    assert guard.action.verb == verb


@pytest.mark.parametrize(
    "sentence",
    [
        "the agent was there before upgrading the server.",
        "before you continue, read this.",
        "the service stops before the update.",
        "do not delete the folder.",
    ],
)
def test_sentences_that_guard_nothing(sentence: str) -> None:
    assert guard_in(sentence) is None


@pytest.mark.parametrize(
    ("sentence", "verbs"),
    [
        ("uninstall the old server.", ["uninstall"]),
        ("stop the service and delete the folder.", ["stop", "delete"]),
        ("on the first server, initiate the cluster restore.", ["restore"]),
        ("wait for a day before you perform the migration.", []),
        ("the script will delete the folder.", []),
    ],
)
def test_actions_are_what_is_asked_for(sentence: str, verbs: list[str]) -> None:
    assert [action.verb for action in actions_in(sentence)] == verbs
