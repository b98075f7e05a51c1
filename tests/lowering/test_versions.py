"""Version mentions in prose."""

import pytest

from tests.parsing.builder import lowered


def mentions(text: str) -> list[tuple[str, str, str]]:
    page = lowered(f"{text}\n").page
    return [(m.product, m.version.raw, m.version.kind) for m in page.mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Install Threat Prevention 8.0 now.", [("Threat Prevention", "8.0", "exact")]),
        ("The existing Threat Prevention 7.4 database.", [("Threat Prevention", "7.4", "exact")]),
        ("Threat Prevention7.4 is old.", [("Threat Prevention", "7.4", "exact")]),
        ("Else 7.5 Agents will stop.", [("", "7.5", "exact")]),
        ("Connections from pre 7.3.9 Agents.", [("", "7.3.9", "before")]),
        ("It needs version 8.5.0.14896 or newer.", [("", "8.5.0.14896", "at-least")]),
        ("From 7.5.x on.", [("", "7.5.x", "wildcard")]),
        ("In v8.0, click.", [("", "8.0", "exact")]),
        ("The address is 192.168.1.10.", []),
        ("Chapter 7 has 4 parts.", []),
        ("Run `setup-7.5.exe` as is.", []),
        ("Take seafile-server-6.1.0 from there.", []),
    ],
)
def test_mentions(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert mentions(text) == expected


def test_spans_are_exact() -> None:
    parsed = lowered("Use **Threat Prevention** v7.5 here.\n").page
    (mention,) = parsed.mentions
    assert (mention.version_span.column, mention.version_span.end_column) == (28, 31)
    assert mention.product == "Threat Prevention"
