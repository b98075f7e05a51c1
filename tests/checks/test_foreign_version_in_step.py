from tests.checks.harness import assert_fixture, excerpt, excerpts, findings, fixture

HOP = "# Upgrade\n\n## Upgrade Procedure for {}\n\n**Step 1 –** {}\n\n**Step 2 –** Restart.\n"


def page(hop: str, step: str) -> dict[str, str]:
    return {"docs/guard/7.5/upgrade.md": HOP.format(hop, step)}


def test_it_finds_what_the_pages_expect() -> None:
    assert_fixture("VER010", "foreign_version_in_step")


def test_it_marks_the_number_and_names_both_ends() -> None:
    name = "foreign_version_in_step"
    assert excerpts("VER010", name) == ["7.3.9", "8.0", "8.0", "7.3", "8.0"]
    found = findings("VER010", fixture(name))[0]
    assert found.message == "A step of the upgrade from 7.4 to 7.5 names 7.3.9"
    assert found.help == "Name 7.4 or 7.5, or say why 7.3.9 matters here."
    assert [related.message for related in found.related] == ["the upgrade"]


def test_ranges_are_as_wide_as_they_are_stated() -> None:
    assert findings("VER010", page("7.3.7+ to 7.5", "Stop the 7.3.8 and 7.4 agents.")) == []
    assert findings("VER010", page("pre 7.4 to 7.5", "Stop the 6.2 agents.")) == []
    assert findings("VER010", page("7.5.x to 7.5.y", "Install the 7.5.4 agents.")) == []
    files = page("7.5.x to 7.5.y", "Install the 7.4 agents.")
    (found,) = findings("VER010", files)
    assert excerpt(files, found) == "7.4"


def test_numbers_far_away_are_of_something_else() -> None:
    assert findings("VER010", page("7.4 to 7.5", "Use the 2.1 client.")) == []


def test_names_of_others_are_left_alone() -> None:
    assert findings("VER010", page("7.4 to 7.5", "Install Monitor 6.0 and its 6.0 agents.")) != []
    assert findings("VER010", page("7.4 to 7.5", "Install the 6.0 Monitor agents.")) == []


def test_a_page_about_one_upgrade_knows_its_product_by_the_folder() -> None:
    files = page("7.4 to 7.5", "Install Vendor Guard 7.6 now.")
    (found,) = findings("VER010", files)
    assert excerpt(files, found) == "7.6"


def test_steps_alone_are_judged() -> None:
    text = HOP.format("7.4 to 7.5", "Install it.").replace(
        "**Step 1", "Guard 8.0 is out soon.\n\n**Step 1"
    )
    assert findings("VER010", {"docs/guard/7.5/upgrade.md": text}) == []
