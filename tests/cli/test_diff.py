"""What the runbooks say otherwise than they did, for people, for tools and for a pull request."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.versioned import commit, edit

Run = Callable[..., int]


@pytest.fixture
def changed(project: Path) -> Path:
    """Tagged `one`, then changed: a hazard is worse, a step reworded, another one new."""
    commit(project, "one")
    edit(project, ":::caution", ":::danger")
    edit(project, "Stop the service.", "Stop every service.")
    edit(
        project,
        "**Step 1 –** Run the installer.\n",
        "**Step 1 –** Run the installer.\n\n**Step 2 –** Wait.\n",
    )
    return project


def test_text(run: Run, changed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("diff", "one") == 0
    told = capsys.readouterr().out
    (first, second, *rest) = told.splitlines()
    assert first.startswith("from one (")
    assert second.endswith(", with uncommitted changes)")
    assert "\n".join(rest) == (
        "runbooks: 3 altered, 1 the same\n"
        "\n"
        "KeySafe 1.0 to Vault Keeper 2.5\n"
        "in vaultkeeper-1.0-to-2.5, vaultkeeper-1.0-to-3.0\n"
        "\n"
        "  + step 2 is new\n"
        "    Wait.\n"
        "    docs/vaultkeeper/3.0/upgrade.md:39\n"
        "\n"
        "Vault Keeper 2.5 to 3.0\n"
        "in vaultkeeper-1.0-to-3.0, vaultkeeper-2.5-to-3.0\n"
        "\n"
        "  ! DANGER at step 1 was a CAUTION\n"
        "    Sessions that are open end.\n"
        "    docs/vaultkeeper/3.0/upgrade.md:19\n"
        "\n"
        "  ~ step 1 is reworded\n"
        "    Stop [-the-] {+every+} service.\n"
        "    docs/vaultkeeper/3.0/upgrade.md:17"
    )


def test_json(run: Run, changed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("diff", "one", "HEAD", "--format", "json", "--exit-code") == 0
    assert json.loads(capsys.readouterr().out)["same"] == 4
    assert run("diff", "one", "--format", "json", "--exit-code") == 1
    document = json.loads(capsys.readouterr().out)
    assert [one["id"] for one in document["altered"]] == [
        "vaultkeeper-1.0-to-2.5",
        "vaultkeeper-1.0-to-3.0",
        "vaultkeeper-2.5-to-3.0",
    ]


def test_markdown(run: Run, changed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(changed, "Stop every service.", "Stop <b>every</b> @service.")
    assert run("diff", "one", "--format", "markdown") == 0
    told = capsys.readouterr().out
    assert "### Vault Keeper 2.5 to 3.0\n\nIn `vaultkeeper-1.0-to-3.0`, " in told
    assert "- **DANGER at step 1 was a CAUTION**: Sessions that are open end. (`docs/" in told
    assert "~~the service.~~ **&#60;b&#62;every&#60;/b&#62; &#64;service.**" in told


@pytest.mark.parametrize(
    ("arguments", "count"),
    [
        (("--runbook", "vaultkeeper-1.0-*"), 2),
        (("--runbook", "vaultkeeper-2.5-to-3.0", "--runbook", "vaultkeeper-1.0-to-2.5"), 2),
        (("--product", "vault keeper"), 3),
        (("--product", "door"), 0),
    ],
)
def test_only_some(
    run: Run,
    changed: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    count: int,
) -> None:
    assert run("diff", "one", "--format", "json", *arguments) == 0
    assert len(json.loads(capsys.readouterr().out)["altered"]) == count


@pytest.mark.parametrize("format", ["json", "html", "md", "pdf"])
def test_a_downloaded_runbook_beside_today(
    run: Run, changed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], format: str
) -> None:
    page = changed / "docs/vaultkeeper/3.0/upgrade.md"
    today, file = page.read_text(), tmp_path / f"old.{format}"
    page.write_text(today.replace("Stop every service.", "Halt every service."))
    commit(changed, "two")
    assert run("runbook", "vaultkeeper", "2.5", "3.0", "--out", file) == 0
    page.write_text(today)
    assert run("diff", file, "--format", "json") == 0
    document = json.loads(capsys.readouterr().out)
    assert [one["id"] for one in document["altered"]] == ["vaultkeeper-2.5-to-3.0"]
    (group,) = document["groups"]
    assert [word["text"] for word in group["changes"][0]["words"]] == [
        "Halt",
        "Stop",
        "every service.",
    ]


def test_two_files_need_no_project(
    run: Run, changed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("runbook", "vaultkeeper", "1.0", "3.0", "--out", tmp_path / "a.json") == 0
    assert run("runbook", "vaultkeeper", "2.5", "3.0", "--out", tmp_path / "b.json") == 0
    assert run("diff", tmp_path / "a.json", tmp_path / "b.json") == 0
    assert "- hop gone\n    KeySafe 1.0 to Vault Keeper 2.5\n" in capsys.readouterr().out


def test_a_run_that_has_begun(
    run: Run, changed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head = commit(changed, "two")
    assert run("runbook", "vaultkeeper", "2.5", "3.0", "--out", tmp_path / "a.json") == 0
    digest = json.loads((tmp_path / "a.json").read_text())["digest"]
    record = {
        "version": 1,
        "runbook": {"id": "vaultkeeper-2.5-to-3.0", "digest": digest, "title": "x", "commit": head},
        "run": {"id": "a1", "name": "Server\x1b[31m 1", "started": "2026-01-31T12:00:00Z"},
        "steps": [
            {"part": 1, "number": "1", "command": "Stop.", "done": "2026-01-31T12:05:00Z"},
            {"part": 1, "number": "2", "command": "Run.", "done": ""},
        ],
    }
    file = tmp_path / "record.json"
    file.write_text(json.dumps(record))
    edit(changed, "Stop every service.", "Halt every service.")
    edit(changed, "**Step 2 –** Run the installer.", "**Step 2 –** Start the installer.")
    capsys.readouterr()
    assert run("diff", "--record", file) == 0
    told = capsys.readouterr().out
    assert (
        "1 signed step: 1 told otherwise now\n\n  hop 1, step 1, signed 2026-01-31T12:05:00Z"
        in told
    )
    assert told.count("Halt") == 2
    assert told.count("Start") == 1
    assert "\x1b" not in told
    assert run("diff", "one", "--record", file) == 2
    assert "the run is one of vaultkeeper-2.5-to-3.0" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "refusal"),
    [
        ((), "name a revision or a runbook's file to compare with"),
        (("nothing",), "error: nothing: there is no such revision"),
        (("--flag-like",), "No such option"),
        (("--record", "gone.json"), "gone.json: no such file"),
    ],
)
def test_what_cannot_be_compared_is_2(
    run: Run,
    changed: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    refusal: str,
) -> None:
    assert run("diff", *arguments) == 2
    assert refusal in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"{}", "not the JSON of a runbook (id: Field required)"),
        (b"{" * 100_000, "not the JSON of a runbook"),
        (b'{"id": ' + b"[" * 100_000, "not the JSON of a runbook"),
        (b"\xff\xfe", "it names no runbook and commit"),
        (b"# A page\n", "it names no runbook and commit"),
    ],
)
def test_a_hostile_file_is_2(
    run: Run,
    changed: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    content: bytes,
    refusal: str,
) -> None:
    (tmp_path / "a.json").write_bytes(content)
    assert run("diff", tmp_path / "a.json") == 2
    assert refusal in capsys.readouterr().err
