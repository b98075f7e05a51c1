"""The composition root: which stage follows which, on how many cores, and what is written.

What is named here is imported when it is first asked for, so that no command waits for stages that
it does not use: a check whose answer is known uses none.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from runbookc.pipeline.compilation import Compilation
    from runbookc.pipeline.compile import compile_project, parse_pages
    from runbookc.pipeline.errors import (
        BaselineError,
        DocumentError,
        OutputError,
        RevisionError,
    )
    from runbookc.pipeline.findings import report_of

__all__ = [
    "BaselineError",
    "Compilation",
    "DocumentError",
    "OutputError",
    "RevisionError",
    "compile_project",
    "parse_pages",
    "report_of",
]

_HOMES = {
    "Compilation": "compilation",
    "BaselineError": "errors",
    "DocumentError": "errors",
    "OutputError": "errors",
    "RevisionError": "errors",
    "compile_project": "compile",
    "parse_pages": "compile",
    "report_of": "findings",
}


def __getattr__(name: str) -> Any:
    """Import a name from the module that it lives in."""
    if name not in _HOMES:
        raise AttributeError(name)
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
