"""Runbooks: one document for a way, with nothing lost and nothing said twice."""

import pytest

from runbookc.config import Settings
from runbookc.linking import Project
from runbookc.model import (
    Admonition,
    Input,
    Link,
    Route,
    Runbook,
    Section,
)
from runbookc.planning import build_graph, compose, compose_procedure, file_stem, find_route
from tests.planning.builder import PROVENANCE, SEEDS, page, paragraph, project, span

SHARED = Section(title="Considerations", body=(paragraph("Back up first.", 3),), line=2)


def runbook(project: Project, start: str, end: str) -> Runbook:
    """The runbook of a route."""
    route = find_route(build_graph(project), "threatprevention", start, end)
    assert isinstance(route, Route), route
    return compose(project, route, PROVENANCE)


def test_titles_and_names() -> None:
    whole = runbook(project(SEEDS), "7.3.7", "8.0")

    assert whole.id == "threatprevention-7.3.7-to-8.0"
    assert whole.title == "Upgrade StealthINTERCEPT 7.3.7 to Threat Prevention 8.0"
    assert (whole.product, whole.product_name) == ("threatprevention", "Threat Prevention")
    assert [part.title for part in whole.parts] == [
        "StealthINTERCEPT 7.3.7 to 7.3.9",
        "StealthINTERCEPT 7.3.9 to Threat Prevention 7.5",
        "Threat Prevention 7.5 to 8.0",
    ]
    assert [part.number for part in whole.parts] == [1, 2, 3]
    builds = runbook(project(SEEDS), "7.5.x", "7.5.y")
    assert (builds.id, builds.title) == (
        "threatprevention-7.5.x-to-7.5.y",
        "Upgrade Threat Prevention 7.5.x to 7.5.y",
    )


def test_the_steps_are_those_of_the_chosen_procedures() -> None:
    whole = runbook(project(SEEDS), "7.3.7", "8.0")

    assert [part.procedure.id for part in whole.parts] == [
        f"{SEEDS.path}#p{number}" for number in (60, 50, 20)
    ]
    assert all(len(part.procedure.steps) == 2 for part in whole.parts)


def test_what_several_hops_say_appears_once_with_its_hops() -> None:
    other = SHARED.model_copy(update={"line": 7, "body": (paragraph("Back up first.", 9),)})
    own = Section(title="Considerations", body=(paragraph("Stop the agents.", 4),), line=3)
    whole = runbook(
        project(
            page("1.md", "1 -> 2", context=[SHARED]),
            page("2.md", "2 -> 3", context=[own]),
            page("3.md", "3 -> 4", context=[other]),
        ),
        "1",
        "4",
    )

    assert [(c.title, c.path, c.line, c.hops) for c in whole.considerations] == [
        ("Considerations", "1.md", 2, (1, 3)),
        ("Considerations", "2.md", 3, (2,)),
    ]


@pytest.mark.parametrize(
    "changed",
    [
        SHARED.model_copy(update={"title": "Before"}),
        SHARED.model_copy(update={"body": (paragraph("Back up last."),)}),
        SHARED.model_copy(
            update={
                "body": (
                    Admonition(
                        kind="danger",
                        body=(paragraph("Back up first."),),
                        notation="directive",
                        line=1,
                        span=span(),
                    ),
                )
            }
        ),
    ],
)
def test_what_differs_stays_apart(changed: Section) -> None:
    whole = runbook(
        project(
            page("1.md", "1 -> 2", context=[SHARED]), page("2.md", "2 -> 3", context=[changed])
        ),
        "1",
        "3",
    )

    assert [c.hops for c in whole.considerations] == [(1,), (2,)]


def test_what_surrounds_a_hop_without_steps_is_told_before_all_hops() -> None:
    whole = runbook(
        project(page("1.md", "1 -> 2"), page("n.md", "2 -> 3", steps=0, context=[SHARED])), "1", "3"
    )

    assert [c.hops for c in whole.considerations] == [(2,)]


def test_notes_on_the_same_hop_in_the_same_docs_are_carried() -> None:
    notes = page("3/n.md", "1 -> 3", version="3", steps=0, context=[SHARED])
    older = page("2/n.md", "1 -> 3", version="2", steps=0, context=[SHARED])
    whole = runbook(project(page("3/a.md", "1 -> 3", version="3"), notes, older), "1", "3")

    assert [(c.path, c.hops) for c in whole.considerations] == [("3/n.md", (1,))]
    assert set(whole.parts[0].hop.others if whole.parts[0].hop else ()) == {
        "2/n.md#p10",
        "3/n.md#p10",
    }


