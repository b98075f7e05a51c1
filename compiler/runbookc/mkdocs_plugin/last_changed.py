"""When each page was last changed, as the theme and the sitemap show it."""

from collections.abc import Collection
from functools import cached_property
from typing import TypedDict

from mkdocs.config.defaults import MkDocsConfig

from runbookc.backends.site import commit_url
from runbookc.config import CONFIG_NAME
from runbookc.pipeline import Compilation
from runbookc.pipeline.history import History

_SHOWN = 12
"""So many digits of a commit are shown."""


class Changed(TypedDict):
    """A page's last change: date in ISO 8601 and UTC, day, commit in short, its address or ""."""

    date: str
    day: str
    commit: str
    url: str


class LastChanged:
    """The last changes of a project's pages.

    Args:
        compilation: the project.
        config: names the repository, where it does.
        before: the same of an earlier state.
        cache: whether what earlier runs learnt may be believed.
    """

    def __init__(
        self,
        compilation: Compilation,
        config: MkDocsConfig,
        before: "LastChanged | None" = None,
        *,
        cache: bool = True,
    ) -> None:
        self._before: History | None = vars(before).get("history") if before else None
        self._compilation = compilation
        self._cache = cache
        self.repository = config.repo_url or compilation.project.settings.site.repository

    @cached_property
    def history(self) -> History:
        """The history of the pages and files of the project."""
        project = self._compilation.project
        paths = {CONFIG_NAME, *(page.path for page in project.pages), *project.files}
        read = self._compilation.read
        return History(
            self._compilation.root, paths, read, remembered=self._cache, before=self._before
        )

    def date_of(self, inputs: Collection[str]) -> str:
        """When what was made of these files was last changed; "" where that is not known.

        A file that was last changed before a shallow clone begins is older than all that is known.
        """
        states = {self.history.state_of(path) for path in inputs}
        if not states <= {"committed", "older"}:
            return ""
        changes = (self.history.of(path) for path in inputs)
        return max((change.date for change in changes if change), default="")

    def of(self, path: str) -> Changed | None:
        """The last change of a page; None where it is not known."""
        change = self.history.of(path)
        if change is None:
            return None
        # The address is that of the project's own repository, which has no commits of a submodule.
        url = "" if change.module else commit_url(self.repository, change.commit)
        return Changed(
            date=change.date, day=change.date[:10], commit=change.commit[:_SHOWN], url=url
        )
