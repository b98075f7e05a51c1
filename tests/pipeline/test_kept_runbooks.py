"""A build that knows the last one writes what a build that knows nothing writes, byte for byte."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from runbookc.config import load_settings
from runbookc.model import Runbook
from runbookc.pipeline import Compilation
from runbookc.pipeline.build import BuildResult, Part, build
from runbookc.pipeline.runbooks import RunbookFiles, render_all
from tests.pipeline.test_build import INSTALL, PNG, UPGRADE, tree
from tests.pipeline.test_recheck import Editor

FORMATS = '[runbooks]\nformats = ["markdown", "html", "docx"]\n'
RUNBOOKS: frozenset[Part] = frozenset(["runbooks"])


class Writer(Editor):
    """Changes what runbooks are made of: pages that link to one another, images, names."""

    def body(self) -> str:
        """A page with a procedure that is no hop, and links that bring topics along."""
        word, other = self.pick("agent", "server"), self.pick("backup", "console")
        steps = f"1. Open [it](../../guide/{other}.md#{word}).\n2. Stop.\n\n   ![i](../../i.png)\n"
        return f"{super().body()}\n## Install the {word}\n\nFollow the steps.\n\n{steps}"

    def image(self) -> None:
        (self.root / "docs" / "i.png").write_bytes(PNG + self.pick("a", "b").encode())

    def edit(self) -> str:
        """One change; gives its name."""
        chosen = self.random.choice([super().edit, super().edit, super().edit, self.image])
        return str(chosen() or "image")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with two hops, a procedure and an image."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    folder = tmp_path / "project" / "docs" / "vault" / "3.0"
    folder.mkdir(parents=True)
    (folder / "upgrade.md").write_text(UPGRADE, encoding="utf-8")
    (folder / "install.md").write_text(INSTALL, encoding="utf-8")
    (folder / "installer.png").write_bytes(PNG)
    return tmp_path / "project"


def built(root: Path, out: Path, *, cached: bool) -> BuildResult:
    settings = load_settings(root)
    return build(root, settings, out, only=RUNBOOKS, keep_going=True, cached=cached)


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the runbooks that are rendered."""
    names: list[str] = []

    def noting(compilation: Compilation, runbooks: Sequence[Runbook], *rest: Any) -> RunbookFiles:
        names.extend(one.id for one in runbooks)
        return render_all(compilation, runbooks, *rest)

    monkeypatch.setattr("runbookc.pipeline.kept_runbooks.render_all", noting)
    return names


@pytest.mark.parametrize("seed", range(8))
def test_after_every_edit_the_output_is_that_of_a_first_build(
    tmp_path: Path, seed: int, rendered: list[str]
) -> None:
    root = tmp_path / "project"
    root.mkdir()
    writer = Writer(root, seed)
    for _ in range(9):
        writer.add()
    writer.image()
    history: list[str] = []
    made = 0
    for _ in range(10):
        history.append(writer.edit())
        rendered.clear()
        warm = built(root, tmp_path / "warm", cached=True)
        made += len(rendered)
        cold = built(root, tmp_path / "cold", cached=False)
        assert tree(tmp_path / "warm") == tree(tmp_path / "cold"), history
        assert warm.backend_diagnostics == cold.backend_diagnostics
        assert warm.journal.left_out == cold.journal.left_out
    assert made


def test_one_page_makes_its_own_runbooks_and_no_others(
    root: Path,
    tmp_path: Path,
    rendered: list[str],
) -> None:
    page = root / "docs" / "vault" / "3.0" / "install.md"
    built(root, tmp_path / "out", cached=True)
    assert len(rendered) == 4
    rendered.clear()
    built(root, tmp_path / "out", cached=True)
    assert rendered == []
    page.write_text(page.read_text("utf-8").replace("Start it", "Wait"), encoding="utf-8")
    built(root, tmp_path / "out", cached=True)
    assert rendered == ["vault-3.0-install"]
    rendered.clear()
    (root / "docs" / "vault" / "3.0" / "installer.png").write_bytes(PNG + b"another")
    built(root, tmp_path / "out", cached=True)
    # The first hop brings the second one along, to which it links.
    assert sorted(rendered) == ["vault-2.0-to-2.5", "vault-2.0-to-3.0", "vault-2.5-to-3.0"]
    rendered.clear()
    (root / "runbookc.toml").write_text(FORMATS, encoding="utf-8")
    built(root, tmp_path / "out", cached=True)
    assert len(rendered) == 4


def test_findings_of_the_backends_are_told_again(
    root: Path,
    tmp_path: Path,
    rendered: list[str],
) -> None:
    page = root / "docs" / "vault" / "3.0" / "install.md"
    page.write_text("# Check\n\n1. Wait for \U0001f5f8.\n2. Stop.\n", encoding="utf-8")

    def run() -> BuildResult:
        only: frozenset[Part] = frozenset(["pdf"])
        out = tmp_path / "out"
        return build(root, load_settings(root), out, only=only, keep_going=True, cached=True)

    first = run()
    rendered.clear()
    assert run().backend_diagnostics == first.backend_diagnostics
    assert rendered == []
    assert {found.code for found in first.backend_diagnostics} == {"PDF001"}


def test_what_is_not_as_it_was_written_is_made_anew(
    root: Path,
    tmp_path: Path,
    rendered: list[str],
) -> None:
    out = tmp_path / "out"
    built(root, out, cached=True)
    whole = tree(out)
    (out / "runbooks" / "vault" / "vault-3.0-install.html").write_bytes(b"tampered with")
    (out / "runbooks" / "vault" / "vault-2.0-to-2.5.json").unlink()
    rendered.clear()
    built(root, out, cached=True)
    assert sorted(rendered) == ["vault-2.0-to-2.5", "vault-3.0-install"]
    assert tree(out) == whole


@pytest.mark.parametrize("text", ["", "[]", "{", '{"format": "runbookc-build", "version": 2}'])
def test_what_is_remembered_may_be_anything(
    root: Path,
    tmp_path: Path,
    text: str,
) -> None:
    built(root, tmp_path / "out", cached=True)
    whole = tree(tmp_path / "out")
    (root / ".runbookc_cache" / "build.json").write_text(text, encoding="utf-8")
    built(root, tmp_path / "out", cached=True)
    assert tree(tmp_path / "out") == whole


def test_nothing_is_taken_from_outside_of_the_output(
    root: Path,
    tmp_path: Path,
) -> None:
    out = tmp_path / "out"
    built(root, out, cached=True)
    whole = tree(out)
    file = root / ".runbookc_cache" / "build.json"
    document = json.loads(file.read_bytes())
    (tmp_path / "secret").write_bytes(b"secret")
    digest = "2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b"
    for piece in document["pieces"].values():
        piece["files"] = {"../../secret": digest, str(tmp_path / "secret"): digest}
    file.write_text(json.dumps(document), encoding="utf-8")
    built(root, out, cached=True)
    assert tree(out) == whole


def test_without_a_cache_nothing_is_read_or_written(root: Path, tmp_path: Path) -> None:
    built(root, tmp_path / "out", cached=False)
    assert not (root / ".runbookc_cache").exists()
