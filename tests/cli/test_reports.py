"""Several reports of one run, each to its own place."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from jsonschema.validators import validator_for

from runbookc.cli import main
from runbookc.cli.errors import WrongUsage
from runbookc.cli.reports import Target, targets
from runbookc.reporting import job_summary


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with one error."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/a.md").write_text("# A\n\nSee [the other](gone.md).\n")
    return tmp_path


def run(root: Path, *arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as stop:
        main(["check", "--root", str(root), *map(str, arguments)])
    return int(stop.value.code or 0)


def pairs(arguments: str) -> list[tuple[str, str | None]]:
    """What `targets` makes of a command line such as `--format json --output a`."""
    words = arguments.split()
    given = list(zip(words[::2], words[1::2], strict=True))
    found = targets(
        [value for name, value in given if name == "--format"],
        [Path(value) for name, value in given if name == "--output"],
        [name.removeprefix("--") for name, _ in given],
    )
    return [(one.format, str(one.output) if one.output else None) for one in found]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("", [("text", None)]),
        ("--output a", [("text", "a")]),
        ("--format json", [("json", None)]),
        ("--format json --output a", [("json", "a")]),
        ("--output a --format json", [("json", "a")]),
        ("--format sarif --output a --format github", [("sarif", "a"), ("github", None)]),
        ("--format github --format sarif --output a", [("github", None), ("sarif", "a")]),
        (
            "--format sarif --output a --fail-on x --format junit --output b --format text",
            [("sarif", "a"), ("junit", "b"), ("text", None)],
        ),
        ("--format json --output a --format json --output b", [("json", "a"), ("json", "b")]),
    ],
)
def test_an_output_belongs_to_the_format_before_it(
    arguments: str, expected: list[tuple[str, str | None]]
) -> None:
    assert pairs(arguments) == expected


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ("--format json --format github", "both go to standard output; write --format json --out"),
        ("--output a --format json --format github", "--output a: no --format before it"),
        ("--output a --output b", "--output a: no --format before it"),
        ("--format json --output a --output b", "--output b: --format json goes to a already"),
        ("--output a --format json --output b", "--output a: no --format before it"),
        ("--format json --output a --format sarif --output ./a", "two reports cannot share a file"),
    ],
)
def test_wrong_combinations(arguments: str, reason: str) -> None:
    with pytest.raises(WrongUsage, match=reason):
        pairs(arguments)


def test_targets_have_a_default() -> None:
    assert targets((), (), ()) == (Target("text"),)


def test_one_run_writes_all_formats(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = ("text", "json", "sarif", "sarif-github", "gitlab", "junit")
    options = [word for name in names for word in ("--format", name, "--output", root / name)]
    assert run(root, *options, "--format=github") == 1
    captured = capsys.readouterr()
    assert captured.out.startswith("::error file=docs/a.md,line=3,endLine=3,col=17,")
    assert captured.err == "1 error in 1 page, 0 procedures\n"
    assert "error[LNK001]" in (root / "text").read_text()
    assert json.loads((root / "json").read_text())["summary"]["errors"] == 1
    assert json.loads((root / "gitlab").read_text())[0]["location"]["path"] == "docs/a.md"
    assert ElementTree.parse(root / "junit").getroot().get("failures") == "1"
    for name in ("sarif", "sarif-github"):
        (result,) = json.loads((root / name).read_text())["runs"][0]["results"]
        assert result["ruleId"] == "LNK001"


def test_options_before_and_between_keep_their_places(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ("--format", "json", "docs", "--output", root / "j", "--select", "LNK")
    assert run(root, *options, "--format", "gitlab") == 1
    assert json.loads((root / "j").read_text())["version"] == 1
    assert json.loads(capsys.readouterr().out)[0]["check_name"] == "LNK001 broken-page-link"


def test_a_wrong_combination_is_2_in_one_line(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(root, "--format", "json", "--format", "sarif") == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("error: --format json and --format sarif would both")
    assert captured.err.count("\n") == 1


def test_a_file_takes_the_report_and_people_see_the_summary(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(root, "--format", "sarif", "--output", root / "s") == 1
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "1 error in 1 page, 0 procedures\n")
    assert run(root, "--format", "sarif", "--output", root / "s", "--quiet") == 1
    assert capsys.readouterr().err == ""


def test_the_same_bytes_wherever_the_project_is(root: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    (other / "docs").mkdir(parents=True)
    (other / "docs/a.md").write_bytes((root / "docs/a.md").read_bytes())
    for name in ("sarif", "gitlab", "junit", "github"):
        run(root, "docs/a.md", "--format", name, "--output", root / "one")
        run(other, "docs/a.md", "--format", name, "--output", root / "two")
        assert (root / "one").read_bytes() == (root / "two").read_bytes()


def test_github_collects_the_summary(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = root / "summary.txt"
    file.write_text("# Before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(file))
    run(root, "--format", "json", "--output", root / "j")
    assert file.read_text() == "# Before\n"
    run(root, "--format", "github")
    assert file.read_text().startswith("# Before\n## Documentation check\n\n1 error in 1 page")


def test_a_full_job_summary_is_left_alone(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = root / "summary.txt"
    file.write_bytes(b"x" * (job_summary.LIMIT - 10))
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(file))
    assert run(root, "--format", "github") == 1
    assert file.stat().st_size == job_summary.LIMIT - 10
    assert "the job summary is full" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["netwrix", "rke2", "seafile"])
def test_real_findings_are_sarif(
    name: str, corpora: Path, sarif_schema: Path, tmp_path: Path
) -> None:
    log = tmp_path / "log.sarif"
    run(corpora / name, "--no-cache", "--quiet", "--format", "sarif", "--output", log)
    schema = json.loads(sarif_schema.read_text("utf-8"))
    document = json.loads(log.read_text("utf-8"))
    assert document["runs"][0]["results"]
    assert not list(validator_for(schema)(schema).iter_errors(document))
