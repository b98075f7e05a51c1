"""Where the theme's files are: in the wheel beside the code, in a checkout in `site/`."""

from pathlib import Path
from typing import Final

from runbookc.source.frozen import dataclass

THEME: Final = "runbookc"
"""The theme's name in `mkdocs.yml`."""

_PACKAGE = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Theme:
    """What MkDocs takes for the theme's package: it asks for `__file__` only."""

    folder: Path

    @property
    def __file__(self) -> str:
        """A path directly in the theme's folder."""
        return str(self.folder / "__init__.py")


def _folder() -> Path:
    packaged = _PACKAGE / "theme"
    return packaged if packaged.is_dir() else _PACKAGE.parents[1] / "site"


theme = Theme(_folder())
