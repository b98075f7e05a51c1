"""Edits applied to a file's bytes: what stands outside their spans stays as it is."""

import re
from bisect import bisect_left
from collections.abc import Iterable

from runbookc.diagnostics.diagnostic import Edit, Fix
from runbookc.source import Position, SourceFile, Span

_LINE_END = re.compile(r"\r\n|\r|\n")


def compatible(fixes: Iterable[Fix]) -> list[Fix]:
    """The fixes that can be applied together: of two that touch the same place the first wins.

    A fix is taken with all of its edits, in whatever files, or not at all.
    """
    taken: dict[str, list[Span]] = {}
    chosen: list[Fix] = []
    for fix in fixes:
        added: list[tuple[list[Span], Span]] = []
        for edit in fix.edits:
            spans = taken.setdefault(edit.path, [])
            at = bisect_left(spans, edit.span)
            # Those taken never overlap, so only the neighbours can touch a new one.
            if any(_overlap(edit.span, known) for known in spans[max(0, at - 1) : at + 1]):
                for others, span in added:
                    others.remove(span)
                break
            spans.insert(at, edit.span)
            added.append((spans, edit.span))
        else:
            chosen.append(fix)
    return chosen


def applicable(source: SourceFile, edits: Iterable[Edit]) -> bool:
    """Whether the file has the places that the edits name."""
    return all(
        _exists(source, edit.span.start)
        and _exists(source, edit.span.end)
        and edit.span.start <= edit.span.end
        for edit in edits
    )


def edited(source: SourceFile, content: bytes, edits: Iterable[Edit]) -> bytes:
    r"""The bytes of a file after edits that do not overlap.

    Args:
        source: the file, decoded from `content`, which is clean UTF-8.
        content: its bytes; those outside of the edits' spans are taken over as they are.
        edits: all of this file. A line end in a replacement, written `\n`, becomes the file's own.
    """
    text, ending = source.text, _line_end(source.text)
    at = len(content) - len(text.encode())  # a byte-order mark stands before the text
    pieces = [content[:at]]
    done = 0
    for edit in sorted(edits, key=lambda edit: edit.span):
        start, end = source.offset(edit.span.start), source.offset(edit.span.end)
        until = at + len(text[done:start].encode())
        pieces += [content[at:until], edit.replacement.replace("\n", ending).encode()]
        at = until + len(text[start:end].encode())
        done = end
    return b"".join((*pieces, content[at:]))


def _exists(source: SourceFile, position: Position) -> bool:
    line, column = position
    return 0 < line <= len(source.lines) and 0 < column <= len(source.lines[line - 1]) + 1


def _overlap(one: Span, other: Span) -> bool:
    """Whether two stretches share a character, or one is a point in or at the edge of the other."""
    if one.start == one.end or other.start == other.end:
        return one.start <= other.end and other.start <= one.end
    return one.start < other.end and other.start < one.end


def _line_end(text: str) -> str:
    match = _LINE_END.search(text)
    return match[0] if match else "\n"
