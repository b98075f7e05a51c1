"""The last change of a file, as a reader would find it in the log."""

import json
import os
import random
from pathlib import Path

import pytest

from runbookc.pipeline import history
from runbookc.pipeline.cache import FOLDER
from runbookc.pipeline.history import History, LastChange
from tests.pipeline.test_git import git

DATE = "2023-11-14T22:13:20Z"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An empty repository, its branch called `main`."""
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    return folder


def commit(root: Path, message: str = "change", **texts: str) -> str:
    """Commit files, `a_md` standing for `a.md`, with whatever else has changed."""
    for name, text in texts.items():
        (root / name.replace("_", ".")).write_text(text)
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", message)
    return git(root, "rev-parse", "HEAD")


def history_of(root: Path, *, remembered: bool = False) -> History:
    inner = (path.relative_to(root) for path in root.rglob("*") if path.is_file())
    paths = {path.as_posix() for path in inner if not {".git", FOLDER}.intersection(path.parts)}
    return History(root, paths, lambda path: (root / path).read_bytes(), remembered=remembered)


def commit_of(root: Path, path: str = "a.md") -> str | None:
    change = history_of(root).of(path)
    return change.commit if change else None


def test_commit_and_date_in_utc(root: Path) -> None:
    commit(root, a_md="1")
    second = commit(root, a_md="2")
    last = commit(root, b_md="1")
    found = history_of(root)
    assert found.of("a.md") == LastChange(second, DATE)
    assert (found.commit, found.date) == (last, DATE)
    assert not found.differs(["a.md", "b.md"])


def test_a_move_is_no_change_and_an_edit_with_it_is(root: Path) -> None:
    text = "one\ntwo\nthree\nfour\n"
    first = commit(root, a_md=text, b_md=f"{text}five\n")
    (root / "docs").mkdir()
    git(root, "mv", "a.md", "docs/c.md")
    commit(root, "move")
    git(root, "mv", "b.md", "docs/d.md")
    (root / "docs" / "d.md").write_text(f"{text}six\n")
    edited = commit(root, "move and edit")
    assert commit_of(root, "docs/c.md") == first
    assert commit_of(root, "docs/d.md") == edited


def test_two_files_that_change_places(root: Path) -> None:
    commit(root, a_md="a\n", b_md="b\n")
    (root / "a.md").rename(root / "x")
    (root / "b.md").rename(root / "a.md")
    (root / "x").rename(root / "b.md")
    last = commit(root, "swap")
    assert commit_of(root, "a.md") == commit_of(root, "b.md") == last


def test_another_mode_is_no_change(root: Path) -> None:
    first = commit(root, a_md="1")
    (root / "a.md").chmod(0o755)
    commit(root, "mode")
    assert commit_of(root) == first


def branched(root: Path) -> tuple[str, str]:
    """Both sides change the page, the other one last."""
    commit(root, a_md="1\n", b_md="1\n")
    git(root, "checkout", "-q", "-b", "side")
    theirs = commit(root, a_md="side\n")
    git(root, "checkout", "-q", "main")
    return commit(root, a_md="main\n"), theirs


@pytest.mark.parametrize("strategy", ["ours", "theirs"])
def test_a_merge_shows_the_side_that_it_took(root: Path, strategy: str) -> None:
    ours, theirs = branched(root)
    git(root, "merge", "-q", "-X", strategy, "-m", "merge", "side")
    assert commit_of(root) == {"ours": ours, "theirs": theirs}[strategy]


def test_what_a_merge_made_is_its_own(root: Path) -> None:
    branched(root)
    git(root, "merge", "-q", "-X", "ours", "--no-commit", "side")
    merge = commit(root, "merge", a_md="both\n")
    assert commit_of(root) == merge


def test_a_merge_that_is_merged(root: Path) -> None:
    commit(root, a_md="1\n", b_md="1\n")
    git(root, "checkout", "-q", "-b", "side")
    commit(root, b_md="side\n")
    git(root, "checkout", "-q", "-b", "inner", "main")
    commit(root, b_md="inner\n")
    git(root, "checkout", "-q", "side")
    git(root, "merge", "-q", "-X", "ours", "--no-commit", "inner")
    merge = commit(root, "merge", b_md="both\n")
    git(root, "checkout", "-q", "main")
    commit(root, a_md="2\n")
    git(root, "merge", "-q", "-m", "outer", "side")
    assert commit_of(root, "b.md") == merge


@pytest.mark.parametrize("seed", range(4))
def test_any_history_without_moves_is_read_as_git_reads_it(root: Path, seed: int) -> None:
    chance = random.Random(seed)
    names = ["a.md", "b.md", "c.md"]
    commit(root, "first", a_md="1\n" * 9, b_md="1\n" * 9, c_md="1\n" * 9)
    git(root, "branch", "side")
    for number in range(25):
        git(root, "checkout", "-q", chance.choice(["main", "side"]))
        name = chance.choice(names)
        lines = (root / name).read_text().splitlines()
        lines[chance.randrange(len(lines))] = f"{number}"
        (root / name).write_text("\n".join(lines) + "\n")
        commit(root, f"{number}")
        if chance.random() < 0.3:
            other = "side" if git(root, "branch", "--show-current") == "main" else "main"
            strategy = chance.choice(["ours", "theirs"])
            git(root, "merge", "-q", "-X", strategy, "-m", "merge", other)
    contents = {git(root, "rev-parse", f"HEAD:{name}") for name in names}
    assert len(contents) > 1
    for name in names:
        found = commit_of(root, name)
        expected = git(root, "log", "-1", "--format=%H", "--", name)
        # Where both sides made the same content, either is right.
        assert found == expected or git(root, "rev-parse", f"{found}:{name}") == git(
            root, "rev-parse", f"{expected}:{name}"
        )


def test_what_is_not_committed_has_no_last_change(root: Path) -> None:
    commit(root, a_md="1", b_md="1")
    (root / "a.md").write_text("2")
    (root / "new.md").write_text("1")
    found = history_of(root)
    assert [found.state_of(path) for path in ("a.md", "b.md", "new.md")] == [
        "changed",
        "committed",
        "changed",
    ]
    assert found.of("a.md") is found.of("new.md") is None
    assert found.differs(["b.md", "a.md"])
    assert not found.differs(["b.md"])


def test_line_ends_of_the_checkout_are_no_change(root: Path) -> None:
    first = commit(root, a_md="1\n2\n")
    (root / "a.md").write_bytes(b"1\r\n2\r\n")
    assert commit_of(root) == first


def test_before_a_shallow_clone_begins_nothing_is_known(root: Path, tmp_path: Path) -> None:
    commit(root, a_md="1", b_md="1")
    commit(root, c_md="1")
    last = commit(root, b_md="2")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--depth=2", f"file://{root}", str(clone))
    found = history_of(clone)
    assert [found.state_of(path) for path in ("a.md", "b.md", "c.md")] == [
        "older",
        "committed",
        "older",
    ]
    assert found.of("b.md") == LastChange(last, DATE)
    assert found.of("a.md") is found.of("c.md") is None


def test_sources_below_the_top_of_the_repository(root: Path) -> None:
    (root / "docs").mkdir()
    (root / "docs" / "a.md").write_text("1")
    first = commit(root)
    commit(root, a_md="another")
    assert commit_of(root / "docs") == first


def test_a_submodule_has_a_history_of_its_own(root: Path, tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    git(inner, "init", "-q")
    (inner / "more").mkdir()
    (inner / "more" / "a.md").write_text("1")
    first = commit(inner)
    commit(inner, b_md="1")
    commit(root, a_md="1")
    allowed = ("-c", "protocol.file.allow=always")
    git(root, *allowed, "submodule", "--quiet", "add", str(inner), "docs/inner")
    outer = commit(root, "with a submodule")
    found = history_of(root)
    assert found.of("docs/inner/more/a.md") == LastChange(first, DATE, "docs/inner")
    assert found.commit == outer
    assert not found.differs(["docs/inner/more/a.md"])


@pytest.mark.parametrize(
    "name", [b"with space.md", b'quote".md', b"tab\t.md", b"line\nend.md", b"\xfc.md", b"\x01:.md"]
)
def test_odd_names(root: Path, name: bytes) -> None:
    path = os.fsdecode(name)
    (root / path).write_text("1")
    first = commit(root)
    commit(root, a_md="1")
    assert commit_of(root, path) == first


def test_no_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.md").write_text("1")
    monkeypatch.setenv("PATH", "")
    found = history_of(tmp_path)
    assert (found.commit, found.date, found.differs(["a.md"])) == ("", "", False)
    assert (found.of("a.md"), found.state_of("a.md")) == (None, "unknown")


def test_a_repository_without_a_commit(root: Path) -> None:
    (root / "a.md").write_text("1")
    assert history_of(root).state_of("a.md") == "unknown"


def test_nothing_that_the_repository_names_is_run(root: Path, tmp_path: Path) -> None:
    witness = tmp_path / "witness"
    script = tmp_path / "program"
    script.write_text(f"#!/bin/sh\ntouch {witness}\ncat\n")
    script.chmod(0o755)
    (root / ".gitattributes").write_text("*.md diff=evil filter=evil\n")
    commit(root, a_md="1")
    first = commit(root, a_md="2")
    for key in ("core.fsmonitor", "diff.external", "diff.evil.textconv", "diff.evil.command"):
        git(root, "config", key, str(script))
    for key in ("filter.evil.clean", "filter.evil.smudge", "gpg.program"):
        git(root, "config", key, str(script))
    for key in ("log.showSignature", "log.follow"):
        git(root, "config", key, "true")
    git(root, "config", "log.showRoot", "false")
    assert commit_of(root) == first
    assert not witness.exists()


@pytest.fixture
def kept(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository whose history was read and kept."""
    monkeypatch.setattr(history, "_WORTH_KEEPING", 1)
    commit(root, a_md="1")
    assert history_of(root, remembered=True).of("a.md")
    return root


