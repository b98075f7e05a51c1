"""A project's site that stands while its sources change under it."""

import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

from runbookc.config import load_settings
from runbookc.mkdocs_plugin.build import site_config
from runbookc.mkdocs_plugin.frame import frame_of
from runbookc.mkdocs_plugin.preview import Preview
from runbookc.pipeline import Compilation
from runbookc.pipeline.compile import Linked, link_again, with_findings, without_findings
from runbookc.pipeline.remembered import Memory
from runbookc.pipeline.runbooks import runbook_files


class StandingSite:
    """Shows every state of a project, one after the other.

    A state is shown as soon as its pages are compiled and linked; what is found in it is told
    apart, for that takes longer and nobody need wait for it.

    Args:
        root: the project's root.
        config: its configuration, where that is not `runbookc.toml` in the root.
        runbooks: whether runbooks are made with every state.
    """

    def __init__(self, root: Path, config: Path | None = None, *, runbooks: bool = False) -> None:
        self._root, self._config_file, self._runbooks = root, config, runbooks
        self._memory = Memory()
        self._preview: Preview | None = None
        self._folder = tempfile.TemporaryDirectory()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._folder.cleanup()

    def link(self) -> Linked:
        """Compile and link the sources as they are now.

        Raises:
            ConfigError: a configuration cannot be used.
        """
        settings = load_settings(self._root, self._config_file)
        return link_again(self._root, settings, self._memory)

    def show(self, linked: Linked) -> Preview:
        """The site of the last state that was linked; the last one, renewed, where it may stay.

        Raises:
            ConfigError: MkDocs does not accept its configuration.
        """
        compilation = without_findings(self._root, linked)
        files = runbook_files(compilation, pdf=False) if self._runbooks else {}
        empty = Path(self._folder.name)
        docs, out = empty / "docs", empty / "site"
        docs.mkdir(exist_ok=True)
        config = site_config(compilation, files, out, str(docs))
        others = self._memory.stamps(linked.inventory)
        frame = None if files else frame_of(compilation, config, others)
        if self._preview is None or not self._preview.renew(compilation, frame):
            self._preview = Preview(config, frame)
            self._preview.judge(None)
        return self._preview

    def judge(self, linked: Linked) -> Compilation:
        """The same state with what is found in it."""
        judged = with_findings(self._root, linked)
        if self._preview is not None:
            self._preview.judge(judged)
        return judged
