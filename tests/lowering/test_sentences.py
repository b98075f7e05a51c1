import pytest

from runbookc.lowering.sentences import sentence_at, sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two. Three.", ["One.", "Two.", "Three."]),
        ("Copy it (check dates). If not, stop. Else wait", 3),
        ("Use 7.3.9 of the agent, e.g. Agent 7. Then stop.", 2),
        ("Is it “there?” Click on.", 2),
        ("Do this: Click on.", 2),
        ("See https://example.com/a.B for more", 1),
        ("", 0),
        ("   ", 0),
    ],
)
def test_sentences(text: str, expected: list[str] | int) -> None:
    found = [text[start:end] for start, end in sentences(text)]
    if isinstance(expected, list):
        assert found == expected
    else:
        assert len(found) == expected


def test_the_sentence_around_an_offset() -> None:
    text = "One. Two. Three."
    found = sentences(text)
    assert [sentence_at(found, offset) for offset in (0, 5, 8, 15)] == [
        (0, 4),
        (5, 9),
        (5, 9),
        (10, 16),
    ]
    assert sentence_at((), 3) == (3, 3)
