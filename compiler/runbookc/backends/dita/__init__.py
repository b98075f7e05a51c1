"""Runbooks as DITA 1.3: a map and its topics in one archive, for component content systems."""

from collections.abc import Callable

from runbookc.backends.archive import archive
from runbookc.backends.dita.document import DocumentWriter
from runbookc.model import Runbook


def render(runbook: Runbook, read_asset: Callable[[str], bytes | None]) -> dict[str, bytes]:
    """The runbook as `<id>.dita.zip`: a map, one task for each part, its images.

    Args:
        read_asset: the bytes of an image by its path in the docs, or None where there is none.
    """
    return {f"{runbook.id}.dita.zip": archive(DocumentWriter(runbook, read_asset).write())}
