"""What has changed since the build before, and a picture of the last states."""

from collections.abc import Sequence
from html import escape
from typing import Final

from runbookc.backends.site.report.findings import prose, rule_link, state_words
from runbookc.backends.site.report.view import ReportView, counted, figure
from runbookc.model.site_report import ReportState, Trend

_PARTS: Final = ("errors", "warnings", "infos", "accepted")
_BAR, _STEP, _HEIGHT, _LABEL = 18, 26, 96, 16
_MOST_GONE: Final = 50


def trend_html(view: ReportView) -> str:
    """New, gone and unchanged; the history where there is one."""
    report = view.report
    if report.trend is None:
        return '<p class="trend">There is no earlier report to compare with.</p>\n'
    return _trend(report.trend, view) + _history(report.history, view)


def _trend(trend: Trend, view: ReportView) -> str:
    since = state_words(trend.since, view)
    last = f"the last build ({since})" if since else "the last build"
    numbers = (
        ("new", trend.new_count),
        ("gone", trend.gone_count),
        ("unchanged", trend.unchanged_count),
    )
    told = ", ".join(f"<b>{figure(number)}</b> {word}" for word, number in numbers)
    return f'<p class="trend">Since {last}: {told}.</p>\n{_gone(trend, view)}'


def _gone(trend: Trend, view: ReportView) -> str:
    if not trend.gone:
        return ""
    rows = "".join(
        f"<li>{rule_link(one.code, view)} {prose(one.message)} "
        f'<span class="path">{escape(f"{one.path}:{one.line}")}</span></li>\n'
        for one in trend.gone[:_MOST_GONE]
    )
    more = trend.gone_count - min(len(trend.gone), _MOST_GONE)
    left = f'<p class="more">And {counted(more, "more", "more")}.</p>\n' if more else ""
    return f"<details><summary>What is gone</summary>\n<ul>\n{rows}</ul>\n{left}</details>\n"


def _history(states: Sequence[ReportState], view: ReportView) -> str:
    if len(states) < 2 or not any(sum(_numbers(state)) for state in states):
        return ""
    rows = "".join(_row(state, view) for state in reversed(states))
    return (
        f"{_picture(states)}<details><summary>The last {len(states)} states</summary>\n"
        '<div class="table" tabindex="0" role="region" aria-label="The last states"><table>\n'
        '<thead><tr><th scope="col">Commit</th><th scope="col">Errors</th>'
        '<th scope="col">Warnings</th><th scope="col">Infos</th><th scope="col">Accepted</th>'
        f"</tr></thead>\n<tbody>\n{rows}</tbody></table></div>\n</details>\n"
    )


def _row(state: ReportState, view: ReportView) -> str:
    counts = state.counts
    numbers = (counts.errors, counts.warnings, counts.infos, counts.accepted)
    cells = "".join(f'<td class="number">{figure(number)}</td>' for number in numbers)
    return f"<tr><td>{state_words(state, view) or '–'}</td>{cells}</tr>\n"


def _picture(states: Sequence[ReportState]) -> str:
    """A bar for each state, oldest first; what it shows stands in the table below it."""
    totals = [sum(_numbers(state)) for state in states]
    highest = max(*totals, 1)
    bars = "".join(_bar(place, state, highest) for place, state in enumerate(states))
    width = _STEP * len(states)
    said = f"Findings in the last {len(states)} states: {totals[0]} at first, {totals[-1]} now"
    return (
        f'<svg class="history" role="img" width="{width}" height="{_HEIGHT + _LABEL}" '
        f'viewBox="0 0 {width} {_HEIGHT + _LABEL}" aria-label="{escape(said)}">\n'
        f'<path class="ground" d="M0 {_HEIGHT + _LABEL - 0.5}H{width}"/>\n{bars}</svg>\n'
    )


def _bar(place: int, state: ReportState, highest: int) -> str:
    numbers = _numbers(state)
    left, bottom = place * _STEP + (_STEP - _BAR) // 2, _HEIGHT + _LABEL - 1
    parts = []
    for name, number in zip(_PARTS, numbers, strict=True):
        height = round((_HEIGHT - 1) * number / highest)
        if number:
            height = max(height, 1)
            bottom -= height
            parts.append(
                f'<rect class="{name}" x="{left}" y="{bottom}" width="{_BAR}" height="{height}"/>'
            )
    middle, total = left + _BAR // 2, sum(numbers)
    parts.append(f'<text x="{middle}" y="{max(bottom - 4, 11)}">{_short(total)}</text>\n')
    return "".join(parts)


def _numbers(state: ReportState) -> tuple[int, int, int, int]:
    counts = state.counts
    return counts.errors, counts.warnings, counts.infos, counts.accepted


def _short(number: int) -> str:
    """A number in at most four characters: `999`, `12k`."""
    return str(number) if number < 1000 else f"{number // 1000}k"
