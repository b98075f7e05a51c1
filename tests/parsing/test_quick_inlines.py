"""The quick reading of inline content agrees with the full parser wherever it answers."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runbookc.parsing.quick_inlines import QuickInlines
from tests.parsing.builder import document
from tests.parsing.test_spans import PIECES

TEXTS = st.lists(
    st.one_of(PIECES, st.text(alphabet="ab *_`[]()!<&~\\.\n–é", max_size=8)), max_size=8
).map("".join)


@contextmanager
def full_parser_only() -> Iterator[None]:
    with patch.object(QuickInlines, "build", lambda *_: None):
        yield


def assert_agreement(content: bytes, path: str = "docs/page.md") -> None:
    quick = document(content, path=path)
    with full_parser_only():
        full = document(content, path=path)
    assert quick.body == full.body
    assert quick.links == full.links
    assert quick.anchors == full.anchors


@settings(max_examples=500, deadline=None)
@given(TEXTS)
def test_both_read_the_same(text: str) -> None:
    assert_agreement(text.encode())
    assert_agreement(
        f"| a | b |\n| --- | --- |\n| {text.splitlines()[0] if text else ''} | c |\n".encode()
    )


@pytest.mark.parametrize("tree", ["netwrix", "rke2", "seafile"])
def test_both_read_real_pages_the_same(corpora: Path, tree: str) -> None:
    for page in sorted((corpora / tree).rglob("*.md"))[:60]:
        assert_agreement(page.read_bytes(), page.name)


def test_most_content_is_read_quickly() -> None:
    answers = []
    build = QuickInlines.build

    def counted(self: QuickInlines, *arguments: object) -> object:
        answers.append(build(self, *arguments))  # type: ignore[arg-type]  # passed on as they are
        return answers[-1]

    with patch.object(QuickInlines, "build", counted):
        document("Click **Next** in [the wizard](a.md), then run `x`.\n\n*Odd* one.\n")
    assert [answer is not None for answer in answers] == [True, False]
