from hypothesis import given
from hypothesis import strategies as st

from runbookc.source import numbers_of, resemblance, sketch

LINES = st.lists(st.text("abc \t", max_size=5), max_size=40)


def alike(one: str, other: str) -> float:
    return resemblance(numbers_of(sketch(one)), numbers_of(sketch(other)))


def page(*numbers: int) -> str:
    return "\n".join(f"Line {number} of the page." for number in numbers)


@given(LINES)
def test_the_order_of_lines_and_the_space_around_them_do_not_matter(lines: list[str]) -> None:
    assert sketch("\n".join(lines)) == sketch("\r\n\r\n".join(f"  {x} " for x in sorted(lines)))


@given(LINES, LINES)
def test_resemblance_is_a_symmetric_share(one: list[str], other: list[str]) -> None:
    first, second = "\n".join(one), "\n".join(other)
    assert 0 <= alike(first, second) == alike(second, first) <= 1


def test_a_page_is_like_itself_and_unlike_another() -> None:
    assert alike(page(*range(100)), page(*range(100))) == 1
    assert alike(page(*range(100)), page(*range(100, 200))) == 0
    assert alike("", "") == 0


def test_a_page_stays_like_itself_when_a_few_lines_change() -> None:
    assert alike(page(*range(100)), page(*range(5, 105))) > 0.5
    assert alike(page(1, 2, 3), page(1, 2, 4)) == 0.5 or alike(page(1, 2, 3), page(1, 2, 4)) > 0.3
