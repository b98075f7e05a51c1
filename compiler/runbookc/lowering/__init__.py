"""Documents become pages with typed procedures: one recogniser a module."""

from runbookc.lowering.hops import hop_in, merge_hops
from runbookc.lowering.lower import Lowered, lower
from runbookc.lowering.pins import Pins
from runbookc.lowering.versions import find_mentions, version_spec
from runbookc.lowering.wording import is_instruction

__all__ = [
    "Lowered",
    "Pins",
    "find_mentions",
    "hop_in",
    "is_instruction",
    "lower",
    "merge_hops",
    "version_spec",
]
