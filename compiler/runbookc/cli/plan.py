"""`runbookc plan`: the route from one version to another."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from runbookc.cli.errors import WrongUsage
from runbookc.cli.session import Session

if TYPE_CHECKING:
    from runbookc.model import Route
    from runbookc.planning import NoRoute, UpgradeGraph


class Format(StrEnum):
    """How a route is printed."""

    TEXT = "text"
    JSON = "json"
    MERMAID = "mermaid"


def plan(
    session: Session,
    product: Annotated[str, typer.Argument(metavar="PRODUCT", help="Its id or any of its names.")],
    from_version: Annotated[str, typer.Argument(metavar="FROM", help="The version you have.")],
    to_version: Annotated[str, typer.Argument(metavar="TO", help="The version you want.")],
    format: Annotated[Format, typer.Option("--format", help="How to print it.")] = Format.TEXT,
) -> None:
    """Print the route from one version to another.

    Exits with 1 where no route leads there, or a stated compatibility window forbids it, and says
    why.
    """
    from runbookc.cli import route_view
    from runbookc.model import Provenance
    from runbookc.planning import NoRoute, compose

    compilation = session.compile(judged=False)
    route = route_of(compilation.graph, product, from_version, to_version)
    if isinstance(route, NoRoute):
        if format is Format.JSON:
            session.print(route_view.no_route_json(route))
        refuse_route(session, compilation.graph, route)
    runbook = compose(
        compilation.project, route, Provenance(compiler="runbookc"), compilation.graph
    )
    if format is Format.JSON:
        session.print(route_view.to_json(runbook))
    elif format is Format.MERMAID:
        session.print(route_view.to_mermaid(runbook))
    else:
        session.print(route_view.to_text(runbook, session.paint))


def route_of(
    graph: "UpgradeGraph", product: str, from_version: str, to_version: str
) -> "Route | NoRoute":
    """The route that a user asks for.

    Raises:
        WrongUsage: there is no such product, or a version is none.
    """
    from runbookc.planning import find_route, read_version

    line = graph.line(product)
    if line is None:
        raise WrongUsage(unknown_product(graph, product))
    for version in (from_version, to_version):
        if read_version(version) is None:
            raise WrongUsage(f"{version} is no version; write it like 7.5, v8.0 or 7.5.x")
    return find_route(graph, line.id, from_version, to_version)


def refuse_route(session: Session, graph: "UpgradeGraph", route: "NoRoute") -> NoReturn:
    """Say why there is no route, and leave."""
    from runbookc.cli import route_view

    line = graph.line(route.product)
    session.fail(route_view.no_route_text(route, line.name if line is not None else route.product))
    raise typer.Exit(1)


def unknown_product(graph: "UpgradeGraph", product: str) -> str:
    """The refusal for a product that the project does not have."""
    known = ", ".join(
        line.id if line.id == line.name else f"{line.id} ({line.name})" for line in graph.lines
    )
    return f"there is no product {product}; this project has {known or 'none'}"
