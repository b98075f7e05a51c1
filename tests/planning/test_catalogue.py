"""All runbooks of a project."""

from runbookc.model import Page
from runbookc.planning import all_runbooks, build_graph
from tests.planning.builder import PROVENANCE, SEEDS, page, project


def ids(*pages: Page) -> list[str]:
    """The ids of the runbooks of these pages."""
    whole = project(*pages)
    return [one.id for one in all_runbooks(whole, build_graph(whole), PROVENANCE)]


def test_every_way_and_every_other_procedure() -> None:
    other = page("docs/threatprevention/7.4/install/migrate.md", "Migrate", version="7.4")

    assert ids(SEEDS, other)[-3:] == [
        "threatprevention-7.5.x-to-7.5.y",
        "threatprevention-8.0.x-to-8.0.y",
        "threatprevention-7.4-install-migrate-p10",
    ]


def test_a_hop_that_no_route_takes_has_a_runbook_of_its_own() -> None:
    assert ids(page("a.md", "2 -> 1")) == ["threatprevention-a-p10"]
    assert ids(page("b.md", "1 -> any", version="next")) == ["threatprevention-next-b-p10"]


def test_ids_are_distinct() -> None:
    assert ids(page("a-b/c.md", "x"), page("a/b-c.md", "x"), page("a b c.md", "x")) == [
        "threatprevention-a-b-c-p10",
        "threatprevention-a-b-c-p10-2",
        "threatprevention-a-b-c-p10-3",
    ]


def test_names_of_any_length_are_names_of_files() -> None:
    (long,) = ids(page(f"{'word-' * 100}.md", "x"))

    assert len(long.encode()) <= 160
    assert ids(page(f"{'word-' * 100}x.md", "x")) != [long]
