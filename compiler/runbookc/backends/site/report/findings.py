"""Lists of findings as HTML: what is wrong, what would be right, where it stands."""

import re
from collections.abc import Sequence
from html import escape
from typing import Final

from runbookc.backends.site.report.view import ReportView, counted
from runbookc.model.site_report import ReportedFinding, ReportState

_CODE: Final = re.compile(r"`([^`\n]+)`")
_WORDS: Final = {"error": "Error", "warning": "Warning", "info": "Info"}
_LONGEST: Final = 600
_DIGITS: Final = 12


def finding_list(
    findings: Sequence[ReportedFinding],
    view: ReportView,
    *,
    most: int,
    rule: bool = True,
    shelf: bool = True,
    rest: str = "",
) -> str:
    """Findings, each with its place; no more than so many.

    Args:
        findings: in the order in which they are shown.
        view: knows their places.
        most: how many are shown.
        rule: whether each names its rule.
        shelf: whether each names the version in whose docs it stands.
        rest: what is said behind how many there are besides, as HTML.
    """
    if not findings:
        return ""
    rows = "".join(_item(one, view, rule=rule, shelf=shelf) for one in findings[:most])
    more = len(findings) - most
    left = f'<p class="more">And {escape(counted(more, "more", "more"))}{rest}.</p>\n'
    return f'<ul class="findings">\n{rows}</ul>\n{left if more > 0 else ""}'


def severity_mark(severity: str) -> str:
    """The word for a severity, coloured; it stands for itself without the colour."""
    return f'<span class="severity {escape(severity)}">{_WORDS.get(severity, "")}</span>'


def prose(text: str) -> str:
    """A message as HTML: what stands between backticks is code."""
    whole = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return _CODE.sub(lambda match: f"<code>{match[1]}</code>", escape(whole))


def rule_link(code: str, view: ReportView) -> str:
    """A rule's code, which leads to what it means."""
    title = view.rules[code].name if code in view.rules else ""
    address = escape(f"{view.overview}#{code}")
    return f'<a class="rule" href="{address}" title="{escape(title)}">{escape(code)}</a>'


def state_words(state: ReportState, view: ReportView) -> str:
    """A state of the sources by its commit and day; "" where neither is known."""
    words = []
    if state.commit:
        short, url = escape(state.commit[:_DIGITS]), view.commit(state.commit)
        shown = f'<span class="path">{short}</span>'
        words.append(f'<a href="{escape(url)}">{shown}</a>' if url else shown)
        if state.dirty:
            words.append("with changes that are not committed")
    if state.date:
        day = escape(state.date[:10])
        words.append(f'of <time datetime="{escape(state.date)}">{day}</time>')
    return " ".join(words)


def _item(one: ReportedFinding, view: ReportView, *, rule: bool, shelf: bool) -> str:
    marks = [severity_mark(one.severity)]
    if one.fingerprint in view.standing.new:
        marks.append('<span class="new">New</span>')
    if rule:
        marks.append(rule_link(one.code, view))
    parts = [f'<p class="marks">{" ".join(marks)}</p><p>{prose(one.message)}</p>']
    if one.help:
        parts.append(f'<p class="help">{prose(one.help)}</p>')
    if one.reason:
        parts.append(f'<p class="reason">Reason: {escape(one.reason)}</p>')
    parts.append(_place(one, view, shelf=shelf))
    return f'<li data-severity="{one.severity}">{"".join(parts)}</li>\n'


def _place(one: ReportedFinding, view: ReportView, *, shelf: bool) -> str:
    address, edit = view.href(one.path, one.line), view.edit(one.path)
    place = f'<span class="path">{escape(f"{one.path}:{one.line}")}</span>'
    parts = [f'<a href="{escape(address)}">{place}</a>' if address else place]
    if edit:
        parts.append(f'<a href="{escape(edit)}">Edit</a>')
    known = view.shelves.get(view.shelf_of(one.path))
    if shelf and known:
        parts.append(f'<a href="{escape(known.address)}">{escape(known.title)}</a>')
    return f'<p class="place">{" · ".join(parts)}</p>'
