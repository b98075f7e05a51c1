"""Whole builds of a small project."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from runbookc.checks import Baseline, Scope
from runbookc.config import load_settings
from runbookc.pipeline import Compilation, compile_project
from runbookc.pipeline.baseline import render_baseline
from runbookc.pipeline.build import build
from runbookc.pipeline.findings import SourceLines
from runbookc.pipeline.gate import Gate
from runbookc.pipeline.journal import Journal
from runbookc.pipeline.kept import Kept
from runbookc.source.output_file import OutputFile

UPGRADE = """\
# Upgrade

## Upgrade Procedure for 2.5 to 3.0

Follow the steps to upgrade from Vault 2.5 to Vault 3.0.

**Step 1 –** Run the installer.

![The installer](installer.png)

## Upgrade Procedure for 2.0 to 2.5

Follow the steps to upgrade from Vault 2.0 to Vault 2.5.

**Step 1 –** Run the installer, then see [the next](#upgrade-procedure-for-25-to-30).
"""
INSTALL = "# Install the Server\n\n**Step 1 –** Run `setup.exe`.\n\n**Step 2 –** Start it.\n"
# One black pixel.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010100000000376ef9240000000a4944415478"
    "da636000000002000148afa4710000000049454e44ae426082"
)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    folder = tmp_path / "project" / "docs" / "vault" / "3.0"
    folder.mkdir(parents=True)
    (folder / "upgrade.md").write_text(UPGRADE, encoding="utf-8")
    (folder / "install.md").write_text(INSTALL, encoding="utf-8")
    (folder / "installer.png").write_bytes(PNG)
    return tmp_path / "project"


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def fake_site(
    compilation: Compilation, runbooks: Mapping[str, OutputFile], out: Path, kept: Kept
) -> None:
    assert set(compilation.bodies) == {page.path for page in compilation.project.pages}
    out.mkdir()
    (out / "index.html").write_text(f"{len(runbooks)} files")


def test_every_pair_and_every_other_procedure_in_every_format(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = build(root, load_settings(root), out, build_site=fake_site)
    stems = ["vault-2.0-to-2.5", "vault-2.0-to-3.0", "vault-2.5-to-3.0", "vault-3.0-install"]
    runbooks = [
        f"runbooks/vault/{stem}.{format}"
        for stem in stems
        for format in ("html", "json", "md", "pdf")
    ]
    assert sorted(tree(out)) == ["SHA256SUMS", "manifest.json", *runbooks, "site/index.html"]
    assert (out / "site" / "index.html").read_text() == "16 files"
    assert result.written
    assert result.runbooks == 4
    assert result.files == {path: len(content) for path, content in tree(out).items()}


def test_the_manifest_tells_what_each_file_was_made_from(root: Path, tmp_path: Path) -> None:
    build(root, load_settings(root), tmp_path / "out", only=["runbooks"])
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    inputs = {file["path"]: file["inputs"] for file in manifest["files"]}
    assert inputs["runbooks/vault/vault-3.0-install.md"] == ["docs/vault/3.0/install.md"]
    assert [source["path"] for source in manifest["sources"]] == [
        "docs/vault/3.0/install.md",
        "docs/vault/3.0/installer.png",
        "docs/vault/3.0/upgrade.md",
    ]
    assert manifest["date"] == "2023-11-14T22:13:20Z"


@pytest.mark.parametrize(
    ("only", "endings"),
    [
        (("pdf",), {".pdf"}),
        (("runbooks",), {".md", ".html", ".json"}),
        (("runbooks", "pdf"), {".md", ".html", ".json", ".pdf"}),
    ],
)
def test_only_what_is_asked_for(
    root: Path, tmp_path: Path, only: tuple[str, ...], endings: set[str]
) -> None:
    out = tmp_path / "out"
    build(root, load_settings(root), out, only=only, build_site=fake_site)  # type: ignore[arg-type]  # names of parts
    assert {path.suffix for path in (out / "runbooks").rglob("*.*")} == endings
    assert not (out / "site").exists()


def test_a_site_without_runbooks(root: Path, tmp_path: Path) -> None:
    (root / "runbookc.toml").write_text("[site]\nrunbooks = false\n", encoding="utf-8")
    given: list[tuple[int, int, int]] = []

    def site(
        compilation: Compilation, runbooks: Mapping[str, OutputFile], out: Path, kept: Kept
    ) -> None:
        texts = compilation.texts.known if compilation.texts else ()
        given.append((len(runbooks), len(texts), len(compilation.unlinked)))
        out.mkdir()

    pages = len(list((root / "docs").rglob("*.md")))
    build(root, load_settings(root), tmp_path / "one", only=["site"], build_site=site)
    assert not list((tmp_path / "one" / "runbooks").rglob("*.*"))
    build(root, load_settings(root), tmp_path / "two", only=["site", "runbooks"], build_site=site)
    assert list((tmp_path / "two" / "runbooks").rglob("*.json"))
    assert given == [(0, 0, pages), (0, pages, pages)]


def test_formats_as_configured_and_json_for_the_site(root: Path, tmp_path: Path) -> None:
    (root / "runbookc.toml").write_text('[runbooks]\nformats = ["dita", "docx", "markdown"]\n')
    out = tmp_path / "out"
    build(root, load_settings(root), out, build_site=fake_site)
    endings = {path.name.partition("install")[2] for path in (out / "runbooks").rglob("*install.*")}
    assert endings == {".dita.zip", ".docx", ".json", ".md"}
    described = json.loads((out / "manifest.json").read_text())["files"]
    inputs = {one["path"]: one["inputs"] for one in described}
    assert inputs["runbooks/vault/vault-3.0-install.docx"] == ["docs/vault/3.0/install.md"]


def test_the_same_input_gives_the_same_bytes(root: Path, tmp_path: Path) -> None:
    """Whatever the folder, the number of jobs, the hash seed, the locale and the time zone."""
    formats = ["markdown", "html", "json", "pdf", "docx", "dita"]
    (root / "runbookc.toml").write_text(f"[runbooks]\nformats = {formats}\n")
    first, other = tmp_path / "first", tmp_path / "other"
    build(root, load_settings(root), first, build_site=fake_site)
    shutil.copytree(root, other / "project")
    code = (
        "import sys; from pathlib import Path; from runbookc.config import load_settings\n"
        "from runbookc.pipeline.build import build\n"
        "root, out = map(Path, sys.argv[1:])\n"
        "build(root, load_settings(root), out, only=('runbooks', 'pdf'), jobs=2)\n"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    command = [sys.executable, "-c", code, str(other / "project"), str(other / "out")]
    subprocess.run(command, env=environment, check=True)
    assert tree(first / "runbooks") == tree(other / "out" / "runbooks")


def test_a_killed_build_leaves_the_old_tree_whole(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(root, load_settings(root), out, only=["runbooks"])
    before = tree(out)
    code = (
        "import sys, time; from pathlib import Path; from runbookc.config import load_settings\n"
        "from runbookc.pipeline.build import build\n"
        "root, out = map(Path, sys.argv[1:])\n"
        "def site(*_): print('writing', flush=True); time.sleep(60)\n"
        "build(root, load_settings(root), out, only=('runbooks', 'site'), build_site=site)\n"
    )
    command = [sys.executable, "-c", code, str(root), str(out)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "writing\n"
        process.send_signal(signal.SIGKILL)
    assert tree(out) == before
    build(root, load_settings(root), out, only=["runbooks"])
    assert tree(out) == before


def test_a_site_that_breaks_leaves_the_old_tree_whole(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(root, load_settings(root), out, only=["runbooks"])
    before = tree(out)

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        build(root, load_settings(root), out, build_site=broken)
    assert tree(out) == before


def test_a_build_inside_the_project_is_not_compiled_again(root: Path) -> None:
    out = root / "published"
    build(root, load_settings(root), out, only=["runbooks"])
    before = tree(out)
    start = time.time()
    build(root, load_settings(root), out, only=["runbooks"])
    assert tree(out) == before
    assert (out / "manifest.json").stat().st_mtime >= start - 1


def test_keep_going_marks_broken_links_where_they_stand(root: Path, tmp_path: Path) -> None:
    page = root / "docs" / "vault" / "3.0" / "install.md"
    page.write_text(INSTALL + "\nSee [the rest](gone.md).\n", encoding="utf-8")
    out = tmp_path / "out"
    result = build(root, load_settings(root), out, only=["runbooks"])
    assert result.failed
    assert not out.exists()
    result = build(root, load_settings(root), out, only=["runbooks"], keep_going=True)
    assert result.failed
    assert result.written
    for ending in ("md", "html"):
        text = (out / "runbooks" / "vault" / f"vault-3.0-install.{ending}").read_text()
        assert "broken link" in text


def accept_everything(root: Path, file: Path) -> None:
    compilation = compile_project(root, load_settings(root))
    gate = Gate(compilation, Scope(load_settings(root), ()), SourceLines(compilation))
    file.write_text(render_baseline(gate.accept_all(Baseline())), encoding="utf-8")


@pytest.mark.parametrize("configured", [True, False])
def test_what_the_gate_accepts_does_not_stop_the_build(
    configured: bool, root: Path, tmp_path: Path
) -> None:
    page = root / "docs" / "vault" / "3.0" / "install.md"
    page.write_text(INSTALL + "\nSee [the rest](gone.md).\n", encoding="utf-8")
    baseline = root / "accepted.json"
    accept_everything(root, baseline)
    if configured:
        (root / "runbookc.toml").write_text('[check]\nbaseline = "accepted.json"\n')
    out = tmp_path / "out"
    given = None if configured else baseline
    result = build(root, load_settings(root), out, only=["runbooks"], baseline=given)
    assert result.written
    assert not result.failed
    assert result.diagnostics == ()
    assert [found.code for found in result.verdict.baselined or ()] == ["LNK001"]
    text = (out / "runbooks" / "vault" / "vault-3.0-install.html").read_text()
    assert "broken link" in text
    page.write_text(page.read_text() + "\nAnd [more](lost.md).\n", encoding="utf-8")
    assert build(root, load_settings(root), out, only=["runbooks"], baseline=given).failed


def test_what_is_left_out_is_told_with_its_reason(root: Path, tmp_path: Path) -> None:
    docs = root / "docs" / "vault"
    (docs / "3.0" / "draft.md").write_text("# Draft\n")
    (docs / "3.0" / "_partials").mkdir()
    (docs / "3.0" / "_partials" / "note.md").write_text("Note.\n")
    (docs / "3.0" / "large.md").write_bytes(b"# Large\n" + b"x" * (10 * 1024 * 1024))
    (docs / "3.0" / "notes.md").write_text(
        "# Upgrade Notes\n\n## Upgrading from 1.0 to 1.1\n\nNothing.\n"
    )
    (docs / "3.0" / "history.md").write_text("# History\n\n" + "It was so.\n" * 25_000)
    install = docs / "3.0" / "install.md"
    install.write_text(f"{INSTALL}\nSee [what was](history.md).\n", encoding="utf-8")
    (root / "runbookc.toml").write_text('exclude = ["**/draft.md"]\n')
    out = tmp_path / "out"
    result = build(root, load_settings(root), out, only=["runbooks"], keep_going=True)
    told = {(one.kind, one.reason): one.names for one in result.journal.left_out}
    assert told == {
        ("page", "cannot be read, or is too large"): ("docs/vault/3.0/large.md",),
        ("page", "excluded in runbookc.toml"): ("docs/vault/3.0/draft.md",),
        ("page", "not published by plain"): ("docs/vault/3.0/_partials/note.md",),
        ("version", "no described upgrade leads to the latest one"): ("vault 1.0", "vault 1.1"),
        ("runbook", "made without steps: the docs number none"): ("vault-1.0-to-1.1",),
        ("topic", "too long to come along with a runbook"): ("docs/vault/3.0/history.md",),
    }


def test_the_stages_of_a_build_are_told_and_timed(root: Path, tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    journal = Journal(lambda *step: told.append(step))
    build(root, load_settings(root), tmp_path / "out", only=["runbooks"], journal=journal)
    assert told == [
        *(("pages", number, 2 if number else 0) for number in range(3)),
        *(("runbooks", number, 4 if number else 0) for number in range(5)),
        ("manifest", 0, 0),
    ]
    assert list(journal.seconds) == ["pages", "runbooks", "manifest"]
    assert all(seconds >= 0 for seconds in journal.seconds.values())
