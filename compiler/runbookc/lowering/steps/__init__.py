"""Recognisers of steps: one module for each way in which authors mark them.

Each takes the blocks below one heading and gives runs: lists of draft steps that follow each
other. The order in `drafts` decides which recogniser is asked first.
"""

from runbookc.lowering.steps.bold import bold_runs
from runbookc.lowering.steps.build import build_step
from runbookc.lowering.steps.draft import DraftRun, DraftStep
from runbookc.lowering.steps.headings import heading_label, heading_steps
from runbookc.lowering.steps.lists import list_runs
from runbookc.lowering.steps.subsections import announced_steps, section_steps, subsection_steps
from runbookc.lowering.steps.unmarked import unmarked_run

__all__ = [
    "DraftRun",
    "DraftStep",
    "announced_steps",
    "bold_runs",
    "build_step",
    "heading_label",
    "heading_steps",
    "list_runs",
    "section_steps",
    "subsection_steps",
    "unmarked_run",
]
