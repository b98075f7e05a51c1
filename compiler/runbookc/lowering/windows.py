"""Compatibility windows: which versions of a component a sentence or a table says work together.

Read are sentences with a component, a verb and a component, of which both are known by their nouns
and at least the asking one has versions: "the 7.5 server can talk to 7.3.9 and 7.4 Agents, and does
not accept connections from pre 7.3.9 Agents". What depends on a condition is left alone.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from runbookc.lowering.components import CORE, accepts, core_of, split_name
from runbookc.lowering.sentences import sentences
from runbookc.lowering.version_lists import LIST, VersionList, complement, read_list
from runbookc.model import CompatibilityWindow, Prose, VersionSpec, version_key
from runbookc.source import Pattern
from runbookc.source.frozen import dataclass

_SPACE = r"[ \u00a0]"
_LEAD = rf"(?:[a-z]{{0,3}}[A-Z][\w&-]*{_SPACE}){{0,5}}"
_ASIDE = rf"(?:{_SPACE}\([^()]{{1,40}}\))?"
_ARTICLE = rf"(?:(?i:the|an?|any|all|only|your|existing|installed|both){_SPACE})*"
_RUNNING = (
    rf"(?:,?{_SPACE}(?:(?:that|which){_SPACE}(?:are|run|have)|running|with|of|on|from))?"
    rf"(?:{_SPACE}an?)?(?:{_SPACE}(?:versions?|releases?))?(?:{_SPACE}(?:from|is|are))?"
)
_BEFORE_NOUN = (
    rf"(?P<name>{_LEAD})(?:versions?{_SPACE})?(?P<list>{LIST}){_SPACE}(?:of{_SPACE}(?:the{_SPACE})?)?"
    rf"(?P<lead>{_LEAD})(?P<noun>(?i:{CORE}s?))\b{_ASIDE}"
)
_AFTER_NOUN = (
    rf"(?P<lead>{_LEAD})(?P<noun>(?i:{CORE}s?))\b{_ASIDE}"
    rf"(?:{_RUNNING}{_SPACE}\(?(?P<list>{LIST})\)?)?"
)
_ANY_SIDE = rf"(?P<article>{_ARTICLE})(?:{_BEFORE_NOUN})"
_OTHER_SIDE = rf"(?P<article>{_ARTICLE})(?:{_AFTER_NOUN})"
_ADVERB = r"(?:only|also|still|itself|fully|automatically|currently)"
_LEFT_END = rf"(?:{_SPACE}(?:{_ADVERB}|that|which))*,?{_SPACE}*$"
_LEFT = tuple(Pattern(rf"(?<![\w.-]){side}{_LEFT_END}") for side in (_ANY_SIDE, _OTHER_SIDE))
_RIGHT = tuple(Pattern(rf"{_SPACE}*{side}") for side in (_ANY_SIDE, _OTHER_SIDE))
_ONLY_LIST = Pattern(rf"{_SPACE}*(?P<list>{LIST})(?=[.,;)]|\s*$|\s+ones\b)")
_ALL_OLDER = Pattern(
    rf"{_SPACE}*(?:all|any){_SPACE}(?:older|earlier){_SPACE}(?:ones|versions?|releases?|{CORE}s?)\b",
    re.I,
)

_JOIN = rf"(?:talk|communicate|connect|speak|work|interoperate|register){_SPACE}(?:to|with)"
_JOINS = rf"(?:talks|communicates|connects|speaks|works|registers){_SPACE}(?:to|with)"
_FROM = rf"(?:{_SPACE}(?:any{_SPACE})?(?:connections?|data|requests?){_SPACE}(?:from|of))?"
_NOT = (
    rf"(?:can{_SPACE}?not|can['’]t|can{_SPACE}no{_SPACE}longer|will{_SPACE}not|won['’]t"
    rf"|will{_SPACE}no{_SPACE}longer|do(?:es)?{_SPACE}not|do(?:es)?n['’]t|no{_SPACE}longer"
    rf"|(?:is|are|will{_SPACE}be){_SPACE}(?:not{_SPACE}able|unable){_SPACE}to|fails?{_SPACE}to)"
)
_VERB = Pattern(
    rf"""(?<![\w-])(?:
      (?P<negative>
        {_NOT}{_SPACE}(?:be{_SPACE}able{_SPACE}to{_SPACE})?
          (?:{_JOIN}|{_JOINS}|(?:accept|support)s?{_FROM})
        | (?:is|are){_SPACE}(?:not|no{_SPACE}longer){_SPACE}(?:\w+ward[s]?{_SPACE})?
          (?:compatible{_SPACE}with|supported{_SPACE}(?:by|with))
        | (?:is|are){_SPACE}incompatible{_SPACE}with
        | (?:rejects?|refuses?){_FROM}
      )
      | (?P<closed>requires?|needs?)
      | (?P<positive>
        (?:can|could|will|does|do){_SPACE}(?:{_ADVERB}{_SPACE})*
          (?:{_JOIN}|(?:accept|support){_FROM})
        | {_JOINS} | (?:work|connect|talk){_SPACE}(?:only{_SPACE})?(?:with|to)
        | accepts?(?:{_SPACE}only)?{_FROM} | supports?(?:{_SPACE}only)?{_FROM}
        | (?:is|are|remains?){_SPACE}(?:(?:{_ADVERB}|\w+wards?){_SPACE})*
          (?:compatible{_SPACE}with|supported{_SPACE}(?:by|with))
      )
    )(?=[ \u00a0])""",
    re.X,
)
_AND = Pattern(rf"{_SPACE}*[,;]?{_SPACE}*(?:and|but|nor|or){_SPACE}+(?:it{_SPACE}|they{_SPACE})?")
_CONDITION = Pattern(
    r"\b(?:unless|until|except|whether|in order|may or may not|features?)\b"
    r"|\bif\b(?! you (?:up|have))",
    re.I,
)
_NOUN = Pattern(rf"\b{CORE}s?\b", re.I)
_NUMBER = Pattern(r"\d\.[\dxX*]")
_BEFORE_SIDE = Pattern(
    r"(?:^|[.,;:(–—]|\b(?:by|that|and|or|but|because|since|as|while|so|then|however|also|design|where"
    r"|which|with|for|in|on|of))[ \u00a0]*$",
    re.I,
)
"""What may stand before a side; any other word would be part of another component's name."""
_LONGEST = 600
"""Longer sentences are lists or worse."""


