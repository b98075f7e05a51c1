"""What of a project decides everything of its site but what stands on the pages themselves."""

from typing import Any, Final

from mkdocs.config.defaults import MkDocsConfig

from runbookc.model import Page
from runbookc.pipeline import Compilation
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
