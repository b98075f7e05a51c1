"""Source text becomes a document of blocks with spans; the only user of markdown-it-py."""

from runbookc.parsing.document import Document
from runbookc.parsing.kinds import KINDS, kind_of
from runbookc.parsing.parse import parse

__all__ = ["KINDS", "Document", "kind_of", "parse"]
