import pytest

from runbookc.lowering.consequences import consequences

SAID = [
    "Else 7.5 agents will be orphaned.",
    "Otherwise, the service will fail.",
    "If you do not copy the key, the agents cannot connect.",
    "If not, the service will not start.",
    "Without it, no agent is able to work and the server will not start.",
    "Copy the key first, or the agents will be orphaned.",
    "Failing to do so breaks the cluster.",
    "This cannot be undone.",
    "The change is irreversible.",
    "There is no way to go back to the old schema.",
    "This may result in data loss.",
    "Your settings will be overwritten.",
    "All policies of the old server will be deleted.",
    "All pending events are lost.",
    "You may lose access to the console.",
]
NOT_SAID = [
    "Otherwise, click Next.",
    "If not, copy the files by hand.",
    "Someone else cannot access the page.",
    "Make a backup so that no data will be lost.",
    "This avoids that settings will be overwritten.",
    "When the connection is lost, the agent waits.",
    "If all agents are deleted, remove the server.",
    "The server cannot start without a licence.",
    "Lost passwords are found on the next page.",
    "The old files are removed by the installer.",
    "If the server is down, or the agent cannot connect, look at the log.",
]


@pytest.mark.parametrize("sentence", SAID)
def test_a_consequence_is_heard(sentence: str) -> None:
    assert list(consequences(sentence.lower()))


@pytest.mark.parametrize("sentence", NOT_SAID)
def test_what_threatens_nothing_is_not(sentence: str) -> None:
    assert not list(consequences(sentence.lower()))
