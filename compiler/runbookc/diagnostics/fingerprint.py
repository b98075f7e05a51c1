"""Names a finding in a way that survives moved lines."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable

from runbookc.diagnostics.diagnostic import Diagnostic


def fingerprints(
    diagnostics: Iterable[Diagnostic], line: Callable[[str, int], str]
) -> dict[Diagnostic, str]:
    """A name for each finding: from its code, its path and the words of the lines it stands on.

    Equal findings on equal lines are told apart by their order on the page.

    Args:
        diagnostics: all findings of a run.
        line: gives the text of a line by path and number, from 1.

    Returns:
        32 hexadecimal digits by finding.
    """
    seen: Counter[str] = Counter()
    names: dict[Diagnostic, str] = {}
    for item in sorted(set(diagnostics), key=lambda each: (each.path, each.span, each.code)):
        numbers = range(item.span.line, item.span.end_line + 1)
        words = " ".join(" ".join(line(item.path, number).split()) for number in numbers)
        key = "\0".join((item.code, item.path, words))
        seen[key] += 1
        names[item] = hashlib.sha256(f"{key}\0{seen[key]}".encode()).hexdigest()[:32]
    return names
