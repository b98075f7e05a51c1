"""Targets taken apart."""

import pytest

from runbookc.dialects.targets import Target, extension, foreign, join, split


@pytest.mark.parametrize(
    ("target", "path", "fragment"),
    [
        ("a.md", "a.md", None),
        ("a.md#b%20c", "a.md", "b c"),
        ("a%20b.md?x=1#", "a b.md", ""),
        ("#x", "", "x"),
        ("?x", "", None),
        (" a ", "a", None),
    ],
)
def test_split(target: str, path: str, fragment: str | None) -> None:
    assert split(target) == Target(path, fragment)


@pytest.mark.parametrize(
    ("folder", "path", "joined"),
    [
        ("docs/a", "b.md", "docs/a/b.md"),
        ("docs/a", "./../b.md", "docs/b.md"),
        ("docs/a", "/b//c/", "b/c"),
        ("docs", "../..", None),
        ("docs", "..", ""),
        ("", "../x", None),
        ("docs", "x..y/.hidden", "docs/x..y/.hidden"),
    ],
)
def test_join(folder: str, path: str, joined: str | None) -> None:
    assert join(folder, path) == joined


@pytest.mark.parametrize(
    ("path", "ending"),
    [
        ("a/b.PNG", ".png"),
        ("a/b", ""),
        ("notes/7.4", ""),
        ("notes/7.x", ""),
        ("a.tar.gz", ".gz"),
        (".env", ""),
        ("a.", ""),
    ],
)
def test_extension(path: str, ending: str) -> None:
    assert extension(path) == ending


@pytest.mark.parametrize(
    ("target", "outcome"),
    [
        ("HTTPS://a", "external"),
        ("//a", "external"),
        ("mailto:a@b", "mail"),
        ("tel:1", "other"),
        ("vbscript:x", "unsafe"),
        (" java\nscript:x", "unsafe"),
        ("a/b:c", None),
        ("C:/a", None),
        ("a.md", None),
    ],
)
def test_foreign(target: str, outcome: str | None) -> None:
    found = foreign(target)
    assert (found.outcome if found else None) == outcome