def link_at(line: int, target: str, resolved: str) -> Link:
    """A link to another page."""
    where = span(line, 10)
    return Link(
        text="there",
        target=target,
        kind="page",
        resolved=resolved,
        status="ok",
        line=line,
        column=1,
        span=where,
        target_span=where,
    )


def test_links_come_along_with_the_address_of_their_page() -> None:
    linked = page("1.md", "1 -> 2").model_copy(
        update={"links": (link_at(11, "b.md", "b.md"), link_at(99, "b.md", "b.md"))}
    )
    whole = runbook(project(linked, page("b.md")), "1", "2")

    assert [(link.line, link.url) for link in whole.parts[0].links] == [(11, "/b")]


def test_notes_from_elsewhere_carry_their_links() -> None:
    notes = page("n.md", "1 -> 2", steps=0, context=[SHARED]).model_copy(
        update={"links": (link_at(3, "b.md", "b.md"),)}
    )
    whole = runbook(project(page("1.md", "1 -> 2"), notes, page("b.md")), "1", "2")

    assert [link.url for link in whole.considerations[0].links] == ["/b"]


def test_the_inputs_are_the_pages_that_were_used() -> None:
    pages = project(page("1.md", "1 -> 2"), page("2.md", "2 -> 3"), page("unused.md"))
    whole = runbook(pages, "1", "3")

    assert whole.provenance.inputs == (
        Input(path="1.md", sha256="sha-of-1.md"),
        Input(path="2.md", sha256="sha-of-2.md"),
    )


def test_a_procedure_that_is_no_hop() -> None:
    path = "docs/threatprevention/7.4/install/migrateemserver.md"
    one = page(path, "Move the Server", version="7.4", context=[SHARED])
    pages = project(one, settings=Settings(site_url="https://docs.example/"))
    single = compose_procedure(pages, one.procedures[0], PROVENANCE, build_graph(pages))

    assert single.id == "threatprevention-7.4-install-migrateemserver-p10"
    assert (single.kind, single.title) == ("procedure", "Upgrade Move the Server")
    assert (single.docs_version, single.route) == ("7.4", None)
    assert [c.hops for c in single.considerations] == [(1,)]
    assert single.site_url == "https://docs.example/"


@pytest.mark.parametrize(
    ("path", "product", "version", "anchor", "expected"),
    [
        ("docs/tp/8_0/agents/deploy.md", "tp", "8.0", "upgrade", "tp-8.0-agents-deploy"),
        ("docs/tp/8.0/deploy.md", "tp", "8.0", "by-hand", "tp-8.0-deploy-by-hand"),
        ("versioned_docs/version-1.9/x.md", None, "1.9", "upgrade", "docs-1.9-x"),
        ("guide/Über Uns.md", None, None, "upgrade", "docs-guide-über-uns"),
    ],
)
def test_file_names_come_from_the_place(
    path: str, product: str | None, version: str | None, anchor: str, expected: str
) -> None:
    one = page(path, "Deploy", product=product, version=version)
    deploy = one.procedures[0].model_copy(update={"id": f"{path}#{anchor}"})
    one = one.model_copy(update={"procedures": (deploy,)})

    assert compose_procedure(project(one), deploy, PROVENANCE).id == expected


def test_file_stems_are_safe() -> None:
    assert file_stem("../Etc/Pass wd_x") == "etc-pass-wd-x"


def test_a_runbook_is_json_and_back() -> None:
    whole = runbook(project(SEEDS), "7.3.7", "8.0")

    assert Runbook.model_validate(whole.to_json()) == whole


@pytest.mark.parametrize(
    ("page_title", "title", "expected"),
    [
        ("Update", "Perform update", "Perform update"),
        ("Backup", "Restore the database", "Backup: Restore the database"),
        ("Migrate the Server", "Migrate the Server", "Migrate the Server"),
        ("Migrate the Server", "Migrate", "Migrate the Server"),
    ],
)
def test_the_title_of_a_procedure_says_what_it_is_about(
    page_title: str, title: str, expected: str
) -> None:
    one = page("a.md", "x").model_copy(update={"title": page_title})
    procedure = one.procedures[0].model_copy(update={"title": title})

    assert compose_procedure(project(one), procedure, PROVENANCE).title == expected
