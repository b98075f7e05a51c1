"""What a link's path tells of product and version."""

import pytest

from runbookc.checks.targets import agrees, crossing_links, target_version, versioned_folder
from runbookc.model import Link, LinkKind, Page
from runbookc.source import Span

SPAN = Span(1, 1, 1, 2)
PAGE = Page(path="docs/guard/7.4/install/a.md", url="/a", dialect="plain", title="A")


def link(target: str, kind: LinkKind = "page", *, image: bool = False) -> Link:
    return Link(
        text="",
        target=target,
        kind=kind,
        image=image,
        line=1,
        column=1,
        span=SPAN,
        target_span=SPAN,
    )


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("docs/guard/7.4/a.md", (("docs", "guard"), "7.4")),
        ("/docs/guard/7_4/a", (("docs", "guard"), "7.4")),
        ("versioned_docs/version-2.1.x/a.md", (("versioned_docs",), "2.1")),
        ("docs/guard/7.4.md", None),
        ("docs/2024/a.md", None),
    ],
)
def test_versioned_folder(path: str, expected: tuple[tuple[str, ...], str] | None) -> None:
    assert versioned_folder(path) == expected


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("../b.md", "7.4"),
        ("../../8.0/b.md#c", "8.0"),
        ("/docs/guard/8.0/b", "8.0"),
        ("/docs/other/b", None),
        ("https://example.com/guard/8.0/b", None),
        ("//example.com/guard/8.0/b", None),
    ],
)
def test_target_version(target: str, expected: str | None) -> None:
    assert target_version(link(target), PAGE) == expected
    assert target_version(link(target, image=True), PAGE) is None
    assert target_version(link(target, "mail"), PAGE) is None


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("../../8.0/b.md", "8.0"),
        ("/docs/guard/8.0/b", "8.0"),
        ("/docs/guard/7.4/b", None),
        ("/docs/guard/7.4.1/b", None),
        ("/docs/vault/8.0/b", None),
        ("b.md", None),
    ],
)
def test_other_version_of_the_same_product(target: str, expected: str | None) -> None:
    page = PAGE.changed(links=(link(target),))
    assert list(crossing_links(page).values()) == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("8.0", "8.0.1", True), ("8.0", "8.1", False), ("v8", "8.3", True), ("08.0", "8.0", True)],
)
def test_agrees(one: str, other: str, expected: bool) -> None:
    assert agrees(one, other) is agrees(other, one) is expected
