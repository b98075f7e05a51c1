"""The ways into CI: the GitHub action, the GitLab component, the pre-commit hook."""

import re
import shlex
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from runbookc.cli import main

ROOT = Path(__file__).parents[2]
HOSTILE = "x $(touch pwned) `touch pwned` '; touch pwned; ' \" && touch pwned # \\ --quiet"
FAKE = f"#!{sys.executable}\nimport sys\nopen('given', 'w').write('\\0'.join(sys.argv[1:]))\n"


def action() -> dict[str, Any]:
    document: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    return document


def component() -> tuple[dict[str, Any], dict[str, Any]]:
    header, jobs = yaml.safe_load_all((ROOT / "templates/check.yml").read_text("utf-8"))
    return header["spec"]["inputs"], jobs["runbookc"]


def install_fake(binary: Path) -> None:
    binary.parent.mkdir(parents=True)
    binary.write_text(FAKE)
    binary.chmod(stat.S_IRWXU)


def given(folder: Path) -> list[str]:
    """What the fake runbookc was called with; nothing else may have happened."""
    assert not list(folder.rglob("pwned"))
    return (folder / "given").read_text().split("\0")


def run_action(folder: Path, inputs: dict[str, str]) -> list[str]:
    """Run the action's second step as a runner does."""
    document = action()
    values = {name: each["default"] for name, each in document["inputs"].items()} | inputs
    step = document["runs"]["steps"][1]
    environment = {
        name: re.sub(r"\$\{\{ inputs\.([a-z-]+) \}\}", lambda match: values[match[1]], value)
        for name, value in step["env"].items()
    }
    assert not any("${{" in value for value in environment.values() if value not in values.values())
    install_fake(folder / "temp/runbookc/bin/runbookc")
    script = folder / "script.sh"
    script.write_text(step["run"])
    subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
        cwd=folder,
        env={"PATH": "/usr/local/bin:/usr/bin:/bin", "RUNNER_TEMP": "temp", **environment},
        check=True,
    )
    return given(folder)


def test_no_input_of_the_action_stands_in_a_shell() -> None:
    steps = action()["runs"]["steps"]
    assert action()["runs"]["using"] == "composite"
    assert all("${{" not in step["run"] and step["shell"] == "bash" for step in steps)
    assert not any("uses" in step for step in steps)


def test_the_action_as_it_comes(tmp_path: Path) -> None:
    expected = ["check", "--no-cache", "--root=.", "--fail-on=error", "--format=github", "--"]
    assert run_action(tmp_path, {}) == expected


def test_the_action_hands_every_input_over(tmp_path: Path) -> None:
    inputs = {
        "root": "site",
        "paths": "docs/a b.md\n\n--quiet\n",
        "select": "LNK",
        "ignore": "TRM",
        "fail-on": "warning",
        "baseline": "known.json",
        "since": "HEAD~1",
        "sarif": "r.sarif",
        "junit": "r.xml",
    }
    assert set(inputs) == set(action()["inputs"]) - {"python"}
    assert run_action(tmp_path, inputs) == [
        "check",
        "--no-cache",
        "--root=site",
        "--fail-on=warning",
        "--select=LNK",
        "--ignore=TRM",
        "--baseline=known.json",
        "--since=HEAD~1",
        "--format=sarif-github",
        "--output=r.sarif",
        "--format=junit",
        "--output=r.xml",
        "--format=github",
        "--",
        "docs/a b.md",
        "--quiet",
    ]


@pytest.mark.parametrize("name", sorted(set(action()["inputs"]) - {"python"}))
def test_nothing_in_an_input_of_the_action_is_run(name: str, tmp_path: Path) -> None:
    arguments = run_action(tmp_path, {name: HOSTILE})
    assert any(argument in (HOSTILE, f"--{name}={HOSTILE}", f"--output={HOSTILE}")
               for argument in arguments)  # fmt: skip


