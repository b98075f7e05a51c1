"""The fonts of a PDF: from packages only, never the machine's."""

from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path

import typst

_GROUP = "fontpkg.family"
_OWN = ("ibm_plex_sans", "ibm_plex_mono")
_SYMBOLS = "DejaVu Sans Mono"
"""Within Typst itself; it has arrows, boxes and signs that text fonts lack."""


@cache
def _packages() -> dict[str, tuple[str, str]]:
    """Name of each installed font package → its family and its folder."""
    found = {}
    for point in sorted(entry_points(group=_GROUP), key=lambda point: point.name):
        module = import_module(point.value)
        found[point.name] = (str(module.FAMILY), str(Path(module.ROOT) / "files"))
    return found


@cache
def fonts() -> typst.Fonts:
    """Every font that a PDF may use, loaded once in a process."""
    folders = [folder for _, folder in _packages().values()]
    return typst.Fonts(include_system_fonts=False, font_paths=folders)


def families() -> dict[str, list[str]]:
    """The families for text and for code, in the order in which a character is looked for.

    IBM Plex comes first. Any other installed package `fontpkg-…` serves characters that it lacks,
    Chinese ones for instance.
    """
    own = {name: family for name, (family, _) in _packages().items() if name in _OWN}
    extra = [family for name, (family, _) in _packages().items() if name not in _OWN]
    sans, mono = (own[name] for name in _OWN)
    return {"body": [sans, *extra, _SYMBOLS], "mono": [mono, sans, *extra, _SYMBOLS]}
