"""Sentences that say what is lost or no longer works."""

import re
from collections.abc import Iterator
from functools import lru_cache

from runbookc.lowering.sentences import sentences
from runbookc.lowering.wording import is_instruction
from runbookc.model import Code, Prose
from runbookc.source import Pattern

_HARM = r"""
    lost | orphaned | erased | wiped | destroyed | corrupt(?:ed|s)? | damaged? | unrecoverable
    | unusable | locked\ out | inaccessible | (?<!to\ be\ )overwritten | permanently | irrevocably
    | stop(?:s|ped)?\ \w+ing | breaks?\ (?:the|your) | data\ loss | loss\ of
    | lose\ (?:all|any|your|the|quorum|access|data) | will\ (?:\w+\ )?(?:fail|break|crash|hang)
    | fails?\ to\ (?:\w+\ )?(?:start|boot|join|connect|recover|restore)
    | (?:can(?:not|['’]t|\ not) | unable\ to | not\ be\ able\ to)\ (?:\w+\ ){0,2}
      (?:start | log\ ?in | log\ on | connect | access | boot | recover | restore | hook)
    | (?:will\ not | won['’]t | no\ longer)\ (?:\w+\ )?
      (?:be\ able | start | work | connect | boot | run)
"""
_LEAD = r"""
    (?:(?<!\w\ )\belse | \bor\ else)\b
    | \b(?:otherwise | failing\ to\ do\ so | failing\ this | not\ doing\ so | if\ not,
       | without\ (?:it|this|that|them), | failure\ to\ (?:do\ so|follow))
    | ,\ or\ (?:the|your|all|any)\ [^.;,]{0,60}?\ (?=will\b)
    | \bif\ (?:you|this|it|they|that)\b [^.;]{0,24}?
      \b(?:(?:do|does|is|are)\ not | (?:do|does|is|are)n['’]t | fail\ to)\b [^.;]{0,80}?,
"""
_THREAT = Pattern(rf"(?:{_LEAD}) [^.;]{{0,240}}? \b(?:{_HARM})\b", re.VERBOSE)
_FINAL = Pattern(
    r"""
    \b(?:can['’]t | can\ ?not)\ be\ (?:undone|reversed|reverted|rolled\ back|recovered|restored)\b
      (?!\ (?:from|using|when|while|until)\b)
    | \b(?:is|are)\ (?:irreversible|not\ reversible|unrecoverable)\b | \birreversibly\b
    | \birreversible\ (?:action|change|operation|process|step)\b
    | \bno\ way\ (?:back | to\ (?:undo|recover|restore|revert|go\ back|roll))\b
    | \b(?:will|would|may|might|can|could)\ (?:\w+\ )?(?:result\ in|lead\ to|cause)\ (?:\w+\ ){0,3}
      (?:data\ loss | loss\ of\ (?:\w+\ )?data | data\ corruption)\b
    | \bwill\ (?:all\ )?(?:be|become)\ (?:\w+\ )?
      (?:lost|orphaned|wiped|erased|destroyed|overwritten)\b(?!\ by\b)
    | \bwill\ be\ (?:permanently|irrevocably)\ (?:deleted|removed|lost)\b
    | \byou\ ?(?:will|'ll|’ll|may|might|can|could)\ lose\ (?:all|any|your|access|data)\b
    | \ball\ (?:\w+\ ){1,6}?will\ be\ (?:deleted|removed|dropped)\b
    """,
    re.VERBOSE,
)
_STATED = Pattern(
    r"""
    \b(?:changes|configuration|data|events|files|history|passwords?|policies|settings)\ (?:is|are)
    \ (?:permanently\ )?(?:lost|erased|wiped|destroyed)\b
    | \ball\ (?:\w+\ ){1,6}?(?:is|are)\ (?:permanently\ )?(?:deleted|lost|erased|wiped|dropped)\b
    """,
    re.VERBOSE,
)
_CONDITION = Pattern(
    r"\b(?:if|when|whenever|once|after|until|unless|before|while|as soon as|in case|ensure"
    r"|make sure|verify|check|why|where|whose|which)\b[^,]*$"
)
_OTHERWISE = Pattern(r"\b(?:else|otherwise|if not|without (?:it|this|that|them))\b")
_DEMAND = Pattern(
    r"\b(?:must|should|shall|make sure|be sure|ensure|need(?:s|ed)? to|ha(?:ve|s) to|requires?"
    r"|required|recommend(?:ed)?|important|please|do not|don['’]t|never|you|your)\b"
)
_WE = Pattern(r"\bwe\ (?:will|can|may|would|might|are)\b")
"""What the authors do is no hazard."""
_PREVENTED = Pattern(
    r"\b(?:no|without|avoid(?:s|ing)?|prevent(?:s|ing)?|against|not)\b(?:\W+\w+){0,3}\W*$"
    r"|\bprevent(?:s|ing)?\b[^.;]{0,80}\bfrom\b"
    r"|\b(?:needs?|has|have|ought)\s+to\s+be\s*$|\b(?:feature|support|option)\b[^.;]{0,20}$"
    r"|\b(?:data(?:bases?)?|workloads?|applications?|cases) where\b[^.;,]{0,60}$"
)

