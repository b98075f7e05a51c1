"""VER010: a step names a version of its product that lies outside its hop."""

import re
from collections.abc import Iterator

from runbookc.checks.names import bears_name, own_names
from runbookc.checks.rule import PageRule
from runbookc.checks.statements import statements
from runbookc.checks.view import PageView, Passage
from runbookc.diagnostics import Diagnostic, Related, Severity
from runbookc.lowering.components import CORE, split_name
from runbookc.lowering.versions import find_mentions
from runbookc.model import Mention, Page, Procedure, VersionSpec, is_within, version_key
from runbookc.source import Pattern
from runbookc.source.frozen import dataclass

_TOLD = Pattern(
    r"""\b(?:
      if | unless | since | until | before | after | prior | first | as\ of | introduced
      | deprecated | removed | added | changed | formerly | previous(?:ly)? | older | earlier
      | newer | later
      | compatib\w+ | supports? | supported | same\ as | just\ as | like | for\ example | e\.g
      | such\ as | up\ to | downgrad\w* | roll(?:ing|ed)?[ -]?back | revert\w* | notes?
      | skip(?:ped|ping)? | see | refer | starting | latest
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""Words by which a sentence speaks of other versions on purpose: conditions, history, ranges."""
_COMPONENT = Pattern(
    rf"[ \u00a0](?P<lead>(?:[A-Z]\w*[ \u00a0])*)(?P<noun>(?i:{CORE}s?|infrastructure|installer))\b"
)
_MOST_MAJORS = 2
"""A number this far from the hop's is no version of the same product."""


@dataclass(frozen=True, slots=True)
class _Bounds:
    """The oldest version from which and the newest to which a procedure leads."""

    oldest: VersionSpec | None
    newest: VersionSpec

    def leave_out(self, version: str) -> bool:
        """Whether a version is older than the start or newer than the end for sure."""
        low = self.oldest.base if self.oldest is not None else None
        high = self.newest.base or ""
        if _akin(version, high) or (low is not None and _akin(version, low)):
            return False
        key = version_key(version)
        return key > version_key(high) or (low is not None and key < version_key(low))

    def near(self, version: str) -> bool:
        """Whether a version may be one of the same product by its first number."""
        first = version_key(version)[0]
        ends = [self.newest.key[0], *([self.oldest.key[0]] if self.oldest else [])]
        return min(ends) - _MOST_MAJORS <= first <= max(ends) + _MOST_MAJORS


class ForeignVersionInStep(PageRule):
    """A step names a version of its product that lies outside its hop.

    ## What it does
    Compares the versions in the steps of an upgrade with those from which and to which it leads.
    A version counts where the product's name or one of its parts stands beside it ("Example Guard
    7.3", "the 7.3 agents"), or where "v7.3" is that of another upgrade on the page. Sentences that
    speak of other versions on purpose (conditions, ranges, "first", "since", "previous") are left
    alone, and so is what lies between both ends.

    ## Why it hurts
    The step was copied from another upgrade. Its reader installs what the next step cannot use.

    ## Bad
    ```markdown
    ## Upgrade Procedure for 7.4 to 7.5

    Follow the steps to upgrade from Example Guard 7.4 to 7.5.

    **Step 1 –** Uninstall Example Guard 7.4.

    **Step 2 –** Install the Example Guard 8.0 infrastructure.
    ```

    ## Good
    ```markdown
    ## Upgrade Procedure for 7.4 to 7.5

    Follow the steps to upgrade from Example Guard 7.4 to 7.5.

    **Step 1 –** Uninstall Example Guard 7.4.

    **Step 2 –** Install the Example Guard 7.5 infrastructure.
    ```

    ## False alarms it risks
    A part of the product that has versions of its own, and a step that leads over a third version
    on purpose without saying so.
    """

    code = "VER010"
    name = "foreign-version-in-step"
    severity = Severity.WARNING

    def check(self, view: PageView) -> Iterator[Diagnostic]:
        """Report each such version in a step, at the version."""
        page = view.page
        for procedure in page.procedures if page.mentions else ():
            bounds = _bounds(procedure)
            if bounds is None or not procedure.steps:
                continue
            lines = {
                mention.span.line
                for mention in page.mentions
                if mention.version.base is not None
                and bounds.leave_out(mention.version.base)
                and any(step.span.contains(mention.span) for step in procedure.steps)
            }
            for passage in view.passages_at(lines):
                for mention, place in _mentions(passage):
                    if _is_meant(view, passage, mention, place, bounds):
                        yield self._finding(page, procedure, mention)

    def _finding(self, page: Page, procedure: Procedure, mention: Mention) -> Diagnostic:
        hop = procedure.hops[0]
        start, end = hop.from_version.raw or "any version", hop.to_version.raw
        return self.finding(
            page.path,
            mention.version_span,
            f"A step of the upgrade from {start} to {end} names {mention.version.raw}",
            help=f"Name {start} or {end}, or say why {mention.version.raw} matters here.",
            related=[Related(page.path, one.span, "the upgrade") for one in hop.evidence[:1]],
        )


def _bounds(procedure: Procedure) -> _Bounds | None:
    """The ends of all hops of a procedure; None where one of them is open."""
    starts = [hop.from_version for hop in procedure.hops]
    ends = [hop.to_version for hop in procedure.hops if hop.to_version.base is not None]
    if not ends or len(ends) < len(starts):
        return None
    limited = all(one.base is not None and one.kind != "before" for one in starts)
    oldest = min(starts, key=lambda one: one.key) if limited else None
    return _Bounds(oldest, max(ends, key=lambda one: one.key))


def _akin(one: str, other: str) -> bool:
    return is_within(one, other) or is_within(other, one)


def _mentions(passage: Passage) -> Iterator[tuple[Mention, int]]:
    """The mentions of a passage, each with its place in the text."""
    place = 0
    for mention in find_mentions(passage.prose):
        place = passage.text.index(mention.text, place)
        yield mention, place
        place += len(mention.text)


def _is_meant(
    view: PageView, passage: Passage, mention: Mention, place: int, bounds: _Bounds
) -> bool:
    """Whether a mention surely is a version of the product, and out of place."""
    base, kind = mention.version.base, mention.version.kind
    if base is None or kind not in ("exact", "wildcard") or not bounds.leave_out(base):
        return False
    start, end = passage.sentence_at(place)
    if _TOLD.search(passage.text, start, max(end, start)) or any(statements(passage.prose)):
        return False
    if mention.product:
        return bears_name(mention.product, own_names(view))
    after = place + len(mention.text)
    if part := _COMPONENT.match(passage.text, after):
        return not split_name(part["lead"], part["noun"])[0] and bounds.near(base)
    marked = mention.text[:1] in "vV" or passage.text.startswith((" version", " release"), after)
    return marked and version_key(base) in _stated(view.page)


def _stated(page: Page) -> set[tuple[int, ...]]:
    """The versions between which the page's upgrades lead, and that of its docs."""
    hops = [*page.announced, *(hop for procedure in page.procedures for hop in procedure.hops)]
    keys = {spec.key for hop in hops for spec in (hop.from_version, hop.to_version) if spec.base}
    return keys | {version_key(page.version)} if page.version else keys
