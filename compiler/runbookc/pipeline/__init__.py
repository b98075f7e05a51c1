"""The composition root: which stage follows which, on how many cores, and what is written.

What writes (`build`, `runbooks`) is imported from its own module, so that a check does not wait
for the backends.
"""

from runbookc.pipeline.compilation import Compilation
from runbookc.pipeline.compile import compile_project, parse_pages
from runbookc.pipeline.errors import BaselineError, OutputError, RevisionError
from runbookc.pipeline.findings import report_of

__all__ = [
    "BaselineError",
    "Compilation",
    "OutputError",
    "RevisionError",
    "compile_project",
    "parse_pages",
    "report_of",
]