@dataclass(frozen=True, slots=True)
class _Side:
    """One component of a sentence, and the versions that it gives it."""

    product: str
    component: str
    versions: VersionList
    only: bool


def find_windows(
    prose: Prose, path: str, docs_version: str | None
) -> Iterator[CompatibilityWindow]:
    """The windows that a paragraph states.

    Args:
        prose: its text, which holds a version somewhere.
        path: the page's path.
        docs_version: the version of the page's docs, for a subject that the text gives none.
    """
    text = prose.text
    if not _VERB.search(text) or len(_NOUN.findall(text)) < 2:
        return
    for start, end in sentences(text):
        sentence = text[start:end]
        if len(sentence) > _LONGEST or _CONDITION.search(sentence):
            continue
        for window in _read(sentence, docs_version):
            yield window.changed(text=sentence, path=path, span=prose.span(start, end))


def _read(sentence: str, docs_version: str | None) -> Iterator[CompatibilityWindow]:
    found: CompatibilityWindow | None = None
    beyond = 0
    for verb in _VERB.finditer(sentence):
        if found is not None and _AND.fullmatch(sentence, beyond, verb.start()):
            more, beyond = _continued(sentence, verb, found)
            found = more or found
            continue
        left = _left(sentence[: verb.start()])
        right, end = _right(sentence, verb.end())
        if left is None or right is None:
            continue
        numbers = sum(len(_NUMBER.findall(raw)) for raw in (*_raws(left), *_raws(right)))
        told = numbers < len(_NUMBER.findall(sentence))
        window = _window(left, verb, right, None if told else docs_version)
        if window is not None:
            if found is not None:
                yield found
            found, beyond = window, end
    if found is not None:
        yield found


