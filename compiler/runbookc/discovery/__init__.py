"""The only walker of the input tree: folders become lists of pages and of other files."""

from runbookc.discovery.inventory import Inventory, MemoryReader
from runbookc.discovery.tree import Stamp, Tree, is_left_out, walk_tree
from runbookc.discovery.walk import PAGE_SIZE_LIMIT, discover, unreadable

__all__ = [
    "PAGE_SIZE_LIMIT",
    "Inventory",
    "MemoryReader",
    "Stamp",
    "Tree",
    "discover",
    "is_left_out",
    "unreadable",
    "walk_tree",
]
