"""A difference between runbooks for the terminal."""

from collections.abc import Iterable, Iterator

from runbookc.model import Change, ChangeGroup, Difference, RunbookName, RunEffect
from runbookc.reporting import difference_words as words
from runbookc.reporting.columns import printable, width
from runbookc.reporting.paint import BOLD, DIM, Paint, coloured, plain

_SIGNS = {"added": "+", "removed": "-", "moved": ">", "reworded": "~", "regraded": "!"}
_STYLES = {"added": "32", "removed": "31", "moved": "36", "reworded": "33", "regraded": "1;33"}
_SIGNALS = {"danger": "1;31", "warning": "1;33", "caution": "1;33", "notice": "1;34"}
_WORDS = {"gone": ("31;9", "[-", "-]"), "new": ("32", "{+", "+}"), "same": ("", "", "")}
"""For each kind of words their style, and what stands around them without colour."""
_INDENT = 4


def render(difference: Difference, *, colour: bool = False, columns: int = 80) -> str:
    """The difference, worst first within each hop.

    Args:
        difference: what to tell.
        colour: whether to colour; without it nothing is lost.
        columns: the terminal's width.
    """
    paint = coloured if colour else plain
    lines = [
        paint(f"from {_shown(words.side(difference.old))}", BOLD),
        paint(f"to   {_shown(words.side(difference.new))}", BOLD),
        words.totals(difference),
        *_body(difference, colour, columns),
    ]
    return "\n".join(lines) + "\n"


def render_changes(difference: Difference, *, colour: bool = False, columns: int = 80) -> str:
    """The same without what was compared, for whoever has said that already."""
    return "\n".join(list(_body(difference, colour, columns))[1:]) + "\n"


def _body(difference: Difference, colour: bool, columns: int) -> Iterator[str]:
    paint = coloured if colour else plain
    yield from _names(difference.added, "added", paint)
    yield from _names(difference.removed, "removed", paint)
    named = difference.same > 0 or len(difference.altered) > 1
    for group in difference.groups:
        yield ""
        yield from _group(group, paint, colour, columns, named=named)
    if difference.form_only:
        yield ""
        yield words.NO_WORDS
        yield from (f"  ~ {_shown(one)}" for one in difference.form_only)
    if difference.run is not None:
        yield ""
        yield from _run(difference.run, paint, colour, columns)


def _names(runbooks: Iterable[RunbookName], kind: str, paint: Paint) -> Iterator[str]:
    word = "new" if kind == "added" else "gone"
    for number, runbook in enumerate(runbooks):
        if number == 0:
            yield ""
            yield paint(f"Runbooks that are {word}", BOLD)
        yield f"  {paint(_SIGNS[kind], _STYLES[kind])} {_shown(runbook.id)}"
        yield f"    {paint(_shown(runbook.title), DIM)}"


def _group(
    group: ChangeGroup, paint: Paint, colour: bool, columns: int, *, named: bool
) -> Iterator[str]:
    title = [("same", words.titles(group))]
    yield from (paint(line, BOLD) for line in _wrapped(title, 0, plain, columns))
    if named:
        listed = [("same", words.runbooks(group.runbooks))]
        yield from (paint(line, DIM) for line in _wrapped(listed, 0, plain, columns))
    for change in group.changes:
        yield ""
        yield from _change(change, paint, colour, columns)


def _change(change: Change, paint: Paint, colour: bool, columns: int) -> Iterator[str]:
    headline = words.headline(change)
    signal = change.signal.upper()
    if signal and headline.startswith(signal):
        headline = paint(signal, _SIGNALS[change.signal]) + headline.removeprefix(signal)
    yield f"  {paint(_SIGNS[change.kind], _STYLES[change.kind])} {headline}"
    pieces = list(words.passage(change))
    if not change.words:  # the sign says already that all of it is new, or gone
        pieces = [("same", text) for _, text in pieces]
    yield from _wrapped(pieces, _INDENT, paint if colour else None, columns)
    yield " " * _INDENT + paint(_shown(words.place(change)), DIM)


def _run(effect: RunEffect, paint: Paint, colour: bool, columns: int) -> Iterator[str]:
    yield paint(f"Run {_shown(effect.run)}", BOLD)
    yield words.run_totals(effect)
    for step in effect.affected:
        yield ""
        yield f"  hop {step.part}, step {_shown(step.number)}, signed {step.done}"
        for change in step.changes:
            yield from _change(change, paint, colour, columns)
    for missed in effect.missed:
        yield ""
        yield f"  {words.missed_place(missed)}"
        yield from _change(missed.change, paint, colour, columns)


def _wrapped(
    pieces: Iterable[tuple[str, str]], indent: int, paint: Paint | None, columns: int
) -> Iterator[str]:
    """Pieces of text on lines of the terminal; without paint, brackets mark what changed."""
    line, used = "", 0
    for kind, text in pieces:
        style, opening, closing = _WORDS[kind]
        tokens = _shown(text).split(" ")
        if paint is None:
            tokens[0] = opening + tokens[0]
            tokens[-1] += closing
        for token in tokens:
            room = width(token) + (1 if used else 0)
            if used and indent + used + room > columns:
                yield " " * indent + line
                line, used, room = "", 0, width(token)
            painted = paint(token, style) if paint is not None and style else token
            line += f" {painted}" if used else painted
            used += room
    if line:
        yield " " * indent + line


def _shown(text: str) -> str:
    return printable(" ".join(text.split()))
