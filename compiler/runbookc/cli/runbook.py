"""`runbookc runbook`: one runbook, in the formats that are asked for."""

from itertools import chain
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Annotated

import typer

from runbookc.cli.errors import WrongUsage
from runbookc.cli.session import Session

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from runbookc.model import Runbook
    from runbookc.pipeline.edition import Edition
    from runbookc.pipeline.render import Format
    from runbookc.planning import Entry

_STDOUT = "-"
_FINE = ("ok", "unchecked")
_SHORT_NAMES = {"md": "markdown", "zip": "dita"}
_BINARY = ("pdf", "docx", "dita")


def runbook(
    session: Session,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="PRODUCT|ID",
            help="A product, by its id or any of its names, with two versions; "
            "or the id of a runbook, which is its file's name without the ending. "
            "All ids are listed when left out.",
            show_default=False,
        ),
    ] = None,
    from_version: Annotated[
        str | None, typer.Argument(metavar="FROM", help="The version you have.")
    ] = None,
    to_version: Annotated[
        str | None, typer.Argument(metavar="TO", help="The version you want.")
    ] = None,
    format: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="markdown, html, json, pdf: one, several with commas, or `all`; "
            "told from --out, else markdown, when left out.",
        ),
    ] = None,
    out: Annotated[
        str | None,
        typer.Option(
            "--out",
            metavar="PATH",
            help="A folder, a file, or - for standard output, where text goes when left out.",
        ),
    ] = None,
) -> None:
    """Write one runbook: a route's, or that of a procedure which is no hop.

    Links that are broken in the docs are marked where they stand, and told.
    Exits with 1 where no route leads there, and says why.
    """
    formats = _formats(format or (), out)
    target = _target(formats, out)
    edition = session.edition()
    if name is None:
        session.print("".join(f"{identity}\n" for identity in edition.entries))
        return
    entry = _entry(session, edition, name, from_version, to_version)
    composed = edition.compose(entry)
    made = edition.render([composed], formats)
    for problem in (*_problems(composed), *(found.message for found in made.diagnostics)):
        session.note(problem)
    _write(session, {PurePosixPath(path).name: made.files[path] for path in made.files}, target)


def _formats(given: "Sequence[str]", out: str | None) -> "tuple[Format, ...]":
    from runbookc.pipeline.render import FORMATS

    names = [part.strip() for value in given for part in value.split(",") if part.strip()]
    if not names:
        ending = PurePosixPath(out or "").suffix.removeprefix(".").lower()
        guess = _SHORT_NAMES.get(ending, ending)
        return tuple(one for one in FORMATS if one == (guess if guess in FORMATS else "markdown"))
    for name in names:
        if name not in (*FORMATS, "all"):
            raise WrongUsage(
                f"--format: {name} is not allowed; write some of {', '.join(FORMATS)}, or all"
            )
    return tuple(one for one in FORMATS if one in names or "all" in names)


def _target(formats: "tuple[Format, ...]", out: str | None) -> Path | None:
    """The folder or the file to write, None for standard output.

    Raises:
        WrongUsage: not everything that is wanted can go there.
    """
    if out is None or out == _STDOUT:
        if len(formats) > 1:
            raise WrongUsage("several formats need a folder: give it with --out")
        if out is None and formats[0] in _BINARY:
            raise WrongUsage(f"{formats[0]} is no text: give a file or a folder with --out")
        return None
    path = Path(out)
    is_folder = path.is_dir() or out.endswith(("/", "\\")) or not path.suffix
    if len(formats) > 1 and not is_folder:
        raise WrongUsage(f"--out: {out} is one file; several formats need a folder")
    if is_folder:
        path.mkdir(parents=True, exist_ok=True)
    return path


def _entry(
    session: Session, edition: "Edition", name: str, from_version: str | None, to: str | None
) -> "Entry":
    """What to compose.

    Raises:
        WrongUsage: there is nothing of that name.
        Exit: no route leads there.
    """
    from runbookc.cli.plan import refuse_route, route_of
    from runbookc.planning import Entry, NoRoute, route_id

    if from_version is None:
        return _named(edition, name)
    if to is None:
        raise WrongUsage("give the version that you have and the one that you want")
    graph = edition.compilation.graph
    route = route_of(graph, name, from_version, to)
    if isinstance(route, NoRoute):
        refuse_route(session, graph, route)
    same = (entry for entry in edition.entries.values() if entry.source == route)
    return next(same, Entry(route_id(route), route))


def _named(edition: "Edition", name: str) -> "Entry":
    """The runbook of an id, or of a procedure's own id (`path#anchor`)."""
    found = edition.entries.get(name)
    if found is None:
        own = (e for e in edition.entries.values() if getattr(e.source, "id", None) == name)
        found = next(own, None)
    if found is None:
        raise WrongUsage(_unknown(edition, name))
    return found


def _unknown(edition: "Edition", name: str) -> str:
    from rapidfuzz import fuzz, process

    if edition.compilation.graph.line(name) is not None:
        return f"{name} is a product: give the version that you have and the one that you want"
    near = process.extract(name, list(edition.entries), scorer=fuzz.ratio, limit=3)
    names = ", ".join(identity for identity, score, _ in near if score >= 50)
    hint = f"; near it are {names}" if names else ""
    return f"there is no runbook {name}{hint}"


def _problems(composed: "Runbook") -> "list[str]":
    """What its reader should know of the document before she relies on it."""
    own = (part.links for part in composed.parts)
    before = (one.links for one in (*composed.considerations, *composed.prerequisites))
    carried = (appendix.links for appendix in composed.appendices)
    links = chain.from_iterable(chain(own, before, carried))
    broken = len({(link.target, link.line) for link in links if link.status not in _FINE})
    if not broken:
        return []
    what = "1 link is" if broken == 1 else f"{broken} links are"
    return [f"{what} broken in the docs and marked in the runbook; `runbookc check` says which"]


def _write(session: Session, files: "Mapping[str, bytes]", target: Path | None) -> None:
    from runbookc.source.writing import replace_file

    if target is None:
        (content,) = files.values()
        if session.on_terminal:
            session.print(content.decode("utf-8", "replace"))
        else:
            session.print_exactly(content)
        return
    for name, content in sorted(files.items()):
        file = target / name if target.is_dir() else target
        replace_file(file, content)
        session.note(f"{file}: {len(content)} bytes")
