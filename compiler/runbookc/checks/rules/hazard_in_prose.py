"""HAZ002: a consequence in plain prose, outside any admonition."""

import re
from collections.abc import Iterator

from runbookc.checks.consequences import (
    candidate_lines,
    consequences,
    is_final,
    is_only_told,
)
from runbookc.checks.rule import PageRule
from runbookc.checks.view import PageView, Passage
from runbookc.diagnostics import Diagnostic, Severity
from runbookc.model import HeadingBlock, TableBlock
from runbookc.source import Pattern

_TOLD = Pattern(
    r"(?:^|[/_.-])(?:change-?log|history|design|designs|proposals?|rfcs?|adrs?)(?:[/_.-]|$)",
    re.IGNORECASE,
)
"""Papers on how a program is made, or was: nobody acts by them."""
_NEWS = Pattern(r"(?:release|what-?s)[-_ ]?(?:notes?|new)", re.IGNORECASE)
"""Release notes tell of losses that were mended; what they ask for counts."""
_MARKED = Pattern(r"\s*(?:[⚠☢☠⛔🚨🛑❗‼]|~>|->|!>)")
"""A sign that warns already, or an admonition of another dialect."""
_WARNS = Pattern(r"\b(?:warnings?|cautions?|dangers?)\b", re.IGNORECASE)
"""A heading with a signal word: its whole section is the warning."""
_LABEL = Pattern(r"step \d+\s*[–—:.)-]*\s*", re.IGNORECASE)


class HazardInProse(PageRule):
    """A consequence stands in plain prose, outside any admonition.

    ## What it does
    Looks for sentences that say what is lost or no longer works: "Else … will be orphaned",
    "Otherwise the node cannot start", "cannot be undone". Those in a note, a caution, a warning
    or any other admonition are as they should be. So are headings, tables, sections that are
    called a warning, what is said to be prevented, and "otherwise" where nothing is asked of the
    reader. Changelogs and design papers are not looked at, and of release notes only what they ask
    for.

    ## Why it hurts
    At night nobody reads every sentence. What can destroy something must look like it.

    ## Bad
    ```markdown
    Copy the certificates to the new path. Else the agents will be orphaned.
    ```

    ## Good
    ```markdown
    Copy the certificates to the new path.

    :::warning
    Without them the agents will be orphaned.
    :::
    ```

    ## False alarms it risks
    Reference pages that describe how a program behaves; text about what an attacker may do.
    """

    code = "HAZ002"
    name = "hazard-in-prose"
    severity = Severity.WARNING

    def check(self, view: PageView) -> Iterator[Diagnostic]:
        """Report each such sentence once."""
        path = view.page.path
        if _TOLD.search(path):
            return
        is_news = bool(_NEWS.search(path))
        for passage in view.passages_at(candidate_lines(view)):
            if passage.admonition or isinstance(passage.block, HeadingBlock | TableBlock):
                continue
            if _MARKED.match(passage.text) or _in_warning(view, passage.block.span.line):
                continue
            for start, end in _sentences(passage):
                if is_news and is_final(passage.text[start:end].lower()):
                    continue
                yield self.finding(
                    path,
                    passage.prose.span(start, end),
                    f"A consequence in plain prose: “{_short(passage.text[start:end])}”",
                    help="Put it into a warning before the action that it guards.",
                )


def _in_warning(view: PageView, line: int) -> bool:
    """Whether the heading above a line says that what follows is a warning."""
    above = [heading.text for heading in view.page.headings if heading.line <= line]
    return bool(above) and bool(_WARNS.search(above[-1]))


def _sentences(passage: Passage) -> Iterator[tuple[int, int]]:
    """The sentences that name a consequence, without the step's marker before them."""
    for start, end in passage.sentences:
        sentence = passage.text[start:end].lower()
        if not any(not passage.in_code(start + offset) for offset in consequences(sentence)):
            continue
        label = _LABEL.match(passage.text, start, end)
        first = label.end() if label else start
        if not is_only_told(passage.text[first:end].lower(), passage.text[:start].lower()):
            yield first, end


def _short(text: str, limit: int = 80) -> str:
    return text if len(text) <= limit else f"{text[:limit].rsplit(' ', 1)[0]} …"
