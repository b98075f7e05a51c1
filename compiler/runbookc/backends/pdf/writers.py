"""What all parts of a document share while it is written: images, index, links."""

from runbookc.backends.links import RunbookLinks
from runbookc.backends.pdf.assets import Assets
from runbookc.backends.pdf.content import BlockWriter
from runbookc.backends.pdf.index import Index
from runbookc.backends.pdf.inlines import InlineWriter
from runbookc.model import Appendix, Consideration, Runbook, RunbookPart


class Writers:
    """Gives the writer of each source page.

    Args:
        runbook: the whole.
        assets: takes the images.
    """

    def __init__(self, runbook: Runbook, assets: Assets) -> None:
        self.runbook = runbook
        self.index = Index()
        self._assets = assets
        addresses = [link.url or link.place for link in runbook.outside]
        self._outside = {address: number for number, address in enumerate(addresses, 1)}

    def of_part(self, part: RunbookPart, below: int) -> BlockWriter:
        """For blocks of a part, below a heading of that level."""
        return self._writer(RunbookLinks.of_part(self.runbook, part), below)

    def of_statement(self, statement: Consideration, below: int) -> BlockWriter:
        """For a consideration or a prerequisite."""
        return self._writer(RunbookLinks.of_statement(self.runbook, statement), below)

    def of_appendix(self, appendix: Appendix) -> BlockWriter:
        """For an appendix, whose own heading is of the first level."""
        return self._writer(RunbookLinks.of_appendix(self.runbook, appendix), 1)

    def _writer(self, links: RunbookLinks, below: int) -> BlockWriter:
        return BlockWriter(InlineWriter(links, self._assets, self.index, self._outside), below)
