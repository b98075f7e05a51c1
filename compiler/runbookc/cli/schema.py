"""`runbookc schema`: the JSON Schemas."""

from typing import Annotated

import typer

from runbookc.cli.errors import WrongUsage
from runbookc.cli.session import Session


def schema(
    session: Session,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="NAME", help="The schema to print; all are listed without.", show_default=False
        ),
    ] = None,
) -> None:
    """Print a JSON Schema of what goes in or out."""
    from runbookc.cli import schemas

    if name is None:
        session.print("".join(f"{known}\n" for known in schemas.NAMES))
        return
    if name not in schemas.NAMES:
        raise WrongUsage(f"there is no schema {name}; there are {', '.join(schemas.NAMES)}")
    session.print(schemas.render(name))
