"""Resolves every link of every page, as a linker does with symbols."""

from runbookc.linking.inclusions import Piece, pieces_of
from runbookc.linking.link import About, Linker, link, with_links
from runbookc.linking.nearest import MOST_COMPARISONS
from runbookc.linking.project import Project
from runbookc.linking.relinking import LinkMemory

__all__ = [
    "MOST_COMPARISONS",
    "About",
    "LinkMemory",
    "Linker",
    "Piece",
    "Project",
    "link",
    "pieces_of",
    "with_links",
]
