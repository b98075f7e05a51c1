"""What the site reports of the gate, and what has changed since the build before."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from runbookc import __version__
from runbookc.checks import Baseline, Scope, all_rules
from runbookc.config.place import text_inside
from runbookc.diagnostics import Severity
from runbookc.model.site_report import (
    MOST_STATES,
    FindingState,
    GoneFinding,
    LookedAt,
    ReportCounts,
    ReportedFinding,
    ReportState,
    RuleTrend,
    SiteReport,
    Trend,
)
from runbookc.pipeline.baseline import parse_baseline
from runbookc.pipeline.compilation import Compilation
from runbookc.pipeline.errors import BaselineError
from runbookc.pipeline.findings import SourceLines
from runbookc.pipeline.gate import Gate, Verdict
from runbookc.pipeline.history import History

REPORT: Final = "report.json"
PLACES: Final = ("report", "gate-report")
"""Where the report may stand on the site: at the first that is free."""
_LARGEST: Final = 256 * 1024 * 1024
_MOST_GONE: Final = 200


def site_report(
    compilation: Compilation,
    history: History,
    last: SiteReport | None = None,
    accepted: Path | None = None,
) -> SiteReport:
    """What the gate finds in a project.

    Args:
        compilation: the project.
        history: tells the commit that is checked out.
        last: what the build before reported; the same state says the same of what was before.
        accepted: the baseline, in place of the one that is configured.
    """
    lines = SourceLines(compilation)
    scope = Scope(compilation.project.settings)
    name = _baseline_name(compilation, accepted)
    baseline, problem = _baseline(compilation, name, accepted)
    verdict = Gate(compilation, scope, lines).judge(baseline)
    findings = tuple(_findings(compilation, verdict, lines))
    pages = compilation.project.pages
    fresh = SiteReport.trusted(
        compiler=f"runbookc {__version__}",
        digest="",
        now=ReportState.trusted(
            commit=history.commit,
            dirty=history.differs(page.path for page in pages),
            date=history.date,
            counts=_counts(findings),
        ),
        looked_at=LookedAt.trusted(
            pages=compilation.page_count,
            procedures=compilation.procedure_count,
            links=sum(page.link_count for page in pages),
            rules=sum(scope.ran(rule.code) for rule in all_rules()),
        ),
        baseline=name,
        baseline_problem=problem,
        gone_from_baseline=sum(each.count for each in verdict.gone),
        findings=findings,
        history=(),
    )
    content = fresh.model_dump_json(exclude={"compiler", "digest", "trend", "history"})
    return _after(fresh.changed(digest=hashlib.sha256(content.encode()).hexdigest()), last)


def last_report(site: Path) -> SiteReport | None:
    """What the build reported that left a site; None where there is none."""
    found = (read_report(site / place / REPORT) for place in PLACES)
    return next((report for report in found if report is not None), None)


def read_report(file: Path) -> SiteReport | None:
    """What an earlier build reported; None where the file is no such report."""
    try:
        if file.stat().st_size > _LARGEST:
            return None
        return SiteReport.model_validate_json(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None


def render_report(report: SiteReport) -> bytes:
    """The report's file: JSON with one finding a line."""
    document = json.loads(report.model_dump_json())
    parts = []
    for key, value in document.items():
        if key in {"findings", "history"} and value:
            rows = ",\n".join(f"    {_json(one)}" for one in value)
            parts.append(f"  {_json(key)}: [\n{rows}\n  ]")
        else:
            parts.append(f"  {_json(key)}: {_json(value)}")
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode("utf-8", "backslashreplace")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _baseline_name(compilation: Compilation, accepted: Path | None) -> str:
    """The file of the baseline from the project's root; of one that stands elsewhere its name."""
    if accepted is None:
        return compilation.project.settings.check.baseline
    place, root = accepted.resolve(), compilation.root
    return place.relative_to(root).as_posix() if place.is_relative_to(root) else place.name


def _baseline(
    compilation: Compilation, name: str, accepted: Path | None
) -> tuple[Baseline | None, str]:
    """The baseline in use, and why it cannot be used."""
    if not name:
        return None, ""
    try:
        if accepted is not None:
            return parse_baseline(accepted.read_bytes(), name), ""
        text = text_inside(compilation.root / name, compilation.root, errors="replace")
        return parse_baseline(text.encode(), name), ""
    except OSError:
        return None, f"{name}: cannot be read"
    except BaselineError as error:
        return None, str(error)


def _findings(
    compilation: Compilation, verdict: Verdict, lines: SourceLines
) -> Iterator[ReportedFinding]:
    accepted = set(verdict.baselined or ())
    reasons = {one.diagnostic: one.reason for one in compilation.suppressed}
    found = [*compilation.diagnostics, *(one.diagnostic for one in compilation.suppressed)]
    for one in sorted(found, key=lambda each: (each.path, each.span, each.code, each.message)):
        state: FindingState = "found"
        if one in reasons:
            state = "silenced"
        elif one in accepted:
            state = "accepted"
        yield ReportedFinding.trusted(
            code=one.code,
            severity=one.severity.value,
            state=state,
            message=one.message,
            help=one.help,
            reason=reasons.get(one, ""),
            path=one.path,
            line=one.span.line,
            column=one.span.column,
            fingerprint=lines.names[one],
        )


def _counts(findings: Iterable[ReportedFinding]) -> ReportCounts:
    counted = Counter(one.severity if one.state == "found" else one.state for one in findings)
    return ReportCounts.trusted(
        errors=counted[Severity.ERROR.value],
        warnings=counted[Severity.WARNING.value],
        infos=counted[Severity.INFO.value],
        accepted=counted["accepted"],
        silenced=counted["silenced"],
    )


def _after(fresh: SiteReport, last: SiteReport | None) -> SiteReport:
    """The report with what was before; the same state again changes nothing."""
    if last is None:
        return fresh.changed(history=(fresh.now,))
    if last.digest == fresh.digest:
        return fresh.changed(trend=last.trend, history=last.history)
    history = (*last.history, fresh.now)[-MOST_STATES:]
    return fresh.changed(trend=_trend(fresh, last), history=history)


def _trend(fresh: SiteReport, last: SiteReport) -> Trend:
    now, before = _debt(fresh), _debt(last)
    new = [name for name in now if name not in before]
    gone = [one for name, one in before.items() if name not in now]
    added = Counter(now[name].code for name in new)
    left = Counter(one.code for one in gone)
    stayed = Counter(one.code for name, one in now.items() if name in before)
    rules = (
        RuleTrend.trusted(code=code, new=added[code], gone=left[code], unchanged=stayed[code])
        for code in sorted({*added, *left, *stayed})
    )
    shown = (
        GoneFinding.trusted(code=one.code, message=one.message, path=one.path, line=one.line)
        for one in gone[:_MOST_GONE]
    )
    return Trend.trusted(since=last.now, rules=tuple(rules), new=tuple(new), gone=tuple(shown))


def _debt(report: SiteReport) -> dict[str, ReportedFinding]:
    """What is to be mended one day, by fingerprint: whatever nobody silenced."""
    return {one.fingerprint: one for one in report.findings if one.state != "silenced"}
