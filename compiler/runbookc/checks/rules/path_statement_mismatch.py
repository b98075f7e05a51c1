"""VER005: heading, introduction and announced list of one procedure disagree."""

from collections.abc import Iterator

from runbookc.checks.rule import PageRule
from runbookc.checks.statements import Statement, contradict, statements
from runbookc.checks.view import PageView
from runbookc.diagnostics import Diagnostic, Related, Severity
from runbookc.model import Paragraph, Procedure, prose_of, version_key, walk_blocks
from runbookc.source import Span
from runbookc.source.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Stated:
    """A hop and the kind of place that states it."""

    place: str
    statement: Statement


class PathStatementMismatch(PageRule):
    """The heading, the introduction and the announced list of one procedure disagree.

    ## What it does
    Compares the versions that a procedure's heading states ("7.3.7 to 7.3.9") with those of its
    introduction ("from 7.3.7+ to 7.3.9") and of the page's list of upgrades, and reports the
    version that stands alone.

    ## Why it hurts
    Whoever runs 7.3.8 cannot tell whether the procedure holds for that version.

    ## Bad
    ```markdown
    ## Upgrade Procedure for 7.3.7 to 7.3.9

    Follow the steps to upgrade from Example Guard 7.3.7+ to 7.3.9.

    **Step 1 –** Stop the service.

    **Step 2 –** Install the new version.
    ```

    ## Good
    ```markdown
    ## Upgrade Procedure for 7.3.7+ to 7.3.9

    Follow the steps to upgrade from Example Guard 7.3.7+ to 7.3.9.

    **Step 1 –** Stop the service.

    **Step 2 –** Install the new version.
    ```

    ## False alarms it risks
    An introduction that tells of a second path, which the heading does not cover, on purpose.
    """

    code = "VER005"
    name = "path-statement-mismatch"
    severity = Severity.WARNING

    def check(self, view: PageView) -> Iterator[Diagnostic]:
        """Report each version that disagrees with the other places."""
        for procedure in view.page.procedures:
            stated = _heading(view, procedure)
            if stated:
                stated += [
                    s for s in _introduction(procedure) if _is_own(view, procedure, s, stated[0])
                ]
                yield from self._compare(view, [*stated, *_announced(view, stated[0])])

    def _compare(self, view: PageView, stated: list[Stated]) -> Iterator[Diagnostic]:
        for side in ("start", "end"):
            versions = [(s.place, getattr(s.statement, side)) for s in stated]
            spans: list[Span] = [getattr(s.statement, f"{side}_span") for s in stated]
            odd = _odd_one([version for _, version in versions])
            if odd is None:
                continue
            index, usual = odd
            place, version = versions[index]
            other_place, other = versions[usual]
            yield self.finding(
                view.page.path,
                spans[index],
                f"The {place} says {version}, the {other_place} says {other}",
                help="State the same version in both places.",
                related=[Related(view.page.path, spans[usual], f"the {other_place}")],
            )


def _odd_one(versions: list[str]) -> tuple[int, int] | None:
    """The index of the version that most others contradict, and of one that does."""
    against = [[j for j, b in enumerate(versions) if contradict(a, b)] for a in versions]
    ranked = sorted(range(len(versions)), key=lambda i: (-len(against[i]), -i))
    return (ranked[0], against[ranked[0]][0]) if ranked and against[ranked[0]] else None


def _heading(view: PageView, procedure: Procedure) -> list[Stated]:
    for passage in view.passages_at([procedure.line] if procedure.hops else []):
        return [Stated("heading", s) for s in statements(passage.prose)][:1]
    return []


def _introduction(procedure: Procedure) -> list[Stated]:
    for block in walk_blocks(procedure.introduction):
        if isinstance(block, Paragraph):
            found = list(statements(prose_of(block.inlines)))
            if len(found) == 1:
                return [Stated("introduction", found[0])]
            if found:
                return []
    return []


def _is_own(view: PageView, procedure: Procedure, said: Stated, heading: Stated) -> bool:
    """Whether an introduction speaks of the product, not of something that came with it.

    Then it agrees with the heading at one end, or names a version of another upgrade of the page.
    """
    own, wanted = said.statement, heading.statement
    if version_key(own.start) == version_key(wanted.start) or (
        version_key(own.end) == version_key(wanted.end)
    ):
        return True
    others = [one for one in view.page.procedures if one.id != procedure.id]
    hops = [*view.page.announced, *(hop for one in others for hop in one.hops)]
    known = {spec.key for hop in hops for spec in (hop.from_version, hop.to_version) if spec.base}
    return not known.isdisjoint({version_key(own.start), version_key(own.end)})


def _announced(view: PageView, heading: Stated) -> list[Stated]:
    """The entry of the page's list of upgrades that means the same hop."""
    wanted = heading.statement
    spans = [evidence.span for hop in view.page.announced for evidence in hop.evidence]
    for passage in view.passages_at(span.line for span in spans):
        for entry in statements(passage.prose):
            if not contradict(entry.start.rstrip("+"), wanted.start.rstrip("+")) and (
                not contradict(entry.end, wanted.end)
            ):
                return [Stated("announced list", entry)]
    return []
