"""Which MkDocs file stands for which page or asset of the project."""

import posixpath
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.utils import get_relative_url, is_markdown_file

from runbookc.backends.blocks_html import block_style
from runbookc.backends.image_size import HEAD, Size, image_size
from runbookc.backends.site import Navigation, leaves
from runbookc.linking import Project

RUNBOOKS: Final = "runbooks"
HOME: Final = "index.md"
RUNBOOKS_PAGE: Final = f"{RUNBOOKS}/index.md"
_BLOCKS_STYLE: Final = "css/blocks.css"
_IMAGES: Final = (".png", ".gif", ".jpg", ".jpeg", ".webp", ".svg")
_AS_IT_IS: Final = ".file"
_LEFT_OUT: Final = (InclusionLevel.EXCLUDED, InclusionLevel.DRAFT)


class SiteFiles:
    """The files of one site.

    MkDocs brings what it found in its `docs_dir`. What discovery did not find there (links out of
    the tree, excluded files) goes, and pages that stand elsewhere in the project come.
    """

    def __init__(
        self, project: Project, root: Path, config: MkDocsConfig, top: str | None = None
    ) -> None:
        self._project = project
        self._root = root
        self._config = config
        self._base = self._find_base() if top is None else top
        self._by_path: dict[str, File] = {}
        self._paths: dict[str, str] = {}
        self._files = Files([])
        self._taken: set[str] = set()
        self._generated: set[str] = set()
        self._asset_names = frozenset(project.files)
        self._shown: list[str] = []

    def adopt(self, files: Files, navigation: Navigation, runbooks: Mapping[str, bytes]) -> Files:
        """Make MkDocs's files those of the project, with the runbooks and the lists of them."""
        self._files = files
        self._drop_strangers()
        self._taken = {file.dest_uri for file in files.documentation_pages()}
        trees = (navigation.general, *(scope.children for scope in navigation.scopes))
        for tree in trees:
            for leaf in leaves(tree):
                self._adopt_page(leaf.path)
        self._append(self._download(_BLOCKS_STYLE, content=block_style()))
        for path, content in sorted(runbooks.items()):
            self._append(self._download(f"{RUNBOOKS}/{path}", content=content))
        for uri in (HOME, RUNBOOKS_PAGE):
            made = self._empty_page(uri)
            if made.dest_uri not in self._taken:
                self._append(made)
                self._generated.add(uri)
        return files

    def add(self, uri: str, make: Callable[[], bytes]) -> None:
        """Publish a file that is made, unless the project has one at this place."""
        if uri in self._places:
            return
        self._places.add(uri)
        with suppress(OSError):  # what it is made of may have gone meanwhile
            self._append(self._download(uri, content=make()))

    @cached_property
    def _places(self) -> set[str]:
        """Where something is published already."""
        return {file.dest_uri for file in self._files}

    def path_of(self, file: File) -> str | None:
        """The project's path of a page's file; None for pages that are not of the project."""
        return self._paths.get(file.src_uri)

    def file_of(self, path: str) -> File | None:
        """The file of a page."""
        return self._by_path.get(path)

    def address(self, path: str) -> str:
        """The address of a page from the site's root, "" where it has none."""
        file = self._by_path.get(path)
        return file.url if file is not None else ""

    def is_generated(self, uri: str) -> bool:
        """Whether the start page, or the list of runbooks, is ours to fill."""
        return uri in self._generated

    @cached_property
    def home_url(self) -> str:
        """The start page's URL from the site's root."""
        starts = (f.url for f in self._files.documentation_pages() if f.dest_uri == "index.html")
        return next(starts, ".")

    def url(self, uri: str) -> str:
        """The URL of a page's file from the site's root."""
        file = self._files.src_uris.get(uri)
        return file.url if file is not None else "."

    def href(self, source: str, path: str) -> str | None:
        """The address of a page or an asset, seen from a page; assets come when asked for."""
        target = self._by_path.get(path) or self._adopt_asset(path)
        if target is None:
            return None
        return get_relative_url(target.url, self._by_path[source].url)

    def image_size(self, path: str) -> Size | None:
        """The size of an image of the project; None for whatever is none."""
        if path not in self._asset_names or not path.lower().endswith(_IMAGES):
            return None
        try:
            with (self._root / path).open("rb") as file:
                return image_size(file.read(HEAD))
        except OSError:
            return None

    def _find_base(self) -> str:
        """The folder, from the project's root, whose place on the site is the top."""
        docs = Path(self._config.docs_dir).resolve()
        if docs.is_relative_to(self._root) and docs.is_dir() and any(docs.iterdir()):
            return docs.relative_to(self._root).as_posix()
        folders = {posixpath.dirname(page.path) for page in self._project.pages}
        return posixpath.commonpath(folders) if folders else ""

    def _uri(self, path: str) -> str:
        if self._base in ("", "."):
            return path
        inner = path.removeprefix(f"{self._base}/")
        return inner if inner != path else path.removeprefix("static/")

    def _drop_strangers(self) -> None:
        known = {self._uri(path) for path in self._project.files}
        known.update(self._uri(page.path) for page in self._project.pages)
        docs = self._config.docs_dir
        for file in list(self._files):
            if file.src_dir == docs and file.generated_by is None and file.src_uri not in known:
                self._files.remove(file)
        for path in self._project.files:
            found = self._files.src_uris.get(self._uri(path))
            if found is not None and found.inclusion in _LEFT_OUT:
                self._asset_names -= {path}
            elif found is not None:
                self._by_path[path] = found

    def _adopt_page(self, path: str) -> None:
        uri = self._uri(path)
        if not is_markdown_file(uri):
            uri = f"{posixpath.splitext(uri)[0]}.md"
        file = self._files.src_uris.get(uri)
        if file is None or uri in self._paths:
            file = self._new_page(uri)
        elif file.inclusion in _LEFT_OUT:
            return
        self._by_path[path] = file
        self._paths[file.src_uri] = path

    def _new_page(self, uri: str) -> File:
        """A page that MkDocs did not bring; where its place is taken, it gets one beside it."""
        stem = posixpath.splitext(uri)[0]
        file = self._empty_page(uri)
        number = 1
        while file.dest_uri in self._taken or file.src_uri in self._files.src_uris:
            number += 1
            file = self._empty_page(f"{stem}-{number}.md")
        self._taken.add(file.dest_uri)
        return self._append(file)

    def _empty_page(self, uri: str) -> File:
        """A page without Markdown, whatever MkDocs leaves out by the name of its folder."""
        included = InclusionLevel.INCLUDED
        return File.generated(self._config, uri, content="", inclusion=included)

    def _adopt_asset(self, path: str) -> File | None:
        if path not in self._asset_names:
            return None
        file = self._download(self._uri(path), abs_src_path=str(self._root / path))
        self._by_path[path] = self._append(file)
        self._shown.append(path)
        return file

    def forget_assets(self) -> None:
        """Publish no asset any more that came because a page was asked for."""
        for path in self._shown:
            self._files.remove(self._by_path.pop(path))
        self._shown.clear()

    def _download(self, uri: str, **source: Any) -> File:
        """A file that is copied as it is: MkDocs would make a page of whatever ends in `.md`."""
        included = InclusionLevel.INCLUDED
        name = f"{uri}{_AS_IT_IS}"
        file = File.generated(self._config, name, inclusion=included, **source)
        file.dest_uri = uri
        return file

    def _append(self, file: File) -> File:
        if old := self._files.src_uris.get(file.src_uri):
            self._files.remove(old)
        self._files.append(file)
        return file


def runbook_href(path: str, source_url: str) -> str:
    """The address of a file below `runbooks/`, seen from a page's URL."""
    return get_relative_url(quote(f"{RUNBOOKS}/{path}"), source_url)
