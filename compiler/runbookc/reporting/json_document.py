"""The report as JSON, for tools; its schema is generated from the models here."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from runbookc.diagnostics import Diagnostic
from runbookc.reporting.report import Report
from runbookc.source import Span


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class PositionDocument(_Model):
    """A place in a file."""

    line: int = Field(ge=1)
    """Counted from 1."""
    column: int = Field(ge=1)
    """Counted from 1, in Unicode code points."""


class RangeDocument(_Model):
    """A stretch of a file: the end is the place after its last character."""

    start: PositionDocument
    end: PositionDocument


class RelatedDocument(_Model):
    """Another place that the finding speaks of."""

    path: str
    range: RangeDocument
    message: str


class EditDocument(_Model):
    """Replace what stands at the range by the text."""

    path: str
    range: RangeDocument
    replacement: str


class FixDocument(_Model):
    """Edits that mend the finding."""

    message: str
    edits: tuple[EditDocument, ...]


class DiagnosticDocument(_Model):
    """One finding."""

    code: str
    """The rule's code; it never changes its meaning."""
    name: str
    severity: Literal["error", "warning", "info"]
    message: str
    help: str
    """What would be right, or ""."""
    path: str
    """Posix, from the project's root."""
    range: RangeDocument
    related: tuple[RelatedDocument, ...]
    fix: FixDocument | None
    fingerprint: str
    """Names the finding across runs; moved lines and renamed files do not change it."""


class GoneDocument(_Model):
    """Equal findings of one page that a baseline accepts and that are no longer there."""

    code: str
    path: str
    """The page, posix, from the project's root, when they were accepted."""
    message: str
    fingerprint: str
    """As the baseline has it."""
    count: int
    """How many of them are missing."""


class SummaryDocument(_Model):
    """The counts."""

    pages: int
    procedures: int
    errors: int
    warnings: int
    infos: int
    suppressed: int
    """Silenced by a comment or by the configuration."""
    baselined: int
    """Accepted by a baseline."""
    gone: int
    """Accepted by a baseline and no longer found."""


class ReportDocument(_Model):
    """What `runbookc check --format json` prints."""

    version: Literal[1] = 1
    root: str
    """The project's root as the command was given it."""
    summary: SummaryDocument
    diagnostics: tuple[DiagnosticDocument, ...]
    gone: tuple[GoneDocument, ...] = ()
    """What a baseline accepts and is no longer found."""


def render(report: Report) -> str:
    """The report as indented JSON with a line end."""
    return to_document(report).model_dump_json(indent=2) + "\n"


def to_document(report: Report) -> ReportDocument:
    """The report as a value of the JSON model."""
    summary = report.summary
    return ReportDocument(
        root=report.root,
        summary=SummaryDocument(
            pages=summary.pages,
            procedures=summary.procedures,
            errors=summary.errors,
            warnings=summary.warnings,
            infos=summary.infos,
            suppressed=summary.suppressed,
            baselined=summary.baselined,
            gone=summary.gone,
        ),
        diagnostics=tuple(_diagnostic(report, found) for found in report.diagnostics),
        gone=tuple(
            GoneDocument(
                code=each.code,
                path=each.path,
                message=each.message,
                fingerprint=each.fingerprint,
                count=each.count,
            )
            for each in report.gone
        ),
    )


def _diagnostic(report: Report, found: Diagnostic) -> DiagnosticDocument:
    return DiagnosticDocument(
        code=found.code,
        name=found.name,
        severity=found.severity.value,
        message=found.message,
        help=found.help,
        path=found.path,
        range=_range(found.span),
        related=tuple(
            RelatedDocument(path=place.path, range=_range(place.span), message=place.message)
            for place in found.related
        ),
        fix=_fix(found),
        fingerprint=report.fingerprint(found),
    )


def _fix(found: Diagnostic) -> FixDocument | None:
    if found.fix is None:
        return None
    edits = tuple(
        EditDocument(path=edit.path, range=_range(edit.span), replacement=edit.replacement)
        for edit in found.fix.edits
    )
    return FixDocument(message=found.fix.message, edits=edits)


def _range(span: Span) -> RangeDocument:
    return RangeDocument(
        start=PositionDocument(line=span.line, column=span.column),
        end=PositionDocument(line=span.end_line, column=span.end_column),
    )
