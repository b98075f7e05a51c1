"""The options that every command has."""

import functools
import inspect
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from runbookc.cli.session import Session


class Colour(StrEnum):
    """When to colour."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


_PANEL = "Options of every command"

Root = Annotated[
    Path | None,
    typer.Option(
        "--root",
        metavar="DIR",
        help="The project's root; found upwards from here by runbookc.toml when left out.",
        show_default=False,
    ),
]
Config = Annotated[
    Path | None,
    typer.Option(
        "--config",
        metavar="FILE",
        help="The configuration to read in place of runbookc.toml.",
        show_default=False,
    ),
]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs", "-j", min=1, metavar="N", help="Processes to use; all cores when left out."
    ),
]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Compile every page anew.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print results only.")]
Color = Annotated[Colour, typer.Option("--color", help="When to colour.")]

_SHARED: dict[str, tuple[Any, Any]] = {
    "root": (Root, None),
    "config": (Config, None),
    "jobs": (Jobs, None),
    "no_cache": (NoCache, False),
    "quiet": (Quiet, False),
    "color": (Color, Colour.AUTO),
}


def shared_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command, which takes a `Session` first, the options that every command has."""

    @functools.wraps(command)
    def with_session(**values: Any) -> None:
        own = {name: value for name, value in values.items() if name not in _SHARED}
        session = Session(
            given_root=values["root"],
            given_config=values["config"],
            given_jobs=values["jobs"],
            cache=not values["no_cache"],
            quiet=values["quiet"],
            colour=values["color"].value,
        )
        command(session, **own)

    own = list(inspect.signature(command, eval_str=True).parameters.values())[1:]
    shared = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind)
        for name, (kind, default) in _SHARED.items()
    ]
    with_session.__signature__ = inspect.Signature([*own, *shared])  # type: ignore[attr-defined]  # read by Typer
    with_session.__annotations__ = {p.name: p.annotation for p in (*own, *shared)}
    return with_session
