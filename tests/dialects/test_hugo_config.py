"""Hugo's configuration, read as data."""

from pathlib import Path

import pytest

from runbookc.config import ConfigError
from runbookc.dialects.configurations import find_hugo_config
from runbookc.dialects.hugo_config import hugo_config, read_hugo_config


def write(root: Path, **files: str) -> Path:
    for name, text in files.items():
        path = root / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("hugo_dot_toml", 'contentDir = "pages"\nbaseURL = "https://a.com/docs/"\n'),
        ("hugo_dot_yaml", "ContentDir: pages\nbaseurl: https://a.com/docs\n"),
        ("hugo_dot_json", '{"contentDir": "pages", "baseURL": "https://a.com/docs/"}'),
    ],
)
def test_each_notation_says_the_same(tmp_path: Path, name: str, text: str) -> None:
    config = read_hugo_config(write(tmp_path, **{name: text}))
    assert config.content == (("pages", "", ""),)
    assert config.base_path == "/docs/"


def test_parts_in_a_folder_add_up(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        config___default__hugo_dot_toml='title = "T"\n'.replace("T", "Docs"),
    )
    folder = root / "config" / "_default"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "hugo.toml").write_text('staticDir = ["files", "more"]\n')
    (folder / "languages.yaml").write_text("en:\n  weight: 1\nde:\n  contentDir: content/de\n")
    config = read_hugo_config(root)
    assert find_hugo_config(root) == folder
    assert config.languages == ("en", "de")
    assert config.static == ("files", "more")
    assert ("content/de", "", "de") in config.content


def test_a_file_named_config_counts_beside_hugos_folders_only(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("")
    assert find_hugo_config(tmp_path) is None
    (tmp_path / "content").mkdir()
    assert find_hugo_config(tmp_path) is None
    (tmp_path / "layouts").mkdir()
    assert find_hugo_config(tmp_path) == tmp_path / "config.toml"


def test_mounts_replace_the_content_folder() -> None:
    mounts = [{"source": "docs", "target": "content/guide"}, {"source": "f", "target": "static"}]
    config = hugo_config({"module": {"mounts": mounts}})
    assert config.content == (("docs", "guide", ""),)
    assert config.static == ("f",)


@pytest.mark.parametrize(
    "values",
    [
        {"languages": "en", "markup": 3, "module": [], "permalinks": None, "taxonomies": "x"},
        {"baseurl": "http://[", "contentdir": None, "staticdir": [], "module": {"mounts": [1]}},
    ],
)
def test_wrong_values_are_no_obstacle(values: dict[str, object]) -> None:
    assert hugo_config(values).content == (("content", "", ""),)


@pytest.mark.parametrize("text", ["a = [", "[" * 5000])
def test_a_file_that_cannot_be_read_is_a_configuration_error(tmp_path: Path, text: str) -> None:
    (tmp_path / "hugo.toml").write_text(text)
    with pytest.raises(ConfigError, match=r"hugo\.toml"):
        read_hugo_config(tmp_path)
