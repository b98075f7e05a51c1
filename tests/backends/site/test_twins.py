"""The switch between versions leads to the same page, or to the nearest and says so."""

import pytest

from runbookc.backends.site.navigation import Leaf, Scope
from runbookc.backends.site.twins import Twin, Twins


def scope(product: str, version: str, *paths: str) -> Scope:
    return Scope(product, product, version, tuple(Leaf(path, path) for path in paths))


TWINS = Twins(
    (
        scope("p", "2.0", "docs/p/2.0/start.md", "docs/p/2.0/a/x.md", "docs/p/2.0/b/index.md"),
        scope("p", "1.0", "docs/p/1.0/home.md", "docs/p/1.0/a/x.md", "docs/p/1.0/old/b/index.md"),
        scope("p", "0.9", "docs/p/0_9/c/x.md", "docs/p/0_9/d/x.md"),
        scope("q", "2.0", "docs/q/2.0/a/x.md"),
    )
)


@pytest.mark.parametrize(
    ("here", "path", "there", "expected"),
    [
        (0, "docs/p/2.0/a/x.md", 0, Twin("docs/p/2.0/a/x.md", True)),
        (0, "docs/p/2.0/a/x.md", 1, Twin("docs/p/1.0/a/x.md", True)),
        (0, "docs/p/2.0/b/index.md", 1, Twin("docs/p/1.0/old/b/index.md", False)),
        (0, "docs/p/2.0/start.md", 1, Twin("docs/p/1.0/home.md", False)),
        (0, "docs/p/2.0/a/x.md", 2, Twin("docs/p/0_9/c/x.md", False)),
        (0, "docs/p/2.0/a/x.md", 3, Twin("docs/q/2.0/a/x.md", False)),
        (None, None, 1, Twin("docs/p/1.0/home.md", False)),
    ],
)
def test_the_page_in_another_version(
    here: int | None, path: str | None, there: int, expected: Twin
) -> None:
    assert TWINS.of(here, path, there) == expected
