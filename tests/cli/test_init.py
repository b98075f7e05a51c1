"""A first configuration."""

import json
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from runbookc.cli import main
from runbookc.config import CONFIG_NAME, load_settings

Run = Callable[..., int]


def command(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as stop:
        main([str(argument) for argument in arguments])
    return int(stop.value.code or 0)


def test_products_versions_and_former_names(
    run: Run, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / CONFIG_NAME).unlink()
    assert run("init") == 0
    assert capsys.readouterr().err.endswith("runbookc.toml written: plain, 2 pages, 1 product\n")
    settings = load_settings(project)
    assert settings.dialect == "plain"
    product = settings.products["vaultkeeper"]
    assert (product.name, product.folder) == ("Vault Keeper", "docs/vaultkeeper")
    assert product.versions == ("1.0", "2.5", "3.0")
    text = (project / CONFIG_NAME).read_text()
    hint = next(line for line in text.splitlines() if line.startswith("# former_names"))
    assert tomllib.loads(hint.removeprefix("# ")) == {
        "former_names": [{"name": "KeySafe", "until_version": "1.0", "renamed_at": "2.5"}]
    }


def test_every_hint_is_toml_that_loads(run: Run, project: Path) -> None:
    (project / CONFIG_NAME).unlink()
    run("init")
    lines = (project / CONFIG_NAME).read_text().splitlines()
    stated = [line.removeprefix("# ") for line in lines if " = " in line or line.startswith("[")]
    (project / CONFIG_NAME).write_text("\n".join(stated))
    assert load_settings(project).products["vaultkeeper"].former_names[0].name == "KeySafe"


def test_a_file_that_is_there_is_kept(
    run: Run, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (project / CONFIG_NAME).read_bytes()
    assert run("init") == 2
    assert "--force writes over it" in capsys.readouterr().err
    assert (project / CONFIG_NAME).read_bytes() == before
    assert run("init", "--force") == 0
    assert (project / CONFIG_NAME).read_bytes() != before


def test_what_would_change_a_finding_stays_a_comment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "docs/guard/1.0").mkdir(parents=True)
    (tmp_path / "docs/guard/1.0/a.md").write_text("# A\n")
    monkeypatch.setattr("runbookc.pipeline.starter._changes_nothing", lambda *_: False)
    assert command("init", "--root", tmp_path) == 0
    assert load_settings(tmp_path).products == {}
    assert "\n# [products.guard]\n" in (tmp_path / CONFIG_NAME).read_text()


def test_an_empty_folder(tmp_path: Path) -> None:
    assert command("init", "--root", tmp_path) == 0
    assert load_settings(tmp_path).products == {}


@pytest.mark.parametrize("name", ["seeds", "netwrix", "rke2", "seafile"])
def test_the_check_stays_the_same(name: str, corpora: Path, tmp_path: Path) -> None:
    root = tmp_path / name
    shutil.copytree(corpora / name, root)
    found = []
    for step in ("before", "after"):
        report = tmp_path / f"{step}.json"
        options = ("--format", "json", "--output", report, "--quiet", "--no-cache")
        command("check", "--root", root, *options)
        found.append(json.loads(report.read_text()))
        if step == "before":
            assert command("init", "--root", root) == 0
    assert found[0] == found[1]
    assert found[0]["summary"]["pages"] > 0
