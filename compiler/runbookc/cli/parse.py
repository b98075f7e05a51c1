"""`runbookc parse`: the typed model of pages."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from runbookc.cli.errors import WrongUsage
from runbookc.cli.session import Session


class Format(StrEnum):
    """How the model is printed."""

    JSON = "json"


def parse(
    session: Session,
    files: Annotated[list[Path], typer.Argument(metavar="FILE", show_default=False)],
    format: Annotated[Format, typer.Option("--format", help="How to print pages.")] = Format.JSON,
) -> None:
    """Print the typed model of pages as JSON.

    Exits with 0 whatever the pages hold.
    """
    import json

    from runbookc.pipeline import parse_pages

    paths = [_inner_path(session, file) for file in files]
    pages = parse_pages(session.root, session.settings, paths, session.jobs)
    document = {"version": 1, "pages": [page.model_dump(mode="json") for page in pages]}
    session.print(json.dumps(document, indent=2, ensure_ascii=False) + "\n")


def _inner_path(session: Session, file: Path) -> str:
    real = next((p for p in (file, session.root / file) if p.is_file()), None)
    if real is None:
        reason = "a folder; name its files" if file.is_dir() else "no such file"
        raise WrongUsage(f"{file}: {reason}")
    inner = real.resolve()
    if not inner.is_relative_to(session.root):
        raise WrongUsage(f"{file}: not inside the project at {session.shown_root}; give --root")
    return inner.relative_to(session.root).as_posix()
