"""Which versions a stated version means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runbookc.model import is_within
from runbookc.planning.versions import (
    AskedVersion,
    documented,
    holds_from,
    order,
    read_version,
)
from tests.planning.builder import spec

VERSIONS = ("7.3.7", "7.3.9", "7.4", "7.5", "8.0")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7.5", AskedVersion("7.5")),
        (" v7.5.2 ", AskedVersion("7.5.2")),
        ("7.5.x", AskedVersion("7.5", series=True)),
        ("7.5.y", AskedVersion("7.5", series=True)),
        ("8.5.0.14896", AskedVersion("8.5.0.14896")),
        ("1.9.0-rc1", AskedVersion("1.9.0-rc1")),
        ("latest", None),
        ("", None),
        ("../8.0", None),
    ],
)
def test_reads_versions_as_people_write_them(text: str, expected: AskedVersion | None) -> None:
    assert read_version(text) == expected


@pytest.mark.parametrize(
    ("number", "series", "inside"),
    [
        ("7.5", "7.5", True),
        ("7.5.0.123", "7.5", True),
        ("7.50", "7.5", False),
        ("8.1", "8.0", False),
        ("8", "8.0", True),
        ("8.0.3", "8.0", True),
        ("7.4", "7.5", False),
    ],
)
def test_a_build_begins_with_the_numbers_of_its_series(
    number: str, series: str, inside: bool
) -> None:
    assert is_within(number, series) is inside


@pytest.mark.parametrize(
    ("number", "expected"),
    [("7.5", "7.5"), ("7.5.2", "7.5"), ("7.3.9.4", "7.3.9"), ("7.3.8", None), ("8", "8.0")],
)
def test_a_number_stands_for_the_most_exact_documented_version(
    number: str, expected: str | None
) -> None:
    assert documented(number, VERSIONS) == expected


def test_a_build_that_is_documented_stands_for_itself() -> None:
    assert documented("7.5.2", ("7.5", "7.5.2")) == "7.5.2"
    assert documented("7.5.2.1", ("7.5", "7.5.2")) == "7.5.2"


@pytest.mark.parametrize(
    ("start", "target", "number", "holds"),
    [
        ("7.5", "8.0", "7.5", True),
        ("7.5", "8.0", "7.5.2", True),
        ("7.5", "8.0", "7.4", False),
        ("7.3.7+", "7.3.9", "7.3.7", True),
        ("7.3.7+", "7.3.9", "7.3.8", True),
        ("7.3.7+", "7.3.9", "7.3.9", False),
        ("7.3.7+", "7.3.9", "7.3.6", False),
        ("7.5.x", "7.5", "7.5.1", True),
        ("7.5.x", "7.5", "7.6", False),
        ("<7.3.9", "7.3.9", "7.1", True),
        ("<7.3.9", "7.3.9", "7.3.9", False),
        ("any", "8.0", "7.5", True),
        ("any", "8.0", "7.5.1", True),
        ("any", "8.0", "7.4", False),
        ("any", "7.3.7", "7.3.6", False),
    ],
)
def test_where_a_hop_holds_from(start: str, target: str, number: str, holds: bool) -> None:
    assert holds_from(spec(start), target, number, VERSIONS) is holds


numbers = st.lists(st.integers(0, 20), min_size=1, max_size=4).map(lambda n: ".".join(map(str, n)))


@given(numbers, numbers, numbers)
def test_versions_are_totally_ordered(one: str, two: str, three: str) -> None:
    low, middle, high = sorted((one, two, three), key=order)
    assert order(low) <= order(middle) <= order(high)
    assert order(low) <= order(high)


@given(numbers)
def test_trailing_zeros_do_not_count(number: str) -> None:
    assert order(number) == order(f"{number}.0")
    assert is_within(f"{number}.0", number)


@given(numbers, st.integers(1, 20))
def test_a_build_is_newer_than_its_series(number: str, build: int) -> None:
    assert order(f"{number}.{build}") > order(number)
    assert is_within(f"{number}.{build}", number)
