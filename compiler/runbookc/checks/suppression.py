"""Comments that silence a finding where it stands: `<!-- runbookc: ignore VER002 reason -->`.

A comment on a line of text holds for that line and the next one. A comment alone on its line holds
for the whole block that follows. Silenced findings are kept apart and counted, never lost.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from runbookc.checks.view import PageView
from runbookc.diagnostics import Diagnostic, Suppressed
from runbookc.model import CodeBlock, Substeps, walk_blocks
from runbookc.source import Position, Span

_COMMENT = re.compile(
    r"(?:<!--|\{\s*/\*)\s*runbookc:\s*ignore\s+"
    r"(?P<codes>[A-Z]{3}\d{3}(?:\s*,\s*[A-Z]{3}\d{3})*)\b(?P<reason>.{0,400}?)(?:-->|\*/\s*\})",
    re.DOTALL,
)
_BLANK = re.compile(r"\s*+")


@dataclass(frozen=True, slots=True)
class Suppression:
    """Lines of a page on which some codes are silent.

    Args:
        codes: the rules' codes.
        first: the first line, from 1.
        last: the last line.
        line: where the comment stands.
        reason: the author's words.
    """

    codes: tuple[str, ...]
    first: int
    last: int
    line: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Findings, and apart from them those that are silenced."""

    diagnostics: tuple[Diagnostic, ...]
    suppressed: tuple[Suppressed, ...] = ()


def suppressions_of(view: PageView) -> tuple[Suppression, ...]:
    """The comments of a page; those in code blocks are shown to readers and silence nothing."""
    text = view.source.text
    if "runbookc:" not in text:
        return ()
    blocks = [block for block in walk_blocks(view.body) if not isinstance(block, Substeps)]
    code = [block.span for block in blocks if isinstance(block, CodeBlock)]
    spans = [block.span for block in blocks]
    starts = (*view.source.line_starts, len(text))
    found: list[Suppression] = []
    for match in _COMMENT.finditer(text):
        span = view.source.span(*match.span())
        around = bisect_right(code, span.start, key=_start) - 1
        if around >= 0 and code[around].contains(span):
            continue
        before = _BLANK.fullmatch(text, starts[span.line - 1], match.start())
        alone = before and _BLANK.fullmatch(text, match.end(), starts[span.end_line])
        last = _block_end(spans, span.end) if alone else span.end_line + 1
        codes = tuple(re.findall(r"[A-Z]{3}\d{3}", match["codes"]))
        found.append(Suppression(codes, span.line, last, span.line, match["reason"].strip()))
    return tuple(found)


def silence(
    diagnostics: Iterable[Diagnostic], suppressions: Mapping[str, Iterable[Suppression]]
) -> Outcome:
    """Part findings by the comments of their pages, which are given by path."""
    silent = {key: _Cover(comments) for key, comments in _by_code(suppressions)}
    kept: list[Diagnostic] = []
    silenced: list[Suppressed] = []
    for item in diagnostics:
        cover = silent.get((item.path, item.code))
        comment = cover.at(item.span.line) if cover else None
        if comment is None:
            kept.append(item)
        else:
            silenced.append(Suppressed(item, "comment", comment.reason))
    return Outcome(tuple(kept), tuple(silenced))


def _by_code(
    suppressions: Mapping[str, Iterable[Suppression]],
) -> Iterable[tuple[tuple[str, str], list[Suppression]]]:
    found: dict[tuple[str, str], list[Suppression]] = {}
    for path, comments in suppressions.items():
        for comment in comments:
            for code in comment.codes:
                found.setdefault((path, code), []).append(comment)
    return found.items()


class _Cover:
    """The comments of a page that silence one code."""

    def __init__(self, comments: Iterable[Suppression]) -> None:
        self._comments = sorted(comments, key=lambda comment: comment.first)
        self._first = [comment.first for comment in self._comments]
        self._around = _around(self._comments)

    def at(self, line: int) -> Suppression | None:
        """The nearest comment above a line, or on it, that covers it."""
        index = bisect_right(self._first, line) - 1
        while index >= 0 and self._comments[index].last < line:
            index = self._around[index]
        return self._comments[index] if index >= 0 else None


def _around(comments: Sequence[Suppression]) -> list[int]:
    """For each comment the nearest one before it that holds for longer, else -1."""
    found: list[int] = []
    for index, comment in enumerate(comments):
        before = index - 1
        while before >= 0 and comments[before].last <= comment.last:
            before = found[before]
        found.append(before)
    return found


def _block_end(spans: Sequence[Span], after: Position) -> int:
    """The last line of the first block that begins after a place."""
    index = bisect_left(spans, after, key=_start)
    if index == len(spans):
        return after.line + 1
    last = spans[index].end
    return last.line - 1 if last.column == 1 and last.line > after.line else last.line


def _start(span: Span) -> Position:
    return span.start
