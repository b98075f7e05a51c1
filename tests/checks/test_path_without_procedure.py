from tests.checks.harness import assert_fixture, findings, fixture


def test_it_finds_what_the_pages_expect() -> None:
    assert_fixture("VER006", "path_without_procedure")


def test_it_names_the_upgrade() -> None:
    messages = {item.message for item in findings("VER006", fixture("path_without_procedure"))}
    assert messages == {
        "No procedure describes the upgrade from Example Guard 7.3 to 7.4",
        "The list of upgrades on this page leaves out the upgrade from 7.5.x to 7.5.y",
    }


def test_what_a_release_brings_along_is_not_announced() -> None:
    entries = (
        "- Updated the reader from 1.5 to 1.6.\n- Upgrade the base image from 3.2.1 to 3.2.2\n"
        "- It breaks nothing. So if you are upgrading from 1.5.1 to 1.5.3, restart it.\n"
    )
    hop = "## Upgrade Guard 1.5 to 1.6\n\n**Step 1 –** Stop it.\n\n**Step 2 –** Start it.\n"
    page = f"# Upgrade\n\n{entries}\n{hop}"
    assert not findings("VER006", {"docs/guard/1.6/upgrade.md": page})


def test_an_entry_may_leave_out_the_end() -> None:
    page = (
        "# Upgrade\n\n- Upgrading from 1.5\n- Upgrading from 1.4 to 1.6\n\n"
        "## Upgrading from 1.5\n\n1. Stop.\n2. Start.\n\n"
        "## Upgrading from 1.4 to 1.6\n\n1. Stop.\n2. Start.\n"
    )
    assert not findings("VER006", {"docs/guard/1.6/upgrade.md": page})
