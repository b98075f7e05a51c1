"""`runbookc parse`: the typed model of pages."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from runbookc.cli.errors import WrongUsage
from runbookc.cli.paths import inner_path
from runbookc.cli.session import Session


class Format(StrEnum):
    """How the model is printed."""

    JSON = "json"


def parse(
    session: Session,
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE", help="Pages of the project.", show_default=False),
    ],
    format: Annotated[Format, typer.Option("--format", help="How to print pages.")] = Format.JSON,
) -> None:
    """Print the typed model of pages as JSON.

    Exits with 0 whatever the pages hold.
    """
    import json

    from runbookc.pipeline import parse_pages

    paths = [_page(session, file) for file in files]
    pages = parse_pages(session.root, session.settings, paths, session.jobs)
    document = {"version": 1, "pages": [page.model_dump(mode="json") for page in pages]}
    session.print(json.dumps(document, indent=2, ensure_ascii=False) + "\n")


def _page(session: Session, file: Path) -> str:
    path = inner_path(session, file)
    if not (session.root / path).is_file():
        raise WrongUsage(f"{file}: a folder; name its files")
    return path
