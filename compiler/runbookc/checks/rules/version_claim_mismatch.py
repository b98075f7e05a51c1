"""VER002: the text at a link says one version, the link's target is of another."""

import re
from collections.abc import Iterator

from runbookc.checks.rule import PageRule
from runbookc.checks.targets import agrees, target_version
from runbookc.checks.view import PageView, Passage
from runbookc.diagnostics import Diagnostic, Related, Severity
from runbookc.source import Pattern

_NAME = r"(?P<name>(?:[A-Z]\w+\ ){0,4})"
_NUMBER = r"(?:v\.?\ ?|[Vv]ersion\ |[Rr]elease\ )?(?P<version>\d+(?:\.\d+)+)(?![\w/]|\.\d)"
_PLACE = r"(?:\s+(?:topic|page|section|article|chapter|guide|interface|docs|documentation))?"
_ENDS = r"""
    (?=\s+(?:version|release|build|docs|documentation|guide|topic|to|and|for|when)\b|[.,;:)]|\s*$)
"""
_AFTER = (
    rf"{_PLACE}\s+(?:in|of|for)\ (?:the\ )?{_NAME}{_NUMBER}{_ENDS}",
    rf"""{_PLACE}\s+(?:for|on|about)\ (?:additional\ )?
    (?:(?:information|instructions|details)\ (?:on|about|for)\ )?
    (?:installing|deploying|configuring|using|running|setting\ up)\ (?:the\ )?{_NAME}{_NUMBER}""",
)
_BEFORE = (
    rf"\b(?:[Ss]ee|[Rr]ead|[Uu]se|in|of|from|[Oo]pen|[Ff]ollow)\ the\ {_NAME}{_NUMBER}"
    r"\ (?:version\ of\ the\ )?$",
    rf"^(?:For|In|On|With)\ {_NAME}{_NUMBER},\ (?:see|read|use|refer\ to|follow|open)\ (?:the\ )?$",
)
_INSIDE = (
    rf"\b{_NAME}{_NUMBER}(?:'s)?\ (?:\w+\ ){{0,2}}(?i:docs|documentation|guide|manual)\b",
    rf"\b(?i:docs|documentation|guide|manual|install(?:ing|ation)?)\ (?:(?:of|for)\ )?(?:the\ )?"
    rf"{_NAME}{_NUMBER}$",
)
_AFTER_LINK, _BEFORE_LINK, _IN_LINK = (
    tuple(Pattern(pattern, re.VERBOSE) for pattern in patterns)
    for patterns in (_AFTER, _BEFORE, _INSIDE)
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
                claim = _claim(view, passage, start, end) if version else None
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


def _claim(view: PageView, passage: Passage, start: int, end: int) -> tuple[int, int] | None:
    """Where the version stands that the words at a link give it."""
    text = passage.text
    first, last = passage.sentence_at(start)
    before, inside, after = text[first:start], text[start:end], text[end : max(last, end)]
    for at, part, patterns in (
        (end, after, _AFTER_LINK),
        (first, before, _BEFORE_LINK),
        (start, inside, _IN_LINK),
    ):
        for pattern in patterns:
            match = pattern.match(part) if patterns is _AFTER_LINK else pattern.search(part)
            if match and _is_own(view, match["name"]):
                return at + match.start("version"), at + match.end("version")
    return None


def _is_own(view: PageView, name: str) -> bool:
    """Whether a name before a version is that of the page's product, or there is none."""
    page, settings = view.page, view.settings.products
    own = settings.get(page.product or "")
    known = [page.product or "", *((own.name, *(f.name for f in own.former_names)) if own else ())]
    for procedure in page.procedures:
        for hop in procedure.hops:
            known += (hop.from_product, hop.to_product)
    return not name or any(_ends_alike(_folded(one), _folded(name)) for one in known if one)


def _ends_alike(one: str, other: str) -> bool:
    """Whether two names are one, with or without the vendor's name before it."""
    return one.endswith(other) or other.endswith(one)


def _folded(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())
