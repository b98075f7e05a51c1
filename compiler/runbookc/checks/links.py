"""The links of a project by what the linker found."""

from collections.abc import Iterator

from runbookc.linking import Project
from runbookc.model import Link, LinkStatus, Page


def links_with(project: Project, *statuses: LinkStatus) -> Iterator[tuple[Page, Link]]:
    """The links of any of these statuses, each with its page or the file that pages include."""
    for page in project.pages:
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


def nearest_target(link: Link) -> str:
    """The question whether the nearest target was meant, "" where none is near."""
    return f"Did you mean `{link.nearest}`?" if link.nearest else ""
