"""The sample docs set: it shows every notation, its routes are whole, and the gate passes on it."""

import re
from pathlib import Path

import pytest

from runbookc.backends.wording import skew_sentence
from runbookc.config import load_settings
from runbookc.model import (
    HAZARD_KINDS,
    Admonition,
    Page,
    Procedure,
    Provenance,
    Route,
    Step,
    inlines_of,
    plain_text,
    walk_blocks,
)
from runbookc.pipeline import Compilation, compile_project
from runbookc.planning import NoRoute, all_runbooks, compose, find_route, reachable

ROOT = Path(__file__).parents[2]
SUITE = "sources/docs/threatprevention"
SAFE = "sources/docs/passwordsecure/9.3"

SI, TP = "StealthINTERCEPT", "Threat Prevention"


@pytest.fixture(scope="module")
def sample() -> Compilation:
    return compile_project(ROOT, load_settings(ROOT), keep_bodies=True)


def page(sample: Compilation, path: str) -> Page:
    found = sample.project.page(path)
    assert found is not None, path
    return found


def all_steps(steps: tuple[Step, ...]) -> list[Step]:
    return [step for one in steps for step in (one, *all_steps(one.substeps))]


def procedures(sample: Compilation) -> list[Procedure]:
    return [procedure for one in sample.project.pages for procedure in one.procedures]


def test_it_has_pages_of_several_products_and_versions(sample: Compilation) -> None:
    pages = sample.project.pages
    assert len(pages) >= 25
    versions = {(one.product, one.version) for one in pages if one.product}
    assert versions == {
        ("threatprevention", "7.4"),
        ("threatprevention", "7.5"),
        ("threatprevention", "8.0"),
        ("passwordsecure", "9.3"),
    }


def test_the_gate_passes(sample: Compilation) -> None:
    found = [f"{one.path}:{one.span.line}: {one.code} {one.message}" for one in sample.diagnostics]
    assert found == []
    assert not sample.suppressed


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        (
            "8.0",
            [
                ("8.0.x", "8.0.y", 2),
                ("7.5", "8.0", 4),
                ("7.5.x", "7.5.y", 2),
                ("7.4", "7.5", 3),
                ("7.3.9", "7.5", 3),
                ("7.3.7+", "7.3.9", 3),
            ],
        ),
        (
            "7.5",
            [("7.5.x", "7.5.y", 2), ("7.4", "7.5", 3), ("7.3.9", "7.5", 3), ("7.3.7+", "7.3.9", 3)],
        ),
        ("7.4", [("7.4.x", "7.4.y", 2), ("7.3.9", "7.4", 3), ("7.3.7+", "7.3.9", 3)]),
    ],
)
def test_upgrade_pages(
    sample: Compilation, version: str, expected: list[tuple[str, str, int]]
) -> None:
    found = page(sample, f"{SUITE}/{version}/install/upgrade/overview.md").procedures
    assert [
        (one.hops[0].from_version.raw, one.hops[0].to_version.raw, len(one.steps)) for one in found
    ] == expected
    assert {one.kind for one in found} == {"upgrade"}


@pytest.mark.parametrize("version", ["7.4", "7.5", "8.0"])
def test_migration(sample: Compilation, version: str) -> None:
    (migration,) = page(sample, f"{SUITE}/{version}/install/migrateemserver.md").procedures
    assert migration.kind == "migrate"
    assert migration.rollback.startswith("Until Step 5")
    assert [len(step.substeps) for step in migration.steps] == [0, 3, 0, 4, 0]
    assert [step.number for step in migration.steps] == [1, 2, 3, 4, 5]
    hazards = [one.kind for one in migration.admonitions]
    assert hazards == ["note", "warning", "tip", "note", "note"]


def test_update(sample: Compilation) -> None:
    (update,) = page(sample, f"{SAFE}/maintenance/update.md").procedures
    assert update.kind == "update"
    assert len(update.prerequisites) == 4
    assert {step.marker for step in update.steps} == {"section"}
    assert [len(step.substeps) for step in update.steps] == [0, 0, 0, 4]
    notation = [one.notation for one in page(sample, f"{SAFE}/maintenance/update.md").admonitions]
    assert notation == ["prose"] * 7


def test_every_marker_and_every_notation(sample: Compilation) -> None:
    steps = [step for one in procedures(sample) for step in all_steps(one.steps)]
    assert {step.marker for step in steps} == {
        "bold", "list", "task", "heading", "section", "unmarked",
    }  # fmt: skip
    assert any(step.optional for step in steps)
    admonitions = [one for each in sample.project.pages for one in each.admonitions]
    assert {one.notation for one in admonitions} == {"directive", "alert", "admonition", "prose"}
    assert {one.kind for one in admonitions} >= {
        "note", "tip", "info", "important", "caution", "warning", "danger",
    }  # fmt: skip
    nested = [
        one for one in admonitions for b in walk_blocks(one.body) if isinstance(b, Admonition)
    ]
    assert nested


def test_the_text_holds_no_control_character(sample: Compilation) -> None:
    for path in sample.inventory.pages:
        text = sample.inventory.read(path).decode("utf-8")
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", text), path


def test_every_separator_of_bold_steps(sample: Compilation) -> None:
    text = "\n".join(sample.inventory.read(path).decode("utf-8") for path in sample.inventory.pages)
    for label in ("Step 1 –**", "Step 1 —**", "Step 1 -**", "Step 1:**", "Step 1.**", "step 1 –**"):
        assert f"**{label}" in text, label
    assert re.search(r"\*\*Step 1 – \w[^*]+\*\*", text)


