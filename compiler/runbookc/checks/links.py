"""The links of a project by what the linker found."""

from collections.abc import Iterator

from runbookc.diagnostics import Edit, Fix
from runbookc.linking import Project
from runbookc.model import Link, LinkStatus, Page


def links_with(project: Project, *statuses: LinkStatus) -> Iterator[tuple[Page, Link]]:
    """The links of any of these statuses, each with the file that it stands in."""
    for page in (*project.pages, *project.translations):
        if page.link_statuses.isdisjoint(statuses):
            continue
        for link in page.links:
            if link.status in statuses:
                yield page, link
    told: set[tuple[str, int, int]] = set()
    for fragment in project.fragments:
        # Of a text that several pages show in part, or that is a page itself, a link is told once.
        own = project.page(fragment.path)
        known = (
            {(each.line, each.column) for each in own.links if each.status in statuses}
            if own
            else ()
        )
        for link in fragment.links:
            place = (fragment.path, link.line, link.column)
            if link.status in statuses and place not in told and place[1:] not in known:
                told.add(place)
                yield fragment, link


def nearest_target(link: Link, *, sure: bool | None = None) -> str:
    """What was meant as an advice, what was probably meant as a question, else "".

    Args:
        link: a broken link.
        sure: whether nothing else can have been meant, where the rule knows more than the link.
    """
    if not link.nearest:
        return ""
    is_sure = link.nearest_is_sure if sure is None else sure
    return f"Write `{link.nearest}`." if is_sure else f"Did you mean `{link.nearest}`?"


def retargeted(page: Page, link: Link, *, sure: bool | None = None) -> Fix | None:
    """The fix that writes the nearest target, where it is sure and the target can be replaced."""
    is_sure = link.nearest_is_sure if sure is None else sure
    if not (link.nearest and is_sure) or link.target_span == link.span:
        return None
    edit = Edit(page.path, link.target_span, link.nearest)
    return Fix(f"Write `{link.nearest}`", (edit,))
