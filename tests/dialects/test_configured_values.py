"""Configurations that somebody wrote to break their reader are refused, or read without harm."""

from pathlib import Path

import pytest

from runbookc.config import ConfigError, Settings
from runbookc.config.place import is_inside
from runbookc.dialects import detect_dialect
from runbookc.dialects.configured_values import (
    base_path,
    ignore_patterns,
    refuse_hostile,
    site_address,
)

BOMB = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{below}'] * 10)}]\n"
    for below, name in zip("abcdefg", "bcdefgh", strict=True)
)


@pytest.mark.parametrize("name", ["mkdocs.yml", "hugo.yaml"])
@pytest.mark.parametrize(
    "text",
    [
        "nav: &a [*a]\n",
        "nav: &a {b: *a}\n",
        BOMB,
        'docs_dir: "\\0"\n',
        'INHERIT: "\\0"\n',
        'docs_dir: "\\ud800"\n',
        "nav: " + "[" * 1500,
        "nav: " + "9" * 5000,
    ],
    ids=["in itself", "in its own key", "bomb", "nul", "nul to inherit", "half", "deep", "huge"],
)
def test_hostile_yaml_is_a_configuration_error(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=name.replace(".", r"\.")):
        detect_dialect(tmp_path, Settings())


def test_hostile_toml_is_a_configuration_error(tmp_path: Path) -> None:
    (tmp_path / "hugo.toml").write_text('contentDir = "\\u0000"\n', encoding="utf-8")
    with pytest.raises(ConfigError, match=r"hugo\.toml"):
        detect_dialect(tmp_path, Settings())


@pytest.mark.parametrize(
    "text",
    [
        "plugins: 1\n",
        "plugins: search\nnav: [a.md]\n",
        "site_url: 'http://['\n",
        "site_url: [1]\nnav: {a: [{}]}\nmarkdown_extensions: {toc: 1}\n",
        "nav: &a [b.md]\nextra: [*a, *a]\n",
    ],
)
def test_odd_values_of_mkdocs_are_no_obstacle(tmp_path: Path, text: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    assert detect_dialect(tmp_path, Settings()).name == "mkdocs"


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("https://example.com/docs/en/", "/docs/en/"),
        ("https://example.com", "/"),
        ("/docs", "/docs/"),
        ("http://[", "/"),
        (None, "/"),
    ],
)
def test_the_path_of_an_address(address: object, path: str) -> None:
    assert base_path(address) == path


def test_links_that_lead_in_a_circle_are_not_inside(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    assert not is_inside(tmp_path / "a" / "x", tmp_path / "other")
    assert is_inside(tmp_path / "new", tmp_path.resolve())


def test_what_stands_in_two_places_is_no_circle() -> None:
    shared = ["x"]
    refuse_hostile({"a": shared, "b": [shared, {"c": shared}]})
    shared.append(shared)  # type: ignore[arg-type]  # what an alias within its own anchor makes
    with pytest.raises(RecursionError):
        refuse_hostile(shared)


@pytest.mark.filterwarnings("error")
def test_lines_that_are_no_patterns_match_nothing() -> None:
    spec = ignore_patterns(["a/*", "!", "[z-a]", "a\\", "[[x]", "# b.md", "", "!a/kept.md"])
    assert [spec.match_file(name) for name in ("a/c.md", "a/kept.md", "b.md")] == [1, 0, 0]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("mkdocs.yml", "site_url: https://docs.example/a/\n", "https://docs.example/a"),
        ("mkdocs.yml", "site_url: ''\n", ""),
        ("mkdocs.yml", "site_url: /a/\n", ""),
        ("hugo.toml", 'baseURL = "http://docs.example"\n', "http://docs.example"),
        (
            "docusaurus.config.js",
            "export default {url: 'https://docs.example/', baseUrl: '/a/'};\n",
            "https://docs.example/a",
        ),
        ("docusaurus.config.js", "export default {url: process.env.URL, baseUrl: '/a/'};\n", ""),
        ("README.md", "# No configuration\n", ""),
    ],
)
def test_the_docs_system_says_where_the_site_is(
    tmp_path: Path, name: str, text: str, expected: str
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert detect_dialect(tmp_path, Settings()).address == expected


def test_what_is_no_full_address_is_none() -> None:
    found = map(site_address, (None, 7, "", "docs.example", "ftp://a", "https://a b", "https://"))
    assert set(found) == {""}
