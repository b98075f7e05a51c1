"""Names a finding by its words, so that the name survives moved lines and renamed files."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import islice

from runbookc.diagnostics.diagnostic import Diagnostic

LineOf = Callable[[str, int], str]
"""Gives the text of a line by path and number, from 1; "" where there is none."""

SUBJECT_DIGITS = 16
"""So many of a fingerprint's first digits name what is at fault, whatever stands around it."""

_MOST_LINES = 50


def fingerprint_of(found: Diagnostic, line: LineOf) -> str:
    """A finding's fingerprint: 32 hexadecimal digits; equal findings on equal lines share one.

    The first half is made of the rule's code and the words at the finding's span, the second half
    of the code and all words of the lines that it stands on. Neither the path nor the line's number
    counts, unless nothing is written at the place of the finding.
    """
    span = found.span
    numbers = islice(range(span.line, span.end_line + 1), _MOST_LINES)
    lines = [line(found.path, number) for number in numbers]
    words = _words(lines)
    if not words:
        words = f"{found.path}\0{found.message}"
    if len(lines) == span.end_line - span.line + 1:
        lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    subject = _words(lines) or words
    return _digest(found.code, subject) + _digest(found.code, words)


def fingerprints(diagnostics: Iterable[Diagnostic], line: LineOf) -> dict[Diagnostic, str]:
    """A name for each finding that no other one has.

    It is the finding's fingerprint; the second one of several that share it ends in `-2`, in
    order of path and place, so that moving sections or files does not change which names there are.

    Args:
        diagnostics: all findings of a run.
        line: gives the lines that they stand on.
    """
    seen: Counter[str] = Counter()
    names: dict[Diagnostic, str] = {}
    for found in sorted(set(diagnostics), key=lambda each: (each.path, each.span, each.code)):
        name = fingerprint_of(found, line)
        seen[name] += 1
        names[found] = name if seen[name] == 1 else f"{name}-{seen[name]}"
    return names


def _words(lines: Iterable[str]) -> str:
    return " ".join(" ".join(line.split()) for line in lines).strip()


def _digest(code: str, text: str) -> str:
    digest = hashlib.sha256(f"{code}\0{text}".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:SUBJECT_DIGITS]
