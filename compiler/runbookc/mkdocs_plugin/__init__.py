"""The way in from MkDocs: a plugin and a theme, and the site as `runbookc build` makes it.

Pages come from our own parse: the plugin compiles the project once, or is handed what is compiled
already, and gives MkDocs finished HTML. Markdown is never parsed a second time.

Plugin and site are imported when they are first asked for: a build compiles before it needs MkDocs.
"""

from typing import TYPE_CHECKING, Any

from runbookc.mkdocs_plugin.theme import theme

if TYPE_CHECKING:
    from runbookc.mkdocs_plugin.build import build_site
    from runbookc.mkdocs_plugin.plugin import RunbookcPlugin

__all__ = ["RunbookcPlugin", "build_site", "theme"]

_HOMES = {"RunbookcPlugin": "plugin", "build_site": "build"}


def __getattr__(name: str) -> Any:
    """Import a name from the module that it lives in."""
    if name not in _HOMES:
        raise AttributeError(name)
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
