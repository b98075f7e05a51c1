"""What `mkdocs.yml` can say of where things are and how they are addressed, with our plugin."""

import textwrap
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from runbookc.config import load_settings
from runbookc.mkdocs_plugin import build_site
from runbookc.pipeline import compile_project
from runbookc.pipeline.runbooks import runbook_files
from tests.site.audited import write_project
from tests.site.test_other_builders import content
from tests.site.test_site import Seen, pages

PLUGIN = "plugins:\n  - runbookc: {pdf: false}\n"
CASES = {
    "folders as addresses": ("mkdocs.yml", "use_directory_urls: true\n"),
    "a nav of its own": (
        "mkdocs.yml",
        """
        nav:
          - Start: index.md
          - Demo:
              - Upgrade: demo/3.0/upgrade.md
              - Kinds: demo/3.0/kinds.md
        """,
    ),
    "below a path": ("mkdocs.yml", "site_url: https://example.com/docs/product/\n"),
    "styles of its own": ("mkdocs.yml", "extra_css: [own.css]\nextra_javascript: [own.js]\n"),
    "in a folder": ("site/mkdocs.yml", "docs_dir: ../docs\n"),
    "inherited": ("mkdocs.yml", "INHERIT: base.yml\n"),
    "pages elsewhere": ("mkdocs.yml", "docs_dir: docs/demo\n"),
}


def write_case(root: Path, file: str, extra: str, plugin: str = PLUGIN) -> Path:
    """A project whose `mkdocs.yml` says this; gives that file."""
    write_project(root)
    (root / "mkdocs.yml").unlink()
    (root / "docs" / "own.css").write_text("h1 { color: inherit }\n")
    (root / "docs" / "own.js").write_text("// Nothing.\n")
    text = f"site_name: Demo\nsite_dir: out\ntheme: runbookc\n{textwrap.dedent(extra)}"
    if file != "mkdocs.yml":
        plugin = plugin.replace("pdf: false", "pdf: false, root: ..")
    if "INHERIT" in extra:
        (root / "base.yml").write_text(plugin)
        plugin = ""
    (root / file).parent.mkdir(exist_ok=True)
    (root / file).write_text(text + plugin)
    return root / file


def built(file: Path) -> Path:
    build(load_config(str(file)))
    return file.parent / "out"


def broken(site: Path, address: str = "") -> list[str]:
    """The links and files of all pages that lead nowhere on the site."""
    found = []
    ids: dict[Path, set[str]] = {path: set(page.ids) for path, page in pages(site).items()}
    for path in ids:
        page = Seen(path.read_text(encoding="utf-8"))
        for link in {*page.links, *page.loads}:
            parts = urlsplit(link.removeprefix(address) if address else link)
            if parts.scheme or parts.netloc:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            target = target / "index.html" if target.is_dir() else target
            missing = parts.fragment and parts.fragment not in ids.get(target, {parts.fragment})
            if not target.is_file() or missing:
                found.append(f"{path.relative_to(site)}: {link}")
    return found


@pytest.mark.parametrize("case", CASES)
def test_no_link_is_broken(case: str, tmp_path: Path) -> None:
    site = built(write_case(tmp_path, *CASES[case]))
    assert len(pages(site)) > 8
    assert broken(site) == []
    assert (site / "runbooks/demo/demo-2.0-to-3.0.html").is_file()


def test_pages_outside_the_folder_of_the_docs_are_there_too(tmp_path: Path) -> None:
    (tmp_path / "runbookc.toml").write_text('dialect = "plain"\nsources = ["docs"]\n')
    site = built(write_case(tmp_path, *CASES["pages elsewhere"]))
    assert (site / "3.0/upgrade/index.html").is_file()
    assert list(site.rglob("tool/6/upgrade/index.html"))
    assert broken(site) == []


def test_styles_and_scripts_of_the_project_are_used(tmp_path: Path) -> None:
    site = built(write_case(tmp_path, *CASES["styles of its own"]))
    page = Seen((site / "demo/3.0/upgrade/index.html").read_text())
    assert {"../../../own.css", "../../../own.js"} <= set(page.loads)


def test_a_page_is_edited_where_it_stands_in_the_repository(tmp_path: Path) -> None:
    extra = (
        "repo_url: https://example.com/team/docs\nedit_uri: edit/main/docs/demo\n"
        "docs_dir: docs/demo\n"
    )
    (tmp_path / "runbookc.toml").write_text('dialect = "plain"\nsources = ["docs"]\n')
    site = built(write_case(tmp_path, "mkdocs.yml", extra))
    inside = Seen((site / "3.0/upgrade/index.html").read_text())
    assert "https://example.com/team/docs/edit/main/docs/demo/3.0/upgrade.md" in inside.links
    [outside] = site.rglob("tool/6/upgrade/index.html")
    links = Seen(outside.read_text()).links
    assert "https://example.com/team/docs/edit/main/docs/tool/6/upgrade.md" in links


@pytest.mark.parametrize(
    "case", ["folders as addresses", "a nav of its own", "below a path", "inherited"]
)
def test_runbookc_builds_the_same_site(case: str, tmp_path: Path) -> None:
    theirs = built(write_case(tmp_path / "one", *CASES[case]))
    root = tmp_path / "two"
    write_case(root, *CASES[case])
    compilation = compile_project(root, load_settings(root), keep_bodies=True)
    build_site(compilation, runbook_files(compilation, pdf=False), root / "site")
    assert content(root / "site") == content(theirs)
