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
_CONSEQUENCE = re.compile(rf"(?:{_LEAD}) [^.;]{{0,240}}? \b(?:{_HARM})\b", re.VERBOSE)
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
    re.VERBOSE,
)
_FINAL_SIGNS = frozenset(
    b"""undone reversed reverted rolled recovered irreversible irreversibly reversible unrecoverable
    lost orphaned wiped erased destroyed permanently irrevocably lose loss corruption""".split()
)
"""Every match of `_FINAL` holds one of these words."""
_SIGNS = frozenset(
    b"""corrupt corrupts corrupted damage damaged unusable locked inaccessible overwritten stop
    stops stopped break breaks crash hang fail fails cannot unable""".split()
)
_MORE_SIGNS = ("can't", "can’t", "can not", "not be able")
"""Every other match of `_CONSEQUENCE` holds one of these, and one of the leads shortly before."""
_LEADS = re.compile(r"else|otherwise|fail|not doing|if .*(?:not|n['’]t)", re.DOTALL | re.IGNORECASE)
_LINES_BEFORE = 5

_LABEL = re.compile(r"step \d+\s*[–—:.)-]*\s*")
_PREVENTED = re.compile(
    r"\b(?:no|without|avoid(?:s|ing)?|prevent(?:s|ing)?|against|not)\b(?:\W+\w+){0,3}\W*$"
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

    def check(self, view: PageView) -> Iterator[Diagnostic]:
        """Report each such sentence once."""
        for passage in view.passages_at(_lines(view)):
            if passage.admonition or isinstance(passage.block, HeadingBlock | TableBlock):
                continue
            for start, end in _consequences(passage):
                yield self.finding(
                    view.page.path,
                    passage.prose.span(start, end),
                    f"A consequence in plain prose: “{_short(passage.text[start:end])}”",
                    help="Put it into a warning before the action that it guards.",
                )


def _lines(view: PageView) -> set[int]:
    """The lines that may end a consequence."""
    lines = view.lines_with(*map(bytes.decode, view.words & _FINAL_SIGNS))
    more = view.lines_with(*map(bytes.decode, view.words & _SIGNS), *_MORE_SIGNS)
    for line in more - lines:
        if _LEADS.search("\n".join(view.source.lines[max(0, line - _LINES_BEFORE) : line])):
            lines.add(line)
    return lines


def _consequences(passage: Passage) -> Iterator[tuple[int, int]]:
    """The sentences that name a consequence which they do not say to be prevented."""
    text = passage.text.lower()
    matches = [*_FINAL.finditer(text)]
    if _LEADS.search(text):
        matches.extend(_CONSEQUENCE.finditer(text))
    found: set[tuple[int, int]] = set()
    for match in matches:
        start, end = passage.sentence_at(match.start())
        prevented = _PREVENTED.search(text[start : match.start()])
        if not prevented and not passage.in_code(match.start()):
            label = _LABEL.match(text, start, end)
            found.add((label.end() if label else start, end))
    yield from sorted(found)


def _short(text: str, limit: int = 80) -> str:
    return text if len(text) <= limit else f"{text[:limit].rsplit(' ', 1)[0]} …"
