"""Numbers that are mended, and those that their author has to mend."""

import pytest

from runbookc.checks import PageView
from runbookc.checks.renumbering import Renumbering
from runbookc.config import parse_settings
from runbookc.dialects.plain import PlainDialect
from runbookc.lowering import lower
from runbookc.parsing import parse
from runbookc.source import SourceFile


def mended(labels: str, rest: str = "") -> str | None:
    """The numbers that a procedure with these labels gets; None where there is no fix."""
    page = "# Move\n\n" + "".join(f"**Step {each} –** Do it.\n\n" for each in labels.split())
    source, settings = SourceFile("a.md", f"{page}## Notes\n\n{rest}\n"), parse_settings("")
    dialect = PlainDialect(settings)
    document = parse(source, dialect)
    lowered = lower(document, dialect.place("a.md", {}), settings)
    steps = lowered.page.procedures[0].steps
    fix = Renumbering(PageView(lowered.page, lowered.body, source, settings)).fix(steps)
    if fix is None:
        return None
    numbers = {step.marker_span.line: str(step.number) for step in steps}
    for edit in fix.edits:
        assert source.excerpt(edit.span) == numbers[edit.span.line]
        numbers[edit.span.line] = edit.replacement
    return " ".join(numbers.values())


@pytest.mark.parametrize(
    ("labels", "right"),
    [
        ("1 2 2 4", "1 2 3 4"),
        ("1 2 2 3 4", "1 2 3 4 5"),
        ("1 2 4 5", "1 2 3 4"),
        ("1 2 7 4 5", "1 2 3 4 5"),
        ("9 10 10 12", "9 10 11 12"),
        ("1 3 2 4", None),
        ("1 2 5 6", None),
        ("1 2 2 3 5 6", None),
        ("1 2 2b 2 3", None),
    ],
)
def test_only_a_slip_is_mended(labels: str, right: str | None) -> None:
    assert mended(labels) == right


@pytest.mark.parametrize(
    ("words", "is_clear"),
    [
        ("See step 1.", True),
        ("See step 3, which is missing.", True),
        ("See step 4.", False),
        ("Repeat Steps 2–4.", False),
        ("Repeat steps 1, 2 and 5.", False),
        ("Repeat step 1 through 99999999999999999999.", False),
        ("As in [Step\n5](#step-5).", False),
        ("It takes 4 footsteps 4 times.", True),
    ],
)
def test_a_step_that_the_page_names_keeps_its_number(words: str, is_clear: bool) -> None:
    assert (mended("1 2 4 5", words) is not None) is is_clear
