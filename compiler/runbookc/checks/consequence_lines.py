"""On which lines of a page a consequence may stand, so that few of them are read."""

from runbookc.checks.view import PageView, with_words
from runbookc.lowering.consequences import may_lead

_FINAL_SIGNS = frozenset(
    b"""undone reversed reverted rolled recovered restored irreversible irreversibly reversible
    unrecoverable lost orphaned wiped erased destroyed overwritten permanently irrevocably lose loss
    corruption""".split()
)
"""Every match of the last two patterns holds one of these words, or the part below."""
_FINAL_PARTS = with_words("no way")
_SIGNS = frozenset(
    b"""corrupt corrupts corrupted damage damaged unusable locked inaccessible stop stops stopped
    break breaks crash hang fail fails cannot unable longer deleted removed dropped""".split()
)
_PARTS = with_words("can't", "can’t", "can not", "not be able", "will not", "won't", "won’t")
"""Every other match holds one of these, and one of the leads shortly before."""
_LINES_BEFORE = 5


def candidate_lines(view: PageView) -> set[int]:
    """The lines of a page on which a consequence may end; cheap, so that few lines are read."""
    lines = view.lines_with(
        *map(bytes.decode, view.words & _FINAL_SIGNS), *view.parts_in(_FINAL_PARTS)
    )
    more = view.lines_with(*map(bytes.decode, view.words & _SIGNS), *view.parts_in(_PARTS))
    for line in more - lines:
        if may_lead(" ".join(view.source.lines[max(0, line - _LINES_BEFORE) : line]).lower()):
            lines.add(line)
    return lines
