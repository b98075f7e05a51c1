"""VER001: a page of one version links to another version of the same product."""

import re
from collections.abc import Iterator

from runbookc.checks.rule import PageRule
from runbookc.checks.targets import agrees, crossing_links
from runbookc.checks.view import PageView, Passage
from runbookc.diagnostics import Diagnostic, Severity
from runbookc.source import Pattern

_NUMBER = Pattern(r"\d+(?:\.\d+)+")
_ON_PURPOSE = Pattern(
    r"\b(?:older|earlier|previous|prior|former|newer|later|legacy|archived?|latest|other) "
    r"(?:\w+ ){0,2}(?:versions?|releases?|docs|documentation)\b",
    re.IGNORECASE,
)

_NOTES = Pattern(
    r"\b(?:(?:release|important|upgrade)[ -]notes|change-?log|what['’]?s[ -]new)\b", re.IGNORECASE
)
"""What is written once, for the release that it belongs to."""


class CrossVersionLink(PageRule):
    """A page of one version links to another version of the same product.

    ## What it does
    Compares the version folder of each page with that of the pages it links to. A link whose
    sentence names the other version, or says "earlier versions", is meant so and not reported, and
    so is one to the notes of a release.

    ## Why it hurts
    The reader leaves the version that is installed without noticing, and goes on by the wrong page.

    ## Bad
    ```markdown title="docs/guard/8.0/upgrade.md"
    See the [Install](/docs/guard/7.5/install.md) topic.
    ```

    ## Good
    ```markdown title="docs/guard/8.0/upgrade.md"
    See the [Install](/docs/guard/8.0/install.md) topic.
    ```

    ## False alarms it risks
    Pages that are published for one version only and hold for all.
    """

    code = "VER001"
    name = "cross-version-link"
    severity = Severity.WARNING

    def check(self, view: PageView) -> Iterator[Diagnostic]:
        """Report each such link at its target."""
        page = view.page
        crossing = crossing_links(page)
        for passage in view.passages_at(span.line for span in crossing):
            for link, start, end in view.links_in(passage):
                version = crossing.get(link.span)
                if version and not (
                    _NOTES.search(link.target) or _meant(passage, start, end, version)
                ):
                    yield self.finding(
                        page.path,
                        link.target_span,
                        f"A page of {page.version} links to the docs of {version}",
                        help=f"Link to the {page.version} page, or name {version} in the sentence.",
                    )


def _meant(passage: Passage, start: int, end: int, version: str) -> bool:
    first, last = passage.sentence_at(start)
    sentence = passage.text[first : max(last, end)]
    return bool(_ON_PURPOSE.search(sentence)) or any(
        agrees(number, version) for number in _NUMBER.findall(sentence)
    )
