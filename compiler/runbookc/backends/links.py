"""Where the links of a runbook lead once it has left the docs."""

from collections.abc import Iterable

from runbookc.backends import wording
from runbookc.backends.blocks_html import is_safe_url
from runbookc.model import (
    Appendix,
    Consideration,
    ImageBlock,
    InlineImage,
    Link,
    LinkText,
    Runbook,
    RunbookPart,
)
from runbookc.source.frozen import dataclass

_BROKEN = {"broken-page", "broken-anchor", "missing-asset", "outside-root"}
_ABSOLUTE = ("http://", "https://", "mailto:", "tel:")


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a link leads, as far as its reader can follow it.

    Args:
        href: a full address, else "".
        part: number of the part of this runbook that the link leads to, else 0.
        appendix: the appendix of this runbook that the link leads to, or None.
        place: the page or file in the docs, where there is no address to give; "" where the
            address says enough. Within the docs of one version it goes without their folder.
        problem: why it leads nowhere, in the compiler's words, or "".
    """

    href: str = ""
    part: int = 0
    appendix: Appendix | None = None
    place: str = ""
    problem: str = ""


class RunbookLinks:
    """Finds the destination of each link and image of one source page in a runbook."""

    def __init__(self, runbook: Runbook, path: str, version: str, links: Iterable[Link]) -> None:
        """Links of the page `path` in the docs of a version."""
        self._runbook = runbook
        self._path = path
        self._home = _home(path, version)
        self._links = {(link.line, link.column): link for link in links}

    @classmethod
    def of_part(cls, runbook: Runbook, part: RunbookPart) -> "RunbookLinks":
        """The links of a part."""
        return cls(runbook, part.path, part.version or "", part.links)

    @classmethod
    def of_appendix(cls, runbook: Runbook, appendix: Appendix) -> "RunbookLinks":
        """The links of an appendix."""
        return cls(runbook, appendix.path, appendix.version or "", appendix.links)

    @classmethod
    def of_statement(cls, runbook: Runbook, statement: Consideration) -> "RunbookLinks":
        """The links of a consideration: its own, else those of the parts from its page."""
        sources = [part.links for part in runbook.parts if part.path == statement.path]
        links = [one for source in (*sources, statement.links) for one in source]
        version = next((p.version for p in runbook.parts if p.number in statement.hops), None)
        return cls(runbook, statement.path, version or "", links)

    def find(self, node: LinkText | InlineImage | ImageBlock) -> Link | None:
        """The resolved link at the node's place."""
        return self._links.get((node.span.line, node.span.column))

    def image(self, node: InlineImage | ImageBlock) -> str | None:
        """The path of the image file in the docs, or None where there is none to show."""
        link = self.find(node)
        if link is None or link.status in _BROKEN or link.kind != "asset":
            return None
        return link.resolved

    def destination(self, node: LinkText) -> Destination:
        """Where the reader of the runbook gets by a link."""
        link = self.find(node)
        target = node.target
        if not is_safe_url(target) or (link is not None and link.status == "unsafe"):
            return Destination(problem=wording.UNSAFE_LINK)
        if link is not None and link.status in _BROKEN:
            return Destination(place=target, problem=wording.BROKEN_LINK)
        if link is None or link.kind in ("external", "mail", "other"):
            absolute = target.startswith(_ABSOLUTE)
            return Destination(href=target) if absolute else Destination(place=target)
        return self._inside(link)

    def _inside(self, link: Link) -> Destination:
        path = link.resolved or self._path
        holder = self._runbook.holder(path, link.anchor or "")
        if isinstance(holder, RunbookPart):
            return Destination(part=holder.number)
        if holder is not None:
            return Destination(appendix=holder)
        fragment = f"#{link.anchor}" if link.anchor else ""
        site = self._runbook.site_url.rstrip("/")
        if site and link.url is not None:
            return Destination(href=f"{site}/{link.url.lstrip('/')}{fragment}")
        return Destination(place=f"{path.removeprefix(self._home)}{fragment}")


def online_copy(runbook: Runbook) -> str:
    """The address of the runbook's page on the site; "" where the site's is not configured."""
    site = runbook.site_url.rstrip("/")
    return f"{site}/runbooks/{runbook.product}/{runbook.id}.html" if site else ""


def _home(path: str, version: str) -> str:
    """The folder that holds the docs of the version, as a beginning of paths; "" for none."""
    folders = path.split("/")[:-1]
    for index in reversed(range(len(folders) if version else 0)):
        name = folders[index].removeprefix("version-").removeprefix("v")
        if name.replace("_", ".") == version.replace("_", "."):
            return "/".join(folders[: index + 1]) + "/"
    return ""
