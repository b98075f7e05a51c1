# ruff: noqa: E501 - one case a line
"""Linking hand-made pages: kind, target, status and the nearest target of every link."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from runbookc.config import Settings
from runbookc.dialects import Dialect, detect_dialect
from runbookc.dialects.plain import PlainDialect
from runbookc.discovery import Inventory
from runbookc.linking import Project, link
from runbookc.model import Heading, Link, Page, Procedure, Step
from runbookc.source import Span

SPAN = Span(1, 1, 1, 2)


def a_link(target: str, line: int = 1, *, image: bool = False) -> Link:
    return Link(
        text="x",
        target=target,
        kind="page",
        image=image,
        line=line,
        column=1,
        span=SPAN,
        target_span=SPAN,
    )


def a_page(
    dialect: Dialect, path: str, targets: Sequence[str] = (), anchors: Sequence[str] = ()
) -> Page:
    place = dialect.place(path, {})
    links = tuple(
        a_link(target.removeprefix("!"), number, image=target.startswith("!"))
        for number, target in enumerate(targets, start=1)
    )
    return Page(
        path=path,
        url=place.url,
        dialect=dialect.name,
        product=place.product,
        version=place.version,
        title=path,
        headings=tuple(
            Heading(level=2, text=anchor, anchor=anchor, line=1, span=SPAN) for anchor in anchors
        ),
        anchors=tuple(anchors),
        links=links,
    )


PAGES = {
    "docs/guard/8.0/install/agent.md": ["manual-uninstall", "install"],
    "docs/guard/8.0/install/customcert.md": [],
    "docs/guard/8.0/servermanager/license.md": [],
    "docs/guard/7.5/install/application.md": [],
    "docs/guard/8.0/README.md": [],
}
FILES = ("docs/guard/8.0/install/setup.png", "static/images/a b.png")


def resolve(target: str, *, settings: Settings | None = None) -> Link:
    return project([target], settings).page("docs/guard/8.0/install/overview.md").links[0]  # type: ignore[union-attr]


def project(targets: Sequence[str], settings: Settings | None = None) -> Project:
    settings = settings or Settings()
    dialect = PlainDialect(settings)
    pages = [a_page(dialect, path, (), anchors) for path, anchors in PAGES.items()]
    pages.append(a_page(dialect, "docs/guard/8.0/install/overview.md", targets, ["here"]))
    paths = tuple(sorted(page.path for page in pages))
    return link(pages, Inventory(paths, FILES), settings, dialect)


@pytest.mark.parametrize(
    ("target", "kind", "status", "resolved"),
    [
        ("agent.md", "page", "ok", "docs/guard/8.0/install/agent.md"),
        ("./agent", "page", "ok", "docs/guard/8.0/install/agent.md"),
        ("/docs/guard/8.0/install/agent.md?x=1#install", "page", "ok", "docs/guard/8.0/install/agent.md"),
        ("@site/docs/guard/8.0/install/agent.md", "page", "ok", "docs/guard/8.0/install/agent.md"),
        ("../", "page", "ok", "docs/guard/8.0/README.md"),
        ("../servermanager/", "asset", "ok", "docs/guard/8.0/servermanager"),
        ("#here", "anchor", "ok", "docs/guard/8.0/install/overview.md"),
        ("#", "anchor", "ok", "docs/guard/8.0/install/overview.md"),
        ("", "anchor", "ok", "docs/guard/8.0/install/overview.md"),
        ("agent.md#top", "page", "ok", "docs/guard/8.0/install/agent.md"),
        ("!setup.png", "asset", "ok", "docs/guard/8.0/install/setup.png"),
        ("!/images/a%20b.png", "asset", "ok", "static/images/a b.png"),
        ("!gone.png", "asset", "missing-asset", None),
        ("gone.zip", "asset", "missing-asset", None),
        ("../../../../../etc/passwd", "page", "outside-root", None),
        ("https://example.com/a", "external", "unchecked", "https://example.com/a"),
        ("//example.com/a", "external", "unchecked", "//example.com/a"),
        ("mailto:a@b.c", "mail", "unchecked", None),
        ("tel:123", "other", "unchecked", None),
        ("JavaScript:alert(1)", "other", "unsafe", None),
        ("java\tscript:alert(1)", "other", "unsafe", None),
        ("data:text/html,x", "other", "unsafe", None),
    ],
)  # fmt: skip
def test_kind_status_and_target(target: str, kind: str, status: str, resolved: str | None) -> None:
    found = resolve(target)
    assert (found.kind, found.status, found.resolved) == (kind, status, resolved)


@pytest.mark.parametrize(
    ("target", "status", "nearest"),
    [
        ("./manual/customcert.md", "broken-page", "./customcert.md"),
        ("../servermanger/license", "broken-page", "../servermanager/license"),
        ("/docs/guard/8.0/servermanger/license.md", "broken-page", "/docs/guard/8.0/servermanager/license.md"),
        ("agnet.md#install", "broken-page", "agent.md#install"),
        ("agnet.md#no-such", "broken-page", "agent.md"),
        ("/docs/guard/8.0/install/application.md", "broken-page", None),
        ("agent.md#manual-uninstal", "broken-anchor", "agent.md#manual-uninstall"),
        ("#heere", "broken-anchor", "#here"),
        ("!setpu.png", "missing-asset", "setup.png"),
    ],
)  # fmt: skip
def test_nearest_in_the_notation_of_the_page(target: str, status: str, nearest: str | None) -> None:
    found = resolve(target)
    assert (found.status, found.nearest) == (status, nearest)


def test_wrong_case_is_broken_but_resolved() -> None:
    found = resolve("Agent.md")
    assert (found.status, found.resolved) == ("broken-page", "docs/guard/8.0/install/agent.md")
    assert found.nearest == "agent.md"
    found = resolve("!Setup.PNG")
    assert (found.status, found.nearest) == ("missing-asset", "setup.png")


def test_redirects_hold() -> None:
    settings = Settings(
        redirects={"/old": "/docs/guard/8.0/install/agent", "/away": "https://example.com"}
    )
    dialect = PlainDialect(settings)
    assert dialect.name == "plain"
    assert resolve("/away", settings=settings).status == "unchecked"


def test_links_of_steps_are_resolved_too() -> None:
    dialect = PlainDialect()
    page = a_page(dialect, "a.md", ["b.md", "c.md"])
    inner = Step(marker="list", line=2, marker_span=SPAN, span=SPAN, links=(page.links[1],))
    step = Step(
        marker="bold", line=1, marker_span=SPAN, span=SPAN, links=page.links, substeps=(inner,)
    )
    procedure = Procedure(id="a.md#x", title="X", kind="other", steps=(step,), line=1, span=SPAN)
    page = page.model_copy(update={"procedures": (procedure,)})
    linked = link([a_page(dialect, "b.md"), page], Inventory(("a.md", "b.md")), Settings(), dialect)
    found = linked.page("a.md")
    assert found is not None
    step = found.procedures[0].steps[0]
    assert [item.status for item in step.links] == ["ok", "broken-page"]
    assert step.substeps[0].links[0].status == "broken-page"


def test_a_page_that_links_to_itself_by_name() -> None:
    dialect = PlainDialect()
    pages = [a_page(dialect, path, ["a.md#x", "#x"], ["x"]) for path in ("a.md", "b.md")]
    linked = link(pages, Inventory(("a.md", "b.md")), Settings(), dialect)
    assert [(item.kind, item.resolved) for item in linked.pages[0].links] == [
        ("page", "a.md"),
        ("anchor", "a.md"),
    ]
    assert [(item.kind, item.resolved) for item in linked.pages[1].links] == [
        ("page", "a.md"),
        ("anchor", "b.md"),
    ]


def test_an_anchor_that_the_source_may_not_show_is_unchecked() -> None:
    dialect = PlainDialect()
    page = a_page(dialect, "docs/a.md", ["#here", "#elsewhere"], ["here"])
    for more, expected in ((False, "broken-anchor"), (True, "unchecked")):
        open_page = page.model_copy(update={"more_anchors": more})
        linked = link([open_page], Inventory(("docs/a.md",)), Settings(), dialect)
        assert [item.status for item in linked.pages[0].links] == ["ok", expected]


def test_what_version_control_ignores_is_made_by_a_build() -> None:
    dialect = PlainDialect()
    page = a_page(dialect, "docs/a.md", ["api/x.md", "apis/x.md", "!api/x.png"])
    inventory = Inventory(("docs/a.md",), ignored=("/docs/api",))
    linked = link([page], inventory, Settings(), dialect)
    statuses = [item.status for item in linked.pages[0].links]
    assert statuses == ["unchecked", "broken-page", "unchecked"]


@pytest.mark.parametrize(("dialect", "status"), [("docusaurus", "ok"), ("plain", "broken-anchor")])
def test_a_title_stands_at_the_top_of_a_docusaurus_page(dialect: str, status: str) -> None:
    docs = detect_dialect(Path("/nowhere"), Settings(dialect=dialect))
    page = a_page(docs, "docs/a.md", ["#the-title"]).model_copy(update={"title": "The title"})
    linked = link([page], Inventory(("docs/a.md",)), Settings(), docs)
    assert linked.pages[0].links[0].status == status


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ("#user-content-here", "ok"),
        ("#L10", "ok"),
        ("a.md?plain=1#L10-L20", "ok"),
        ("../../issues", "unchecked"),
        ("../../wiki/Page", "unchecked"),
        ("../../other/page.md", "outside-root"),
        ("../.github/x.md", "unchecked"),
        ("#L10x", "broken-anchor"),
    ],
)
def test_what_github_adds_to_a_repository(target: str, status: str) -> None:
    dialect = PlainDialect()
    page = a_page(dialect, "docs/a.md", [target], ["here"])
    linked = link([page], Inventory(("docs/a.md",)), Settings(), dialect)
    assert linked.pages[0].links[0].status == status
