"""VER011: a route passes a pair of versions that a stated compatibility window forbids."""

from collections.abc import Iterator, Mapping, Sequence

from runbookc.checks.rule import Facts, ProjectRule
from runbookc.checks.view import PageView
from runbookc.diagnostics import Diagnostic, Related, Severity
from runbookc.linking import Project
from runbookc.lowering.components import ASKING, core_of, plural
from runbookc.model import Procedure
from runbookc.planning import Skew, UpgradeGraph, UpgradeOrder, skews, upgrade_order
from runbookc.source import Span

OrderFacts = tuple[str, tuple[int, int, int, int], list[str], list[str], list[str]]
"""Of a procedure: its id, its heading's span, and the three fields of its `UpgradeOrder`."""

_WORDS = frozenset(
    form.encode() for noun in ASKING for word in (noun, f"{noun}s") for form in (word, word.title())
)


class SkewViolation(ProjectRule):
    """A route passes a pair of versions that the docs say does not work together.

    ## What it does
    Takes what the pages state of versions that work together ("a 7.5 server does not accept
    connections from pre 7.3.9 agents") and walks every route of the product. Until the agents are
    upgraded too, the old ones talk to the new server; where a procedure upgrades them first, the
    new ones talk to the old server. Reports the procedure by which a route comes to a pair that
    is refused. A procedure that says itself that old agents are refused, or what they must
    first be upgraded to, is as it should be.

    ## Why it hurts
    The agents are cut off the moment the server is upgraded, and cannot be upgraded from there.
    `plan` and `build` refuse such a route.

    ## Bad
    ```markdown title="docs/guard/7.5/upgrade.md"
    Agents older than 7.3.9 cannot connect to a 7.5 server.

    ## Upgrade Procedure for 7.3.7 to 7.5

    **Step 1 –** Install the 7.5 server.

    **Step 2 –** Upgrade the agents.

    ## Upgrade Procedure for 7.3.9 to 7.5

    **Step 1 –** Install the 7.5 server.

    **Step 2 –** Upgrade the agents.
    ```

    ## Good
    ```markdown title="docs/guard/7.5/upgrade.md"
    Agents older than 7.3.9 cannot connect to a 7.5 server.

    ## Upgrade Procedure for 7.3.7 to 7.3.9

    **Step 1 –** Install the 7.3.9 server.

    **Step 2 –** Upgrade the agents.

    ## Upgrade Procedure for 7.3.9 to 7.5

    **Step 1 –** Install the 7.5 server.

    **Step 2 –** Upgrade the agents.
    ```

    ## False alarms it risks
    Components that share the product's versions by chance, and procedures that take care of old
    agents in words that are not understood.
    """

    code = "VER011"
    name = "skew-violation"
    severity = Severity.WARNING
    reads = frozenset(("hops", "windows"))

    def gather(self, view: PageView) -> Facts:
        """What the procedures of the page upgrade first, and what they say of old components."""
        procedures = [one for one in view.page.procedures if one.hops and one.steps]
        spoken = bool(view.words & _WORDS) if procedures else False
        return [_facts(view, one, spoken) for one in procedures]

    def check(
        self, project: Project, graph: UpgradeGraph, facts: Mapping[str, Facts]
    ) -> Iterator[Diagnostic]:
        """Report each procedure once for each component, with the sentence that forbids it."""
        if not any(line.windows for line in graph.lines):
            return
        known: dict[str, tuple[str, OrderFacts]] = {
            order[0]: (path, order) for path, orders in facts.items() for order in orders
        }
        orders = {
            name: UpgradeOrder(frozenset(first), frozenset(named), frozenset(settled))
            for name, (_, (_, _, first, named, settled)) in known.items()
        }
        for line in graph.lines:
            if line.windows:
                yield from self._findings(skews(line, orders), known)

    def _findings(
        self, found: Iterator[Skew], known: Mapping[str, tuple[str, OrderFacts]]
    ) -> Iterator[Diagnostic]:
        """One finding for each procedure and component: that of the shortest route."""
        seen: dict[tuple[str, str], Skew] = {}
        for skew in found:
            key = (skew.hop.procedure, core_of(skew.window.peer))
            if key not in seen or len(skew.route.hops) < len(seen[key].route.hops):
                seen[key] = skew
        for (procedure, _), skew in sorted(seen.items()):
            path, order = known[procedure]
            yield self._finding(path, order[1], skew)

    def _finding(self, path: str, place: Sequence[int], skew: Skew) -> Diagnostic:
        window, hop = skew.window, skew.hop
        passed = f"from {skew.route.from_version} to {skew.route.to_version}"
        return self.finding(
            path,
            Span(*place),
            f"On the way {passed}, {plural(window.peer)} of {skew.peer_version} meet a"
            f" {skew.subject_version} {window.subject}, which does not work with them",
            help=f"Lead over a version that works with both, or say in the procedure what becomes"
            f" of the {plural(window.peer)} of {hop.from_version}.",
            related=[Related(window.path, window.span, "this forbids it")],
        )


def _facts(view: PageView, procedure: Procedure, spoken: bool) -> OrderFacts:
    heading = next((h.span for h in view.page.headings if h.line == procedure.line), procedure.span)
    place = (heading.line, heading.column, heading.end_line, heading.end_column)
    order = upgrade_order(procedure, view.page.windows) if spoken else None
    if order is None:
        return (procedure.id, place, [], [], [])
    return (procedure.id, place, sorted(order.first), sorted(order.named), sorted(order.settled))
