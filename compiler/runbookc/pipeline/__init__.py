"""The composition root: which stage follows which, on how many cores, and what is written."""

from runbookc.pipeline.build import BuildResult, build
from runbookc.pipeline.compilation import Compilation
from runbookc.pipeline.compile import compile_project, parse_pages
from runbookc.pipeline.errors import OutputError
from runbookc.pipeline.findings import report_of
from runbookc.pipeline.runbooks import runbook_files

__all__ = [
    "BuildResult",
    "Compilation",
    "OutputError",
    "build",
    "compile_project",
    "parse_pages",
    "report_of",
    "runbook_files",
]
