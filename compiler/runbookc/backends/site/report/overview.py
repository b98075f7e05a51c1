"""The first page of the report: how much was found, by rule, by version, by page."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from html import escape
from typing import Final

from runbookc.backends.site.page import Contents
from runbookc.backends.site.report.findings import (
    finding_list,
    severity_mark,
    state_words,
)
from runbookc.backends.site.report.trend import trend_html
from runbookc.backends.site.report.view import (
    ReportView,
    by_severity,
    counted,
    figure,
    worst_first,
)
from runbookc.model.site_report import ReportedFinding

MOST_OF_A_RULE: Final = 10
MOST_APART: Final = 50
MOST_PAGES: Final = 10


def overview(view: ReportView) -> tuple[str, list[Contents]]:
    """The page's body, and its headings."""
    sections = [
        ("By rule", "by-rule", _by_rule(view)),
        ("By product and version", "by-version", _by_version(view)),
        ("By page", "by-page", _by_page(view)),
        ("What the rules find", "rules", _rules(view)),
        ("Accepted by the baseline", "accepted", _accepted(view)),
        ("Silenced", "silenced", _apart(view, "silenced")),
    ]
    shown = [section for section in sections if section[2]]
    parts = [_head(view), trend_html(view)]
    parts += [
        f'<section class="{anchor}">\n<h2 id="{anchor}">{title}</h2>\n{body}</section>\n'
        for title, anchor, body in shown
    ]
    parts.append(f'<p><a href="{escape(view.file)}" download>The whole report as JSON</a></p>\n')
    return "".join(parts), [Contents(title, anchor, 2) for title, anchor, _ in shown]


def _head(view: ReportView) -> str:
    """How much was found, in what, at which commit."""
    report = view.report
    counts, looked = report.now.counts, report.looked_at
    numbers = (
        ("error", counts.errors, "error"),
        ("warning", counts.warnings, "warning"),
        ("info", counts.infos, "info"),
        ("accepted", counts.accepted, "accepted"),
        ("silenced", counts.silenced, "silenced"),
    )
    shown = "".join(
        f'<li class="{kind if number else "none"}"><b>{figure(number)}</b> '
        f"{word if kind in {'accepted', 'silenced'} or number == 1 else f'{word}s'}</li>\n"
        for kind, number, word in numbers
        if number or kind in {"error", "warning"}
    )
    verdict = "" if counts.found else '<p class="nothing">Nothing found.</p>\n'
    state = state_words(report.now, view)
    at = f" Sources: {state}." if state else ""
    amounts = (
        counted(looked.pages, "page"),
        counted(looked.procedures, "procedure"),
        counted(looked.links, "link"),
    )
    return (
        f'{verdict}<ul class="figures">\n{shown}</ul>\n'
        f"<p>Looked at: {', '.join(amounts)}, by {counted(looked.rules, 'rule')}.{at}</p>\n"
    )


def _grouped(findings: Iterable[ReportedFinding]) -> list[tuple[str, list[ReportedFinding]]]:
    """Findings by rule: the worst rules first, then those that find most."""
    groups: dict[str, list[ReportedFinding]] = defaultdict(list)
    for one in findings:
        groups[one.code].append(one)
    return sorted(
        groups.items(),
        key=lambda item: ([-number for number in by_severity(item[1]).values()], item[0]),
    )


def _by_rule(view: ReportView) -> str:
    trends = {rule.code: rule for rule in view.report.trend.rules} if view.report.trend else {}
    rows = []
    for code, findings in _grouped(view.found):
        name = view.rules[code].name if code in view.rules else ""
        severity = worst_first(findings)[0].severity
        cells = [figure(len(findings)), figure(len({one.path for one in findings}))]
        if view.report.trend:
            trend = trends.get(code)
            cells += [figure(trend.new), figure(trend.gone)] if trend else ["0", "0"]
        rows.append(
            f'<tr><td><a class="rule" href="#{escape(code)}">{escape(code)}</a> '
            f'<span class="about">{escape(name)}</span></td>'
            f"<td>{severity_mark(severity)}</td>{_cells(cells)}</tr>\n"
        )
    numbers = ["Findings", "Pages", *(["New", "Gone"] if view.report.trend else [])]
    return _table("Findings by rule", ["Rule", "Severity"], numbers, rows)


