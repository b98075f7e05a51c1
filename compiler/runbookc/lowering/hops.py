"""Hops: which versions a heading, a sentence or a file name leads from and to."""

import re
from collections.abc import Sequence
from functools import lru_cache

from runbookc.lowering.versions import version_spec
from runbookc.model import Evidence, Hop, VersionSpec, version_key
from runbookc.model.version import EvidenceKind
from runbookc.source import Pattern, Span

_N = r"[vV]?\d{1,4}(?:\.\d{1,6}){0,4}(?:\.[xXyYzZ]\b){0,2}\+?"
_NAME = r"(?:[A-Z][\w&-]*(?:[ \u00a0](?:for[ \u00a0]|of[ \u00a0])?[A-Z][\w&-]*){0,4})"
_WORD = r"(?:[Vv]ersions?[ \u00a0]+)?"
_NO_UNIT = r"(?![ \u00a0]*(?:[KMGT]B|ms|%|minutes|hours|days|seconds))"
_RANGE = (
    r"(?P<range>[ \u00a0]\(?(?:or|and)[ \u00a0]"
    r"(?:later|newer|higher|above|up|earlier|older|lower|below)\b(?:[ \u00a0]versions?\b)?\)?)"
)
_PAIR = Pattern(
    rf"(?:(?P<from_name>{_NAME})[ \u00a0]?(?:from[ \u00a0])?)?{_WORD}"
    rf"(?<![\w.])(?P<from>(?:pre )?{_N})"
    rf"{_RANGE}?[ \u00a0]*(?:to|->|→|=>|⇒)[ \u00a0]*(?:(?:the|an?)[ \u00a0])?"
    rf"(?:(?P<to_name>{_NAME})[ \u00a0]?)?{_WORD}(?P<to>{_N})(?![\w]|\.\d){_NO_UNIT}"
)
_FROM_ONLY = Pattern(
    rf"\b[Uu](?:pgrad|pdat)(?:e|es|ing)[ \u00a0](?:.*?[ \u00a0])?from[ \u00a0]"
    rf"(?:(?P<from_name>{_NAME})[ \u00a0])?{_WORD}"
    rf"(?P<older>(?:lower|older|earlier)[ \u00a0]than[ \u00a0])?"
    rf"(?P<from>{_N}){_RANGE}?\s*(?:$|[.(:](?!\d))"
)
_LATER = Pattern(r"later|newer|higher|above|up")
_TARGET = Pattern(
    rf"\b(?:[Uu]pgrad|[Uu]pdat|[Mm]igrat)(?:e|ing|ion)[ \u00a0]to[ \u00a0]"
    rf"(?:{_NAME}[ \u00a0])?{_WORD}(?P<to>{_N})(?![\w]|\.\d)"
)
_TASK = Pattern(
    r"upgrad|updat|migrat|\bprocedure\b|\bmov(?:e|ing)\b|\bgo(?:ing)? from\b|\bfrom\b", re.I
)
_BARE_PAIR = Pattern(rf"^\s*{_N}\s*(?:to|->|→|–|—|-)\s*{_N}\s*$")
_FILE_PAIR = Pattern(r"(?:^|[-_])[vV]?(\d+(?:\.\d+)+)(?:-to)?[-_][vV]?(\d+(?:\.\d+)+)$")
_NO_HOP = Pattern(
    r"\be\.g\.|\b(?:for|as an) example\b(?![ \u00a0]+(?-i:[A-Z]))|\bsuch as\b|\blike from\b"
    r"|\b(?:been|was|were|is|are)[ \u00a0](?:upgraded|updated|bumped|moved|changed)\b"
    r"|\bdowngrad|\broll(?:ing|ed)?[ -]?back|\brevert",
    re.I,
)
"""Versions that a sentence only cites, tells of, or leads back to."""
_LEADING = Pattern(
    r"^(?:(?:How|To|Upgrad(?:e|ing)|Updat(?:e|ing)|Migrat(?:e|ing|ion)|Infrastructure|Procedure|Steps|From|The|To|"
    r"For|for|of|Existing|Install(?:ing)?|Mov(?:e|ing)|Version|Release)[ \u00a0])+"
)


_ONE_VERSION = Pattern(r"(?<![\w.])[vV]?\d{1,4}(?:\.\d{1,6})+(?:\.[xX])?(?![\w.])")
_DIGIT = Pattern(r"\d")


