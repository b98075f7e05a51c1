"""What is there to compile: names now, bytes on demand."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from runbookc.config import matches
from runbookc.diagnostics import Diagnostic
from runbookc.discovery.tree import is_left_out
from runbookc.source.frozen import dataclass

if TYPE_CHECKING:  # a walk needs none of them
    from pathspec import GitIgnoreSpec

    from runbookc.config import Settings
    from runbookc.dialects import Dialect

_MARKDOWN = (".md", ".mdx", ".markdown")


@dataclass(frozen=True)
class DiskReader:
    """Reads files below a root."""

    root: Path

    def __call__(self, path: str) -> bytes:
        # A path made of parts takes longer than reading what stands there.
        with open(f"{self.root}/{path}", "rb") as file:  # noqa: PTH123
            return file.read()


@dataclass(frozen=True)
class MemoryReader:
    """Reads files that are in memory."""

    contents: Mapping[str, bytes]

    def __call__(self, path: str) -> bytes:
        return self.contents[path]


@dataclass(frozen=True)
class _OtherContents:
    """Some files as given, all others by another reader."""

    reader: Callable[[str], bytes]
    contents: Mapping[str, bytes]

    def __call__(self, path: str) -> bytes:
        content = self.contents.get(path)
        return self.reader(path) if content is None else content


@dataclass(frozen=True)
class Inventory:
    """The pages and other files of a project: posix paths from its root, sorted, in exact case.

    Args:
        pages: what is compiled.
        files: everything else that a link may lead to.
        diagnostics: what could not be taken, and why.
        ignored: the lines of the project's `.gitignore`: what a build makes, as a rule.
        fragments: Markdown that is no page and no link may lead to, but that pages may include.
    """

    pages: tuple[str, ...]
    files: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    reader: Callable[[str], bytes] = field(default=MemoryReader({}), repr=False, compare=False)
    ignored: tuple[str, ...] = ()
    fragments: tuple[str, ...] = ()
    _names: set[str] = field(default_factory=set, repr=False, compare=False)

    @classmethod
    def from_memory(
        cls, contents: Mapping[str, bytes], settings: "Settings", dialect: "Dialect"
    ) -> "Inventory":
        """The inventory of files that stand in no folder, by path."""
        pages, files, fragments = classify(contents, settings, dialect)
        return cls(pages, files, (), MemoryReader(contents), fragments=fragments)

    def has(self, path: str) -> bool:
        """Whether there is a page, a file or a fragment of this path."""
        if not self._names:
            self._names.update(self.pages, self.files, self.fragments)
        return path in self._names

    def read(self, path: str) -> bytes:
        """The bytes of a page, a file or a fragment.

        Raises:
            KeyError: the path is none of the inventory's.
            OSError: the file vanished or can no longer be read.
        """
        if not self.has(path):
            raise KeyError(path)
        return self.reader(path)

    def holding(self, contents: Mapping[str, bytes]) -> "Inventory":
        """The same files, some of which hold something else than the disk."""
        return replace(self, reader=_OtherContents(self.reader, contents))

    def is_generated(self, path: str) -> bool:
        """Whether a missing path is not known to be missing.

        It stands where nobody has looked, or version control ignores it, so that a build makes it.
        """
        *folders, last = path.split("/")
        if any(is_left_out(part, "/".join(folders[:depth])) for depth, part in enumerate(folders)):
            return True
        if last.startswith(".") or not path:
            return bool(path)
        return bool(self.ignored) and self._ignored_spec.match_file(path)

    @cached_property
    def _ignored_spec(self) -> "GitIgnoreSpec":
        from runbookc.dialects.configured_values import ignore_patterns

        return ignore_patterns(self.ignored)


def classify(
    paths: Iterable[str], settings: "Settings", dialect: "Dialect"
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Tell pages, other files and fragments from one another.

    Markdown that the docs system does not publish is a fragment, unless the docs system lets pages
    link to any file; pages that only the configuration leaves out are files, so that links to them
    hold.
    """
    sources, excluded = source_folders(settings, dialect), settings.exclude
    within = tuple(f"{source}/" if source else "" for source in sources)
    pages, files, fragments = [], [], []
    for path in sorted(paths):
        published = dialect.is_page(path)
        wanted = path.startswith(within) or path in sources
        if published and wanted and not (excluded and any(matches(g, path) for g in excluded)):
            pages.append(path)
        elif published or dialect.links_to_any_file or not path.lower().endswith(_MARKDOWN):
            files.append(path)
        else:
            fragments.append(path)
    return tuple(pages), tuple(files), tuple(fragments)


def source_folders(settings: "Settings", dialect: "Dialect") -> tuple[str, ...]:
    """The folders (or single pages) to compile."""
    return settings.sources or dialect.sources()


def below(path: str, folder: str) -> bool:
    """Whether a path is a folder, or stands in it; everything stands in ""."""
    return not folder or path == folder or path.startswith(f"{folder}/")
