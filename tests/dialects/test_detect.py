"""Which docs system a project uses."""

from pathlib import Path

import pytest

from runbookc.config import Settings
from runbookc.dialects import detect_dialect


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("docusaurus.config.js", "docusaurus"),
        ("docusaurus.config.ts", "docusaurus"),
        ("mkdocs.yml", "mkdocs"),
        ("hugo.toml", "hugo"),
        ("README.md", "plain"),
    ],
)
def test_told_from_its_configuration(tmp_path: Path, file: str, name: str) -> None:
    (tmp_path / file).touch()
    assert detect_dialect(tmp_path, Settings()).name == name


def test_the_settings_have_the_last_word(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").touch()
    assert detect_dialect(tmp_path, Settings(dialect="plain")).name == "plain"
    assert detect_dialect(tmp_path, Settings(dialect="docusaurus")).name == "docusaurus"
