"""The topics that a runbook's links bring along, and the list of what stays outside."""

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import field

from runbookc.model import (
    Appendix,
    Block,
    Consideration,
    Link,
    OutsideLink,
    Runbook,
    RunbookPart,
    walk_steps,
)
from runbookc.planning.topics import Topic, Topics, lines_of
from runbookc.source.frozen import dataclass

_LONGEST_TOPIC = 200_000
_LONGEST_TOGETHER = 500_000
"""Characters. A topic beyond either, such as the history of all releases, stays outside whole: what
is cut off somewhere would look complete."""


@dataclass(frozen=True, slots=True)
class _Mention:
    """A link, the page that it stands on, and the part; None for an appendix.

    Args:
        instructs: whether it stands with the steps, not in what is said around them.
    """

    link: Link
    path: str
    part: int | None
    instructs: bool = False

    @property
    def target(self) -> tuple[str, str] | None:
        """Path and anchor of the page that is there to be read; None for all else."""
        link = self.link
        if link.kind not in ("page", "anchor") or link.status not in ("ok", "unchecked"):
            return None
        return link.resolved or self.path, link.anchor or ""


def with_appendices(runbook: Runbook, topics: Topics, levels: int) -> Runbook:
    """The runbook with the topics that it links to, and the list of what it does not hold.

    Args:
        runbook: with all of its parts and considerations.
        topics: what can come along.
        levels: how many links a topic may be away from what the runbook tells.
    """
    told = list(_told(runbook))
    collection = _Collection(runbook, topics)
    frontier = told
    for level in range(1, levels + 1):
        new = [topic for mention in frontier if (topic := collection.add(mention, level))]
        frontier = [mention for topic in new for mention in _mentions(topic)]
    whole = runbook.model_copy(update={"appendices": collection.appendices()})
    told += [mention for topic in collection.levels for mention in _mentions(topic)]
    outside = (*_outside(whole, told), *_included(whole, topics))
    return whole.model_copy(update={"outside": outside})


@dataclass
class _Collection:
    """The topics that come along, in order of their first mention.

    Args:
        levels: of each topic, how many links lead there.
    """

    runbook: Runbook
    source: Topics
    levels: dict[Topic, int] = field(default_factory=dict)

    def add(self, mention: _Mention, level: int) -> Topic | None:
        """Take up the topic that a link leads to; None where it is here, or cannot come along."""
        target = mention.target
        if target is None or self.runbook.holder(*target) is not None:
            return None
        topic = self.source.find(*target)
        if topic is None or any(one.covers(topic) for one in self.levels):
            return None
        if not mention.instructs and self._is_another_path(topic):
            return None
        inside = [one for one in self.levels if topic.covers(one)]
        total = topic.length + sum(one.length for one in self.levels if one not in inside)
        if topic.length > _LONGEST_TOPIC or total > _LONGEST_TOGETHER:
            self.source.too_long.add("#".join(filter(None, (topic.page.path, topic.anchor))))
            return None
        self._put(topic, level, inside)
        return topic

    def _is_another_path(self, topic: Topic) -> bool:
        """Whether a topic describes hops of which none is on this route.

        Pages list the paths that they describe. Who holds the runbook of one of them must not find
        the steps of another one in it, unless her own steps send her there.
        """
        route = self.runbook.route
        taken = {one for hop in route.hops for one in (hop.procedure, *hop.others)} if route else ()
        described = [one.id for one in topic.procedures() if one.hops]
        return bool(described) and not any(one in taken for one in described)

    def _put(self, topic: Topic, level: int, inside: list[Topic]) -> None:
        """Add a topic, in place of its sections that came before."""
        kept = {}
        for one, its_level in self.levels.items():
            if one not in inside:
                kept[one] = its_level
            elif one is inside[0]:
                kept[topic] = its_level
        self.levels = kept if inside else {**kept, topic: level}

    def appendices(self) -> tuple[Appendix, ...]:
        """The topics with their letters."""
        chosen = enumerate(self.levels.items())
        return tuple(_appendix(topic, letter(place), level) for place, (topic, level) in chosen)


