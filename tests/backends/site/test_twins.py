"""The switch between versions leads to the same page, or to the nearest and says so."""

import pytest

from runbookc.backends.site.navigation import Leaf, Scope
from runbookc.backends.site.twins import Twin, Twins
from runbookc.config import Settings
from runbookc.dialects import Placement
from runbookc.dialects.plain import PlainDialect
from runbookc.lowering import lower
from runbookc.model import Page
from runbookc.parsing import parse
from runbookc.source import SourceFile

TITLES = {
    "docs/p/2.0/agent/certificates.md": "Agent Certificates",
    "docs/p/1.0/agent/manual/certificates.md": "Agent certificates",
    "docs/p/2.0/update.md": "Update the Server to 2.0",
    "docs/p/1.0/upgrading.md": "Update the Server to 1.0",
    "docs/p/2.0/ports.md": "Ports",
    "docs/p/1.0/net/firewall.md": "Ports",
    "docs/p/2.0/agent/new.md": "Agent Groups",
    "docs/p/1.0/agent/overview.md": "Agents",
    "docs/p/2.0/tools/overview.md": "Tools",
    "docs/p/2.0/was-here.md": "All New",
    "docs/p/1.0/was/there.md": "Old Words",
    "docs/p/2.0/moved.md": "Now",
    "docs/p/1.0/before.md": "Then",
}
ALIASES = {"docs/p/2.0/was-here.md": ("/p/2.0/was/there/",)}
REDIRECTS = {"/p/2.0/before": "docs/p/2.0/moved.md#x"}


def scope(product: str, version: str, *paths: str) -> Scope:
    return Scope(product, product, version, tuple(Leaf(path, path) for path in paths))


def page(path: str) -> Page:
    url = f"/{path.removeprefix('docs/').removesuffix('.md')}"
    placement = Placement(path, url, "p", None, ALIASES.get(path, ()))
    text = f"# {TITLES[path]}\n"
    return lower(parse(SourceFile(path, text, "5ha"), PlainDialect()), placement, Settings()).page


TITLED = Twins(
    tuple(
        scope("p", version, *(path for path in TITLES if f"/{version}/" in path))
        for version in ("2.0", "1.0")
    ),
    {path: page(path) for path in TITLES},
    REDIRECTS,
)


@pytest.mark.parametrize(
    ("new", "old", "exact"),
    [
        ("agent/certificates.md", "agent/manual/certificates.md", True),
        ("update.md", "upgrading.md", True),
        ("was-here.md", "was/there.md", True),
        ("moved.md", "before.md", True),
    ],
)
def test_a_page_that_moved_is_the_same(new: str, old: str, exact: bool) -> None:
    one, other = f"docs/p/2.0/{new}", f"docs/p/1.0/{old}"
    assert TITLED.of(0, one, 1) == Twin(other, exact)
    assert TITLED.of(1, other, 0) == Twin(one, exact)


@pytest.mark.parametrize(
    ("new", "old", "near"),
    [
        ("agent/new.md", "agent/overview.md", True),
        ("tools/overview.md", "agent/manual/certificates.md", False),
        ("ports.md", "agent/manual/certificates.md", False),
    ],
)
def test_a_page_without_its_like_leads_to_its_folder_or_to_the_start(
    new: str, old: str, near: bool
) -> None:
    assert TITLED.of(0, f"docs/p/2.0/{new}", 1) == Twin(f"docs/p/1.0/{old}", False, near)


TWINS = Twins(
    (
        scope("p", "2.0", "docs/p/2.0/start.md", "docs/p/2.0/a/x.md", "docs/p/2.0/b/index.md"),
        scope("p", "1.0", "docs/p/1.0/home.md", "docs/p/1.0/a/x.md", "docs/p/1.0/old/b/index.md"),
        scope("p", "0.9", "docs/p/0_9/c/x.md", "docs/p/0_9/d/x.md"),
        scope("q", "2.0", "docs/q/2.0/a/x.md"),
    ),
    {},
)


@pytest.mark.parametrize(
    ("here", "path", "there", "expected"),
    [
        (0, "docs/p/2.0/a/x.md", 0, Twin("docs/p/2.0/a/x.md", True)),
        (0, "docs/p/2.0/a/x.md", 1, Twin("docs/p/1.0/a/x.md", True)),
        (0, "docs/p/2.0/b/index.md", 1, Twin("docs/p/1.0/old/b/index.md", False)),
        (0, "docs/p/2.0/start.md", 1, Twin("docs/p/1.0/home.md", False, False)),
        (0, "docs/p/2.0/a/x.md", 2, Twin("docs/p/0_9/c/x.md", False, False)),
        (0, "docs/p/2.0/a/x.md", 3, Twin("docs/q/2.0/a/x.md", False, False)),
        (None, None, 1, Twin("docs/p/1.0/home.md", False, False)),
    ],
)
def test_the_page_in_another_version(
    here: int | None, path: str | None, there: int, expected: Twin
) -> None:
    assert TWINS.of(here, path, there) == expected
