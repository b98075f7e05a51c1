from tests.checks.harness import assert_fixture, excerpt, excerpts, findings, fixture


def test_it_finds_what_the_pages_expect() -> None:
    assert_fixture("VER009", "product_era")


def test_it_marks_name_and_version_and_gives_the_right_name() -> None:
    assert excerpts("VER009", "product_era") == ["Example Guard 7.3.9", "Example Shield 7.4"]
    helps = [item.help for item in findings("VER009", fixture("product_era"))]
    assert helps == ["Write `Example Shield 7.3.9`.", "Write `Example Guard 7.4`."]


def test_the_configuration_may_say_when_the_name_changed() -> None:
    files = {
        "runbookc.toml": '[products.guard]\nname = "Example Guard"\n'
        'former_names = [{ name = "Example Shield", renamed_at = "7.4" }]\n',
        "docs/guard/8.0/a.md": "# A\n\nExample Shield 7.3 and Example Shield 8.0.\n",
    }
    (found,) = findings("VER009", files)
    assert excerpt(files, found) == "Example Shield 8.0"
