"""What of a project decides everything of its site but what stands on the pages themselves."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from mkdocs.config.defaults import MkDocsConfig

from runbookc.mkdocs_plugin.theme import THEME, theme
from runbookc.model import Page
from runbookc.pipeline import Compilation
from runbookc.pipeline.identity import canonical, digest_of, digest_of_dialect, stamps
from runbookc.source.frozen import dataclass

_TEXT: Final = frozenset(
    {
        *("description", "headings", "anchors", "more_anchors", "includes", "procedures"),
        *("admonitions", "links", "mentions", "announced", "windows", "sha256"),
    }
)
"""The fields of a page that nothing but the page itself, and the files made of it, is made of."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of one state; two that are equal differ in the texts of pages alone.

    Args:
        pages: by path; they are compared without their text.
        names: what products are called, as far as procedures tell.
        rest: files, settings and configuration.
    """

    pages: dict[str, Page]
    names: tuple[str, ...]
    rest: tuple[Any, ...]

    def holds(self, other: "Frame") -> bool:
        """Whether another state has the same frame."""
        if (self.names, self.rest) != (other.names, other.rest):
            return False
        if [*self.pages] != [*other.pages]:
            return False
        return all(_same(old, other.pages[path]) for path, old in self.pages.items())


_UNSAID: Final = frozenset({"plugins", "theme", "docs_dir", "site_dir", "config_file_path"})
"""What a configuration says of places on this machine, or says through others."""


def frame_of(compilation: Compilation, config: MkDocsConfig, files: Any) -> Frame | None:
    """The frame of a state; None where other plugins or hooks may make anything of the pages.

    Args:
        compilation: the project.
        config: MkDocs's configuration.
        files: what stands for all that is in the files that are no pages.
    """
    if not is_alone(config):
        return None
    project = compilation.project
    return Frame(
        {page.path: page for page in project.pages},
        tuple(line.name for line in compilation.graph.lines),
        (project.files, project.settings, _values(config), files),
    )


def frame_digest(compilation: Compilation, config: MkDocsConfig, around: Sequence[Any]) -> str:
    """What stands for the frame of a state in builds of the same compiler; "" where nothing can.

    A theme of others, or one that is changed in part, may show anything on any page.

    Args:
        compilation: the project.
        config: MkDocs's configuration.
        around: what else the theme shows on all pages, as JSON values.
    """
    if not is_alone(config) or config.theme.name != THEME or config.theme.custom_dir:
        return ""
    project = compilation.project
    dialect = digest_of_dialect(project.dialect)
    shown = [name for name in Page.model_fields if name not in _TEXT]
    pages = [[getattr(page, name) for name in shown] for page in project.pages]
    try:
        rest = [_said(config, compilation.root), project.settings, project.site_url, project.files]
        names = [line.name for line in compilation.graph.lines]
        told = json.dumps(canonical([*rest, names, around, stamps(theme.folder)]))
    except (TypeError, ValueError, RecursionError):
        return ""
    return digest_of(dialect, told, json.dumps(pages, default=str)) if dialect else ""


def _said(config: MkDocsConfig, root: Path) -> list[Any]:
    """What is configured for MkDocs; where the site is written makes no difference on it."""
    said = {name: value for name, value in config.items() if name not in _UNSAID}
    docs = Path(config.docs_dir)
    place = docs.relative_to(root).as_posix() if docs.is_relative_to(root) else ""
    return [{name: _data(value) for name, value in said.items()}, place, dict(config.theme)]


def _data(value: Any) -> Any:
    """What an option says; patterns of files and options within options are not plain values."""
    if isinstance(value, Mapping):
        return {name: _data(inner) for name, inner in value.items()}
    return [str(one.pattern) for one in value.patterns] if hasattr(value, "patterns") else value


def is_alone(config: MkDocsConfig) -> bool:
    """Whether no other plugin nor hook may make anything of what our plugin makes."""
    return [*config.plugins] == ["runbookc"] and not config.hooks


def _values(config: MkDocsConfig) -> tuple[Any, ...]:
    """All that a configuration says, the plugins aside."""
    theme = config.theme
    said = {name: value for name, value in config.items() if name not in ("plugins", "theme")}
    return said, theme.name, tuple(theme.dirs), dict(theme)


def _same(old: Page, new: Page) -> bool:
    """Whether two states of a page differ in its text alone."""
    if old is new:
        return True
    return all(
        old.__dict__[name] == value for name, value in new.__dict__.items() if name not in _TEXT
    )
