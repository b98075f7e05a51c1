"""`runbookc graph`: every described hop of a product, or of all."""

from enum import StrEnum
from typing import Annotated

import typer

from runbookc.cli.errors import WrongUsage
from runbookc.cli.plan import unknown_product
from runbookc.cli.session import Session


class Format(StrEnum):
    """How the graph is printed."""

    TEXT = "text"
    JSON = "json"
    MERMAID = "mermaid"
    DOT = "dot"


def graph(
    session: Session,
    product: Annotated[
        str | None,
        typer.Argument(
            metavar="PRODUCT",
            help="Its id or any of its names; all when left out.",
            show_default=False,
        ),
    ] = None,
    format: Annotated[Format, typer.Option("--format", help="How to print it.")] = Format.TEXT,
) -> None:
    """Print the upgrade graph of a product, or of all."""
    from runbookc.cli import graph_view

    whole = session.compile(judged=False).graph
    lines = whole.lines
    if product is not None:
        line = whole.line(product)
        if line is None:
            raise WrongUsage(unknown_product(whole, product))
        lines = (line,)
    if not lines:
        session.note("this project has no product, and no page describes an upgrade")
    if format is Format.JSON:
        session.print(graph_view.to_json(lines))
    elif format is Format.MERMAID:
        session.print(graph_view.to_mermaid(lines))
    elif format is Format.DOT:
        session.print(graph_view.to_dot(lines))
    else:
        session.print(graph_view.to_text(lines, session.paint))
