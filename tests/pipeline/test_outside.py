"""A configuration that is a symbolic link out of the project is not read, whoever would read it."""

from pathlib import Path

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
    read = Path.read_bytes, Path.read_text

    def watched(path: Path) -> None:
        outside = path.resolve() == project.parent / "secret"
        assert not outside, f"{path} was read"

    def read_bytes(path: Path) -> bytes:
        watched(path)
        return read[0](path)

    def read_text(path: Path, *arguments: str, **options: str) -> str:
        watched(path)
        return read[1](path, *arguments, **options)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    monkeypatch.setattr(Path, "read_text", read_text)


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
