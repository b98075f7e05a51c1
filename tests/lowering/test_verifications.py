import pytest

from runbookc.lowering.verifications import asks_to_verify, tells_outcome

ASKED = [
    "Verify the status of the service.",
    "Confirm that all nodes are ready.",
    "Confirm the agents are online.",
    "Then make sure that the list is empty.",
    "After the restart, check the logs.",
    "Run `status` to verify that it runs.",
    "You should see three nodes.",
    "The agents should be online.",
]
NOT_ASKED = [
    "Confirm the deletion.",
    "Check the box.",
    "The installer verifies the signature.",
    "Enter and verify with the code.",
    "If you want, verify that it runs.",
    "You can verify the status.",
    "See how to verify the status.",
    "The files should be copied.",
]


@pytest.mark.parametrize("sentence", ASKED)
def test_sentences_that_ask(sentence: str) -> None:
    assert asks_to_verify(sentence)


@pytest.mark.parametrize("sentence", NOT_ASKED)
def test_sentences_that_do_not(sentence: str) -> None:
    assert not asks_to_verify(sentence)


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("The status is now Active.", True),
        ("The database has been upgraded.", True),
        ("The server will now use the new path.", False),
        ("If you chose that, the server is now ready.", False),
        ("This has been fixed since version 11.", False),
    ],
)
def test_outcomes(sentence: str, told: bool) -> None:
    assert tells_outcome(sentence) is told
