"""Where prose states a hop: "from StealthINTERCEPT 7.3.7+ to 7.3.9"."""

from collections.abc import Iterator

from runbookc.model import Prose, version_key
from runbookc.source import Pattern, Span
from runbookc.source.frozen import dataclass

_NAMES = r"(?:[A-Z][\w.-]*\s+){0,4}"
_NUMBER = r"(?:v|version\s)?(?P<{0}>(?:pre\s)?\d+(?:\.\d+)+(?:\.[xyXY*])?\+?)"
_HOP = Pattern(
    rf"(?:\bfrom\s+)?{_NAMES}{_NUMBER.format('start')}\s*(?:to|→|->)\s+{_NAMES}{_NUMBER.format('end')}"
    r"(?!\w|\.\d)"
)
_MORE = Pattern(r"\s*(?:,|or|and|to|→|->)\s+(?:[A-Z]\w*\s+){0,4}v?\d+\.\d")

_TOLD = Pattern(r"\b(?:been|was|were|is|are)\s+(?:upgraded|updated|bumped|moved|changed)\b[^.;]*$")
"""What came with a release is told, not asked of the reader."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A hop as one place of a page states it: both versions as written, and where they stand."""

    start: str
    end: str
    start_span: Span
    end_span: Span


def statements(prose: Prose) -> Iterator[Statement]:
    """The hops that a passage states; lists of versions and chains of hops are left out."""
    for match in _HOP.finditer(prose.text):
        if _TOLD.search(prose.text[max(0, match.start() - 80) : match.start()]):
            continue
        if not _MORE.match(prose.text, match.end()):
            yield Statement(
                match["start"],
                match["end"],
                prose.span(*match.span("start")),
                prose.span(*match.span("end")),
            )


def contradict(one: str, other: str) -> bool:
    """Whether two versions cannot mean the same: another number, or a range against one version.

    7.5 and 7.5.x may well be the same: authors use both for a series.
    """
    return version_key(one) != version_key(other) or _range(one) != _range(other)


def _range(version: str) -> str:
    return "+" if version.endswith("+") else "pre" if version.startswith("pre") else ""
