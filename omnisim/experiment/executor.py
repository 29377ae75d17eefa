"""Play jobs here or in worker processes; who plays what changes no result.

A job is a key (the number of a replication) given to one task. Workers are started
afresh, never forked from this process, whose threads and open files they must not
inherit; they get the task once, at their start, and then only keys.

Every worker holds one end of a pipe, its lifeline. When the other end is closed, on
Ctrl-C or because this process is gone, even by SIGKILL, the worker ends at once. So
no worker outlives its run, and none keeps a terminal waiting.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import threading
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from omnisim.errors import WorkerError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from multiprocessing.connection import Connection
    from types import TracebackType
    from typing import Self

__all__ = ["Executor", "available_cores"]

logger = logging.getLogger(__name__)

K = TypeVar("K")
V = TypeVar("V")

# What every worker needs; imported once by the server that workers are split from.
_PRELOAD = [
    "omnisim.experiment.replicate",
    "omnisim.engine.process",
    "omnisim.kpi.tabulate",
    "omnisim.population",
]


def available_cores() -> int:
    """Return how many processor cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Executor(Generic[K, V]):
    """A task and those who carry it out.

    Parameters
    ----------
    task : callable
        Given a key, returns its value. For more than one worker it must be
        picklable, and so must keys and values: a module's function or a
        `functools.partial` of one.
    workers : int
        1 plays in this process.
    naming : callable
        Words for a key, ``"replication 3"``; used in errors.

    Raises
    ------
    ValueError
        If `workers` is below 1.

    Notes
    -----
    As always with processes that are started afresh, a script that plays with more
    than one worker keeps its own work under ``if __name__ == "__main__":``.

    Examples
    --------
    >>> with Executor(abs, workers=1) as executor:
    ...     dict(executor.play([-1, 2]))
    {-1: 1, 2: 2}
    """

    def __init__(
        self,
        task: Callable[[K], V],
        *,
        workers: int = 1,
        naming: Callable[[K], str] = str,
    ) -> None:
        if workers < 1:
            raise ValueError(f"workers must be at least 1, got {workers}")
        self._task, self._workers, self._naming = task, workers, naming
        self._pool: ProcessPoolExecutor | None = None
        self._lifeline: Connection | None = None
        self._far_end: Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the workers: in peace after success, at once after anything else."""
        if error is not None:
            self.abandon()
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None
        self._cut()

    def play(self, keys: Iterable[K]) -> Iterator[tuple[K, V]]:
        """Yield each key with its value, as they are finished.

        Parameters
        ----------
        keys : iterable
            The jobs, in the order in which they are started.

        Yields
        ------
        (key, value)
            In this process in the order of `keys`, else in no particular order.

        Raises
        ------
        WorkerError
            If a worker process ended before its job did.
        Exception
            Whatever the task raised, with a note that names the job.
        """
        if self._workers == 1:
            yield from self._play_here(keys)
        else:
            yield from self._play_apart(keys)

    def abandon(self) -> None:
        """Stop at once: unfinished jobs are lost, workers end."""
        self._cut()
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)

    def _play_here(self, keys: Iterable[K]) -> Iterator[tuple[K, V]]:
        for key in keys:
            try:
                value = self._task(key)
            except Exception as error:
                error.add_note(self._while_playing(key))
                raise
            yield key, value

    def _play_apart(self, keys: Iterable[K]) -> Iterator[tuple[K, V]]:
        pool = self._pool or self._start()
        pending: dict[Future[V], K] = {pool.submit(_play, key): key for key in keys}
        for future in as_completed(list(pending)):
            # popped, so that a value lives no longer than its reader wants it
            key = pending.pop(future)
            yield key, self._value(future, key)

    def _value(self, future: Future[V], key: K) -> V:
        try:
            return future.result()
        except BrokenProcessPool as error:
            raise WorkerError(
                "a worker process ended in the middle of its work; if the system "
                "killed it for want of memory, use fewer workers (--jobs 1); in a "
                "script of your own, keep the work under `if __name__ == '__main__':`"
            ) from error
        except Exception as error:
            error.add_note(self._while_playing(key))
            raise

    def _while_playing(self, key: K) -> str:
        return f"while playing {self._naming(key)}"

    def _start(self) -> ProcessPoolExecutor:
        context = _fresh_context()
        # one reading end serves every worker: nothing is ever written, and the
        # closing of the writing end reaches them all
        self._far_end, self._lifeline = context.Pipe(duplex=False)
        self._pool = ProcessPoolExecutor(
            self._workers,
            mp_context=context,
            initializer=_begin,
            initargs=(self._task, self._far_end),
        )
        logger.debug("%d workers", self._workers)
        return self._pool

    def _cut(self) -> None:
        for end in (self._lifeline, self._far_end):
            if end is not None:
                end.close()
        self._lifeline = self._far_end = None


def _fresh_context() -> Any:  # noqa: ANN401 - the class differs with the platform
    """Return how processes are started: never by fork, which copies locked locks."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_PRELOAD)
    return context


_task_here: Callable[[Any], Any] | None = None  # of this worker, set at its start


# The three functions below run in worker processes, where coverage does not look.


def _begin(
    task: Callable[[Any], Any], lifeline: Connection
) -> None:  # pragma: no cover - as said above
    """Make this process a worker."""
    global _task_here  # noqa: PLW0603 - a worker is a process: this is its one state
    # Ctrl-C on a terminal reaches every process; only the first one answers it
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(lifeline,), daemon=True).start()
    _task_here = task


def _end_with(lifeline: Connection) -> None:  # pragma: no cover - as said above
    """End this process as soon as the other end of the pipe is closed."""
    try:
        lifeline.recv_bytes()
    except (EOFError, OSError):
        os._exit(1)


def _play(key: Any) -> Any:  # noqa: ANN401 - any key and value # pragma: no cover - as said above
    """Carry out the worker's task."""
    if _task_here is None:
        raise WorkerError("a worker was asked to play before it had its task")
    return _task_here(key)
