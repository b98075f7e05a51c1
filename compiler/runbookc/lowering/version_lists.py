"""Lists of versions as sentences and table cells give them: "7.3.9 and 7.4", "pre 7.3.9"."""

import re

from runbookc.model import VersionKind, VersionSpec
from runbookc.source import Pattern
from runbookc.source.frozen import dataclass

_S = r"[ \u00a0]"
_NUMBER = r"[vV]?\d{1,4}(?:(?:\.\d{1,6}){1,4}(?:\.[xX*]){0,2}|(?:\.[xX*]){1,2})\+?(?![\w]|\.\w)"
_LIMITS: tuple[tuple[str, VersionKind], ...] = (
    (
        rf"pre(?:-|{_S})|before{_S}|prior{_S}to{_S}|(?:older|earlier|lower|less){_S}than{_S}"
        rf"|below{_S}|<{_S}?(?!=)",
        "before",
    ),
    (rf"(?:newer|later|higher|greater){_S}than{_S}|above{_S}|>{_S}?(?!=)", "after"),
    (
        rf"at{_S}least{_S}|(?:no|not){_S}(?:older|earlier|lower){_S}than{_S}|>={_S}?|≥{_S}?",
        "at-least",
    ),
    (
        rf"up{_S}to{_S}|at{_S}most{_S}|(?:no|not){_S}(?:newer|later|higher){_S}than{_S}|<={_S}?|≤{_S}?",
        "at-most",
    ),
)
_ENDS: tuple[tuple[str, VersionKind], ...] = (
    (r"later|newer|higher|above|up|greater|onwards?", "at-least"),
    (r"earlier|older|lower|below|prior|previous", "at-most"),
)
_LIMIT = rf"(?:{'|'.join(pattern for pattern, _ in _LIMITS)})"
_END = (
    rf"(?:,?{_S}\(?(?:or|and){_S}(?:{'|'.join(pattern for pattern, _ in _ENDS)})\b\)?"
    rf"|{_S}onwards?\b)(?:{_S}(?:versions?|releases?)\b)?"
)
_ONE = rf"{_LIMIT}?(?:[Vv]ersions?{_S})?{_NUMBER}(?:{_END})?"
_RANGE = rf"{_S}?(?:–|-){_S}?|{_S}(?:(?:up{_S})?to|through|until){_S}"
_NEXT = rf",?{_S}(?:and|or){_S}|,{_S}?|{_S}?/{_S}?|{_S}&{_S}"
LIST = rf"{_ONE}(?:(?:{_RANGE}|{_NEXT}){_ONE}){{0,8}}"
"""The pattern of a list; it has no groups."""

_ITEM = Pattern(
    rf"(?P<limit>{_LIMIT})?(?:[Vv]ersions?{_S})?(?P<number>{_NUMBER})(?P<end>{_END})?"
    rf"(?P<range>{_RANGE})?"
)


@dataclass(frozen=True, slots=True)
class VersionList:
    """Versions that a text names.

    Args:
        specs: they mean any of them.
        beyond: for a range, what its end leaves out of the first: 7.3.9 to 7.4 is 7.3.9 or later
            and nothing after 7.4.
    """

    specs: tuple[VersionSpec, ...] = ()
    beyond: tuple[VersionSpec, ...] = ()


def read_list(text: str) -> VersionList:
    """The versions of a text that matches `LIST`; none for ""."""
    specs: list[VersionSpec] = []
    beyond: list[VersionSpec] = []
    ranging = False
    for item in _ITEM.finditer(text):
        spec = _spec(item)
        if ranging:
            beyond.append(spec.changed(kind="after"))
        elif item["range"]:
            specs.append(spec.changed(kind="at-least"))
        else:
            specs.append(spec)
        ranging = bool(item["range"])
    if beyond and len(specs) > 1:
        return VersionList()  # a list of ranges is no single window
    return VersionList(tuple(specs), tuple(beyond))


def complement(specs: tuple[VersionSpec, ...]) -> tuple[VersionSpec, ...]:
    """All versions but these; () where several are given."""
    if len(specs) != 1:
        return ()
    others: dict[VersionKind, tuple[VersionKind, ...]] = {
        "exact": ("before", "after"),
        "wildcard": ("before", "after"),
        "at-least": ("before",),
        "at-most": ("after",),
        "before": ("at-least",),
        "after": ("at-most",),
        "any": (),
    }
    return tuple(specs[0].changed(kind=kind) for kind in others[specs[0].kind])


def _spec(item: re.Match[str]) -> VersionSpec:
    number = item["number"].lstrip("vV")
    kind: VersionKind = "exact"
    if number.endswith("+"):
        kind, number = "at-least", number[:-1]
    if wild := re.search(r"(?:\.[xX*])+$", number):
        number = number[: wild.start()]
        kind = "wildcard" if kind == "exact" else kind
    if item["limit"]:
        kind = next(k for pattern, k in _LIMITS if re.match(pattern, item["limit"]))
    elif end := item["end"]:
        kind = next((k for pattern, k in _ENDS if re.search(pattern, end)), kind)
    raw = item[0].removesuffix(item["range"] or "").strip()
    return VersionSpec.trusted(raw=raw, kind=kind, base=number)