def letter(place: int) -> str:
    """The letters of a place, counted from 0: A, B, …, Z, AA, AB and so on."""
    letters = ""
    number = place + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _appendix(topic: Topic, letters: str, level: int) -> Appendix:
    page = topic.page
    return Appendix.trusted(
        letter=letters,
        id=f"appendix-{letters.lower()}",
        title=topic.title,
        path=page.path,
        anchor=topic.anchor,
        line=topic.line,
        url=page.url,
        version=page.version,
        level=level,
        anchors=topic.anchors,
        body=topic.body,
        links=topic.links,
    )


def _told(runbook: Runbook) -> Iterator[_Mention]:
    """The links of the runbook's own text, in the order in which it is read."""
    yield from _stated(runbook, 0)
    for part in runbook.parts:
        yield from _stated(runbook, part.number)
        procedure = part.procedure
        steps = (block for step in walk_steps(procedure.steps) for block in step.body)
        blocks = (*procedure.introduction, *steps, *procedure.result)
        yield from _within(part.links, blocks, part.path, part.number, instructs=True)


def _stated(runbook: Runbook, home: int) -> Iterator[_Mention]:
    for statement in (*runbook.considerations, *runbook.prerequisites):
        if runbook.home(statement) == home:
            links = (*_links_on(runbook.parts, statement), *statement.links)
            yield from _within(links, statement.body, statement.path, home)


def _links_on(parts: Iterable[RunbookPart], statement: Consideration) -> Iterator[Link]:
    for part in parts:
        if part.path == statement.path:
            yield from part.links


def _within(
    links: Iterable[Link],
    blocks: Iterable[Block],
    path: str,
    part: int,
    *,
    instructs: bool = False,
) -> Iterator[_Mention]:
    lines = lines_of(blocks)
    return (_Mention(link, path, part, instructs) for link in links if link.line in lines)


def _mentions(topic: Topic) -> Iterator[_Mention]:
    return (_Mention(link, topic.page.path, None) for link in topic.links)


def _outside(runbook: Runbook, mentions: Iterable[_Mention]) -> Iterator[OutsideLink]:
    """What the links lead to and the document does not hold, each once."""
    found: dict[tuple[str, str], OutsideLink] = {}
    for mention in mentions:
        url, place = _address(runbook, mention)
        if not (url or place):
            continue
        known = found.get((url, place))
        parts = known.parts if known else ()
        if mention.part is not None and mention.part not in parts:
            parts = (*parts, mention.part)
        text = known.text if known else " ".join(mention.link.text.split())
        found[url, place] = OutsideLink(text=text, url=url, place=place, parts=parts)
    yield from found.values()


def _address(runbook: Runbook, mention: _Mention) -> tuple[str, str]:
    """Address and place of what is not in the document; both empty for what is, or leads nowhere.

    Files that are shown, as images are, count as held.
    """
    link = mention.link
    if link.kind in ("external", "other"):
        return _elsewhere(link)
    if link.kind == "asset":
        shown = link.image or link.status != "ok"
        return "", "" if shown else link.resolved or ""
    target = mention.target
    if target is None or runbook.holder(*target) is not None:
        return "", ""
    path, anchor = target
    fragment = f"#{anchor}" if anchor else ""
    site = runbook.site_url.rstrip("/")
    if site and link.url is not None:
        return f"{site}/{link.url.lstrip('/')}{fragment}", ""
    return "", f"{path}{fragment}"


def _included(runbook: Runbook, topics: Topics) -> Iterator[OutsideLink]:
    """The files that pages show in their text and whose own text is not in the document."""
    sources: dict[str, tuple[int, ...]] = {one.path: () for one in runbook.appendices}
    for part in runbook.parts:
        sources[part.path] = (*sources.get(part.path, ()), part.number)
    found: dict[str, tuple[int, ...]] = {}
    for path, parts in sources.items():
        page = topics.project.page(path)
        for item in page.includes if page is not None else ():
            place = item.target
            if place.startswith("."):
                place = posixpath.normpath(posixpath.join(posixpath.dirname(path), place))
            found[place] = tuple(sorted({*found.get(place, ()), *parts}))
    for place, parts in found.items():
        yield OutsideLink(text="", url="", place=place, parts=parts)


def _elsewhere(link: Link) -> tuple[str, str]:
    """Address or place of what is no page of the project; a telephone number is neither."""
    if link.status == "unsafe":
        return "", ""
    if link.target.startswith(("https://", "http://")):
        return link.target, ""
    return "", "" if ":" in link.target else link.target