def test_a_history_that_was_read_is_not_read_again(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = history_of(kept).of("a.md")
    monkeypatch.setattr(history, "last_changes", None)
    assert history_of(kept, remembered=True).of("a.md") == known
    assert git(kept, "status", "--porcelain") == ""


def test_what_was_kept_of_another_commit_is_not_believed(kept: Path) -> None:
    second = commit(kept, a_md="2")
    change = history_of(kept, remembered=True).of("a.md")
    assert change and change.commit == second


@pytest.mark.parametrize("change", [[["x"], 1], ["abc", "1"], ["<b>", 1], "abc", 7])
def test_a_damaged_file_is_read_anew(kept: Path, change: object) -> None:
    file = kept / FOLDER / "history.json"
    document = json.loads(file.read_text())
    document["changes"]["a.md"] = change
    file.write_text(json.dumps(document))
    assert history_of(kept, remembered=True).of("a.md") == history_of(kept).of("a.md")


def test_a_short_history_leaves_no_file(root: Path) -> None:
    commit(root, a_md="1")
    assert history_of(root, remembered=True).of("a.md")
    assert not (root / FOLDER).exists()


def test_what_was_learnt_before_holds_for_its_commit_alone(root: Path) -> None:
    first = commit(root, a_md="1", b_md="1")
    paths = {"a.md", "b.md"}

    def read(path: str) -> bytes:
        return (root / path).read_bytes()

    old = History(root, paths, read, remembered=False)
    assert old.of("a.md") == old.of("b.md") == LastChange(first, DATE)
    (root / "a.md").write_text("2")
    same = History(root, paths, read, remembered=False, before=old)
    assert (same.of("a.md"), same.of("b.md")) == (None, LastChange(first, DATE))
    second = commit(root)
    new = History(root, paths, read, remembered=False, before=same)
    assert (new.of("a.md"), new.of("b.md")) == (LastChange(second, DATE), LastChange(first, DATE))
