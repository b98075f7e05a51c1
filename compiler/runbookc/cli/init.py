"""`runbookc init`: a first configuration."""

from pathlib import Path
from typing import Annotated

import typer

from runbookc.cli.errors import WrongUsage
from runbookc.cli.session import Session


def init(
    session: Session,
    force: Annotated[
        bool, typer.Option("--force", help="Write over a runbookc.toml that is there.")
    ] = False,
) -> None:
    """Write a runbookc.toml with what the files tell.

    `runbookc check` finds the same with it and without it.
    """
    from runbookc.config import CONFIG_NAME
    from runbookc.pipeline.starter import starter

    file = Path(session.shown_root, CONFIG_NAME)
    if file.exists() and not force:
        raise WrongUsage(f"{file} is there already; --force writes over it")
    with session.progress("pages") as progress:
        made = starter(session.root, session.jobs, progress)
    file.write_text(made.text, encoding="utf-8", newline="\n")
    products = "1 product" if made.products == 1 else f"{made.products} products"
    session.note(f"{file} written: {made.dialect}, {made.pages} pages, {products}")
