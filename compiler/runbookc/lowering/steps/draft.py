"""A step while it is still being gathered."""

from dataclasses import dataclass, field

from runbookc.model import Block, StepMarker
from runbookc.source import Span


@dataclass(slots=True)
class DraftStep:
    """A marker and the blocks that follow it; the marker is already off the first block."""

    marker: StepMarker
    number: int | None
    label: str
    marker_span: Span
    blocks: list[Block] = field(default_factory=list)
    title: str = ""
    substeps: list["DraftStep"] = field(default_factory=list)
    """Steps found by a recogniser; ordered lists in `blocks` become substeps later."""


@dataclass(slots=True)
class DraftRun:
    """Steps that belong together, what stands before them, and a bold line that names them."""

    before: list[Block] = field(default_factory=list)
    steps: list[DraftStep] = field(default_factory=list)
    title: str = ""
