"""Path patterns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runbookc.config import matches
from runbookc.config.globs import is_within


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("docs/**", "docs/a/b.md", True),
        ("docs/*", "docs/a.md", True),
        ("docs/*.md", "docs/a/b.md", False),
        ("docs/drafts", "docs/drafts/a/b.md", True),
        ("docs/drafts/", "docs/drafts/a.md", True),
        ("**/_*.{md,mdx}", "a/b/_c.mdx", True),
        ("**/_*.{md,mdx}", "_c.md", True),
        ("**/_*/**", "a/_b/c.md", True),
        ("*.md", "a/b.md", True),
        ("/a.md", "a.md", True),
        ("v[0-9].md", "v1.md", True),
        ("v[!0-9].md", "v1.md", False),
        ("a?.md", "ab.md", True),
        ("a+(b).md", "a+(b).md", True),
        ("docs", "documents/a.md", False),
        ("[z-a].md", "z.md", False),
    ],
)
def test_matches(pattern: str, path: str, expected: bool) -> None:
    assert matches(pattern, path) is expected


@given(st.text(alphabet="ab*?[]{},!/^-\\(", max_size=15), st.text(alphabet="ab/", max_size=8))
def test_no_pattern_fails(pattern: str, path: str) -> None:
    assert matches(pattern, path) in (True, False)


@given(
    st.text(alphabet="ab./", min_size=1, max_size=8).filter(lambda path: path.strip("/.") == path)
)
def test_a_path_without_signs_matches_itself_and_all_below_it(path: str) -> None:
    assert matches(path, path)
    assert matches(path, f"{path}/below/it.md")
    assert not matches(path, f"{path}x")


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ((), True),
        ((".",), True),
        (("docs",), True),
        (("docs/a.md",), True),
        (("other", "docs"), True),
        (("doc",), False),
        (("docs/a",), False),
    ],
)
def test_within_files_and_folders(places: tuple[str, ...], expected: bool) -> None:
    assert is_within("docs/a.md", places) is expected