def _by_version(view: ReportView) -> str:
    found = view.standing.by_shelf
    accepted = Counter(
        view.shelf_of(one.path) for one in view.report.findings if one.state == "accepted"
    )
    rows = []
    for key, shelf in view.shelves.items():
        if not shelf.pages and key not in found and not accepted[key]:
            continue
        numbers = [shelf.pages, *by_severity(found.get(key, ())).values()]
        numbers += [accepted[key]] if view.report.baseline else []
        title = f'<a href="{escape(shelf.address)}">{escape(shelf.title)}</a>'
        rows.append(f"<tr><td>{title}</td>{_cells(map(figure, numbers))}</tr>\n")
    columns = ["Pages", "Errors", "Warnings", "Infos"]
    columns += ["Accepted"] if view.report.baseline else []
    shown = rows if view.report.findings else []
    return _table("Findings by product and version", ["Docs"], columns, shown)


def _by_page(view: ReportView) -> str:
    """The pages with most findings."""
    numbers = Counter(one.path for one in view.found)
    worst = sorted(numbers.items(), key=lambda item: (-item[1], item[0]))[:MOST_PAGES]
    rows = []
    for path, number in worst:
        address, title = view.href(path, 1), escape(view.title_of(path) or path)
        name = f'<a href="{escape(address)}">{title}</a>' if address else title
        shelf = view.shelves.get(view.shelf_of(path))
        place = f'<a href="{escape(shelf.address)}">{escape(shelf.title)}</a>' if shelf else ""
        rows.append(f"<tr><td>{name}</td><td>{place}</td>{_cells([figure(number)])}</tr>\n")
    more = len(numbers) - len(worst)
    left = f'<p class="more">And {counted(more, "page")} with fewer.</p>\n' if more else ""
    table = _table("Pages with most findings", ["Page", "Docs"], ["Findings"], rows)
    return table + left if rows else ""


def _rules(view: ReportView) -> str:
    """What each rule means, with the first of its findings."""
    standing = dict(_grouped(view.found))
    codes = [*standing, *(code for code, _ in _grouped(view.report.findings))]
    if view.report.trend:
        codes += [rule.code for rule in view.report.trend.rules]
    return "".join(_rule(code, standing.get(code, []), view) for code in dict.fromkeys(codes))


def _rule(code: str, findings: Sequence[ReportedFinding], view: ReportView) -> str:
    words = view.rules.get(code)
    name = f" {escape(words.name)}" if words else ""
    about = f"<p>{escape(words.summary)}.</p>\n" if words else ""
    shelves = Counter(view.shelf_of(one.path) for one in findings)
    listed = finding_list(
        findings, view, most=MOST_OF_A_RULE, rule=False, rest=_elsewhere(shelves, view)
    )
    shown = ""
    if listed:
        opened = " open" if len(view.found) <= MOST_OF_A_RULE else ""
        amount = counted(len(findings), "finding")
        shown = f"<details{opened}><summary>{amount}</summary>\n{listed}</details>\n"
    return f'<h3 id="{escape(code)}">{escape(code)}{name}</h3>\n{about}{shown}'


def _elsewhere(shelves: Counter[str], view: ReportView) -> str:
    """In the docs of which versions the findings of a rule stand."""
    ways = [
        f'<a href="{escape(view.shelves[key].address)}">{escape(view.shelves[key].title)}</a>'
        f" ({figure(number)})"
        for key, number in shelves.most_common(MOST_PAGES)
        if key in view.shelves
    ]
    return f"; all of them by version: {', '.join(ways)}" if ways else ""


def _accepted(view: ReportView) -> str:
    report = view.report
    if not report.baseline:
        return ""
    name = f"<code>{escape(report.baseline)}</code>"
    if report.baseline_problem:
        return f"<p>The baseline could not be used: {escape(report.baseline_problem)}.</p>\n"
    accepted = counted(report.now.counts.accepted, "finding")
    gone = report.gone_from_baseline
    still = f"; {figure(gone)} that it accepts are no longer there" if gone else ""
    return f"<p>{name} accepts {accepted}{still}.</p>\n{_apart(view, 'accepted')}"


def _apart(view: ReportView, state: str) -> str:
    """Findings that do not stand."""
    found = [one for one in view.report.findings if one.state == state]
    listed = finding_list(found, view, most=MOST_APART)
    amount = counted(len(found), "finding")
    return f"<details><summary>{amount}</summary>\n{listed}</details>\n" if listed else ""


def _table(label: str, words: Sequence[str], numbers: Sequence[str], rows: Sequence[str]) -> str:
    """A table of rows, its columns of words before those of numbers; "" without rows."""
    if not rows:
        return ""
    head = "".join(f'<th scope="col">{column}</th>' for column in words)
    head += "".join(f'<th scope="col" class="number">{column}</th>' for column in numbers)
    return (
        f'<div class="table" tabindex="0" role="region" aria-label="{escape(label)}"><table>\n'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{''.join(rows)}</tbody></table></div>\n"
    )


def _cells(values: Iterable[str]) -> str:
    return "".join(f'<td class="number">{value}</td>' for value in values)
