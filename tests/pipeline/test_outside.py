"""A configuration that is a symbolic link out of the project is not read, whoever would read it."""

import io
from pathlib import Path
from typing import Any

import pytest

from runbookc.config import ConfigError, load_settings
from runbookc.pipeline import compile_project

SECRET = "module.exports = {}; // title: unseen-words"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "secret").write_text(SECRET, encoding="utf-8")
    root = tmp_path / "project"
    for folder in ("docs", "content"):
        (root / folder).mkdir(parents=True)
        (root / folder / "a.md").write_text("# A\n", encoding="utf-8")
    return root


@pytest.fixture(autouse=True)
def nothing_outside_is_read(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    genuine = io.open

    def watched(path: str | Path | int, *rest: Any, **options: Any) -> Any:
        outside = not isinstance(path, int) and Path(path).resolve() == project.parent / "secret"
        assert not outside, f"{path} was read"
        return genuine(path, *rest, **options)

    # The first is what `pathlib` calls, the second everybody else.
    monkeypatch.setattr("io.open", watched)
    monkeypatch.setattr("builtins.open", watched)


@pytest.mark.parametrize(
    "name", ["runbookc.toml", "hugo.toml", "hugo.yaml", "mkdocs.yml", "docusaurus.config.js"]
)
def test_a_configuration_outside_is_refused(project: Path, name: str) -> None:
    (project / name).symlink_to("../secret")
    with pytest.raises(ConfigError, match="leads out of the project"):
        compile_project(project, load_settings(project))


@pytest.mark.parametrize("name", ["sidebars.js", "versions.json", ".gitignore"])
def test_what_belongs_to_one_is_left_out(project: Path, name: str) -> None:
    (project / "docusaurus.config.js").write_text("module.exports = {};", encoding="utf-8")
    (project / name).symlink_to("../secret")
    found = compile_project(project, load_settings(project)).diagnostics
    assert not [each for each in found if "unseen-words" in each.message]


def test_a_link_within_the_project_is_followed(project: Path) -> None:
    (project / "shared.toml").write_text('title = "Here"\n', encoding="utf-8")
    (project / "runbookc.toml").symlink_to("shared.toml")
    assert load_settings(project).title == "Here"


def test_a_folder_of_configurations_outside_is_refused(project: Path) -> None:
    outside = project.parent / "elsewhere"
    outside.mkdir()
    (outside / "hugo.toml").write_text('title = "unseen"\n', encoding="utf-8")
    (project / "config").mkdir()
    (project / "config" / "_default").symlink_to(outside)
    with pytest.raises(ConfigError, match="leads out of the project"):
        compile_project(project, load_settings(project))
