"""Commands that start fast: Typer converts only what cannot be taken as it is.

To convert a value Typer loads the library that also validates our model, even where an option was
left out. That takes longer than a check in which nothing has changed.
"""

import os
from collections.abc import Callable
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

from typer.core import TyperCommand, TyperGroup


class QuickCommand(TyperCommand):
    """A command whose options that are left out cost nothing."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Its options and arguments, `--help` among them."""
        return [_quick(parameter) for parameter in super().get_params(ctx)]


class QuickGroup(TyperGroup):
    """The same for what stands before a command's name."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Its options, `--help` among them."""
        return [_quick(parameter) for parameter in super().get_params(ctx)]


@cache
def _quick(parameter: Any) -> Any:
    """The parameter itself, which from now on converts what must be converted."""
    if not parameter.required:
        parameter.process_value = _converting(parameter, parameter.process_value)
    return parameter


def _converting(parameter: Any, convert: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    kind = getattr(getattr(parameter, "type_descriptor", None), "annotation", None)

    def value_of(context: Any, value: Any) -> Any:
        if value is None:
            value = () if parameter.multiple or parameter.nargs == -1 else None
        elif kind is Path and os.access(value, os.R_OK):  # of other paths Typer says what is wrong
            value = Path(value)
        # What is asked for as text is text; a default may be one of the choices already.
        elif kind not in (str, list[str]) and not isinstance(value, Enum):
            return convert(context, value)
        return parameter.callback(context, parameter, value) if parameter.callback else value

    return value_of
