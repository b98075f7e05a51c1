import pytest

from runbookc.backends.pdf.spelling import name_of, spell


@pytest.mark.parametrize(
    ("char", "expected"),
    [("\U0001f680", "[rocket]"), ("設", "[U+8A2D]"), ("：", ":"), ("\u200d", ""), ("\ue000", "")],
)
def test_name_of_a_character(char: str, expected: str) -> None:
    assert name_of(char) == expected


def test_shown_texts_change_and_addresses_stay() -> None:
    value = {"s": "a設b", "c": [{"to": "https://設.example", "s": "設"}], "n": 3}
    assert spell(value, {"設"}) == {
        "s": "a[U+8A2D]b",
        "c": [{"to": "https://設.example", "s": "[U+8A2D]"}],
        "n": 3,
    }
