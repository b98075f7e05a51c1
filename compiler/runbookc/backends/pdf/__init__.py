"""PDF by Typst: for printing, and for machines without a network.

Content reaches Typst as JSON that a fixed template reads; nothing of it is ever evaluated.
"""

from runbookc.backends.pdf.typesetting import Typeset, render, typeset

__all__ = ["Typeset", "render", "typeset"]
