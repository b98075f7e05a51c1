"""What `mkdocs build` says of the gate and of what was left out, in MkDocs's own log."""

from mkdocs.plugins import get_plugin_logger

from runbookc.diagnostics import Diagnostic, Severity
from runbookc.pipeline import Compilation, report_of
from runbookc.pipeline.gate import Verdict
from runbookc.pipeline.journal import LeftOut
from runbookc.reporting import summary

_log = get_plugin_logger("runbookc")


def tell_verdict(compilation: Compilation, verdict: Verdict) -> None:
    """Every error is a warning, so that `--strict` fails as the gate does; the rest is counted."""
    for found in verdict.diagnostics:
        if found.severity is Severity.ERROR:
            _log.warning("%s", _line(found))
    report = report_of(
        compilation, verdict.diagnostics, root="", baselined=verdict.baselined, gone=verdict.gone
    )
    _log.info("%s", summary.count(report.summary))


def tell_left_out(left_out: list[LeftOut]) -> None:
    """One line for each reason."""
    for one in left_out:
        _log.info("left out: %s", one)


def _line(found: Diagnostic) -> str:
    place = f"{found.path}:{found.span.line}:{found.span.column}"
    return f"{place}: {found.code} {found.message}"
