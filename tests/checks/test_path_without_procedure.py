from tests.checks.harness import assert_fixture, findings, fixture


def test_it_finds_what_the_pages_expect() -> None:
    assert_fixture("VER006", "path_without_procedure")


def test_it_names_the_upgrade() -> None:
    messages = {item.message for item in findings("VER006", fixture("path_without_procedure"))}
    assert messages == {
        "No procedure describes the upgrade from Example Guard 7.3 to 7.4",
        "The list of upgrades on this page leaves out the upgrade from 7.5.x to 7.5.y",
    }
