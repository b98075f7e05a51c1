"""Resolves every link of every page, as a linker does with symbols."""

from runbookc.linking.inclusions import Piece, pieces_of
from runbookc.linking.link import link
from runbookc.linking.project import Project

__all__ = ["Piece", "Project", "link", "pieces_of"]
