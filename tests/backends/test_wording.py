"""The words that the compiler adds."""

from typing import get_args

import pytest

from runbookc.backends import wording
from runbookc.model import Admonition, AdmonitionKind, Consideration, Step, Substeps
from runbookc.source import Span
from tests.backends.sample import LINKS, UPGRADE, runbook_of

SPAN = Span(1, 1, 1, 1)


def step(number: int | None, **fields: object) -> Step:
    """A bare step."""
    values = {"marker": "list", "line": 1, "marker_span": SPAN, "span": SPAN, **fields}
    return Step.model_validate({"number": number, **values})


def test_every_kind_has_its_word_and_every_hazard_its_own_sign() -> None:
    assert set(wording.KIND_LABELS) == set(get_args(AdmonitionKind))
    assert wording.HAZARDS == ("danger", "warning", "caution", "notice")
    assert len(set(wording.SYMBOLS.values())) == len(wording.SYMBOLS)
    assert wording.symbol("note") == ""


@pytest.mark.parametrize(
    ("title", "expected"),
    [("", "WARNING"), ("Warning", "WARNING"), ("Do not skip", "WARNING: Do not skip")],
)
def test_an_admonitions_own_title_stands_behind_the_signal_word(title: str, expected: str) -> None:
    admonition = Admonition(
        kind="warning", title=title, body=(), notation="directive", line=1, span=SPAN
    )

    assert wording.label(admonition) == expected


def test_substeps_without_a_place_are_shown_last() -> None:
    two = (step(1), step(2))
    placed = Substeps(start=0, count=1)

    assert wording.shown(step(1, substeps=two)) == (Substeps(start=0, count=2),)
    assert wording.shown(step(1, substeps=two, body=(placed,))) == (
        placed,
        Substeps(start=1, count=1),
    )
    assert wording.shown(step(1)) == ()


def test_the_word_optional_is_not_said_twice() -> None:
    assert wording.optional_mark(step(1, optional=True, command="Restart.")) == "Optional"
    assert wording.optional_mark(step(1, optional=True, command="(Optional) Restart.")) == ""
    assert wording.optional_mark(step(1)) == ""


def test_a_step_ends_where_its_substeps_begin() -> None:
    two = (step(1), step(2))

    own, rest = wording.around_substeps(step(1, substeps=two))
    assert (own, rest) == ((), (Substeps(start=0, count=2),))
    assert wording.around_substeps(step(1)) == ((), ())


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("https://docs.example.com/a/", "docs.example.com/a"),
        ("mailto:help@example.com", "help@example.com"),
    ],
)
def test_an_address_on_paper(href: str, expected: str) -> None:
    assert wording.printed_address(href) == expected


def test_which_hops_a_consideration_holds_for() -> None:
    runbook = runbook_of(UPGRADE, LINKS)
    part = runbook.parts[0]
    three = runbook.model_copy(update={"parts": (part, part, part)})

    def words(*hops: int) -> str:
        return wording.holds_for(Consideration(body=(), path="a.md", line=1, hops=hops), three)

    assert words(1, 2, 3) == ""
    assert words(1, 2) == "hops 1, 2"
    assert words(3) == "hop 3"


def test_hazards_are_counted_worst_first() -> None:
    (part,) = runbook_of(UPGRADE, LINKS).parts

    assert wording.hazards_of(part) == {"warning": 1, "caution": 1}
    assert wording.hazard_summary(part) == "1 warning, 1 caution"


def test_provenance() -> None:
    provenance = runbook_of(UPGRADE).provenance

    assert wording.provenance_line(provenance) == (
        "Compiled by runbookc 1.2.3 from commit 0123456789ab, 2026-01-02."
    )
    dirty = provenance.model_copy(update={"dirty": True, "date": ""})
    assert wording.provenance_line(dirty) == (
        "Compiled by runbookc 1.2.3 from commit 0123456789ab with uncommitted changes."
    )
    assert wording.edition(provenance) == "commit 0123456789ab, 2026-01-02"
    bare = provenance.model_copy(update={"commit": "", "date": ""})
    assert wording.edition(bare) == ""
    assert wording.provenance_line(bare) == "Compiled by runbookc 1.2.3."
