"""The options that every command has, before or after its name."""

import functools
import inspect
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from runbookc.cli.reports import options_given
from runbookc.cli.session import Session


class Colour(StrEnum):
    """When to colour."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


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
Color = Annotated[
    Colour | None,
    typer.Option("--color", help="When to colour; auto when left out.", show_default=False),
]

_SHARED: dict[str, tuple[Any, Any]] = {
    "root": (Root, None),
    "config": (Config, None),
    "jobs": (Jobs, None),
    "no_cache": (NoCache, False),
    "quiet": (Quiet, False),
    "color": (Color, None),
}


def shared_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command, which takes a `Session` first, the options that every command has."""

    @functools.wraps(command)
    def with_session(context: typer.Context, **values: Any) -> None:
        before: dict[str, Any] = context.obj or {}
        shared = {name: values.pop(name) or before.get(name) for name in _SHARED}
        session = Session(
            given_root=shared["root"],
            given_config=shared["config"],
            given_jobs=shared["jobs"],
            cache=not shared["no_cache"],
            quiet=bool(shared["quiet"]),
            colour=(shared["color"] or Colour.AUTO).value,
            options=options_given(context),
        )
        command(session, **values)

    return _with_signature(with_session, _parameters(command)[1:])


def options_before(callback: Callable[..., None]) -> Callable[..., None]:
    """Take the same options before the command's name too; those after it win."""

    @functools.wraps(callback)
    def remember(context: typer.Context, **values: Any) -> None:
        context.obj = {name: values.pop(name) for name in _SHARED}
        callback(**values)

    return _with_signature(remember, _parameters(callback))


def _parameters(function: Callable[..., None]) -> list[inspect.Parameter]:
    return list(inspect.signature(function, eval_str=True).parameters.values())


def _with_signature(
    function: Callable[..., None], own: list[inspect.Parameter]
) -> Callable[..., None]:
    """Show Typer, which reads signatures, a function's own parameters and the shared ones."""
    keyword = inspect.Parameter.KEYWORD_ONLY
    context = inspect.Parameter(
        "context", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context
    )
    shared = [
        inspect.Parameter(name, keyword, default=default, annotation=kind)
        for name, (kind, default) in _SHARED.items()
    ]
    signature = inspect.Signature([context, *(p.replace(kind=keyword) for p in own), *shared])
    function.__signature__ = signature  # type: ignore[attr-defined]  # what `inspect` looks for
    function.__annotations__ = {name: p.annotation for name, p in signature.parameters.items()}
    return function
