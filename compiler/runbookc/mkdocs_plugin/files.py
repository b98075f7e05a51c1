"""Which MkDocs file stands for which page or asset of the project."""

import os
import posixpath
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
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
from runbookc.mkdocs_plugin.frame import is_alone
from runbookc.mkdocs_plugin.places import RESERVED_PLACES, Places, is_script_of_ours
from runbookc.mkdocs_plugin.theme import THEME
from runbookc.source.output_file import OutputFile

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
        self._asset_names = frozenset(
            path for path in project.files if not self._is_reserved(self._uri(path))
        )
        self._shown: list[str] = []
        self.displaced: list[str] = []
        """Files of the docs that would stand in for the theme's own."""

    def adopt(
        self, files: Files, navigation: Navigation, runbooks: Mapping[str, OutputFile]
    ) -> Files:
        """Make MkDocs's files those of the project, with the runbooks and the lists of them."""
        self._files = files
        self._drop_strangers()
        self._taken = {file.dest_uri for file in files.documentation_pages()}
        trees = (navigation.general, *(scope.children for scope in navigation.scopes))
        for tree in trees:
            for leaf in leaves(tree):
                self._adopt_page(leaf.path)
        self._append(self._download(_BLOCKS_STYLE, content=block_style()))
        for path, runbook in sorted(runbooks.items()):
            self._append(self._output(f"{RUNBOOKS}/{path}", runbook))
        for uri in (HOME, RUNBOOKS_PAGE):
            made = self._empty_page(uri)
            if made.dest_uri not in self._taken:
                self._append(made)
                self._generated.add(uri)
        return files

    def add(self, uri: str, make: Callable[[], bytes | OutputFile]) -> None:
        """Publish a file that is made, unless something stands at this place or in its way.

        It is written at once, unless other plugins may want to hear of it.
        """
        if not self._places.is_free(uri):
            return
        self._places.take(uri)
        try:
            made = make()
        except OSError:  # what it is made of has gone meanwhile
            return
        output = OutputFile(made) if isinstance(made, bytes) else made
        if is_alone(self._config):
            output.put(f"{self._config.site_dir}/{uri}")
        else:
            self._append(self._output(uri, output))

    def add_pages(self, uris: Sequence[str]) -> bool:
        """Publish pages that are ours to fill and stand in no menu; all, or none.

        Returns:
            Whether they are published: the project may have a page at one of these places.
        """
        unlisted = InclusionLevel.NOT_IN_NAV
        files = [File.generated(self._config, u, content="", inclusion=unlisted) for u in uris]
        if self._taken.intersection(file.dest_uri for file in files):
            return False
        for file in files:
            self._taken.add(file.dest_uri)
            self._generated.add(self._append(file).src_uri)
        return True

    @cached_property
    def _places(self) -> Places:
        """Where something is published, or may still be."""
        assets = (self._uri(path) for path in self._asset_names)
        files = (file.dest_uri for file in self._files)
        return Places((*files, *assets, *self._templates, *RESERVED_PLACES))

    @cached_property
    def _templates(self) -> set[str]:
        """What MkDocs writes over whatever stands there."""
        return {*self._config.theme.static_templates, *self._config.extra_templates}

    def _is_reserved(self, uri: str) -> bool:
        """Whether a file of the docs would stand in for one of the theme, such as a script.

        MkDocs takes that for a wish; here the docs are data.
        """
        ours = self._config.theme.name == THEME
        return ours and (uri in self._theme_files or is_script_of_ours(uri))

    @cached_property
    def _theme_files(self) -> dict[str, str]:
        """The files of the theme, each with the folder that it is taken from."""
        return {
            path.relative_to(folder).as_posix(): folder
            for folder in reversed(self._config.theme.dirs)
            for path in Path(folder).rglob("*.*")
            if path.is_file()
        }

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

    def page_url(self, path: str) -> str | None:
        """The URL of a page that MkDocs has taken; None for others."""
        file = self._by_path.get(path)
        return file.page.url if file is not None and file.page is not None else None

    def is_generated(self, uri: str) -> bool:
        """Whether the start page, or the list of runbooks, is ours to fill."""
        return uri in self._generated

    @cached_property
    def page_count(self) -> int:
        """How many pages there are, those that nobody wrote included."""
        return len(self._files.documentation_pages())

    @property
    def left_out(self) -> list[str]:
        """The pages that `mkdocs.yml` keeps from being published, by path."""
        return [page.path for page in self._project.pages if page.path not in self._by_path]

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

    def source_place(self, path: str) -> str:
        """Where the source of a page stands on the site, beside the page; "" where it has none."""
        file = self._by_path.get(path)
        return f"{posixpath.splitext(file.dest_uri)[0]}.md" if file is not None else ""

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
        for file in list(self._files):
            if file.src_dir != self._config.docs_dir or file.generated_by is not None:
                continue
            if file.src_uri not in known:
                self._files.remove(file)
            elif not file.is_documentation_page() and self._is_reserved(file.dest_uri):
                self._restore(file)
        for path in self._project.files:
            found = self._files.src_uris.get(self._uri(path))
            if found is not None and found.inclusion in _LEFT_OUT:
                self._asset_names -= {path}
            elif found is not None and path in self._asset_names:
                self._by_path[path] = found

    def _restore(self, file: File) -> None:
        """Put the theme's own file in place of one of the docs, which is left out."""
        self.displaced.append(file.src_uri)
        self._files.remove(file)
        if folder := self._theme_files.get(file.src_uri):
            config = self._config
            own = File(file.src_uri, folder, config.site_dir, config.use_directory_urls)
            self._files.append(own)

    def _adopt_page(self, path: str) -> None:
        uri = self._uri(path)
        if not is_markdown_file(uri):
            uri = f"{posixpath.splitext(uri)[0]}.md"
        file = self._files.src_uris.get(uri)
        if file is None or uri in self._paths:
            file = self._new_page(uri)
            file.edit_uri = self._from_docs(path)
        elif file.inclusion in _LEFT_OUT:
            return
        self._by_path[path] = file
        self._paths[file.src_uri] = path

    def _from_docs(self, path: str) -> str:
        """The way to a page from `docs_dir`, from where MkDocs reckons where to edit a page."""
        return posixpath.normpath(f"{self._up}/{path}")

    @cached_property
    def _up(self) -> str:
        """The way from `docs_dir` to the project's root."""
        return Path(os.path.relpath(self._root, self._config.docs_dir)).as_posix()

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

    def _output(self, uri: str, made: OutputFile) -> File:
        """A file of the output, which stands on the site as the link that it can be.

        Where somebody may write over it, or into it, it is copied.
        """
        if made.stands:
            file = self._download(uri, abs_src_path=made.stands)
        else:
            file = self._download(uri, content=made.content)
        if is_alone(self._config) and uri not in self._taken and uri not in self._templates:
            file.copy_file = partial(_put, made, file)  # type: ignore[method-assign]  # of this file alone
        return file

    def _append(self, file: File) -> File:
        if old := self._files.src_uris.get(file.src_uri):
            self._files.remove(old)
        self._files.append(file)
        return file


def _put(made: OutputFile, file: File, dirty: bool = False) -> None:
    """What becomes of copying a file that need not be copied."""
    made.put(file.abs_dest_path)


def runbook_href(path: str, source_url: str) -> str:
    """The address of a file below `runbooks/`, seen from a page's URL."""
    return get_relative_url(quote(f"{RUNBOOKS}/{path}"), source_url)
