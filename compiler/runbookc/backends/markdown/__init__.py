"""Runbooks as Markdown: CommonMark with tables and tick boxes, as GitHub shows it."""

from collections.abc import Callable

from runbookc.backends.markdown.document import Document
from runbookc.model import Runbook


def render(runbook: Runbook, read_asset: Callable[[str], bytes | None]) -> dict[str, bytes]:
    """The runbook as one Markdown file.

    Args:
        read_asset: not asked; a Markdown file cannot hold images, so it names them.
    """
    del read_asset
    return {f"{runbook.id}.md": Document(runbook).write().encode()}
