"""Comments that silence a finding where it stands: `<!-- runbookc: ignore VER002 reason -->`.

A comment on a line of text holds for that line and the next one. A comment alone on its line holds
for the whole block that follows. Silenced findings are kept apart and counted, never lost.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from runbookc.checks.view import PageView
from runbookc.diagnostics import Diagnostic
from runbookc.model import CodeBlock, Substeps, walk_blocks
from runbookc.source import Position

_COMMENT = re.compile(
    r"(?:<!--|\{\s*/\*)\s*runbookc:\s*ignore\s+"
    r"(?P<codes>[A-Z]{3}\d{3}(?:\s*,\s*[A-Z]{3}\d{3})*)\b(?P<reason>.*?)(?:-->|\*/\s*\})",
    re.DOTALL,
)


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

    def covers(self, diagnostic: Diagnostic) -> bool:
        """Whether it silences a finding of its page."""
        return diagnostic.code in self.codes and self.first <= diagnostic.span.line <= self.last


@dataclass(frozen=True, slots=True)
class Outcome:
    """Findings, and apart from them those that are silenced."""

    diagnostics: tuple[Diagnostic, ...]
    suppressed: tuple[Diagnostic, ...] = ()


def suppressions_of(view: PageView) -> tuple[Suppression, ...]:
    """The comments of a page; those in code blocks are shown to readers and silence nothing."""
    text = view.source.text
    if "runbookc:" not in text:
        return ()
    code = [block.span for block in walk_blocks(view.body) if isinstance(block, CodeBlock)]
    found: list[Suppression] = []
    for match in _COMMENT.finditer(text):
        span = view.source.span(*match.span())
        if any(block.contains(span) for block in code):
            continue
        start = text.rfind("\n", 0, match.start()) + 1
        end = text.find("\n", match.end())
        rest = text[start : match.start()] + text[match.end() : end if end >= 0 else len(text)]
        last = span.end_line + 1 if rest.strip() else _block_end(view, span.end)
        codes = tuple(re.findall(r"[A-Z]{3}\d{3}", match["codes"]))
        found.append(Suppression(codes, span.line, last, span.line, match["reason"].strip()))
    return tuple(found)


def silence(
    diagnostics: Iterable[Diagnostic], suppressions: Mapping[str, Iterable[Suppression]]
) -> Outcome:
    """Part findings by the comments of their pages, which are given by path."""
    kept: list[Diagnostic] = []
    silenced: list[Diagnostic] = []
    for item in diagnostics:
        silent = any(comment.covers(item) for comment in suppressions.get(item.path, ()))
        (silenced if silent else kept).append(item)
    return Outcome(tuple(kept), tuple(silenced))


def _block_end(view: PageView, after: Position) -> int:
    """The last line of the first block that begins after a place."""
    for block in walk_blocks(view.body):
        if not isinstance(block, Substeps) and block.span.start >= after:
            last = block.span.end
            return last.line - 1 if last.column == 1 and last.line > after.line else last.line
    return after.line + 1
