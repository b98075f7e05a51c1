"""The small index: what a reader looks for, each with the place at which it stands."""

import json
from typing import Any

from runbookc.backends.site import navigation, search_entry, search_index
from runbookc.config import Settings
from runbookc.dialects.plain import PlainDialect
from runbookc.linking import Project
from tests.backends.site.test_picker import page_of

TEXT = """# Upgrade

Prose is left to the large index.

## Upgrade from Demo 2.0 to 3.0

:::danger
Power off the rack.
:::

1. Run `setup.exe` on every machine.

   :::caution
   It restarts the service.
   :::

2. Read the notes. {long}

:::note
Nothing to fear.
:::
"""


def index(text: str) -> dict[str, Any]:
    page = page_of(text)
    project = Project((page,), Settings(), PlainDialect())
    scopes = navigation(project, {"demo": "Demo"}).scopes
    made = search_index(
        (page,), scopes, lambda path: f"{path}.html", lambda one: search_entry(one, text)
    ).decode("ascii")
    assert made.startswith("runbookcSearch(")
    assert made.endswith(");\n")
    read: dict[str, Any] = json.loads(made.removeprefix("runbookcSearch(").removesuffix(");\n"))
    return read


def test_headings_steps_and_hazards_stand_at_their_places() -> None:
    found = index(TEXT.replace("{long}", ""))

    assert found["scopes"] == [["demo", "Demo", "3.0"]]
    ((url, title, scope, items),) = found["pages"]
    assert (url, title, scope) == ("docs/demo/3.0/upgrade.md.html", "Upgrade", 0)
    heading = "upgrade-from-demo-20-to-30"
    assert items == [
        ["h", heading, "Upgrade from Demo 2.0 to 3.0"],
        ["z", heading, "DANGER: Power off the rack."],
        ["s", "step-1", "1. Run setup.exe on every machine."],
        ["z", "step-1", "CAUTION: It restarts the service."],
        ["s", "step-2", "2. Read the notes."],
        ["n", "step-2", "NOTE: Nothing to fear."],
    ]


def test_long_texts_are_cut_at_a_word() -> None:
    ((_, _, _, items),) = index(TEXT.replace("{long}", "word " * 90))["pages"]

    shown = items[-2][2]
    assert len(shown) <= 322
    assert shown.endswith("word …")


def test_pages_without_an_address_are_left_out() -> None:
    made = search_index((page_of(TEXT),), (), lambda _: "", lambda _: "[]")

    assert b'"pages":[]' in made


def test_exact_names_stand_once_where_they_are_first() -> None:
    named = r"Run `a_b.dll` of 7.3.9.1 in C:\\Data and SIAgent.exe, see [x](y_z.md). One 1 word."
    text = TEXT.replace("{long}", "").replace("Prose is", f"{named} {named}")

    ((_, _, _, items),) = index(f"---\nsidebar_position: 110\n---\n{text}")["pages"]

    assert [item for item in items if item[0] == "w"] == [
        ["w", "", "a_b.dll 7.3.9.1 Data SIAgent.exe"]
    ]


def test_a_name_stands_where_it_is_no_part_of_another() -> None:
    text = "# Move\n\n## Links\n\n[x](/docs/7.4/y.md) of 7.4.1\n\n## Steps\n\nTo 7.4 again.\n"

    for written in (text, text.replace("\n", "\r\n"), text.replace("\n", "\r")):
        ((_, _, _, items),) = index(written)["pages"]
        assert [item for item in items if item[0] == "w"] == [
            ["w", "links", "7.4.1"],
            ["w", "steps", "7.4"],
        ]
