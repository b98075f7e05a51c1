"""What a reader is told otherwise: each kind of change, told once for all routes that have it."""

from collections.abc import Sequence

from runbookc.config import Settings
from runbookc.dialects import Placement
from runbookc.dialects.plain import PlainDialect
from runbookc.linking import Project
from runbookc.lowering import lower
from runbookc.model import Change, Difference, Input, Provenance, Runbook, Side
from runbookc.parsing import parse
from runbookc.planning import all_runbooks, build_graph, difference_of
from runbookc.source import SourceFile

PATH = "docs/demo/3.0/upgrade.md"
PAGE = """\
# Upgrade Demo

## Before

Save your work on every console.

## Upgrade from Demo 2.0 to 3.0

1. Stop the service on every server.

   :::warning
   Open sessions end at once.
   :::

2. Run `setup.exe /q` as an administrator.
3. Check that the console shows version 3.0.

## Upgrade from Demo 1.0 to 2.0

1. Copy the folder with the certificates.
2. Run the installer of version 2.0.
"""


def runbooks(page: str) -> dict[str, Runbook]:
    document = parse(SourceFile(PATH, page, "5ha"), PlainDialect())
    lowered = lower(document, Placement(PATH, "/upgrade", "demo", "3.0"), Settings()).page
    project = Project((lowered,), Settings(), PlainDialect())
    made = all_runbooks(project, build_graph(project), Provenance(compiler="runbookc 0"))
    return {one.id: one for one in made}


def between(old: str, new: str) -> Difference:
    before, after = runbooks(old), runbooks(new)
    ids = sorted(before.keys() | after.keys())
    pairs = [(before.get(one), after.get(one)) for one in ids]
    return difference_of(Side(name="old"), Side(name="new"), pairs)


def changed(*replacements: tuple[str, str]) -> Difference:
    new = PAGE
    for old_words, new_words in replacements:
        assert old_words in new
        new = new.replace(old_words, new_words)
    return between(PAGE, new)


def short(changes: Sequence[Change]) -> list[tuple[str, str, str]]:
    return [
        (one.subject, one.kind, (one.new or one.old).number)  # type: ignore[union-attr]  # one of them is there
        for one in changes
    ]


def test_nothing_differs() -> None:
    found = changed(
        ("Save your work", "Save your\nwork"), ("# Upgrade Demo\n", "# Upgrade Demo\n\n")
    )
    assert found.is_empty
    assert found.same == 3


def test_a_change_in_one_hop_names_every_route_that_passes_it_and_is_told_once() -> None:
    found = changed(("`setup.exe /q`", "`install.exe /q`"))
    (group,) = found.groups
    assert group.titles == ("Demo 2.0 to 3.0",)
    assert group.runbooks == ("demo-1.0-to-3.0", "demo-2.0-to-3.0")
    assert found.same == 1
    (change,) = group.changes
    assert [(word.kind, word.text) for word in change.words] == [
        ("same", "Run"),
        ("gone", "`setup.exe"),
        ("new", "`install.exe"),
        ("same", "/q` as an administrator."),
    ]
    assert change.new is not None
    assert (change.new.number, change.new.path, change.new.line) == ("2", PATH, 15)


def test_steps_that_come_go_and_move() -> None:
    step = "1. Copy the folder with the certificates.\n2. Run the installer of version 2.0.\n"
    swapped = "1. Run the installer of version 2.0.\n2. Copy the folder with the certificates.\n"
    (group,) = changed((step, swapped)).groups
    assert [one.kind for one in group.changes] == ["moved"]
    (group,) = changed((step, step + "3. Restart.\n")).groups
    assert short(group.changes) == [("step", "added", "3")]
    (group,) = changed((step, "1. Run the installer of version 2.0.\n")).groups
    assert short(group.changes) == [("step", "removed", "1")]
    assert group.titles == ("Demo 1.0 to 2.0",)


def test_hazards_come_first() -> None:
    new = "Run `setup.exe /q` twice, as an administrator.\n\n   :::danger\n   It deletes.\n   :::\n"
    (group,) = changed(("Run `setup.exe /q` as an administrator.\n", new)).groups
    assert short(group.changes) == [("hazard", "added", "2"), ("step", "reworded", "2")]
    assert group.changes[0].signal == "danger"


