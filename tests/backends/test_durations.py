import pytest

from runbookc.backends.durations import in_words, minutes, total_time
from runbookc.model import Runbook
from tests.backends.whole_sample import whole_runbook


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        ("45 minutes", 45),
        ("1 hour 30 minutes", 90),
        ("1.5 h", 90),
        ("2 hours, and 5 min.", 125),
        ("1 day", 1440),
        ("about 2 hours", None),
        ("30-45 minutes", None),
        ("a while", None),
        ("", None),
    ],
)
def test_only_plain_times_are_read(time: str, expected: int | None) -> None:
    assert minutes(time) == expected


def test_times_are_said_in_hours_and_minutes() -> None:
    assert [in_words(n) for n in (1, 60, 135, 0)] == [
        *("1 minute", "1 hour", "2 hours 15 minutes", "0 minutes")
    ]


def _timed(*times: str) -> Runbook:
    runbook = whole_runbook()
    parts = tuple(
        part.model_copy(update={"procedure": part.procedure.model_copy(update={"time": time})})
        for part, time in zip(runbook.parts, times, strict=True)
    )
    return runbook.model_copy(update={"parts": parts})


def test_times_are_added_only_where_every_hop_gives_one() -> None:
    assert total_time(_timed("45 min", "1 h", "30 minutes")) == "2 hours 15 minutes"
    assert total_time(_timed("", "", "")) == ""
    assert total_time(_timed("45 min", "", "about an hour")) == (
        "hop 1: 45 min; hop 2: the source gives none; hop 3: about an hour"
    )
