"""The links and ids in tags, and the Markdown between tags that stand in one block."""

import re
from collections.abc import Callable, Sequence

from runbookc.model import LinkNotation
from runbookc.parsing.jsx import Tag, Value, balanced, read_tag
from runbookc.parsing.links import LinkCollector
from runbookc.parsing.mdx import Patience
from runbookc.source import Span

_LINKS = {"a": ("href",), "area": ("href",)}
_FILES = dict.fromkeys(("img", "video", "audio", "source", "track", "embed"), ("src", "poster"))
_INTERESTING = re.compile(r"[`\\<{]")
_BACKTICKS = re.compile(r"`+")
_VERBATIM = ("script", "style")
_USUAL_TAG = 200
_NOT_LINE_END = re.compile(r"[^\n]")

Places = Callable[[int, int], Span]
"""The span in the source of a piece of the text that is read."""


class ElementReader:
    """Takes links and ids from tags.

    Args:
        links: takes the links.
        anchors: takes the ids.
        link_components: components whose `to` and `href` are links of the site.
    """

    def __init__(
        self, links: LinkCollector, anchors: list[str], link_components: frozenset[str]
    ) -> None:
        self._links, self._anchors, self._components = links, anchors, link_components

    def tag(self, tag: Tag, places: Places) -> None:
        """Note what a tag links to and what it can be reached by."""
        for value in tag.values:
            if value.attribute == "id" or (value.attribute == "name" and tag.name == "a"):
                self._anchors.append(value.text)
            elif found := self._link(tag.name, value):
                notation, image = found
                span = places(value.start, value.end)
                self._links.add("", value.text, span, span, image=image, notation=notation)

    def _link(self, name: str, value: Value) -> tuple[LinkNotation, bool] | None:
        """How a literal in a tag is a link, and whether of an image; None where it is none."""
        if not value.text.strip():
            return None
        if value.source == "module":
            return ("module", True) if value.text.startswith(("./", "../", "@site/")) else None
        is_file = value.attribute in _FILES.get(name, ())
        if value.source == "base":
            return ("base", is_file)
        if is_file:
            return ("html", True)
        if value.attribute in _LINKS.get(name, ()):
            return ("html", False)
        if name in self._components and value.attribute in ("to", "href"):
            return ("component", False)
        return None


def blank_out(text: str) -> tuple[str, list[Tag]]:
    """A block of tags and Markdown with all but the Markdown made blank, and the tags.

    Every character keeps its place. Code is left alone; comments and expressions are made blank.
    """
    tags: list[Tag] = []
    pieces: list[str] = []
    done = position = 0
    patience = Patience({})
    while match := _INTERESTING.search(text, position):
        start = match.start()
        position = _after_literal(text, start, patience)
        if position > start:
            continue
        end = _after_markup(text, start, tags) if patience.is_left() else start
        if end == start:
            patience.spend(len(text) - start if text[start] == "{" else _USUAL_TAG)
        if end > start:
            pieces += (text[done:start], _NOT_LINE_END.sub(" ", text[start:end]))
            done = end
        position = max(end, start + 1)
    return "".join((*pieces, text[done:])), tags


def _after_literal(text: str, start: int, patience: Patience) -> int:
    """The offset after a code span or an escape that begins here; `start` where none does."""
    if text[start] == "\\":
        return start + 2
    run = _BACKTICKS.match(text, start)
    if run is None:
        return start
    for closing in _BACKTICKS.finditer(text, run.end()) if patience.is_left() else ():
        if len(closing[0]) == len(run[0]):
            return closing.end()
    patience.spend(len(text) - run.end())
    return run.end()


def _after_markup(text: str, start: int, tags: list[Tag]) -> int:
    """The offset after a comment, an expression or a tag that begins here."""
    if text[start] == "{":
        return balanced(text, start) or start
    if text.startswith("<!--", start):
        closing = text.find("-->", start + 4)
        return closing + 3 if closing >= 0 else len(text)
    tag = read_tag(text, start)
    if tag is None:
        return start
    tags.append(tag)
    if tag.name in _VERBATIM and not tag.closes:
        closing = text.find(f"</{tag.name}", tag.end)
        return closing if closing >= 0 else len(text)
    return tag.end


class BlockLines(Sequence[str]):
    """The lines of a file, as far as one block has them, with other text in their place.

    Args:
        lines: the file's lines.
        first: index of the block's first line.
        content: the block's text, as the parser cut it out of its containers.
        shown: what is read instead of it, of the same length.
    """

    def __init__(self, lines: Sequence[str], first: int, content: str, shown: str) -> None:
        self._first = first
        self._shown = [
            " " * max(0, len(line) - len(old)) + new
            for line, old, new in zip(
                lines[first:], content.split("\n"), shown.split("\n"), strict=False
            )
        ]

    def __len__(self) -> int:
        return self._first + len(self._shown)

    def __getitem__(self, index):  # type: ignore[no-untyped-def]
        return self._shown[index - self._first]
