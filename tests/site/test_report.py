"""The report beside the site, as both ways in make it."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from runbookc.cli import main
from tests.site.payloads import HANDLERS, breakout
from tests.site.serving import STRICT, served
from tests.site.test_audit import reading, violations
from tests.site.test_site import assert_sound

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

MKDOCS = """site_name: Demo
docs_dir: docs
site_dir: out
theme: runbookc
use_directory_urls: false
repo_url: https://github.com/team/docs
edit_uri: blob/main/docs/
plugins: [{runbookc: {runbooks: false}}]
"""
PAGE = """# Install

Text.

## Before *you* begin

See [one](gone.md) and [two](#nowhere).
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    project = tmp_path / "project"
    folder = project / "docs" / "demo" / "2.0"
    folder.mkdir(parents=True)
    (folder / "install.md").write_text(PAGE, encoding="utf-8")
    (folder / "fine.md").write_text("# Fine\n", encoding="utf-8")
    (project / "docs" / "start.md").write_text("# Start\n\n[x](x.md)\n", encoding="utf-8")
    return project


def make(root: Path, *options: str) -> Path:
    """Build with `runbookc build`; the site's folder."""
    out = root.parent / "build"
    base = ["--root", str(root), "build", "--keep-going", "--only", "site", "--out", str(out)]
    with pytest.raises(SystemExit) as end:
        main([*base, *options])
    assert end.value.code == 1
    return out / "site"


def mkdocs(root: Path) -> Path:
    """Build with MkDocs; the site's folder."""
    (root / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")
    build(load_config(str(root / "mkdocs.yml")))
    return root / "out"


def document(site: Path, place: str = "report") -> dict[str, Any]:
    made: dict[str, Any] = json.loads((site / place / "report.json").read_bytes())
    return made


def numbers(site: Path) -> dict[str, int] | None:
    """How many findings are new, gone and unchanged."""
    trend = document(site)["trend"]
    if trend is None:
        return None
    names = ("new", "gone", "unchanged")
    return {name: sum(rule[name] for rule in trend["rules"]) for name in names}


def files(site: Path) -> dict[str, bytes]:
    found = (path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in found}


def test_findings_lead_to_their_pages_and_to_where_they_are_mended(root: Path) -> None:
    site = mkdocs(root)
    assert_sound(site)
    html = (site / "report" / "index.html").read_text(encoding="utf-8")
    assert '<a href="../demo/2.0/install.html#before-you-begin">' in html
    assert "docs/demo/2.0/install.md:7" in html
    assert '<a href="https://github.com/team/docs/blob/main/docs/demo/2.0/install.md">Edit' in html
    assert '<meta name="robots" content="noindex">' in html
    version = (site / "report" / "demo-2.0.html").read_text(encoding="utf-8")
    assert version.count("<li data-severity") == 2
    others = (site / "report" / "other.html").read_text(encoding="utf-8")
    assert "docs/start.md:3" in others


def test_every_page_leads_to_it(root: Path) -> None:
    site = mkdocs(root)
    for path, address in (("start.html", "report"), ("demo/2.0/fine.html", "../../report")):
        link = f'<a href="{address}/index.html">Findings of the gate</a>'
        assert link in (site / path).read_text(encoding="utf-8")


def test_it_is_not_listed_for_search_engines(root: Path) -> None:
    (root / "runbookc.toml").write_text('site_url = "https://docs.example.com"\n')
    sitemap = (make(root) / "sitemap.xml").read_text(encoding="utf-8")
    assert "fine.html" in sitemap
    assert "report" not in sitemap


@pytest.mark.parametrize("way", [make, mkdocs])
def test_a_build_compares_with_the_one_that_it_replaces(root: Path, way: Any) -> None:
    site = way(root)
    assert numbers(site) is None
    (root / "docs" / "start.md").write_text("# Start\n\n[y](y.md) [z](z.md)\n")
    site = way(root)
    assert numbers(site) == {"new": 2, "gone": 1, "unchanged": 2}
    assert [one["counts"]["errors"] for one in document(site)["history"]] == [3, 4]


@pytest.mark.parametrize("way", [make, mkdocs])
def test_the_same_state_again_gives_the_same_bytes(root: Path, way: Any) -> None:
    first = files(way(root))
    assert files(way(root)) == first
    (root / "docs" / "start.md").write_text("# Start\n")
    second = files(way(root))
    assert second != first
    assert files(way(root)) == second


def test_in_ci_the_last_report_comes_from_elsewhere(root: Path, tmp_path: Path) -> None:
    make(root)
    last = tmp_path / "last.json"
    last.write_bytes((tmp_path / "build" / "site" / "report" / "report.json").read_bytes())
    (root / "docs" / "start.md").write_text("# Start\n")
    after = files(make(root))
    assert numbers(tmp_path / "build" / "site") == {"new": 0, "gone": 1, "unchanged": 2}
    (tmp_path / "build").rename(tmp_path / "aside")
    assert files(make(root, "--last-report", str(last))) == after


def test_a_last_report_that_is_none_is_passed_over(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = make(root, "--last-report", str(tmp_path / "none.json"))
    assert numbers(site) is None
    assert "no report of an earlier build" in capsys.readouterr().err


def test_it_can_be_left_out(root: Path) -> None:
    (root / "runbookc.toml").write_text("[site]\nreport = false\n")
    site = make(root)
    assert not (site / "report").exists()
    assert "Findings of the gate" not in (site / "start.html").read_text(encoding="utf-8")


def test_pages_of_the_project_keep_their_place(root: Path) -> None:
    (root / "docs" / "report").mkdir()
    (root / "docs" / "report" / "index.md").write_text("# Mine\n")
    site = make(root)
    assert_sound(site)
    assert "Mine" in (site / "report" / "index.html").read_text(encoding="utf-8")
    assert document(site, "gate-report")["now"]["counts"]["errors"] == 3
    assert files(make(root)) == files(site)


def hostile() -> str:
    """A page whose findings name whatever attackers write."""
    targets = [breakout("target"), *HANDLERS]
    escaped = (text.replace("<", "\\<").replace(">", "\\>") for text in targets)
    links = "\n\n".join(f"[x](<{text}.md>)" for text in escaped if "\n" not in text)
    reason = breakout("reason").replace("-->", "")
    silenced = f"<!-- runbookc: ignore LNK001 {reason} -->\n[y](y.md)"
    title = breakout("title")
    return f"---\ntitle: |-\n  {title}\n---\n\n## {title}\n\n{silenced}\n\n{links}\n"


def test_findings_on_hostile_pages_run_nothing(
    root: Path, tmp_path: Path, browser: "Browser"
) -> None:
    name = 'a"onmouseover=alert`name`><img src=x onerror=alert`name`>'
    (root / "docs" / f"{name}.md").write_text(hostile(), encoding="utf-8")
    site = make(root)
    counts = document(site)["now"]["counts"]
    assert (counts["errors"] > 20, counts["silenced"]) == (True, 1)
    assert str(tmp_path) not in "".join(
        path.read_text(encoding="utf-8") for path in (site / "report").iterdir()
    )
    heard: list[str] = []
    page = browser.new_page()
    page.add_init_script("window.alert = said => console.error(`RAN ${said}`)")
    page.on("console", lambda said: heard.append(said.text))
    with served(site, policy=STRICT) as address:
        for path in sorted((site / "report").glob("*.html")):
            page.goto(f"{address}/report/{path.name}")
            page.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true; })")
            assert (
                page.evaluate("document.querySelectorAll('article img, article script').length")
                == 0
            )
            for mark in page.locator(".findings a").all()[:20]:
                mark.dispatch_event("mouseover")
    page.close()
    assert heard == []


def test_a_version_can_be_narrowed_down(root: Path, browser: "Browser") -> None:
    site = make(root)

    def shown(page: "Page") -> int:
        return page.locator(".findings > li:visible").count()

    page = browser.new_page()
    with served(site, policy=STRICT) as address:
        page.goto(f"{address}/report/demo-2.0.html")
        assert shown(page) == 2
        page.get_by_label("Only with these words").fill("NOWHERE lnk002")
        assert shown(page) == 1
        assert page.get_by_role("status").inner_text() == "1 of 2 shown"
        page.get_by_label("Errors").uncheck()
        assert shown(page) == 0
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_axe_finds_nothing_in_a_full_report(
    root: Path, browser: "Browser", width: int, scheme: str
) -> None:
    make(root)
    page = root / "docs" / "demo" / "2.0" / "fine.md"
    page.write_text(
        "# Fine\n\n[old](../1.0/a.md)\n\n<!-- runbookc: ignore LNK001 it moves -->\n[y](y.md)\n\n"
        "See the consequence: else the agents will be orphaned.\n",
        encoding="utf-8",
    )
    (root / "docs" / "start.md").write_text("# Start\n", encoding="utf-8")
    site = make(root)
    found: list[str] = []
    look: dict[str, Any] = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
    with served(site, policy=STRICT) as address, reading(browser, **look) as opened:
        for name in ("index", "demo-2.0", "other"):
            opened.goto(f"{address}/report/{name}.html")
            everything = "all => all.forEach(one => { one.open = true; })"
            opened.eval_on_selector_all("article details", everything)
            found += violations(opened)
            assert opened.evaluate("document.documentElement.scrollWidth") <= width
        opened.goto(f"{address}/report/index.html")
        assert opened.locator(".history rect").count() >= 2
    assert found == []


def test_a_baseline_of_this_build_is_respected(root: Path, tmp_path: Path) -> None:
    accepted = tmp_path / "elsewhere.json"
    with pytest.raises(SystemExit):
        main(["--root", str(root), "check", "--write-baseline", str(accepted)])
    (root / "docs" / "start.md").write_text("# Start\n\n[x](x.md) [y](y.md)\n")
    report = document(make(root, "--baseline", str(accepted)))
    assert report["baseline"] == "elsewhere.json"
    counts = report["now"]["counts"]
    assert (counts["errors"], counts["accepted"]) == (1, 3)


def test_another_theme_shows_it_under_its_title(root: Path) -> None:
    (root / "mkdocs.yml").write_text(MKDOCS.replace("theme: runbookc", "theme: material"))
    build(load_config(str(root / "mkdocs.yml")))
    for name, title in (("index", "Findings of the gate"), ("demo-2.0", "Findings: demo 2.0")):
        html = (root / "out" / "report" / f"{name}.html").read_text(encoding="utf-8")
        assert f"<h1>{title}</h1>" in html
        assert "docs/demo/2.0/install.md:7" in html