_MARKED = Pattern(r"\s*(?:[⚠☢☠⛔🚨🛑❗‼]|~>|->|!>)")
"""A sign that warns already, or an admonition of another dialect."""
_WARNS = Pattern(r"\b(?:warnings?|cautions?|dangers?)\b", re.IGNORECASE)
_TOLD = Pattern(
    r"(?:^|[/_.-])(?:change-?log|history|design|designs|proposals?|rfcs?|adrs?)(?:[/_.-]|$)",
    re.IGNORECASE,
)
_NEWS = Pattern(r"(?:release|what-?s)[-_ ]?(?:notes?|new)", re.IGNORECASE)
_LABEL = Pattern(r"step \d+\s*[–—:.)-]*\s*", re.IGNORECASE)
_LEADS = ("else", "otherwise", "fail", "not doing", "if not", "without", ", or ", "all ")


def warns_already(heading: str) -> bool:
    """Whether a heading has a signal word: its whole section is the warning."""
    return bool(_WARNS.search(heading))


def threatens_nobody(path: str) -> bool:
    """Whether a page tells how a program is made, or was: nobody acts by it."""
    return bool(_TOLD.search(path))


def consequences_in(prose: Prose, path: str) -> Iterator[tuple[int, int]]:
    """Start and end of the sentences that name a consequence, without a step's marker.

    Release notes tell of losses that were mended; of their sentences those count that ask for
    something.

    Args:
        prose: a paragraph or an item of a list.
        path: that of its page.
    """
    text = prose.text
    if _MARKED.match(text):
        return
    is_news = bool(_NEWS.search(path))
    for start, end in sentences(text):
        sentence = text[start:end].lower()
        found = consequences(sentence)
        if all(isinstance(prose.leaf(start + offset), Code) for offset in found):
            continue
        label = _LABEL.match(text, start, end)
        first = label.end() if label else start
        told = _is_only_told(text[first:end].lower(), text[:start].lower())
        if not told and not (is_news and _is_final(text[first:end].lower())):
            yield first, end


def may_lead(text: str) -> bool:
    """Whether a text in small letters may hold the words that lead to a consequence; cheap."""
    condition = "if " in text and (
        "not" in text or "n't" in text or "n’t" in text or "fail" in text
    )
    return condition or any(lead in text for lead in _LEADS)


@lru_cache(maxsize=1 << 14)
def consequences(sentence: str) -> tuple[int, ...]:
    """Where a sentence, in small letters, names a consequence that it does not call prevented.

    Answers are remembered: the pages of one product's versions share most of their sentences.
    """
    patterns = (_FINAL, _STATED, _THREAT) if may_lead(sentence) else (_FINAL, _STATED)
    return tuple(
        match.start()
        for pattern in patterns
        for match in pattern.finditer(sentence)
        if _is_meant(match, stated=pattern is _STATED)
    )


def _is_only_told(sentence: str, before: str) -> bool:
    """Whether a sentence threatens nobody: neither it nor what stands before it asks for anything.

    "The next stage begins if the first one succeeds. Otherwise, the job will fail."

    Args:
        sentence: a sentence with a consequence, in small letters.
        before: what stands before it in its paragraph, in small letters.
    """
    if not _OTHERWISE.search(sentence) or _FINAL.search(sentence) or _STATED.search(sentence):
        return False
    asked = (before[start:end] for start, end in sentences(before))
    return not any(_DEMAND.search(text) or is_instruction(text) for text in (sentence, *asked))


def _is_final(sentence: str) -> bool:
    """Whether a sentence in small letters says a loss as such, not what follows from a neglect."""
    told = _FINAL.search(sentence) or _STATED.search(sentence)
    return bool(told) and not _THREAT.search(sentence)


def _is_meant(match: re.Match[str], *, stated: bool) -> bool:
    before = match.string[: match.start()]
    if _WE.search(match[0]):
        return False
    told = not stated and not match[0].endswith("unrecoverable")
    return (told or not _CONDITION.search(before)) and not _PREVENTED.search(before)
