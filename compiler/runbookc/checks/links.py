"""The links of a project by what the linker found."""

from collections.abc import Iterator

from runbookc.linking import Project
from runbookc.model import Link, LinkStatus, Page


def links_with(project: Project, *statuses: LinkStatus) -> Iterator[tuple[Page, Link]]:
    """The links of any of these statuses, each with its page."""
    for page in project.pages:
        if page.link_statuses.isdisjoint(statuses):
            continue
        for link in page.links:
            if link.status in statuses:
                yield page, link


def nearest_target(link: Link) -> str:
    """The question whether the nearest target was meant, "" where none is near."""
    return f"Did you mean `{link.nearest}`?" if link.nearest else ""
