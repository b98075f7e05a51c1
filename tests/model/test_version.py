"""The order of versions, whatever they look like."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runbookc.model import VersionSpec, release_numbers, version_key

NUMBERS = st.lists(st.integers(0, 30), min_size=1, max_size=5).map(
    lambda parts: ".".join(map(str, parts))
)


@pytest.mark.parametrize(
    ("number", "release", "key"),
    [
        ("7.3.9", (7, 3, 9), (7, 3, 9)),
        ("8.0", (8, 0), (8,)),
        ("8", (8,), (8,)),
        ("0.0", (0, 0), (0,)),
        ("v7.5", (7, 5), (7, 5)),
        ("7.10", (7, 10), (7, 10)),
        ("7.5.x", (7, 5), (7, 5)),
        ("1.9.0-rc1", (1, 9, 0), (1, 9)),
        ("7.5.²", (7, 5), (7, 5)),
        ("٧.٥", (7, 5), (7, 5)),
        ("latest", (), ()),
        ("", (), ()),
    ],
)
def test_numbers(number: str, release: tuple[int, ...], key: tuple[int, ...]) -> None:
    assert release_numbers(number) == release
    assert version_key(number) == key


@given(st.text(max_size=12) | st.text("0123456789.x-+v²٣", max_size=12))
def test_any_text_has_a_key(text: str) -> None:
    assert all(part >= 0 for part in version_key(text))


def test_a_number_longer_than_python_reads_has_a_key() -> None:
    assert version_key("1" * 5000 + ".2")[1] == 2


@given(NUMBERS, NUMBERS)
def test_versions_are_ordered_number_by_number(one: str, other: str) -> None:
    first, second = (list(map(int, number.split("."))) for number in (one, other))
    length = max(len(first), len(second))
    first, second = (parts + [0] * (length - len(parts)) for parts in (first, second))
    assert (version_key(one) < version_key(other)) == (first < second)
    assert (version_key(one) == version_key(other)) == (first == second)


@given(NUMBERS)
def test_zeros_at_the_end_change_nothing(number: str) -> None:
    assert version_key(f"{number}.0") == version_key(number)


@given(NUMBERS, st.integers(1, 30))
def test_a_build_is_newer_than_its_series(number: str, build: int) -> None:
    assert version_key(number) < version_key(f"{number}.{build}")


def test_the_key_of_a_specification_follows_its_base() -> None:
    stated = VersionSpec(raw="7.5.x", kind="wildcard", base="7.5")
    assert stated.key == (7, 5)
    assert stated.changed(base="8.0").key == (8,)
    assert stated.model_copy(update={"base": "8.0"}).key == (8,)
    assert VersionSpec(raw="any", kind="any").key == ()
