import os
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from runbookc.pipeline import pool as module
from runbookc.pipeline.pool import ordered, pool, spread


def double(number: int) -> int:
    return number * 2


def process(_: int) -> int:
    return os.getpid()


def fail(number: int) -> int:
    raise ValueError(number)


def test_one_job_or_one_task_stays_in_this_process() -> None:
    with pool(1, 100) as executor:
        assert executor is None
        assert list(ordered(executor, double, range(3))) == [0, 2, 4]
    with pool(8, 1) as executor:
        assert executor is None


def test_processes_give_results_in_order() -> None:
    with pool(2, 200) as executor:
        assert list(ordered(executor, double, range(200))) == [n * 2 for n in range(200)]
        assert os.getpid() not in set(ordered(executor, process, range(8)))


def test_any_executor_can_stand_in() -> None:
    with ThreadPoolExecutor(2) as executor:
        assert list(ordered(executor, double, range(100))) == [n * 2 for n in range(100)]


def test_tasks_are_made_when_they_are_needed() -> None:
    made = []

    def tasks() -> Iterator[int]:
        for number in range(1000):
            made.append(number)
            yield number

    with ThreadPoolExecutor(1) as executor:
        results = ordered(executor, double, tasks())
        assert next(results) == 0
        assert len(made) < 200


def test_a_bug_in_a_worker_is_not_lost() -> None:
    with pytest.raises(ValueError, match="0"), pool(2, 4) as executor:
        list(ordered(executor, fail, range(4)))


@pytest.mark.parametrize("method", ["fork", "spawn"])
@pytest.mark.parametrize("jobs", [1, 2])
def test_tasks_are_spread_whether_or_not_processes_inherit(
    method: str, jobs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_start_method", lambda: method)
    made: list[int] = []

    def task(number: int) -> int:
        made.append(number)
        return number + 1

    assert list(spread(double, task, 20, jobs)) == [2 * n + 2 for n in range(20)]
    here = jobs == 1 or method == "spawn"
    assert made == (list(range(20)) if here else [])


def test_a_process_with_threads_of_its_own_is_not_forked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "listdir", lambda _: ["1", "2"])
    assert module._start_method() == "spawn"
    monkeypatch.setattr(os, "listdir", lambda _: ["1"])
    assert module._start_method() == ("fork" if sys.platform.startswith("linux") else "spawn")
