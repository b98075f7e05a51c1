"""HAZ001: a warning that stands after the action that it guards."""

import re
from collections.abc import Iterator

from runbookc.checks.guards import Action, Guard, actions_in, guard_in, may_guard
from runbookc.checks.rule import PageRule
from runbookc.checks.view import PageView
from runbookc.diagnostics import Diagnostic, Related, Severity
from runbookc.lowering.procedure_sentences import Sentence, sentences_of
from runbookc.lowering.wording import is_instruction
from runbookc.model import Procedure

_SIGNS = frozenset(
    b"""before Before BEFORE prior Prior until unless overwrites overwrite delete deletes remove
    removes erase erases destroy destroys wipe wipes undone reversed reverted rolled recovered
    irreversible reversible permanent loss drop drops discard discards""".split()
)
_HEEDED = re.compile(
    r"\bwith\ (?:great\ )?care\b | \bwith\ caution\b | \bcarefully\b"
    r"| \b(?:if|once|when)\ you\ (?:have\ )?(?:confirm|verif|check|ma[dk]e\ sure|are\ sure)",
    re.VERBOSE,
)
"""An action that is asked for with its own guard."""


class HazardAfterStep(PageRule):
    """A warning stands after the action that it guards.

    ## What it does
    Looks for sentences after a step that ask for something before it: "Before uninstalling, …",
    "Do not restart the server until …", "before step 3"; and for warnings that say what "this" just
    deleted. Reports them where a step before has told the reader to do just that, and nothing
    that follows does so again.

    ## Why it hurts
    Steps are executed as they are read. Who reads the warning has deleted the data already.

    ## Bad
    ```markdown
    **Step 1 –** Uninstall the old server.

    :::warning
    Before uninstalling the server, back up its database.
    :::

    **Step 2 –** Install the new server.
    ```

    ## Good
    ```markdown
    :::warning
    Before uninstalling the server, back up its database.
    :::

    **Step 1 –** Uninstall the old server.

    **Step 2 –** Install the new server.
    ```

    ## False alarms it risks
    A note about the next time that the action is done, or about another machine.
    """

    code = "HAZ001"
    name = "hazard-after-step"
    severity = Severity.WARNING

    def check(self, view: PageView) -> Iterator[Diagnostic]:
        """Report each such sentence beside the action."""
        if view.words.isdisjoint(_SIGNS):
            return
        lines = view.lines_with(*map(bytes.decode, view.words & _SIGNS))
        procedures = view.page.procedures
        for index, procedure in enumerate(procedures):
            if _may_guard(view, procedure, lines):
                rest = procedures[index + 1 :]
                later = [each for following in rest for each in sentences_of(following)]
                yield from self._follow(view, list(sentences_of(procedure)), later)

    def _follow(
        self, view: PageView, told: list[Sentence], later: list[Sentence]
    ) -> Iterator[Diagnostic]:
        for place, sentence in enumerate(told):
            if sentence.opens or sentence.heads or not (sentence.warns or sentence.step):
                continue
            guard = guard_in(sentence.folded)
            if guard is None:
                continue
            found = _done_before(guard, sentence, told[:place])
            if found is None:
                continue
            if guard.step is None and _comes(guard.action, found, [*told[place:], *later]):
                continue
            yield self.finding(
                view.page.path,
                sentence.span,
                "This must be read before the step that it guards, and stands after it",
                help="Put it into a warning before that step.",
                related=[Related(view.page.path, found.span, "the action")],
            )


def _may_guard(view: PageView, procedure: Procedure, signs: set[int]) -> bool:
    """Whether a guard may stand after the first step, so that few procedures are read."""
    if not procedure.steps:
        return False
    first, last, lines = procedure.steps[0].line, procedure.span.end_line, view.source.lines
    return any(
        first <= line <= last and may_guard(" ".join(lines[max(0, line - 2) : line + 1]).lower())
        for line in signs
    )


def _done_before(guard: Guard, sentence: Sentence, earlier: list[Sentence]) -> Sentence | None:
    """The sentence that asked for the guarded action already, the last one where several did."""
    candidates = [
        other
        for other in reversed(earlier)
        if not other.warns and other.folded and not _HEEDED.search(other.folded)
    ]
    if guard.action and sentence.step and _is_told(guard.action, sentence.step.title.lower()):
        candidates = [other for other in candidates if other.step is sentence.step]
    if guard.step is not None:
        numbered = (o for o in candidates if o.opens and o.step and o.step.number == guard.step)
        return next(numbered, None)
    if guard.action is None:
        same = (o for o in candidates if o.step is sentence.step and is_instruction(o.folded))
        return next(same, None) if sentence.warns else None
    for other in candidates:
        if other.heads and _is_told(guard.action, other.folded):
            return None
        near = other.step is sentence.step or sentence.step is None
        for action in () if other.heads else actions_in(other.folded):
            named = bool(guard.action.objects & action.objects)
            if action.verb == guard.action.verb and (named or (near and not guard.action.objects)):
                return other
    return None


def _comes(guarded: Action | None, done: Sentence, rest: list[Sentence]) -> bool:
    """Whether the action is still to come, or the step that announced it has more to tell."""
    for sentence in rest[1:]:
        if sentence.warns:
            continue
        same_step = sentence.step is done.step and done.step is not None
        if same_step and (not sentence.folded or is_instruction(sentence.folded)):
            return True
        if guarded and _is_told(guarded, sentence.folded):
            return True
    return False


def _is_told(guarded: Action, sentence: str) -> bool:
    return any(action.concerns(guarded) for action in actions_in(sentence))
