"""The report as SARIF 2.1.0, within what GitHub's code scanning takes and shows.

GitHub opens an alert for every result, silenced or not, so there is a second form for it that
leaves out what comments, the configuration or a baseline silence.
"""

import gzip
import json
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from runbookc import __version__
from runbookc.diagnostics import Accepted, Diagnostic, Fix, Related, Severity
from runbookc.reporting.report import Checkout, Report, RuleFacts
from runbookc.source import Span

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
FINGERPRINT = "runbookc/v1"
"""The name of our fingerprint; its number grows when the way of making it changes."""

MOST_RESULTS = 25_000
"""GitHub refuses a run with more."""
SHOWN_RESULTS = 5_000
"""GitHub shows no more of a run, the worst first."""
MOST_BYTES = 10_000_000
"""GitHub takes no larger file; counted after gzip."""
MOST_LOCATIONS = 100
"""GitHub shows no more of a result."""
MOST_CHARACTERS = 1024
"""GitHub shows no more of a rule's description."""

_ROOT = "%SRCROOT%"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_PROBLEMS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "recommendation",
}
_PRECISIONS = {Severity.ERROR: "very-high", Severity.WARNING: "high", Severity.INFO: "medium"}


def render(report: Report, *, with_silenced: bool = True) -> str:
    """The report as a SARIF log with one run.

    Args:
        report: what to show.
        with_silenced: whether silenced findings, and those that a baseline misses, are results too.
    """
    results = _Results(report)
    found = results.all() if with_silenced else results.active()
    kept = found[:MOST_RESULTS]
    while True:
        text = _log(results, kept, len(found))
        if len(text) <= MOST_BYTES or _packed(text) <= MOST_BYTES:
            return text
        kept = kept[: len(kept) * 3 // 4]


def _packed(text: str) -> int:
    return len(gzip.compress(text.encode(), mtime=0))


def _log(results: "_Results", kept: Sequence[dict[str, Any]], found: int) -> str:
    checkout = results.checkout
    run: dict[str, Any] = {
        "tool": {
            "driver": {"name": "runbookc", "version": __version__, "rules": results.descriptors()}
        },
        "automationDetails": {"id": f"runbookc/{checkout.prefix}"},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The top of the repository."}}},
        "invocations": [
            {
                "executionSuccessful": True,
                "toolExecutionNotifications": [
                    {"level": "warning", "message": {"text": text}}
                    for text in _notices(found, len(kept), results.cut_locations)
                ],
            }
        ],
        "results": list(kept),
    }
    if checkout.repository:
        run["versionControlProvenance"] = [_provenance(checkout)]
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=1, ensure_ascii=False) + "\n"


def _notices(found: int, kept: int, cut_locations: int) -> Iterable[str]:
    """What a reader of the log would not see, in words."""
    if kept < found:
        yield (
            f"Only the {kept} worst of {found} results are in this file, which is as much as "
            "GitHub code scanning takes."
        )
    if kept > SHOWN_RESULTS:
        yield (
            f"GitHub code scanning shows {SHOWN_RESULTS} results of a run, the worst first; this "
            f"file has {kept}."
        )
    if cut_locations:
        yield (
            f"{cut_locations} related locations were left out: a result has at most "
            f"{MOST_LOCATIONS} locations."
        )


def _provenance(checkout: Checkout) -> dict[str, Any]:
    details: dict[str, Any] = {"repositoryUri": checkout.repository}
    if checkout.commit:
        details["revisionId"] = checkout.commit
    if checkout.branch:
        details["branch"] = checkout.branch
    return {**details, "mappedTo": {"uriBaseId": _ROOT}}


