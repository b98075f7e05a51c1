"""What a link brings along: a page of the docs, or the section that its anchor names."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType

from runbookc.linking import Project
from runbookc.model import (
    Block,
    CodeBlock,
    HeadingBlock,
    HtmlBlock,
    ImageBlock,
    InlineHtml,
    Link,
    Page,
    Procedure,
    inlines_of,
    plain_text,
    walk_blocks,
    walk_inlines,
    walk_steps,
)
from runbookc.source.frozen import dataclass

Bodies = Mapping[str, tuple[Block, ...]]
"""The blocks of pages, by path."""

_TAG = re.compile(r"<[^<>]*>")
_ID = re.compile(r"""<[^<>]*?\s(?:id|name)\s*=\s*["'{`]*([^\s"'`{}<>]+)""")


@dataclass(frozen=True, eq=False)
class Topic:
    """A page without its title, or one of its sections without its heading.

    Args:
        anchor: the section's, "" for the whole page.
        anchors: the ids on the page that stand in it.
        links: the resolved links in it, with the addresses of their targets.
        length: how much text it is, in characters.
    """

    page: Page
    anchor: str
    title: str
    line: int
    body: tuple[Block, ...]
    anchors: tuple[str, ...]
    links: tuple[Link, ...]
    length: int

    def procedures(self) -> Iterator[Procedure]:
        """Those of the page that stand in it."""
        for procedure in self.page.procedures:
            anchor = procedure.id.rpartition("#")[2].partition("~")[0]
            if not self.anchor or anchor in self.anchors:
                yield procedure

    def covers(self, other: "Topic") -> bool:
        """Whether the other one stands in this one."""
        same = self.page.path == other.page.path
        return same and (not self.anchor or other.anchor in self.anchors)


class Topics:
    """The topics of a project; each is cut out once, however many runbooks it comes along with.

    Args:
        project: the linked project.
        bodies: the blocks of the pages that may come along; of others there is no topic.
        digest_of: the SHA-256 of an image by its path, "" where it cannot be read.

    Attributes:
        too_long: the places of those that were too long for a runbook that links there.
    """

    def __init__(
        self,
        project: Project,
        bodies: Bodies = MappingProxyType({}),
        digest_of: Callable[[str], str] = lambda _: "",
    ) -> None:
        self.project = project
        self.digest_of = digest_of
        self.too_long: set[str] = set()
        self._bodies = bodies
        self._outlines: dict[str, _Outline] = {}
        self._topics: dict[tuple[str, str], Topic | None] = {}
        self._links: dict[str, tuple[Link, ...]] = {}
        self._of_procedures: dict[str, tuple[Link, ...]] = {}

    def find(self, path: str, anchor: str) -> Topic | None:
        """The topic that a link to this place means; the whole page where no heading is meant."""
        page, body = self.project.page(path), self._bodies.get(path)
        if page is None or body is None:
            return None
        if path not in self._outlines:
            self._outlines[path] = _Outline(page, body)
        section = self._outlines[path].section(anchor)
        key = (path, section.anchor)
        if key not in self._topics:
            self._topics[key] = self._cut(page, section)
        return self._topics[key]

    def _cut(self, page: Page, section: "_Section") -> Topic | None:
        length = sum(map(_length, walk_blocks(section.body)))
        if not length:
            return None
        return Topic(
            page,
            section.anchor,
            section.title,
            section.line,
            section.body,
            section.anchors,
            self.links_within(page, [section.body]),
            length,
        )

    def links_of(self, page: Page, procedure: Procedure) -> tuple[Link, ...]:
        """The links of everything that a procedure tells."""
        if procedure.id not in self._of_procedures:
            self._of_procedures[procedure.id] = self.links_within(page, _told_by(procedure))
        return self._of_procedures[procedure.id]

    def links_within(self, page: Page, bodies: Iterable[Sequence[Block]]) -> tuple[Link, ...]:
        """The links of a page that stand in these blocks, with the addresses of their targets."""
        if page.path not in self._links:
            self._links[page.path] = tuple(self._addressed(page, link) for link in page.links)
        lines = lines_of(block for body in bodies for block in body)
        return tuple(link for link in self._links[page.path] if link.line in lines)

    def _addressed(self, page: Page, link: Link) -> Link:
        if link.kind not in ("page", "anchor"):
            return link
        url = self.project.url_of(link.resolved or page.path)
        return link.changed(url=url) if url is not None else link


def lines_of(blocks: Iterable[Block]) -> set[int]:
    """The lines on which blocks stand."""
    spans = (block.span for block in blocks if block.type != "substeps")
    return {line for span in spans for line in range(span.line, span.end_line + 1)}


def _told_by(procedure: Procedure) -> Iterator[tuple[Block, ...]]:
    yield procedure.introduction
    yield procedure.result
    for section in (*procedure.context, *procedure.prerequisites):
        yield section.body
    yield from (step.body for step in walk_steps(procedure.steps))


@dataclass(frozen=True)
class _Section:
    anchor: str
    title: str
    line: int
    body: tuple[Block, ...]
    anchors: tuple[str, ...]


class _Outline:
    """The headings of one page and what stands below each."""

    def __init__(self, page: Page, body: tuple[Block, ...]) -> None:
        self._page = page
        self._body = body
        self._title = next((i for i, block in enumerate(body) if _is_title(block, page)), None)

    def section(self, anchor: str) -> _Section:
        """The section in which an id stands; the whole page where none has it."""
        index = self._headings.get(anchor) if anchor else None
        if index is None or index == self._title:
            return self._whole
        heading = self._body[index]
        assert isinstance(heading, HeadingBlock), "an id is noted with a heading"
        inside = range(index, self._end(index, heading.level))
        body = self._body[inside.start + 1 : inside.stop]
        anchors = tuple(name for name, place in self._headings.items() if place in inside)
        title = plain_text(heading.inlines).strip() or self._page.title
        return _Section(heading.anchor, title, heading.span.line, body, anchors)

    def _end(self, start: int, level: int) -> int:
        """The place behind a section: that of the next heading which is no deeper."""
        for place in range(start + 1, len(self._body)):
            block = self._body[place]
            if isinstance(block, HeadingBlock) and block.level <= level:
                return place
        return len(self._body)

    @cached_property
    def _whole(self) -> _Section:
        body, title = self._body, self._title
        if title is not None:
            body = (*body[:title], *body[title + 1 :])
        first = next((b.span.line for b in self._body if b.type != "substeps"), 1)
        return _Section("", self._page.title, first, body, tuple(self._headings))

    @cached_property
    def _headings(self) -> dict[str, int]:
        """For each id the place of the heading below which it stands.

        An id that is written right before a heading belongs to that heading.
        """
        found: dict[str, int] = {}
        waiting: list[str] = []
        current: int | None = None
        for index, block in enumerate(self._body):
            current = index if isinstance(block, HeadingBlock) else current
            names = [*waiting, *_ids([block])]
            waiting = names if _shows_nothing(block) else []
            if current is not None and not waiting:
                found.update(dict.fromkeys(names, current))
        if current is not None:
            found.update(dict.fromkeys(waiting, current))
        return found


def _shows_nothing(block: Block) -> bool:
    return block.type in ("html", "paragraph") and not _length(block)


def _is_title(block: Block, page: Page) -> bool:
    """Whether a block only repeats the page's title."""
    if not isinstance(block, HeadingBlock) or block.level > 1:
        return False
    return plain_text(block.inlines).strip().casefold() == page.title.strip().casefold()


def _ids(blocks: Iterable[Block]) -> Iterator[str]:
    for block in walk_blocks(blocks):
        if isinstance(block, HeadingBlock):
            yield block.anchor
        if isinstance(block, HtmlBlock):
            yield from _ID.findall(block.text)
        for run in inlines_of(block):
            for node in walk_inlines(run):
                if isinstance(node, InlineHtml):
                    yield from _ID.findall(node.text)


def _length(block: Block) -> int:
    """How many characters of a block are text that its reader sees, inner blocks apart."""
    if isinstance(block, CodeBlock):
        return len(block.text)
    if isinstance(block, HtmlBlock):
        return len(_TAG.sub("", block.text).strip())
    if isinstance(block, ImageBlock):
        return 1 + len(block.alt)
    return sum(len(plain_text(run, alt=True).strip()) for run in inlines_of(block))
