"""The texts of a project whose pages are known from before, for whoever needs one of them.

What is kept of a page says all of it but its text. The text of a page that was compiled in this run
is at hand; any other page is compiled once more when somebody asks for it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from runbookc.linking import Project, with_links
from runbookc.model import Block, Page
from runbookc.pipeline.bodies import Packed
from runbookc.pipeline.errors import OutputError
from runbookc.pipeline.page import PageText


@dataclass(frozen=True, eq=False)
class Texts(Mapping[str, tuple[Block, ...]]):
    """The blocks of pages by path, and the pages with the blocks of their procedures.

    Args:
        project: the pages, whose links are resolved and which need not have their text.
        known: the texts that are at hand.
        compiled: compiles a page again.
    """

    project: Project
    known: dict[str, Packed[PageText]]
    compiled: Callable[[str], PageText]
    _pages: dict[str, Page] = field(default_factory=dict)

    def page(self, path: str) -> Page | None:
        """A page with its text.

        Raises:
            OutputError: its file has changed meanwhile.
        """
        linked = self.project.page(path)
        if linked is None:
            return None
        if path not in self._pages:
            self._pages[path] = with_links(self._text(linked)[0], linked.links)
        return self._pages[path]

    def __getitem__(self, path: str) -> tuple[Block, ...]:
        """The blocks of a page.

        Raises:
            KeyError: it is none of the project's.
            OutputError: its file has changed meanwhile.
        """
        linked = self.project.page(path)
        if linked is None:
            raise KeyError(path)
        return self._text(linked)[1]

    def __iter__(self) -> Iterator[str]:
        """The paths."""
        return (page.path for page in self.project.pages)

    def __len__(self) -> int:
        """How many there are."""
        return len(self.project.pages)

    def _text(self, page: Page) -> PageText:
        if page.path not in self.known:
            try:
                found = self.compiled(page.path)
            except OSError as error:
                raise OutputError(
                    f"{page.path}: {(error.strerror or str(error)).lower()}"
                ) from error
            if found[0].sha256 != page.sha256:
                raise OutputError(f"{page.path}: changed while the build ran; build again")
            self.known[page.path] = Packed(found)
        return self.known[page.path].value
