"""VER002: the text at a link says one version, the link's target is of another."""

import re
from collections.abc import Iterator

from runbookc.checks.rule import PageRule
from runbookc.checks.targets import agrees, target_version
from runbookc.checks.view import PageView, Passage
from runbookc.diagnostics import Diagnostic, Related, Severity

_NUMBER = r"(?:v\.?\ ?|version\ |release\ )?(?P<version>\d+(?:\.\d+)+)(?![\w/]|\.\d)"
_PLACE = r"(?:\s+(?:topic|page|section|article|chapter|guide|interface|docs|documentation))?"
_IN = re.compile(
    rf"""{_PLACE}\s+(?:in|of|for)\ (?:the\ )?{_NUMBER}
    (?=\s+(?:version|release|build|docs|documentation|guide|topic|to|and|for|when)\b|[.,;:)]|\s*$)
    """,
    re.VERBOSE,
)
_FOR = re.compile(
    rf"""{_PLACE}\s+(?:for|on|about)\ (?:additional\ )?
    (?:(?:information|instructions|details)\ (?:on|about|for)\ )?
    (?:installing|deploying|configuring|using|running|setting\ up)\ (?:the\ )?(?:[A-Z]\w+\ ){{0,3}}
    {_NUMBER}
    """,
    re.VERBOSE,
)
_BEFORE = re.compile(
    rf"\b(?:see|read|use|in|of|from|open|follow)\ the\ {_NUMBER}\ (?:version\ of\ the\ )?$",
    re.IGNORECASE,
)
_INSIDE = re.compile(
    rf"""\b{_NUMBER}(?:'s)?\ (?:\w+\ ){{0,2}}(?:docs|documentation|guide|manual)\b
    | \b(?:docs|documentation|guide|manual)\ (?:of|for)\ (?:[A-Z]\w+\ ){{0,3}}
      (?:v|version\ )?(?P<of>\d+(?:\.\d+)+)(?![\w/]|\.\d)
    """,
    re.IGNORECASE | re.VERBOSE,
)


class VersionClaimMismatch(PageRule):
    """The text at a link says one version, and the page behind it is of another.

    ## What it does
    Reads the words that belong to a link ("the … topic for installing v7.5", "in the 7.3.9
    version", "see the 7.4 …") and compares the version in them with the version in the target's
    path. Versions elsewhere in the sentence belong to something else and are left alone.

    ## Why it hurts
    The reader of the 7.5 step installs by the 8.0 page: other dialogs, other paths, sometimes other
    actions.

    ## Bad
    ```markdown title="docs/guard/8.0/upgrade.md"
    See the [Install](/docs/guard/8.0/install.md) topic for installing v7.5.
    ```

    ## Good
    ```markdown title="docs/guard/8.0/upgrade.md"
    See the [Install](/docs/guard/7.5/install.md) topic for installing v7.5.
    ```

    ## False alarms it risks
    A page that is said to hold for the older version too. Say so: "which holds for 7.5 too".
    """

    code = "VER002"
    name = "version-claim-mismatch"
    severity = Severity.WARNING

    def check(self, view: PageView) -> Iterator[Diagnostic]:
        """Report each such link at its whole text and target."""
        page = view.page
        spoken = {mention.span.line for mention in page.mentions}
        lines = {
            link.line
            for link in page.links
            if any(line in spoken for line in range(link.line - 1, link.span.end_line + 3))
            and target_version(link, page)
        }
        for passage in view.passages_at(lines):
            for link, start, end in view.links_in(passage):
                version = target_version(link, page)
                claim = _claim(passage, start, end) if version else None
                if version and claim and not agrees(passage.text[claim[0] : claim[1]], version):
                    said = passage.text[claim[0] : claim[1]]
                    yield self.finding(
                        page.path,
                        link.span,
                        f"The text says {said}, the link leads to the {version} page",
                        help=f"Link to the {said} page, or say what holds in {version}.",
                        related=[
                            Related(
                                page.path, passage.prose.span(*claim), "the version in the text"
                            )
                        ],
                    )


def _claim(passage: Passage, start: int, end: int) -> tuple[int, int] | None:
    """Where the version stands that the words at a link give it."""
    text = passage.text
    first, last = passage.sentence_at(start)
    last = max(last, end)
    for pattern in (_IN, _FOR):
        if match := pattern.match(text, end, last):
            return match.span("version")
    if match := _BEFORE.search(text, first, start):
        return match.span("version")
    if match := _INSIDE.search(text, start, end):
        return match.span("version") if match["version"] else match.span("of")
    return None
