"""The same `mkdocs.yml` under ProperDocs, and our pages in the theme that most sites use."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.site.audited import PAGES, RUNBOOK, write_project
from tests.site.test_site import pages


def built(root: Path, builder: str, theme: str = "runbookc") -> Path:
    """The site that a program makes, which must have nothing to complain of."""
    write_project(root, theme)
    command = [sys.executable, "-m", builder, "build", "--quiet", "--strict"]
    # Material prints an opinion on MkDocs 2, and wants no answer.
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    return root / "out"


def content(site: Path) -> dict[str, bytes]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file()
    }


def test_properdocs_makes_the_same_site(tmp_path: Path) -> None:
    ours = content(built(tmp_path / "first" / "docs", "mkdocs"))
    theirs = content(built(tmp_path / "second" / "docs", "properdocs"))

    assert set(PAGES.values()) | {RUNBOOK} <= set(ours)
    assert sorted(theirs) == sorted(ours)
    assert [path for path in ours if theirs[path] != ours[path]] == []


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("material"), "mkdocs", "{name: material, font: false}")


def test_material_shows_our_pages(material: Path) -> None:
    text = (material / PAGES["procedure"]).read_text(encoding="utf-8")

    assert "md-content" in text
    assert 'id="step-3"' in text
    assert "No power cut" in text
    assert "demo-2.0-to-3.0.html" in text
    assert 'href="#upgrade-from-demo-20-to-30"' in text


def test_material_shows_no_form_that_its_scripts_do_not_know(material: Path) -> None:
    assert 'class="picker"' not in (material / "index.html").read_text(encoding="utf-8")


def test_no_link_is_broken_in_material(material: Path) -> None:
    broken = [
        f"{path.relative_to(material)}: {link}"
        for path, page in pages(material).items()
        for link in page.links
        if not link.startswith(("http", "#"))
        and not (path.parent / link.partition("#")[0]).resolve().exists()
    ]
    assert broken == []
