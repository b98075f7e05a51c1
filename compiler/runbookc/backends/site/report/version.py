"""The findings in the docs of one version, page by page."""

from html import escape
from itertools import groupby
from typing import Final

from runbookc.backends.site.report.findings import finding_list
from runbookc.backends.site.report.view import ReportView, by_severity, counted

MOST: Final = 400


def version_page(view: ReportView, key: str) -> str:
    """The page of a shelf.

    Args:
        view: the report.
        key: the shelf's.
    """
    found = view.standing.by_shelf.get(key, ())
    back = f'<p><a href="{escape(view.overview)}">All findings</a></p>\n'
    if not found:
        pages = counted(view.shelves[key].pages, "page")
        return f'{back}<p class="nothing">Nothing found.</p>\n<p>Looked at: {pages}.</p>\n'
    amounts = (counted(number, kind) for kind, number in by_severity(found).items() if number)
    parts = [back, f"<p>{', '.join(amounts)}.</p>\n"]
    for path, findings in groupby(found[:MOST], key=lambda one: one.path):
        address, title = view.href(path, 1), escape(view.title_of(path) or path)
        name = f'<a href="{escape(address)}">{title}</a>' if address else title
        listed = finding_list(list(findings), view, most=MOST, shelf=False)
        parts.append(f'<section class="on-page">\n<h2>{name}</h2>\n{listed}</section>\n')
    if len(found) > MOST:
        more = counted(len(found) - MOST, "more", "more")
        file = f'<a href="{escape(view.file)}" download>the report as JSON</a>'
        parts.append(f'<p class="more">And {more}, in {file}.</p>\n')
    return "".join(parts)
