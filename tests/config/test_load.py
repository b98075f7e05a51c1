"""Reading `runbookc.toml`: what is accepted, and how each mistake is named."""

from pathlib import Path

import pytest

from runbookc.config import ConfigError, Settings, find_root, load_settings, parse_settings
from runbookc.config.lines import line_of


def problem(text: str) -> str:
    with pytest.raises(ConfigError) as caught:
        parse_settings(text)
    return str(caught.value)


def test_no_file_means_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path) == Settings()


def test_reads_everything() -> None:
    settings = parse_settings(
        """
        title = "Docs"
        sources = ["./docs/", "guides"]
        dialect = "docusaurus"
        site_url = "https://docs.example"
        [products.guard]
        name = "Guard"
        folder = "docs/guard"
        versions = ["7.4", "8.0"]
        former_names = [{ name = "Watch", until_version = "7.3.9" }]
        end_of_life = { "7.4" = 2025-01-31 }
        [rules]
        ignore = ["VER", "LNK008"]
        severity = { HAZ002 = "error" }
        per_path_ignores = { "docs/old/**" = ["STP001"] }
        [runbooks]
        formats = ["docx", "pdf"]
        [redirects]
        "/old" = "/new"
        """
    )
    assert settings.sources == ("docs", "guides")
    assert settings.product_name("guard") == "Guard"
    assert settings.runbooks.formats == ("docx", "pdf")
    assert settings.product_name("other") == "other"
    assert settings.products["guard"].former_names[0].until_version == "7.3.9"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('titel = "x"', "runbookc.toml:1: titel: unknown key; did you mean `title`?"),
        (
            '[products.a]\nname = "x"\n\nvesions = ["1"]',
            "runbookc.toml:4: products.a.vesions: unknown key; did you mean `versions`?",
        ),
        ('\ndialect = "foo"', "runbookc.toml:2: dialect: \"foo\" is not allowed; write 'plain'"),
        (
            "[products.a]\nversions = [7.4]",
            'products.a.versions.0: 7.4 must stand in quotes: "7.4"',
        ),
        ("[rules.severity]\nVER001 = 'bad'", "runbookc.toml:2: rules.severity.VER001"),
        ('sources = "docs"', 'must be a list: ["docs"]'),
        ('sources = ["../x"]', "must be a path inside the project"),
        ("x = = 1", "runbookc.toml:1: not TOML"),
        (f"x = {'1' * 5000}", "runbookc.toml:1: not TOML"),
        ('products.a.end_of_life."1" = "soon"', '"soon" is no date; write it like 2026-01-31'),
        ("[[products.a.former_names]]\nname = 'x'", "needs until_version or renamed_at"),
    ],
)
def test_names_what_is_wrong(text: str, expected: str) -> None:
    assert expected in problem(text)


def test_reports_every_problem_in_order() -> None:
    lines = problem('[pdf]\npaper = "a5"\n[site]\nlgo = "x"').splitlines()
    assert [line.split(": ")[1] for line in lines] == ["pdf.paper", "site.lgo"]


def test_unreadable_file_is_a_configuration_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load_settings(tmp_path, tmp_path / "none.toml")
    (tmp_path / "runbookc.toml").write_bytes(b'a = 1\nb = "\xff"')
    with pytest.raises(ConfigError, match=r"runbookc\.toml:2: not UTF-8"):
        load_settings(tmp_path)


def test_finds_the_root_upwards(tmp_path: Path) -> None:
    (tmp_path / "runbookc.toml").touch()
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    assert find_root(inner) == tmp_path.resolve()


def test_lines_of_keys() -> None:
    text = 'a.b = 1\n["c d"]\ne = 1\n[[f]]\ng = 1\n[[f]]\ng = 2\n'
    assert line_of(text, ["a", "b"]) == 1
    assert line_of(text, ["c d", "e"]) == 3
    assert line_of(text, ["f", 1, "g"]) == 7
    assert line_of(text, ["c d", "missing"]) == 2
    assert line_of(text, ["nowhere"]) is None


def test_what_should_be_a_table_says_what_it_may_hold() -> None:
    with pytest.raises(ConfigError) as caught:
        parse_settings("[products]\nx = 5\n")
    assert str(caught.value).startswith(
        "runbookc.toml:2: products.x: must be a table, not `5`; it may hold name, "
    )


def test_a_text_that_is_nested_too_deeply() -> None:
    with pytest.raises(ConfigError, match=r"runbookc\.toml: nested too deeply"):
        parse_settings(f"a = {'[' * 100_000}")


def test_a_folder_or_a_dangling_link_in_place_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "runbookc.toml").mkdir()
    with pytest.raises(ConfigError, match=r"^runbookc\.toml: cannot be read: is a directory"):
        load_settings(tmp_path)
    (tmp_path / "runbookc.toml").rmdir()
    (tmp_path / "runbookc.toml").symlink_to("nowhere")
    with pytest.raises(ConfigError, match=r"^runbookc\.toml: cannot be read: no such file"):
        load_settings(tmp_path)
