"""Finished pages of the site that would be the same again: the last build's are taken over.

What the theme puts around a page is decided by the frame (see `frame`). What stands on it is
decided by its source, by the anchors of the pages that it links to, by the images that it shows, by
when it was last changed and by the runbooks that it offers; where a link does not lead to what
there is, by what becomes of it. A page that includes other files, or whose raw HTML leads to some,
is made anew.
"""

import json
from collections.abc import Callable, Sequence
from functools import cache, cached_property, partial
from typing import Final

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page as MkDocsPage

from runbookc.mkdocs_plugin.files import SiteFiles
from runbookc.mkdocs_plugin.frame import frame_digest, is_alone
from runbookc.mkdocs_plugin.last_changed import LastChanged
from runbookc.mkdocs_plugin.runbook_lists import RunbookLists
from runbookc.model import Page
from runbookc.pipeline import Compilation
from runbookc.pipeline.identity import digest_of
from runbookc.pipeline.kept import Kept
from runbookc.pipeline.records import StoredPage
from runbookc.source.output_file import OutputFile

NOTHING: Final = jinja2.Template("")
"""What MkDocs puts around a page that is there already: where nothing comes out, it writes none."""

_SITE: Final = "site"
_PAGE, _FILE, _LINKS = "page", "file", "links"
_ELSEWHERE: Final = frozenset({"external", "mail"})
"""Links for which it makes no difference what else there is in the project."""


class KeptPages:
    """The pages of the last build, and those of this one for the next.

    Args:
        kept: where they are found and noted; None where nothing is taken over.
        compilation: the project.
        config: MkDocs's configuration.
        files: where pages stand.
        changed: when each was last changed.
        lists: the runbooks that are offered on them.
        around: tells what else decides all of them, as JSON values.
    """

    def __init__(
        self,
        kept: Kept | None,
        compilation: Compilation,
        config: MkDocsConfig,
        files: SiteFiles,
        changed: LastChanged,
        lists: RunbookLists,
        around: Callable[[], Sequence[str | bool]],
    ) -> None:
        self._output = kept
        self._kept = kept if kept is not None and kept.cached else None
        self._compilation = compilation
        self._project = compilation.project
        self._config = config
        self._files = files
        self._changed = changed
        self._lists = lists
        self._around = around
        self._taken: dict[str, OutputFile] = {}
        self._told = cache(self._tell)

    def take(self, page: MkDocsPage) -> bool:
        """Take a page over, where it would be the same again."""
        model = self._model(page)
        if model is None or self._kept is None or not self._frame:
            return False
        found = self._kept.take(_name(page), partial(self._recipe, page, model))
        if found is None:
            return False
        piece, files = found
        if _place(page) not in files:
            return False
        self._taken[page.file.dest_uri] = files[_place(page)]
        for name in piece.asked:
            kind, _, path = name.partition(":")
            if kind == _FILE:
                self._files.href(model.path, path)
        return True

    def has(self, page: MkDocsPage) -> bool:
        """Whether a page was taken over."""
        return page.file.dest_uri in self._taken

    def put(self, page: MkDocsPage) -> bool:
        """Put a page on the site that was taken over; gives whether it was."""
        file = self._taken.get(page.file.dest_uri)
        if file is not None:
            file.put(page.file.abs_dest_path)
        return file is not None

    def finish(self, page: MkDocsPage, output: str) -> str:
        """Write a finished page, and note it for the next build.

        Returns:
            What MkDocs is to write: all of it, where others may still change it.
        """
        if self._output is None or not output.strip() or not self._is_alone:
            return output
        file = self._output.made(_place(page), output.encode("utf-8", errors="xmlcharrefreplace"))
        file.put(page.file.abs_dest_path)
        file.forget()
        self._keep(page, file)
        return ""

    def _keep(self, page: MkDocsPage, file: OutputFile) -> None:
        model = self._model(page)
        if model is None or self._kept is None or not self._frame:
            return
        if model.path not in self._compilation.unlinked:
            return
        asked = self._asked(model)
        if recipe := self._recipe(page, model, asked):
            self._kept.keep(_name(page), asked, recipe, {_place(page): file})

    def made(self, place: str, make: Callable[[], bytes]) -> bytes | OutputFile:
        """A file that is no page; the source of one may stand beside it in the last output.

        Raises:
            OSError: what it is made of can no longer be read.
        """
        sha256 = self._sources.get(place)
        path = f"{_SITE}/{place}"
        found = self._kept.find(path, sha256) if self._kept and sha256 else None
        return found or (self._output.made(path, make()) if self._output else make())

    @cached_property
    def _sources(self) -> dict[str, str]:
        """The digest of each source that stands beside its page."""
        return {self._files.source_place(page.path): page.sha256 for page in self._project.pages}

    def _model(self, page: MkDocsPage) -> Page | None:
        """What is known of a page that may be taken over; the start page shows runbooks of all."""
        if page.file.dest_uri == "index.html":
            return None
        path = self._files.path_of(page.file)
        return self._project.page(path) if path else None

    @cached_property
    def _is_alone(self) -> bool:
        return is_alone(self._config)

    @cached_property
    def _frame(self) -> str:
        """What stands for all that decides every page; "" where nothing can."""
        return frame_digest(self._compilation, self._config, self._around())

    def _asked(self, model: Page) -> list[str]:
        """The names of what decides where the links of a page lead, and what they show."""
        ok = {link.resolved for link in model.links if link.status == "ok"}
        named = [path for path in ok if path and path != model.path]
        asked = [f"{_PAGE if self._project.page(path) else _FILE}:{path}" for path in named]
        if not all(link.status == "ok" or link.kind in _ELSEWHERE for link in model.links):
            asked.append(f"{_LINKS}:{model.path}")
        return sorted(asked)

    def _recipe(self, page: MkDocsPage, model: Page, asked: Sequence[str]) -> str:
        """What stands for all that a page is made of; "" where nothing can."""
        answers = [[name, self._told(name)] for name in asked]
        if model.includes or not all(answer for _, answer in answers):
            return ""
        entries = self._lists.catalogue.by_page.get(model.path, ())
        offered = [[file.path, file.sha256] for entry in entries for file in entry.downloads]
        own = [model.path, page.file.dest_uri, model.sha256, self._changed.of(model.path), offered]
        return digest_of(self._frame, json.dumps([own, answers]))

    def _tell(self, name: str) -> str:
        """What stands for the answer to a question; "" for what there is not."""
        kind, _, path = name.partition(":")
        if kind == _FILE:
            return repr(self._files.image_size(path))
        page = self._project.page(path)
        if page is None or page.includes:
            return ""
        if kind == _PAGE:
            anchors = page.anchor_line if isinstance(page, StoredPage) else repr(sorted(page.ids))
            return digest_of(str(page.more_anchors), anchors)
        found = [[one.status, one.resolved, one.anchor, one.nearest] for one in page.links]
        return digest_of(json.dumps(found))


def _name(page: MkDocsPage) -> str:
    return f"page:{page.file.src_uri}"


def _place(page: MkDocsPage) -> str:
    """Where a page stands, from the folder of the whole output."""
    return f"{_SITE}/{page.file.dest_uri}"
