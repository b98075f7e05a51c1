"""Work on all cores, in order, with this process alone where more would not pay."""

import contextlib
import gc
import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:  # one process needs neither
    from concurrent.futures import Executor, Future

Task = TypeVar("Task")
Result = TypeVar("Result")

_AHEAD = 64
"""Tasks handed over before the first result is awaited."""

CHUNK = 24
"""Pages in a task: enough that handing them over costs little, few enough to share evenly."""

_WORTH_A_POOL = 240
"""Pages from which starting processes pays."""

Progress = Callable[[int, int], None]
"""Told how many of how many are done."""


@contextlib.contextmanager
def pool(jobs: int, tasks: int) -> "Iterator[Executor | None]":
    """An executor of this machine's processes, or None where one process does the work best.

    Args:
        jobs: how many processes may be used.
        tasks: how many tasks there are.
    """
    workers = min(jobs, tasks)
    if workers < 2:
        yield None
        return
    # One process needs none of this, and it takes its time to load.
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(workers, multiprocessing.get_context(_start_method())) as executor:
        try:
            yield executor
        except BaseException:
            executor.shutdown(wait=False, cancel_futures=True)
            raise


def workers_for(
    pages: int, jobs: int, given: "Executor | None" = None
) -> "contextlib.AbstractContextManager[Executor | None]":
    """Where so many pages are best compiled: in a given executor, else in processes, or here."""
    if given is not None:
        return contextlib.nullcontext(given)
    return pool(jobs if pages >= _WORTH_A_POOL else 1, -(-pages // CHUNK))


@contextlib.contextmanager
def without_collector() -> Iterator[None]:
    """Compiling makes many objects that live on and few cycles: looking for those is waste."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            # The first collection would walk over the whole project, and find nothing.
            gc.freeze()
            gc.enable()


def _start_method() -> str:
    """Fork starts at once, but is safe only where it is the custom and no other thread runs."""
    return "fork" if sys.platform.startswith("linux") and _is_alone() else "spawn"


def _is_alone() -> bool:
    """Whether this process has one thread, those counted that libraries start beneath Python.

    Typst keeps such threads once it has set a page; a forked process waits for them for ever.
    """
    try:
        return len(os.listdir("/proc/self/task")) == 1  # noqa: PTH208 - a number is all that is wanted
    except OSError:
        return threading.active_count() == 1


def ordered(
    executor: "Executor | None", work: Callable[[Task], Result], tasks: Iterable[Task]
) -> Iterator[Result]:
    """The result of every task, in the order of the tasks, few of them waiting at a time.

    Args:
        executor: where to work; None means here.
        work: a function that can be named across processes.
        tasks: its arguments.
    """
    if executor is None:
        yield from map(work, tasks)
        return
    waiting: deque[Future[Result]] = deque()
    for task in tasks:
        waiting.append(executor.submit(work, task))
        if len(waiting) > _AHEAD:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


_inherited: Callable[[int], object] | None = None
"""What forked processes do; they have it, with all that it knows, without it being handed over."""


def spread(
    work: Callable[[Task], Result], task: Callable[[int], Task], count: int, jobs: int
) -> Iterator[Result]:
    """The result of every task, in order; tasks may be large.

    Where processes are forked, they make their tasks themselves, from what this process knew at the
    start; elsewhere each task is handed over.

    Args:
        work: a function that can be named across processes.
        task: gives a task by its number, from 0.
        count: how many tasks there are.
        jobs: how many processes may be used.
    """
    global _inherited
    with pool(jobs, count) as executor:
        if executor is None or _start_method() != "fork":
            yield from ordered(executor, work, map(task, range(count)))
            return

        def made(number: int) -> Result:
            return work(task(number))

        _inherited = made
        try:
            yield from ordered(executor, _do_inherited, range(count))
        finally:
            _inherited = None


def _do_inherited(number: int) -> Any:
    assert _inherited is not None, "set before processes were forked"
    return _inherited(number)
