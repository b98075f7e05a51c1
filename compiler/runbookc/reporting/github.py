"""The report as GitHub's workflow commands, which annotate the lines of a pull request."""

from runbookc.diagnostics import Diagnostic, Severity
from runbookc.reporting.report import Report
from runbookc.reporting.words import counted

SHOWN = 10
"""GitHub shows no more annotations of one level for a step."""

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(report: Report) -> str:
    """The worst findings of each level, and a last line that says how many more there are."""
    prefix = report.checkout().prefix
    lines, left = [], []
    for severity in Severity:
        found = [one for one in report.worst_first() if one.severity is severity]
        lines += [_annotation(one, prefix) for one in found[:SHOWN]]
        if len(found) > SHOWN:
            left.append(counted(len(found) - SHOWN, severity.value))
    if left:
        lines.append(
            f"and {', '.join(left)} more: GitHub shows {SHOWN} annotations of a level for each step"
        )
    return "".join(f"{line}\n" for line in lines)


def _annotation(found: Diagnostic, prefix: str) -> str:
    span = found.span
    place: dict[str, str | int] = {
        "file": f"{prefix}{found.path}",
        "line": span.line,
        "endLine": span.end_line,
    }
    if span.line == span.end_line:
        # GitHub takes columns only within one line.
        place |= {"col": span.column, "endColumn": span.end_column}
    place["title"] = f"{found.code} {found.name}"
    properties = ",".join(f"{key}={_property(value)}" for key, value in place.items())
    message = f"{found.message}\n{found.help}" if found.help else found.message
    return f"::{_COMMANDS[found.severity]} {properties}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str | int) -> str:
    return _data(str(value)).replace(":", "%3A").replace(",", "%2C")