def _raws(side: _Side) -> list[str]:
    return [spec.raw for spec in (*side.versions.specs, *side.versions.beyond)]


def _left(text: str) -> _Side | None:
    for pattern in _LEFT:
        match = pattern.search(text)
        if match and _BEFORE_SIDE.search(text, 0, match.start()):
            return _side(match)
    return None


def _right(text: str, start: int) -> tuple[_Side | None, int]:
    for pattern in _RIGHT:
        if match := pattern.match(text, start):
            return _side(match), match.end()
    return None, start


def _side(match: re.Match[str]) -> _Side:
    product, component = split_name(match["lead"], match["noun"])
    versions = read_list(match["list"] or "")
    named = (match.groupdict().get("name") or "").replace("Version ", "")
    return _Side(named.strip() or product, component, versions, "only" in match["article"])


def _window(
    left: _Side, verb: re.Match[str], right: _Side, docs_version: str | None
) -> CompatibilityWindow | None:
    """The window of a sentence's two sides; None where one cannot be told from the other."""
    if accepts(left.component) == accepts(right.component):
        return None
    said_before = verb.string[: verb.start()].rstrip().endswith(" only")
    needs = bool(verb["closed"]) or "only" in verb[0] or said_before
    right = replace(right, only=right.only or needs)
    negative = bool(verb["negative"])
    server, peer = (left, right) if accepts(left.component) else (right, left)
    if not peer.versions.specs:
        return None
    subject, of_docs = server.versions.specs, False
    if not subject and docs_version is not None and not server.product:
        subject, of_docs = (VersionSpec.trusted(raw=docs_version, base=docs_version),), True
    if not subject or (negative and peer.versions.beyond):
        return None
    if server.only and not peer.only and not negative:
        # "7.5 Agents require an 8.0 server": what every other server refuses.
        subject, negative = complement(subject), True
    if not subject:
        return None
    specs, beyond = peer.versions.specs, peer.versions.beyond
    return CompatibilityWindow.trusted(
        subject=server.component,
        subject_product=server.product,
        subject_versions=subject,
        peer=peer.component,
        peer_product=peer.product,
        accepted=() if negative else specs,
        rejected=specs if negative else beyond,
        closed=peer.only and not negative,
        of_docs=of_docs,
    )


def _continued(
    sentence: str, verb: re.Match[str], found: CompatibilityWindow
) -> tuple[CompatibilityWindow | None, int]:
    """The window with what a second verb adds: ", and does not accept pre 7.3.9 Agents"."""
    side, end = _right(sentence, verb.end())
    versions = (
        side.versions
        if side is not None and core_of(side.component) == core_of(found.peer)
        else None
    )
    if versions is None and (match := _ONLY_LIST.match(sentence, verb.end())):
        versions, end = read_list(match["list"]), match.end()
    if versions is None and verb["negative"]:
        return _refusing_older(found, _ALL_OLDER.match(sentence, verb.end())), end
    if versions is None or not versions.specs or versions.beyond:
        return None, end
    if verb["negative"]:
        return found.changed(rejected=(*found.rejected, *versions.specs)), end
    return found.changed(accepted=(*found.accepted, *versions.specs)), end


def _refusing_older(
    found: CompatibilityWindow, words: re.Match[str] | None
) -> CompatibilityWindow | None:
    """The window with ", and refuses all older ones", which means older than all accepted."""
    accepted = [spec.base for spec in found.accepted if spec.base is not None]
    if words is None or not accepted:
        return None
    oldest = min(accepted, key=version_key)
    older = VersionSpec.trusted(raw=words[0].strip(), kind="before", base=oldest)
    return found.changed(rejected=(*found.rejected, older))
