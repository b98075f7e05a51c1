"""The only walker of the input tree: folders become lists of pages and of other files."""

from runbookc.discovery.inventory import Inventory, is_left_out
from runbookc.discovery.walk import PAGE_SIZE_LIMIT, discover, unreadable

__all__ = ["PAGE_SIZE_LIMIT", "Inventory", "discover", "is_left_out", "unreadable"]
