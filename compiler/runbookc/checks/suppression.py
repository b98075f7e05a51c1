"""Comments that silence a finding where it stands: `<!-- runbookc: ignore VER002 reason -->`.

A comment on a line of text holds for that line and the next one. A comment alone on its line holds
for the whole block that follows. Silenced findings are kept apart and counted, never lost.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence

from runbookc.checks.view import PageView
from runbookc.diagnostics import Diagnostic, Suppressed
from runbookc.model import CodeBlock, Substeps, walk_blocks
from runbookc.source import Pattern, Position, SourceFile, Span
from runbookc.source.frozen import dataclass

_COMMENT = Pattern(
    r"(?:<!--|\{\s*/\*)\s*runbookc:(?P<words>(?:(?!<!--|/\*).){0,2000}?)(?:-->|\*/\s*\})",
    re.DOTALL,
)
_WORDS = Pattern(
    r"\s*ignore\s+(?P<codes>[A-Z]{3}\d{3}(?:\s*,\s*[A-Z]{3}\d{3})*)\b(?P<reason>.*)", re.DOTALL
)
_CODE = Pattern(r"[A-Z]{3}\d{3}")
_BLANK = Pattern(r"\s*+")
_DEPENDS_ON_WHAT_IS_BEFORE = Pattern(r"\s|(?:[-+*]|\d{1,9}[.)])(?:\s|$)|---|===|#")


@dataclass(frozen=True, slots=True)
class Suppression:
    """Lines of a page on which some codes are silent.

    Args:
        codes: the rules' codes; none where the comment cannot be read.
        first: the first line, from 1.
        last: the last line.
        span: the comment.
        reason: the author's words.
        places: where each code is written.
        removal: what can be taken away with the comment so that readers see no difference.
    """

    codes: tuple[str, ...]
    first: int
    last: int
    span: Span
    reason: str = ""
    places: tuple[Span, ...] = ()
    removal: Span | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """Findings, and apart from them those that are silenced.

    Args:
        diagnostics: the findings that count.
        suppressed: those that are silenced.
        used: by page, the comments that silenced some, each with the code.
        used_patterns: the globs of the configuration that did.
    """

    diagnostics: tuple[Diagnostic, ...]
    suppressed: tuple[Suppressed, ...] = ()
    used: frozenset[tuple[str, Suppression, str]] = frozenset()
    used_patterns: frozenset[str] = frozenset()


def suppressions_of(view: PageView) -> tuple[Suppression, ...]:
    """The comments of a page that silence codes."""
    return tuple(comment for comment in comments_of(view) if comment.codes)


def comments_of(view: PageView) -> tuple[Suppression, ...]:
    """The comments of a page that speak to us, also those that cannot be read.

    Those in code blocks are shown to readers and silence nothing.
    """
    source = view.source
    if "runbookc:" not in source.text:
        return ()
    blocks = [block for block in walk_blocks(view.body) if not isinstance(block, Substeps)]
    code = [block.span for block in blocks if isinstance(block, CodeBlock)]
    spans = [block.span for block in blocks]
    found: list[Suppression] = []
    for match in _COMMENT.finditer(source.text):
        span = source.span(*match.span())
        if (
            source.text[match.start() - 1 : match.start()]
            == source.text[match.end() : match.end() + 1]
            == "`"
        ):
            continue
        around = bisect_right(code, span.start, key=_start) - 1
        if around >= 0 and code[around].contains(span):
            continue
        alone = _is_alone(source, span, match)
        last = _block_end(spans, span.end) if alone else span.end_line + 1
        words = _WORDS.fullmatch(match["words"])
        start = match.start("words")
        codes = list(_CODE.finditer(match["words"], *words.span("codes"))) if words else []
        found.append(
            Suppression(
                tuple(each[0] for each in codes),
                span.line,
                last,
                span,
                words["reason"].strip() if words else "",
                tuple(source.span(start + each.start(), start + each.end()) for each in codes),
                _removal(source, span, alone),
            )
        )
    return tuple(found)


def _is_alone(source: SourceFile, span: Span, match: re.Match[str]) -> bool:
    starts = (*source.line_starts, len(source.text))
    before = _BLANK.fullmatch(source.text, starts[span.line - 1], match.start())
    return bool(before and _BLANK.fullmatch(source.text, match.end(), starts[span.end_line]))


def _removal(source: SourceFile, span: Span, alone: bool) -> Span | None:
    """The comment with the space around it; None where it may hold apart what stands around it."""
    before = source.line(span.line)[: span.column - 1].rstrip()
    if not alone:
        after = source.line(span.end_line)[span.end_column - 1 :]
        is_text = re.match(r"\s*[^\W\d_]|\s*[-+*\d.)>|\s]+[^\W_]", before)
        if after.strip() or not is_text:
            return None
        return Span(span.line, len(before) + 1, span.end_line, span.end_column)
    if span.column > 1:
        return None
    above = source.line(span.line - 1).strip() if span.line > 1 else ""
    numbers = range(span.end_line + 1, len(source.lines) + 1)
    below = next((number for number in numbers if source.line(number).strip()), None)
    if below is not None and _DEPENDS_ON_WHAT_IS_BEFORE.match(source.line(below)):
        return None
    if above and below == span.end_line + 1:
        return None
    # Of the empty lines above and below one is enough.
    last = span.end_line + (not above and below != span.end_line + 1)
    if last >= len(source.lines):
        return Span(span.line, 1, len(source.lines), len(source.lines[-1]) + 1)
    return Span(span.line, 1, last + 1, 1)


def silence(
    diagnostics: Iterable[Diagnostic], suppressions: Mapping[str, Iterable[Suppression]]
) -> Outcome:
    """Part findings by the comments of their pages, which are given by path."""
    silent = {key: _Cover(comments) for key, comments in _by_code(suppressions)}
    kept: list[Diagnostic] = []
    silenced: list[Suppressed] = []
    used: set[tuple[str, Suppression, str]] = set()
    for item in diagnostics:
        cover = silent.get((item.path, item.code))
        comment = cover.at(item.span.line) if cover else None
        if comment is None:
            kept.append(item)
        else:
            silenced.append(Suppressed(item, "comment", comment.reason))
            used.add((item.path, comment, item.code))
    return Outcome(tuple(kept), tuple(silenced), frozenset(used))


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