@lru_cache(maxsize=1 << 13)
def hop_in(text: str, *, loose: bool = False) -> Hop | None:
    """The hop that a heading or a sentence states, or None.

    Args:
        text: plain text, such as "Upgrade StealthINTERCEPT 7.3.9 to Threat Prevention 7.5".
        loose: whether the surroundings speak of upgrades already, so that a bare pair is one.
    """
    if not _DIGIT.search(text) or _NO_HOP.search(text):
        return None
    pair = _PAIR.search(text)
    if pair and (loose or _TASK.search(text) or _BARE_PAIR.match(text)):
        named = bool(pair["from_name"]) and bool(re.search("upgrad|migrat", text, re.I))
        if not _looks_like_versions(pair["from"], pair["to"], named=named):
            return None
        start = _clean(pair["from_name"])
        target = _clean(pair["to_name"]) or start
        return _hop(start, _start_of(pair), target, version_spec(pair["to"]))
    if bare := _BARE_PAIR.match(text) if loose else None:
        start, target = re.split(r"\s*(?:to|->|→|–|—|-)\s*", bare[0].strip(), maxsplit=1)
        if _looks_like_versions(start, target):
            return _hop("", version_spec(start), "", version_spec(target))
    only = _FROM_ONLY.search(text)
    if only and _looks_like_versions(only["from"], only["from"]):
        name = _clean(only["from_name"])
        start_of = version_spec(f"pre {only['from']}") if only["older"] else _start_of(only)
        return _hop(name, start_of, name, VersionSpec.trusted(raw="", kind="any"))
    return None


def _start_of(match: re.Match[str]) -> VersionSpec:
    """The version at which a hop starts, with what "or later" makes of it."""
    range_ = match["range"] or ""
    return version_spec(match["from"] + (range_ if _LATER.search(range_) else ""))


def target_in(title: str) -> VersionSpec | None:
    """The version that a page's title leads to, such as "Upgrading to Example 1.18"."""
    match = _TARGET.search(title)
    if match is None or not _looks_like_versions(match["to"], match["to"]):
        return None
    return version_spec(match["to"])


def only_version(text: str) -> VersionSpec | None:
    """The one version that a title or a folder's name holds, if it holds no other."""
    found = _ONE_VERSION.findall(text)
    return version_spec(found[0]) if len(found) == 1 else None


def hop_of_file(path: str) -> Hop | None:
    """The hop that a file's name states, such as `upgrading-1.10-1.11.md` or `2.3-2.4.md`."""
    match = _FILE_PAIR.search(path.rpartition("/")[2].rpartition(".")[0])
    if match is None:
        return None
    first, second = version_spec(match[1]), version_spec(match[2])
    if version_key(match[1]) == version_key(match[2]):
        return None
    return _hop("", first, "", second)


def with_evidence(hop: Hop, kind: EvidenceKind, text: str, path: str, span: Span) -> Hop:
    """The hop, with where it was read."""
    evidence = Evidence.trusted(kind=kind, text=text.strip(), path=path, span=span)
    return hop.changed(evidence=(*hop.evidence, evidence))


def merge_hops(hops: Sequence[Hop]) -> tuple[Hop, ...]:
    """One hop for all statements of the same versions; the first stated comes first.

    The widest version wins ("7.3.7+" over 7.3.7), names fill each other in, and every statement
    stays as evidence. Statements of other versions stay hops of their own: each says something
    else, and the checks name the disagreement (VER005).
    """
    merged: list[Hop] = []
    for hop in hops:
        for index, known in enumerate(merged):
            if _same(known, hop):
                merged[index] = _join(known, hop)
                break
        else:
            merged.append(hop)
    return tuple(merged)


def _same(first: Hop, second: Hop) -> bool:
    if first.from_version.key != second.from_version.key:
        return False
    if "any" in (first.to_version.kind, second.to_version.kind):
        return True
    return first.to_version.key == second.to_version.key


def _join(first: Hop, second: Hop) -> Hop:
    start, target = first.from_version, first.to_version
    if start.kind == "exact" and second.from_version.kind in ("at-least", "wildcard"):
        start = second.from_version
    if target.kind == "any":
        target = second.to_version
    return Hop.trusted(
        from_product=first.from_product or second.from_product,
        from_version=start,
        to_product=first.to_product or second.to_product,
        to_version=target,
        evidence=first.evidence + second.evidence,
    )


def _hop(start: str, first: VersionSpec, target: str, last: VersionSpec) -> Hop:
    return Hop.trusted(from_product=start, from_version=first, to_product=target, to_version=last)


def _clean(name: str | None) -> str:
    if not name:
        return ""
    name = _LEADING.sub("", name + " ").strip()
    return "" if name.lower() in {"from", "to", "for", "version", "the", "procedure"} else name


def _looks_like_versions(first: str, second: str, *, named: bool = False) -> bool:
    """Numbers without a dot are versions only with a `v`, or after a name ("Seafile 12 to 13")."""
    if named and first.isdigit() and second.isdigit():
        return int(first) < int(second)
    return all("." in text or text[:1] in "vV" for text in (first, second))
