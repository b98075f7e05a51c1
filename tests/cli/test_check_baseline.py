"""Accepting what is there, and gating what is new."""

import json
from pathlib import Path

import pytest

from runbookc.cli import main

PAGE = "# A\n\nSee [one](gone.md).\n\nSee [two](lost.md).\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with two errors on one page and one on another."""
    for path, text in {"docs/a.md": PAGE, "more/b.md": "# B\n\nSee [x](gone.md).\n"}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    return tmp_path


@pytest.fixture
def file(root: Path) -> Path:
    """A baseline of it."""
    accepted = root / "accepted.json"
    assert check(root, "--write-baseline", accepted) == 0
    return accepted


def check(root: Path, *arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as stop:
        main(["check", "--root", str(root), *map(str, arguments)])
    return int(stop.value.code or 0)


def amount(file: Path) -> int:
    return sum(entry["count"] for entry in json.loads(file.read_text())["findings"])


def test_what_was_accepted_is_clean(
    root: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert check(root) == 1
    assert capsys.readouterr().out.endswith("3 errors in 2 pages, 0 procedures\n")
    assert check(root, "--baseline", file) == 0
    assert capsys.readouterr().out == "no findings in 2 pages, 0 procedures (3 baselined)\n"
    assert check(root, "--baseline", file, "--format", "json") == 0
    summary = json.loads(capsys.readouterr().out)["summary"]
    assert (summary["errors"], summary["baselined"], summary["gone"]) == (0, 3, 0)


def test_writing_says_how_much_was_accepted(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check(root, "--write-baseline", root / "accepted.json")
    assert capsys.readouterr().err == f"{root / 'accepted.json'}: 3 accepted\n"
    (root / "docs/a.md").write_text("# A\n")
    check(root, "--write-baseline", root / "accepted.json")
    assert capsys.readouterr().err == f"{root / 'accepted.json'}: 1 accepted, 3 before\n"


def test_the_same_findings_give_the_same_file(root: Path, file: Path) -> None:
    before = file.read_bytes()
    assert check(root, "--write-baseline", file) == 0
    assert file.read_bytes() == before


def test_a_new_finding_fails(root: Path, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "docs/a.md").write_text(f"New.\n\n{PAGE}\nSee [three](missing.md).\n")
    assert check(root, "--baseline", file, "--format", "json") == 1
    (found,) = json.loads(capsys.readouterr().out)["diagnostics"]
    assert "missing.md" in found["message"]


def test_the_configuration_names_the_baseline(
    root: Path,
    file: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (root / "runbookc.toml").write_text('[check]\nbaseline = "accepted.json"\n')
    assert check(root) == 0
    file.unlink()
    monkeypatch.chdir(root / "docs")
    capsys.readouterr()
    with pytest.raises(SystemExit, match="2"):
        main(["check"])
    assert capsys.readouterr().err.startswith("error: ../accepted.json: no such file")


def test_gone_findings_are_told_and_taken_out(
    root: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "docs/a.md").write_text("# A\n\nSee [two](lost.md).\n")
    (root / "more/b.md").write_text("# B\n\nSee [x](gone.md) and [y](new.md).\n")
    capsys.readouterr()
    assert check(root, "--baseline", file, "--ignore", "LNK") == 0
    assert "gone" not in capsys.readouterr().err
    assert check(root, "--baseline", file) == 1
    captured = capsys.readouterr()
    assert captured.out.endswith("(2 baselined, 1 gone from the baseline)\n")
    told = captured.err.splitlines()
    assert told[0].endswith("1 accepted finding is gone; `--prune-baseline` takes them out")
    assert told[1].startswith("  docs/a.md: LNK001 ")
    assert check(root, "--baseline", file, "--prune-baseline") == 1
    assert amount(file) == 2
    assert capsys.readouterr().out.endswith("(2 baselined)\n")
    assert check(root, "--baseline", file) == 1


def test_gone_findings_fail_where_that_is_asked_for(root: Path, file: Path) -> None:
    assert check(root, "--baseline", file, "--fail-on-gone") == 0
    (root / "docs/a.md").write_text("# A\n\nSee [two](lost.md).\n")
    assert check(root, "--baseline", file) == 0
    assert check(root, "--baseline", file, "--fail-on-gone") == 1


def test_gone_entries_are_in_the_json_report(
    root: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "more/b.md").unlink()
    capsys.readouterr()
    check(root, "--baseline", file, "--format", "json")
    document = json.loads(capsys.readouterr().out)
    assert [(each["path"], each["count"]) for each in document["gone"]] == [("more/b.md", 1)]
    assert document["summary"]["gone"] == 1


@pytest.mark.parametrize("scope", [("docs",), ("--select", "SRC"), ("--ignore", "LNK001")])
def test_what_is_out_of_scope_is_neither_gone_nor_taken_out(
    root: Path, file: Path, scope: tuple[str, ...]
) -> None:
    (root / "more/b.md").write_text("# B\n")
    arguments: tuple[str | Path, ...] = (*scope, "--baseline", file)
    assert check(root, *arguments, "--fail-on-gone") == 0
    assert check(root, *arguments, "--prune-baseline") == 0
    assert amount(file) == 3
    assert check(root, *scope, "--write-baseline", file) == 0
    assert amount(file) == 3


def test_a_renamed_page_takes_its_entries_along(root: Path, file: Path) -> None:
    (root / "docs/a.md").rename(root / "more/z.md")
    assert check(root, "--baseline", file, "--fail-on-gone") == 0
    assert check(root, "--baseline", file, "--prune-baseline") == 0
    assert {entry["path"] for entry in json.loads(file.read_text())["findings"]} == {
        "more/b.md",
        "more/z.md",
    }


def test_a_damaged_baseline_is_2_and_is_not_written_over(
    root: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text("<<<<<<< ours\n")
    capsys.readouterr()
    for option in ("--baseline", "--write-baseline"):
        assert check(root, option, file) == 2
        assert capsys.readouterr().err.startswith(f"error: {file}:1: ")
    assert file.read_text() == "<<<<<<< ours\n"


def test_wrong_usage_is_2(root: Path, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert check(root, "--prune-baseline") == 2
    assert check(root, "--write-baseline", file, "--prune-baseline") == 2
    assert check(root, "--baseline", root / "none.json") == 2
    assert "--write-baseline" in capsys.readouterr().err.splitlines()[-1]


def test_silenced_findings_are_not_accepted(root: Path) -> None:
    comment = "<!-- runbookc: ignore LNK001 later -->\n"
    (root / "more/b.md").write_text(f"# B\n\n{comment}See [x](gone.md).\n")
    file = root / "accepted.json"
    check(root, "--write-baseline", file)
    assert amount(file) == 2
