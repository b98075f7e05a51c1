"""`check --fix` and `check --diff`."""

import json
import subprocess
from pathlib import Path

import pytest

from runbookc.cli import main

BEFORE = b"\xef\xbb\xbf# A\r\n\r\nSee [the agents](agnets.md) and [this](gone.md).\r\n\r\nGuard7.5"
AFTER = BEFORE.replace(b"agnets.md", b"agents.md").replace(b"Guard7", b"Guard 7")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with three findings on one page, two of which have a fix, and one on another."""
    for path, content in {
        "runbookc.toml": b'[products.guard]\nname = "Guard"\n',
        "docs/a.md": BEFORE,
        "docs/agents.md": b"# Agents\n",
        "docs/other/b.md": b"# B\n\n[Agents](../agnets.md)\n",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    return tmp_path


def run(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as stop:
        main([str(argument) for argument in arguments])
    return int(stop.value.code or 0)


def test_fix_writes_and_reports_the_rest(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", "--root", root, "--fix") == 1
    captured = capsys.readouterr()
    assert captured.err == "Fixed 3 of 4 findings (2 LNK001, 1 VER004); 1 left for you.\n"
    assert captured.out.count("error[") == 1 and "`gone.md`" in captured.out
    assert captured.out.endswith("1 error in 3 pages, 0 procedures\n")
    assert (root / "docs/a.md").read_bytes() == AFTER
    assert run("check", "--root", root, "--fix") == 1
    assert capsys.readouterr().err == "Nothing to fix; 1 left for you.\n"
    assert (root / "docs/a.md").read_bytes() == AFTER


def test_fix_keeps_to_the_paths_and_the_rules_that_are_asked_for(root: Path) -> None:
    assert run("check", "--root", root, "--fix", "--select", "VER", "docs/other") == 0
    assert (root / "docs/a.md").read_bytes() == BEFORE
    assert run("check", "--root", root, "--fix", "--select", "VER") == 0
    assert (root / "docs/a.md").read_bytes() == BEFORE.replace(b"Guard7", b"Guard 7")
    assert run("check", "--root", root, "--fix", "docs/other") == 0
    assert (root / "docs/other/b.md").read_bytes() == b"# B\n\n[Agents](../agents.md)\n"
    assert b"agnets" in (root / "docs/a.md").read_bytes()


def test_what_a_baseline_accepts_is_not_fixed(root: Path) -> None:
    page, accepted = root / "docs/a.md", root / "accepted.json"
    assert run("check", "--root", root, "--write-baseline", accepted) == 0
    assert run("check", "--root", root, "--fix", "--baseline", accepted) == 0
    assert page.read_bytes() == BEFORE
    new = b"# B\n\n[Agents](../agnets.md), Guard7.5\n"
    (root / "docs/other/b.md").write_bytes(new)
    assert run("check", "--root", root, "--diff", "--baseline", accepted) == 1
    assert run("check", "--root", root, "--fix", "--baseline", accepted) == 0
    # The accepted finding stays accepted, though the line that it stands on is another now.
    assert (root / "docs/other/b.md").read_bytes() == new.replace(b"Guard7", b"Guard 7")
    assert page.read_bytes() == BEFORE


def test_only_what_since_reports_is_fixed(root: Path) -> None:
    (root / "docs/c.md").write_bytes(b"# C\n\n[Keepers](keepers.md) of Guard7.5\n\nGuard8.0\n")
    (root / "docs/keepers.md").write_bytes(b"# Keepers\n")
    identity = ("-c", "user.name=Writer", "-c", "user.email=writer@example.org")
    for arguments in (("init", "-q"), ("add", "."), (*identity, "commit", "-qm", "first")):
        subprocess.run(["git", *arguments], cwd=root, check=True)
    assert run("check", "--root", root, "--fix", "--since", "HEAD") == 0
    assert (root / "docs/a.md").read_bytes() == BEFORE
    (root / "docs/other/b.md").write_bytes(b"# B\n\n[Agents](../agnets.md)\n\nGuard7.5\n")
    (root / "docs/keepers.md").rename(root / "docs/keeper.md")
    assert run("check", "--root", root, "--fix", "--since", "HEAD") == 0
    assert (root / "docs/other/b.md").read_text() == "# B\n\n[Agents](../agnets.md)\n\nGuard 7.5\n"
    # A line that a fix changes is a changed line: the next check would report what it holds.
    mended = "# C\n\n[Keepers](keeper.md) of Guard 7.5\n\nGuard8.0\n"
    assert (root / "docs/c.md").read_text() == mended
    assert (root / "docs/a.md").read_bytes() == BEFORE


def test_rules_that_are_not_asked_for_watch_over_the_fixes(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    titles = ("1: Stop", "2: Copy", "3 - Look")
    steps = "# Move\n\n" + "".join(f"## Step {each}\n\nDo it.\n\n" for each in titles)
    (root / "docs/steps.md").write_text(steps)
    (root / "docs/link.md").write_text("[Look](steps.md#step-3---look)\n")
    assert run("check", "--root", root, "--fix", "--select", "STP") == 0
    captured = capsys.readouterr()
    assert captured.err == "Nothing to fix; 1 left for you.\n"
    assert captured.out.endswith("1 warning in 5 pages, 1 procedure\n")
    assert (root / "docs/steps.md").read_text() == steps


def test_diff_shows_what_git_can_apply_and_writes_nothing(
    root: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    for options in (("--diff",), ("--diff", "--fix")):
        assert run("check", "--root", root, *options) == 1
        assert (root / "docs/a.md").read_bytes() == BEFORE
        shown = capsysbinary.readouterr()
        assert shown.err.startswith(b"Would fix 3 of 4 findings")
    subprocess.run(["git", "-C", root, "apply", "-"], input=shown.out, check=True)
    assert (root / "docs/a.md").read_bytes() == AFTER
    assert run("check", "--root", root, "--diff") == 0
    assert capsysbinary.readouterr().out == b""


def test_diff_is_coloured_and_safe_on_a_terminal(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "docs/other/b.md").write_text("# B\x1b[2J\n\n[Agents](../agnets.md)\n")
    assert run("--color", "always", "check", "--root", root, "--diff", "docs/other") == 1
    out = capsys.readouterr().out
    assert "\x1b[32m+[Agents](../agents.md)\x1b[0m\n" in out
    assert "\x1b[31m-[Agents](../agnets.md)\x1b[0m\n" in out
    assert "\x1b[2J" not in out and "\\u001b[2J" in out


def test_diff_takes_no_format(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", "--root", root, "--diff", "--format", "json") == 2
    assert "--diff prints a diff" in capsys.readouterr().err


def test_reports_tell_what_can_be_fixed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", "--root", root) == 1
    out = capsys.readouterr().out
    assert "= fix: Write `agents.md`.\n" in out and "= fix: Write `Guard 7.5`.\n" in out
    assert out.endswith("4 errors in 3 pages, 0 procedures; 3 fixable with --fix\n")
    run("check", "--root", root, "--format", "json", "docs/other")
    (found,) = json.loads(capsys.readouterr().out)["diagnostics"]
    place = {"start": {"line": 3, "column": 10}, "end": {"line": 3, "column": 22}}
    assert found["fix"] == {
        "message": "Write `../agents.md`",
        "edits": [{"path": "docs/other/b.md", "range": place, "replacement": "../agents.md"}],
    }


def test_json_of_a_fixing_run_is_what_is_left(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("check", "--root", root, "--fix", "--quiet", "--format", "json") == 1
    captured = capsys.readouterr()
    assert captured.err == ""
    assert [item["message"] for item in json.loads(captured.out)["diagnostics"]] == [
        "The page `gone.md` does not exist"
    ]


def test_a_page_that_cannot_be_fixed_is_named(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "docs/other/b.md").write_bytes(b"[Agents](../agnets.md) \xff\n")
    run("check", "--root", root, "--fix", "docs/other")
    assert capsys.readouterr().err == (
        "docs/other/b.md: not fixed, it is not clean UTF-8\nNothing to fix; 2 left for you.\n"
    )


def test_explain_tells_what_is_fixed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("explain", "VER004") == 0
    assert "Fix\n\n`--fix` adds the space.\n" in capsys.readouterr().out
    assert run("explain", "HAZ002") == 0
    assert "--fix" not in capsys.readouterr().out
