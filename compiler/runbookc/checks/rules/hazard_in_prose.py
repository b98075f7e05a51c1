"""HAZ002: a consequence in plain prose, outside any admonition."""

import re
from collections.abc import Iterator

from runbookc.checks.rule import PageRule
from runbookc.checks.view import PageView, Passage
from runbookc.diagnostics import Diagnostic, Severity
from runbookc.model import HeadingBlock, TableBlock

_HARM = r"""
    lost | orphaned | erased | wiped | destroyed | corrupt(?:ed|s)? | damaged? | unrecoverable
    | unusable | locked\ out | inaccessible | overwritten | permanently | irrevocably
    | stop(?:s|ped)?\ working | breaks?\ (?:the|your) | data\ loss | loss\ of
    | lose\ (?:all|any|your|the|quorum) | will\ (?:\w+\ )?(?:fail|break|crash|hang)
    | fails?\ to\ (?:\w+\ )?(?:start|boot|join|connect|recover|restore)
    | (?:can(?:not|'t|’t|\ not) | unable\ to | not\ be\ able\ to)\ (?:\w+\ ){0,2}
      (?:start | log\ ?in | log\ on | connect | access | boot | recover | restore | hook)
"""
_LEAD = r"""
    (?:(?<!\w\ )\belse | \bor\ else)\b
    | \b(?:otherwise | failing\ to\ do\ so | failing\ this | not\ doing\ so
       | failure\ to\ (?:do\ so|follow))\b
    | \bif\ (?:you|this|it|they|that)\b [^.;]{0,24}?
      \b(?:(?:do|does|is|are)\ not | (?:do|does|is|are)n['’]t | fail\ to)\b [^.;]{0,80}?,
"""
_CONSEQUENCE = re.compile(
    rf"(?:{_LEAD}) [^.;]{{0,240}}? \b(?:{_HARM})\b", re.IGNORECASE | re.VERBOSE
)
_FINAL = re.compile(
    r"""
    \b(?:can['’]t | can\ ?not)\ be\ (?:undone|reversed|reverted|rolled\ back|recovered)\b
    | \b(?:is|are)\ (?:irreversible|not\ reversible|unrecoverable)\b | \birreversibly\b
    | \b(?:will|would|may|might|can|could)\ (?:\w+\ )?(?:result\ in|lead\ to|cause)\ (?:\w+\ ){0,3}
      (?:data\ loss | loss\ of\ (?:\w+\ )?data | data\ corruption)\b
    | \bwill\ (?:all\ )?(?:be|become)\ (?:\w+\ )?
      (?:lost|orphaned|wiped|erased|destroyed)\b
    | \bwill\ be\ (?:permanently|irrevocably)\ (?:deleted|removed|lost)\b
    | \byou(?:\ will|'ll|’ll)\ lose\ (?:all|any|your)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_PREVENTED = re.compile(
    r"\b(?:no|without|avoid(?:s|ing)?|prevent(?:s|ing)?|against|not)\b(?:\W+\w+){0,3}\W*$",
    re.IGNORECASE,
)


class HazardInProse(PageRule):
    """A consequence stands in plain prose, outside any admonition.

    ## What it does
    Looks for sentences that say what is lost or no longer works: "Else … will be orphaned",
    "Otherwise the node cannot start", "cannot be undone". Those in a note, a caution, a warning
    or any other admonition are as they should be. So are headings, tables and what is said to be
    prevented.

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
    trigger = re.compile(
        r"\b(?:else|otherwise|fail(?:ing|ure) to|not doing so|undone|reversed|reverted|rolled back"
        r"|recovered|irrevers\w+|not reversible|data loss|data corruption|loss of|lost|orphaned"
        r"|wiped|erased|destroyed|permanently|irrevocably|lose|if (?:you|this|it|they|that))\b",
        re.IGNORECASE,
    )

    def check(self, view: PageView) -> Iterator[Diagnostic]:
        """Report each such sentence once."""
        for passage in view.passages:
            if passage.admonition or isinstance(passage.block, HeadingBlock | TableBlock):
                continue
            if self.trigger.search(passage.text):
                for start, end in _consequences(passage):
                    yield self.finding(
                        view.page.path,
                        passage.prose.span(start, end),
                        f"A consequence in plain prose: “{_short(passage.text[start:end])}”",
                        help="Put it into a warning before the action that it guards.",
                    )


def _consequences(passage: Passage) -> Iterator[tuple[int, int]]:
    for start, end in passage.sentences:
        for pattern in (_CONSEQUENCE, _FINAL):
            match = pattern.search(passage.text, start, end)
            if match and not passage.in_code(match.start()):
                if not _PREVENTED.search(passage.text[start : match.start()]):
                    yield (start, end)
                break


def _short(text: str, limit: int = 80) -> str:
    return text if len(text) <= limit else f"{text[:limit].rsplit(' ', 1)[0]} …"
