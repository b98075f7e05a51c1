"""Versions in prose: which numbers are versions, which product they belong to."""

import re
from collections.abc import Iterator

from runbookc.model import Mention, Prose, VersionKind, VersionSpec
from runbookc.source import Pattern

_VERSION = Pattern(
    r"(?<![\d.])(?P<prefix>[vV](?:ersion[ \u00a0])?)?"
    r"(?P<number>\d{1,4}(?:\.\d{1,6}){1,4}(?:\.[xXyYzZ]){0,2}|\d{1,4}(?:\.[xXyYzZ]){1,2})(?:(?P<plus>\+)|(?![\w.]*\w))"
)
_LATER = Pattern(r"[ \u00a0]*(?:\(?(?:or|and)[ \u00a0](?:later|newer|higher|above|up)\b|onwards\b)")
_EARLIER = Pattern(r"(?:\bpre|\bbefore|\bprior to|\bolder than|\bearlier than)[ \u00a0-]*$", re.I)
_NAME = Pattern(
    r"(?P<name>(?:[A-Z][A-Za-z0-9]*|[A-Z]+[a-z]*[A-Z]\w*)"
    r"(?:[ \u00a0](?:[A-Z][A-Za-z0-9]*|for|of|and|&)){0,5})"
    r"(?P<gap>[ \u00a0]?)(?:(?:[Vv]ersion|[Rr]elease)[ \u00a0])?$"
)
_NOT_NAMES = frozenset(
    """
    a an and as at by else existing for from if in into is it its new newer of old on or
    otherwise pre please see since step the then this that these those to use using version
    versions release when while with upgrade upgraded upgrading update updated updating migrate
    migrating migration install installing installation installed uninstall procedure before
    after until note caution warning only both all any each every requires require supported
    supports latest current previous next download run running build builds follow than up via
    between starting beginning also no not but notes infrastructure
    """.split()
)
_LOOK_BACK = 80
"""How far a name may reach before its version."""
_ADDRESS = Pattern(r"\d{1,3}(?:\.\d{1,3}){3}")


def version_spec(text: str) -> VersionSpec:
    """The version that a short text states: 7.5, v7.5.x, 7.3.7+, "pre 7.3.9", or "any"."""
    raw = text.strip()
    number = raw
    kind: VersionKind = "exact"
    earlier = re.match(r"(?:pre|before|prior to|older than)[ \u00a0-]*", raw, re.I)
    if earlier:
        kind, number = "before", raw[earlier.end() :]
    number = re.sub(r"^v(?:ersion[ \u00a0]*)?(?=\d)", "", number, flags=re.I)
    if later := re.search(
        r"\+$|[ \u00a0]*\(?(?:or|and) (?:later|newer|higher|above|up)\)?$", number
    ):
        kind, number = "at-least", number[: later.start()]
    if wild := re.search(r"(?:\.[xXyYzZ*])+$", number):
        kind, number = "wildcard", number[: wild.start()]
    if not re.match(r"\d", number):
        return VersionSpec.trusted(raw=raw, kind="any")
    return VersionSpec.trusted(raw=raw, kind=kind, base=number)


def find_mentions(prose: Prose) -> Iterator[Mention]:
    """The version mentions of a paragraph, with the product's name where one stands before."""
    text = prose.text
    for match in _VERSION.finditer(text):
        start = match.start("number")
        lead = max(0, match.start() - _LOOK_BACK)
        before = text[lead : match.start()]
        named = _NAME.search(before)
        name = _trim_name(named["name"]) if named else ""
        if _ADDRESS.fullmatch(match["number"]) and not (name or match["prefix"]):
            continue
        leaf = prose.leaf(start)
        if leaf is None or leaf.type == "code":
            continue
        if before and before[-1].isalpha() and not name:
            continue
        if before and before[-1] in "-/_\\":
            continue
        raw = match["number"] + (match["plus"] or "")
        after = _LATER.match(text, match.end())
        spec_text = raw + (after[0] if after else "")
        if _EARLIER.search(before[-16:]):
            spec_text = "pre " + raw
        first = lead + before.rindex(name) if name else match.start()
        yield Mention.trusted(
            product=name,
            version=version_spec(spec_text).changed(raw=raw),
            text=text[first : match.end()],
            span=prose.span(first, match.end()),
            version_span=prose.span(start, match.end()),
        )


def _trim_name(name: str) -> str:
    """Cut the words that only begin the sentence; what is left is the product's name."""
    words = re.split(r"[ \u00a0]", name)
    while words and words[0].lower() in _NOT_NAMES:
        words.pop(0)
    while words and words[-1].lower() in _NOT_NAMES:
        words.pop()
    kept = " ".join(words)
    return kept if kept and kept in name else ""
