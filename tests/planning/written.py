"""Projects of a few pages that are written as their authors would, and their runbooks."""

from collections.abc import Mapping

from runbookc.config import parse_settings
from runbookc.dialects.plain import PlainDialect
from runbookc.discovery import Inventory
from runbookc.linking import Project, link
from runbookc.model import Route, Runbook, RunbookPart
from runbookc.pipeline.page import compile_page
from runbookc.planning import build_graph, compose, compose_procedure, find_route
from tests.planning.builder import PROVENANCE

PATH = "docs/guard/7.5/upgrade.md"


def written(files: Mapping[str, str] | str) -> Project:
    """The project of some pages by path, or of one page of the product `guard`."""
    files = {PATH: files} if isinstance(files, str) else files
    settings = parse_settings("")
    dialect = PlainDialect(settings)
    contents = {path: text.encode() for path, text in files.items()}
    inventory = Inventory.from_memory(contents, settings, dialect)
    pages = [
        compile_page(path, inventory.read(path), dialect, settings).page for path in inventory.pages
    ]
    return link(pages, inventory, settings, dialect)


def route_of(files: Mapping[str, str] | str, start: str, end: str) -> Runbook:
    """The runbook of a route of `guard`."""
    project = written(files)
    graph = build_graph(project)
    route = find_route(graph, "guard", start, end)
    assert isinstance(route, Route), route
    return compose(project, route, PROVENANCE, graph)


def only_part(text: str) -> RunbookPart:
    """The only part of the runbook of a page's only procedure."""
    project = written(text)
    (procedure,) = (one for page in project.pages for one in page.procedures)
    (part,) = compose_procedure(project, procedure, PROVENANCE).parts
    return part
