"""Resolves every link of every page, as a linker does with symbols."""

from runbookc.linking.inclusions import Piece, pieces_of
from runbookc.linking.link import About, Linker, link
from runbookc.linking.nearest import MOST_COMPARISONS
from runbookc.linking.project import Project

__all__ = ["MOST_COMPARISONS", "About", "Linker", "Piece", "Project", "link", "pieces_of"]
