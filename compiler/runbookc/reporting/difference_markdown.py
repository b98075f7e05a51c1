"""A difference between runbooks in Markdown, for a comment on a pull request."""

from collections.abc import Iterable, Iterator

from runbookc.model import Change, ChangeGroup, Difference, RunbookName, RunEffect
from runbookc.reporting import difference_words as words
from runbookc.reporting.markdown_text import code, escaped
from runbookc.reporting.words import counted

LIMIT = 60_000
"""GitHub takes 65536 characters of a comment."""
_RESERVE = 200
"""Characters kept for the line that says how much is not shown."""

_AROUND = {"gone": ("~~", "~~"), "new": ("**", "**"), "same": ("", "")}


def render(difference: Difference, limit: int = LIMIT) -> str:
    """The totals, then as many of the changes as the limit allows.

    Args:
        difference: what to tell.
        limit: the most characters.
    """
    old, new = (escaped(words.side(one)) for one in (difference.old, difference.new))
    told = f"## Changes of the runbooks\n\nFrom {old} to {new}; {words.totals(difference)}.\n"
    left = 0
    for block in _blocks(difference):
        if left or len(told) + len(block) > limit - _RESERVE:
            left += 1
        else:
            told += block
    if left:
        told += f"\n{counted(left, 'more entry').replace('entrys', 'entries')} would not fit.\n"
    return told


def _blocks(difference: Difference) -> Iterator[str]:
    """What is left out or shown as a whole."""
    if difference.run is not None:
        yield from _run(difference.run)
    yield from _names(difference.added, "New runbooks")
    yield from _names(difference.removed, "Runbooks that are gone")
    for group in difference.groups:
        yield _heading(group)
        yield from map(_change, group.changes)
    if difference.form_only:
        ids = ", ".join(code(one) for one in difference.form_only)
        yield f"\n{words.NO_WORDS}: {ids}.\n"


def _names(runbooks: Iterable[RunbookName], title: str) -> Iterator[str]:
    for number, runbook in enumerate(runbooks):
        heading = "" if number else f"\n### {title}\n\n"
        yield f"{heading}- {code(runbook.id)} {escaped(runbook.title)}\n"


def _heading(group: ChangeGroup) -> str:
    sentence = words.runbooks(group.runbooks, code)
    return f"\n### {escaped(words.titles(group))}\n\n{sentence[:1].upper()}{sentence[1:]}:\n\n"


def _change(change: Change) -> str:
    marked = []
    for kind, text in words.passage(change):
        opening, closing = _AROUND[kind] if change.words else ("", "")
        marked.append(f"{opening}{escaped(text)}{closing}")
    headline = escaped(words.headline(change))
    return f"- **{headline}**: {' '.join(marked)} ({code(words.place(change))})\n"


def _run(effect: RunEffect) -> Iterator[str]:
    yield f"\n### Run {escaped(effect.run)}\n\n{words.run_totals(effect)}.\n\n"
    for step in effect.affected:
        place = f"hop {step.part}, step {escaped(step.number)}"
        for change in step.changes:
            yield f"{_change(change).rstrip()}, {place}, signed {escaped(step.done)}\n"
    for missed in effect.missed:
        yield f"{_change(missed.change).rstrip()}, {words.missed_place(missed)}\n"
