"""Where prose states a hop, and which statements cannot both be true."""

import pytest

from runbookc.checks.statements import contradict, statements
from runbookc.model import Text, prose_of
from runbookc.source import Span


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Upgrade from Guard 7.4 to Guard 7.5.", [("7.4", "7.5")]),
        ("Upgrade 7.3.7+ to 7.3.9", [("7.3.7+", "7.3.9")]),
        ("from v7.5.x to version 8.0", [("7.5.x", "8.0")]),
        ("pre 7.3.9 → 7.5", [("pre 7.3.9", "7.5")]),
        ("7.3 to 7.4 to 7.5", []),
        ("from 7.3 to 7.4, 7.5.1 or later", []),
        ("Wait 3 to 4 minutes.", []),
    ],
)
def test_statements(text: str, expected: list[tuple[str, str]]) -> None:
    prose = prose_of((Text(text=text, span=Span(1, 1, 1, len(text) + 1)),))
    found = list(statements(prose))
    assert [(one.start, one.end) for one in found] == expected
    for one in found:
        for words, span in ((one.start, one.start_span), (one.end, one.end_span)):
            assert text[span.column - 1 : span.end_column - 1] == words


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("7.5", "7.5.x", False),
        ("8", "8.0", False),
        ("7.3.7", "7.3.7+", True),
        ("7.3.9", "pre 7.3.9", True),
        ("7.4", "7.5", True),
    ],
)
def test_contradict(one: str, other: str, expected: bool) -> None:
    assert contradict(one, other) is expected
    assert contradict(other, one) is expected