def test_the_install_step_runs_only_the_python_that_it_is_given(tmp_path: Path) -> None:
    step = action()["runs"]["steps"][0]
    script = tmp_path / "script.sh"
    script.write_text(step["run"])
    done = subprocess.run(
        ["bash", str(script)],
        cwd=tmp_path,
        env={
            "PATH": "/usr/bin:/bin",
            "RUNNER_TEMP": "temp",
            "GITHUB_ACTION_PATH": "here",
            "RUNBOOKC_PYTHON": HOSTILE,
        },
        capture_output=True,
        check=False,
    )
    assert done.returncode == 127
    assert [path.name for path in tmp_path.iterdir()] == ["script.sh"]
    assert "--require-hashes" in step["run"]


def run_component(folder: Path, inputs: dict[str, str]) -> list[str]:
    """Run the job's script as GitLab's runner does in an image without bash."""
    header, job = component()
    values = {name: each["default"] for name, each in header.items()} | inputs
    environment = {
        name: re.sub(r"\$\[\[ inputs\.(\w+) \]\]", lambda match: values[match[1]], each["value"])
        for name, each in job["variables"].items()
    }
    install_fake(folder / ".runbookc_venv/bin/runbookc")
    subprocess.run(
        ["sh", "-e", "-c", "\n".join(job["script"])],
        cwd=folder,
        env={"PATH": "/usr/local/bin:/usr/bin:/bin", **environment},
        check=True,
    )
    return given(folder)


def test_no_input_of_the_component_stands_in_a_shell() -> None:
    _, job = component()
    scripts: list[str] = job["before_script"] + job["script"]
    assert not any("$[[" in script for script in scripts)
    assert all(each["expand"] is False for each in job["variables"].values())


def test_the_component_as_it_comes(tmp_path: Path) -> None:
    assert run_component(tmp_path, {}) == [
        "check",
        "--no-cache",
        "--root=.",
        "--fail-on=error",
        "--color=always",
        "--format=text",
        "--format=gitlab",
        "--output=gl-code-quality-report.json",
        "--format=junit",
        "--output=runbookc-junit.xml",
    ]
    _, job = component()
    assert set(job["artifacts"]["reports"].values()) == {
        "gl-code-quality-report.json",
        "runbookc-junit.xml",
    }


@pytest.mark.parametrize("name", sorted(set(component()[0]) - {"stage", "image", "package"}))
def test_nothing_in_an_input_of_the_component_is_run(name: str, tmp_path: Path) -> None:
    arguments = run_component(tmp_path, {name: HOSTILE})
    assert f"--{name.replace('_', '-')}={HOSTILE}" in arguments


def project(folder: Path) -> Path:
    (folder / "docs").mkdir()
    (folder / "docs/a.md").write_text("# A\n\n[x](gone.md)\n")
    return folder


def exit_status(arguments: list[str]) -> int:
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    return int(stop.value.code or 0)


@pytest.mark.parametrize(
    ("run", "inputs"),
    [
        (run_action, {"sarif": "r.sarif", "junit": "runbookc-junit.xml", "paths": "docs"}),
        (run_component, {"select": "LNK"}),
    ],
)
def test_the_command_line_is_understood(
    run: Callable[[Path, dict[str, str]], list[str]],
    inputs: dict[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    arguments = run(tmp_path, inputs)
    monkeypatch.chdir(project(tmp_path))
    assert exit_status(arguments) == 1
    assert (tmp_path / "runbookc-junit.xml").is_file()


def test_the_hook_checks_the_whole_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    hooks: list[dict[str, Any]] = yaml.safe_load(
        (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")
    )
    hook = hooks[0]
    assert hook["pass_filenames"] is False
    assert hook["always_run"] is True
    program, *arguments = shlex.split(hook["entry"]) + hook["args"]
    assert program == "runbookc"
    monkeypatch.chdir(project(tmp_path))
    assert exit_status(arguments) == 1
    assert "error[LNK001]" in capsys.readouterr().out


def test_the_documentation_names_every_input() -> None:
    text = (ROOT / "docs/ci.md").read_text("utf-8")
    header, _ = component()
    for name in (*action()["inputs"], *header):
        assert f"`{name}`" in text
