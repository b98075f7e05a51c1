"""The same `mkdocs.yml` under ProperDocs, and our pages in the theme that most sites use."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.site.audited import PAGES, RUNBOOK, write_project
from tests.site.test_site import pages

# Material prints an opinion on MkDocs 2, and wants no answer.
ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
SERVE_PATIENCE = 60


def built(root: Path, builder: str, theme: str = "runbookc") -> Path:
    """The site that a program makes, which must have nothing to complain of."""
    write_project(root, theme)
    command = [sys.executable, "-m", builder, "build", "--strict"]
    done = subprocess.run(command, cwd=root, env=ENVIRONMENT, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    return root / "out"


def content(site: Path) -> dict[str, bytes]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def by_mkdocs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return content(built(tmp_path_factory.mktemp("mkdocs") / "docs", "mkdocs"))


def test_properdocs_makes_the_same_site(tmp_path: Path, by_mkdocs: dict[str, bytes]) -> None:
    theirs = content(built(tmp_path / "docs", "properdocs"))

    assert set(PAGES.values()) | {RUNBOOK} <= set(by_mkdocs)
    assert sorted(theirs) == sorted(by_mkdocs)
    assert [path for path in by_mkdocs if theirs[path] != by_mkdocs[path]] == []


def test_runbookc_makes_the_same_site(tmp_path: Path, by_mkdocs: dict[str, bytes]) -> None:
    """With other processes and another order of what has none."""
    root = tmp_path / "docs"
    write_project(root)
    (root / "runbookc.toml").write_text('[runbooks]\nformats = ["markdown", "html"]\n')
    command = [sys.executable, "-m", "runbookc", "build", "--jobs", "2", "--quiet"]
    subprocess.run(command, cwd=root, env={**os.environ, "PYTHONHASHSEED": "7"}, check=True)
    ours = content(root / "build" / "site")

    assert sorted(ours) == sorted(by_mkdocs)
    assert [path for path in by_mkdocs if ours[path] != by_mkdocs[path]] == []


@pytest.mark.parametrize("builder", ["mkdocs", "properdocs"])
def test_serve_answers_and_follows_pages_and_configuration(builder: str, tmp_path: Path) -> None:
    write_project(tmp_path)
    configuration = tmp_path / "runbookc.toml"
    configuration.write_text('[products.tool]\nname = "Tool"\n')
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", builder, "serve", "--dev-addr", address]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.DEVNULL) as process:
        try:
            page = f"http://{address}/tool/6/upgrade.html"
            wait_for(page, "Upgrade from Tool 5 to 6")
            source = tmp_path / "docs/tool/6/upgrade.md"
            source.write_text("# Upgrade\n\n## Upgrade from Tool 5 to 6\n\n1. Run another.\n")
            wait_for(page, "Run another.")
            configuration.write_text("[products.tool]\nname = \n")
            time.sleep(0.5)
            configuration.write_text('[products.tool]\nname = "Hammer"\n')
            wait_for(page, "Hammer 6")
        finally:
            process.send_signal(signal.SIGINT)
    assert process.returncode == 0


def wait_for(address: str, text: str) -> None:
    """Wait until a text stands at an address."""
    end, shown = time.monotonic() + SERVE_PATIENCE, ""
    while text not in shown:
        assert time.monotonic() < end, shown
        time.sleep(0.2)
        with contextlib.suppress(OSError):
            shown = urllib.request.urlopen(address, timeout=10).read().decode()


@pytest.mark.parametrize("builder", ["mkdocs", "properdocs"])
def test_a_strict_build_fails_where_the_gate_does(builder: str, tmp_path: Path) -> None:
    write_project(tmp_path)
    home = tmp_path / "docs" / "index.md"
    home.write_text(f"{home.read_text()}\n[Gone](gone.md)\n")
    baseline = tmp_path / "accepted.json"

    assert "index.md:9:8: LNK001" in strict_build(builder, tmp_path, fails=True)
    accept = [sys.executable, "-m", "runbookc", "check", "--write-baseline", baseline.name]
    subprocess.run(accept, cwd=tmp_path, capture_output=True, check=True)
    (tmp_path / "runbookc.toml").write_text(f'[check]\nbaseline = "{baseline.name}"\n')
    assert "(2 baselined)" in strict_build(builder, tmp_path, fails=False)
    (tmp_path / "runbookc.toml").write_text('[check]\nbaseline = "lost.json"\n')
    assert "lost.json" in strict_build(builder, tmp_path, fails=True)


def strict_build(builder: str, root: Path, *, fails: bool) -> str:
    command = [sys.executable, "-m", builder, "build", "--strict"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert (done.returncode != 0) == fails, done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


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