def test_numbering_that_restarts_at_a_bold_line(sample: Compilation) -> None:
    found = page(sample, f"{SUITE}/8.0/admin/configuration/epesettings.md").procedures
    assert [len(one.steps) for one in found] == [4, 3, 2, 3]


def test_a_list_goes_on_after_an_unindented_block(sample: Compilation) -> None:
    (found,) = page(sample, f"{SUITE}/8.0/install/upgrade/policytemplates.md").procedures
    assert len(found.steps) == 7


ROUTES = {
    ("7.3.7", "7.3.9"): ["7.3.9"],
    ("7.3.7", "7.4"): ["7.3.9", "7.4"],
    ("7.3.7", "7.5"): ["7.3.9", "7.5"],
    ("7.3.7", "8.0"): ["7.3.9", "7.5", "8.0"],
    ("7.3.8", "7.3.9"): ["7.3.9"],
    ("7.3.8", "8.0"): ["7.3.9", "7.5", "8.0"],
    ("7.3.9", "7.4"): ["7.4"],
    ("7.3.9", "7.5"): ["7.5"],
    ("7.3.9", "8.0"): ["7.5", "8.0"],
    ("7.4", "7.5"): ["7.5"],
    ("7.4", "8.0"): ["7.5", "8.0"],
    ("7.5", "8.0"): ["8.0"],
}


@pytest.mark.parametrize(("ends", "stops"), ROUTES.items())
def test_routes(sample: Compilation, ends: tuple[str, str], stops: list[str]) -> None:
    route = find_route(sample.graph, "threatprevention", *ends)
    assert isinstance(route, Route)
    assert [hop.to_version for hop in route.hops] == stops
    crossing = [hop.renamed for hop in route.hops]
    assert crossing.count(True) == (ends[0].startswith("7.3") and not ends[1].startswith("7.3"))


@pytest.mark.parametrize("ends", [("8.0", "7.5"), ("6.0", "8.0"), ("7.5", "7.4")])
def test_no_route(sample: Compilation, ends: tuple[str, str]) -> None:
    assert isinstance(find_route(sample.graph, "threatprevention", *ends), NoRoute)


def test_only_threat_prevention_has_routes(sample: Compilation) -> None:
    pairs = reachable(sample.graph)
    assert {product for product, _, _ in pairs} == {"threatprevention"}
    assert {(start, end) for _, start, end in pairs} >= {*ROUTES, ("8.0.x", "8.0.y")} - {
        ends for ends in ROUTES if ends[0] == "7.3.8"
    }


def test_the_longest_runbook(sample: Compilation) -> None:
    route = find_route(sample.graph, "threatprevention", "7.3.7", "8.0")
    assert isinstance(route, Route)
    runbook = compose(sample.project, route, Provenance(compiler="runbookc"))
    overview = f"{SUITE}/8.0/install/upgrade/overview.md"
    assert [part.path for part in runbook.parts] == [overview] * 3
    assert [len(part.procedure.steps) for part in runbook.parts] == [3, 3, 4]
    assert (route.from_product, route.to_product) == (SI, TP)


def test_what_keeps_the_reader_of_the_longest_runbook_from_harm(sample: Compilation) -> None:
    route = find_route(sample.graph, "threatprevention", "7.3.7", "8.0")
    assert isinstance(route, Route)
    runbook = compose(sample.project, route, Provenance(compiler="runbookc"), sample.graph)

    points = [point for part in runbook.parts for point in part.no_return]
    assert [(one.place.part, one.place.number, one.rollback) for one in points] == [
        (1, "1", ""), (2, "1", ""), (3, "1", ""),
    ]  # fmt: skip
    assert [one.words for one in points] == [
        f"Uninstall the existing {name} server in Control Panel > Programs" for name in (SI, SI, TP)
    ]
    checks = [check for part in runbook.parts if part.gate for check in part.gate.checks]
    assert [(one.place.part, one.place.number) for one in checks] == [(1, "3"), (2, "3"), (3, "4")]
    assert [
        plain_text(run) for one in checks for block in one.body for run in inlines_of(block)
    ] == [
        f"Check that each Agent is Active and shows version {version}."
        for version in ("7.3.9", "7.5", "8.0")
    ]
    skews = [notice for part in runbook.parts for notice in part.skews]
    assert [skew_sentence(one) for one in skews] == [
        "From hop 2, step 2 on, agents older than 7.3.9 cannot connect until hop 2, step 3 is done."
        " First finish hop 1, step 3 for all of them."
    ]
    assert [(one.kind, one.place.part, one.place.number) for one in runbook.hazards] == [
        ("warning", 0, ""),
        ("warning", 1, ""),
        ("warning", 2, ""),
        ("warning", 3, ""),
        ("caution", 2, "2"),
        ("caution", 3, "2"),
        ("caution", 3, "4"),
    ]
    for part in runbook.parts:
        for step in part.procedure.steps:
            firsts = [b.type == "admonition" and b.kind in HAZARD_KINDS for b in step.body]
            assert firsts == sorted(firsts, reverse=True)


def test_only_the_migration_gives_a_way_back(sample: Compilation) -> None:
    runbooks = all_runbooks(sample.project, sample.graph, Provenance(compiler="runbookc"))
    found = [one for book in runbooks for part in book.parts for one in part.no_return]
    back = {one.place.path.rpartition("/")[2] for one in found if one.rollback}
    assert back == {"migrateemserver.md"}
