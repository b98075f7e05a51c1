"""Runbooks as Word documents: for a change board that reads, comments and signs."""

from collections.abc import Callable
from typing import Literal

from runbookc.backends.archive import archive
from runbookc.backends.docx.document import DocumentWriter
from runbookc.model import Runbook


def render(
    runbook: Runbook,
    read_asset: Callable[[str], bytes | None],
    paper: Literal["a4", "us-letter"] = "a4",
) -> dict[str, bytes]:
    """The runbook as one file of Office Open XML.

    Args:
        read_asset: the bytes of an image by its path in the docs, or None where there is none.
        paper: the size of its pages.
    """
    return {f"{runbook.id}.docx": archive(DocumentWriter(runbook, read_asset, paper).write())}