def test_a_hazard_of_another_kind_other_words_or_another_step() -> None:
    (group,) = changed((":::warning", ":::danger")).groups
    assert short(group.changes) == [("hazard", "regraded", "1")]
    assert (group.changes[0].old_signal, group.changes[0].signal) == ("warning", "danger")
    (group,) = changed(("Open sessions end at once.", "Open sessions end soon.")).groups
    assert short(group.changes) == [("hazard", "reworded", "1")]
    hazard = "\n   :::warning\n   Open sessions end at once.\n   :::\n"
    later = "3. Check that the console shows version 3.0.\n"
    (group,) = changed((hazard, ""), (later, later + hazard)).groups
    assert short(group.changes) == [("hazard", "moved", "3")]
    (group,) = changed((hazard, "")).groups
    assert short(group.changes) == [("hazard", "removed", "1")]


def test_a_hazard_that_stays_at_its_step_did_not_move() -> None:
    (group,) = changed(("1. Stop", "1. Make a backup.\n2. Stop")).groups
    assert short(group.changes) == [("step", "added", "1")]


def test_what_stands_before_the_first_step() -> None:
    (group,) = changed(("on every console", "on each console")).groups
    assert group.titles == ("Before you start",)
    assert short(group.changes) == [("consideration", "reworded", "")]
    assert len(group.runbooks) == 3


def test_routes_that_are_new_or_gone() -> None:
    page = PAGE.partition("## Upgrade from Demo 1.0")[0]
    found = between(PAGE, page)
    assert [one.id for one in found.removed] == ["demo-1.0-to-2.0", "demo-1.0-to-3.0"]
    assert [one.id for one in between(page, PAGE).added] == ["demo-1.0-to-2.0", "demo-1.0-to-3.0"]
    assert not found.groups


def test_another_way_between_the_same_versions() -> None:
    direct = PAGE + "\n## Upgrade from Demo 1.0 to 3.0\n\n1. Run the large installer.\n"
    found = between(PAGE, direct)
    (group,) = found.groups
    assert (group.titles, group.runbooks) == (("Route",), ("demo-1.0-to-3.0",))
    assert [(one.subject, one.kind, one.text) for one in group.changes] == [
        ("hop", "removed", "Demo 1.0 to 2.0"),
        ("hop", "removed", "Demo 2.0 to 3.0"),
        ("hop", "added", "Demo 1.0 to 3.0"),
    ]


def test_a_link_that_leads_elsewhere_is_a_change_of_words() -> None:
    old, new = "the [installer](a.md) of", "the [installer](b.md) of"
    (group,) = between(
        PAGE.replace("the installer of", old), PAGE.replace("the installer of", new)
    ).groups
    assert [word.text for word in group.changes[0].words if word.kind != "same"] == [
        "(a.md)",
        "(b.md)",
    ]


def test_what_differs_in_form_only_is_named() -> None:
    found = changed(("as an administrator", "as an **administrator**"))
    assert found.form_only == ("demo-1.0-to-3.0", "demo-2.0-to-3.0")
    assert not found.groups


def test_an_image_of_other_bytes() -> None:
    def with_image(sha256: str) -> Runbook:
        book = runbooks(PAGE)["demo-2.0-to-3.0"]
        inputs = (Input(path="a.png", sha256=sha256), Input(path=PATH, sha256=sha256))
        provenance = book.provenance.model_copy(update={"inputs": inputs})
        return book.model_copy(update={"provenance": provenance, "digest": sha256})

    found = difference_of(Side(name="a"), Side(name="b"), [(with_image("1"), with_image("2"))])
    (group,) = found.groups
    assert [(one.subject, one.text) for one in group.changes] == [("image", "a.png")]


def test_one_description_for_several_versions_is_told_once() -> None:
    page = PAGE.replace("from Demo 1.0 to 2.0", "from Demo 1.0+ to 2.0")
    page += "\n## Upgrade from Demo 1.5 to 1.6\n\n1. Run it.\n"
    (group,) = between(page, page.replace("Copy the folder", "Save the folder")).groups
    assert len(group.titles) > 1
    assert set(group.runbooks) >= {"demo-1.0-to-2.0", "demo-1.5-to-2.0"}
