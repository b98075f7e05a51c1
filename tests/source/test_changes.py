from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from runbookc.source import changed_lines

LINES = st.lists(st.sampled_from("abcdefg"), max_size=12)


@given(LINES, LINES)
def test_the_other_lines_stand_in_both_texts_in_one_order(old: list[str], new: list[str]) -> None:
    changed = changed_lines(old, new)
    assert changed <= set(range(1, len(new) + 1))
    rest = iter(old)
    assert all(line in rest for number, line in enumerate(new, 1) if number not in changed)


@given(LINES, LINES)
def test_lines_that_the_old_text_does_not_have_are_changed(old: list[str], new: list[str]) -> None:
    changed = changed_lines(old, new)
    added = Counter(new) - Counter(old)
    assert added <= Counter(new[number - 1] for number in changed)


@given(LINES)
def test_an_equal_text_has_no_change(lines: list[str]) -> None:
    assert not changed_lines(lines, lines)
    assert changed_lines([], lines) == set(range(1, len(lines) + 1))


def test_one_line_is_changed_one_inserted_one_taken_away_one_moved() -> None:
    old = ["one", "", "two", "", "three", "", "four"]
    assert changed_lines(old, ["one", "", "2", "", "three", "", "four"]) == {3}
    assert changed_lines(old, ["one", "", "new", "two", "", "three", "", "four"]) == {3}
    assert changed_lines(old, ["one", "", "three", "", "four"]) == frozenset()
    assert changed_lines(old, ["four", *old[:6]]) == {1}