class _Results:
    """Makes the results, and with them the rules that they point at."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.checkout = report.checkout()
        self.cut_locations = 0
        named = [*report.diagnostics, *(report.baselined or ())]
        named += [one.diagnostic for one in report.suppressed]
        known = {rule.code: rule for rule in report.rules()}
        for found in named:
            # A rule that nobody described still has its code and name.
            known.setdefault(
                found.code, RuleFacts(found.code, found.name, found.severity, summary=found.name)
            )
        self._rules = [known[code] for code in sorted(known)]
        self._index = {rule.code: index for index, rule in enumerate(self._rules)}

    def descriptors(self) -> list[dict[str, Any]]:
        """The rules, by code."""
        return [_descriptor(rule) for rule in self._rules]

    def active(self) -> list[dict[str, Any]]:
        """The findings that the report lists, the worst first."""
        return [self._result(found) for found in self.report.worst_first()]

    def all(self) -> list[dict[str, Any]]:
        """The active findings, then those that a baseline accepts or misses, then the silenced.

        Where one result says whether it is silenced, or what a baseline knows of it, all have to.
        """
        results = [{**result, **self._status("new")} for result in self.active()]
        accepted = {"kind": "external", "justification": "Accepted by the baseline."}
        results += [
            {**self._result(found), **self._status("unchanged", accepted)}
            for found in self.report.baselined or ()
        ]
        results += [{**self._gone(gone), **self._status("absent")} for gone in self.report.gone]
        for silenced in self.report.suppressed:
            kind = "inSource" if silenced.kind == "comment" else "external"
            why = {"justification": silenced.reason} if silenced.reason else {}
            status = self._status("new", {"kind": kind, **why})
            results.append({**self._result(silenced.diagnostic), **status})
        return results

    def _status(self, state: str, *suppressions: dict[str, str]) -> dict[str, Any]:
        """Whether a result is silenced, and what the baseline knows of it where there is one."""
        status: dict[str, Any] = {"suppressions": list(suppressions)}
        return status if self.report.baselined is None else {**status, "baselineState": state}

    def _result(self, found: Diagnostic) -> dict[str, Any]:
        result: dict[str, Any] = {
            "ruleId": found.code,
            "ruleIndex": self._index[found.code],
            "level": _LEVELS[found.severity],
            "message": {"text": _sentences(found.message, found.help)},
            "locations": [self._location(found.path, found.span)],
            "partialFingerprints": {FINGERPRINT: self.report.fingerprint(found)},
        }
        if found.related:
            shown = found.related[: MOST_LOCATIONS - 1]
            self.cut_locations += len(found.related) - len(shown)
            result["relatedLocations"] = [
                self._related(number, place) for number, place in enumerate(shown, start=1)
            ]
        if found.fix is not None:
            result["fixes"] = [self._fix(found.fix)]
        return result

    def _gone(self, gone: Accepted) -> dict[str, Any]:
        """A finding that the baseline has and the docs have no more: it has its rule's level."""
        result: dict[str, Any] = {"ruleId": gone.code}
        if gone.code in self._index:
            result["ruleIndex"] = self._index[gone.code]
        return {
            **result,
            "message": {"text": _sentences(gone.message or "No longer found")},
            "locations": [{"physicalLocation": {"artifactLocation": self._artifact(gone.path)}}],
            "partialFingerprints": {FINGERPRINT: gone.fingerprint},
            "occurrenceCount": gone.count,
        }

    def _location(self, path: str, span: Span) -> dict[str, Any]:
        return {
            "physicalLocation": {
                "artifactLocation": self._artifact(path),
                "region": _region(span),
            }
        }

    def _related(self, number: int, place: Related) -> dict[str, Any]:
        message = {"text": _sentences(place.message)}
        return {"id": number, **self._location(place.path, place.span), "message": message}

    def _artifact(self, path: str) -> dict[str, str]:
        return {
            "uri": quote(f"{self.checkout.prefix}{path}", errors="surrogateescape"),
            "uriBaseId": _ROOT,
        }

    def _fix(self, fix: Fix) -> dict[str, Any]:
        changes: dict[str, list[dict[str, Any]]] = {}
        for edit in sorted(fix.edits, key=lambda edit: (edit.path, edit.span)):
            replacement = {
                "deletedRegion": _region(edit.span),
                "insertedContent": {"text": edit.replacement},
            }
            changes.setdefault(edit.path, []).append(replacement)
        return {
            "description": {"text": _sentences(fix.message)},
            "artifactChanges": [
                {"artifactLocation": self._artifact(path), "replacements": replacements}
                for path, replacements in changes.items()
            ],
        }


def _descriptor(rule: RuleFacts) -> dict[str, Any]:
    summary = _sentences(rule.summary)
    descriptor: dict[str, Any] = {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": _cut(summary)},
        "fullDescription": {"text": _cut(rule.description or summary)},
        "help": {"text": rule.description or summary, "markdown": rule.help or summary},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {
            "precision": _PRECISIONS[rule.severity],
            "problem.severity": _PROBLEMS[rule.severity],
            "tags": ["documentation", *filter(None, [rule.family])],
        },
    }
    if rule.url:
        descriptor["helpUri"] = rule.url
    return descriptor


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _sentences(*texts: str) -> str:
    """The texts that say something, each with a full stop."""
    return " ".join(text if text[-1] in ".?!" else f"{text}." for text in texts if text)


def _cut(text: str) -> str:
    return text if len(text) <= MOST_CHARACTERS else f"{text[: MOST_CHARACTERS - 1]}…"
