"""What of `distributed` our code uses, played by threads of this process."""

from __future__ import annotations

import concurrent.futures as cf
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


class KilledWorker(Exception):  # noqa: N818 - Dask's own name
    """Stands for the error of a job that lost worker after worker."""


class CommClosedError(OSError):
    """Stands for the error of a scheduler that is gone."""


class Client:
    """Stands for a client of a cluster, as many threads as `threads` says.

    Attributes
    ----------
    threads : int
        0 stands for a cluster without workers: nothing is ever played.
    play : callable
        Called by the threads instead of what was handed in.
    most : int
        Largest number of jobs that were not finished at one time.
    closed : bool
    """

    threads = 2
    play: Callable[..., Any]

    def __init__(self, address: str, **options: object) -> None:
        if address == "nowhere":
            raise OSError("timed out")
        self.options = options
        self.most, self.closed = 0, False
        self.futures: list[cf.Future[Any]] = []
        self._pool = cf.ThreadPoolExecutor(2)

    def get_executor(self, **options: object) -> Client:
        """Return this client: it hands jobs in, too."""
        self.options |= options
        return self

    def nthreads(self) -> dict[str, int]:
        """Return the threads by worker."""
        return {"tcp://127.0.0.1:1": self.threads} if self.threads else {}

    def submit(self, _: object, *arguments: object) -> cf.Future[Any]:
        """Hand a job in."""
        if self.threads:
            future = self._pool.submit(type(self).play, *arguments)
        else:
            future = cf.Future()
        self.futures.append(future)
        self.most = max(self.most, sum(not one.done() for one in self.futures))
        return future

    def shutdown(self, *, wait: bool) -> None:
        """Take back what is not played."""
        self._pool.shutdown(wait=wait, cancel_futures=True)

    def close(self) -> None:
        """Be done."""
        self.closed = True


def module(client: type[Client]) -> SimpleNamespace:
    """Return what is imported as `distributed`."""
    return SimpleNamespace(
        Client=client,
        KilledWorker=KilledWorker,
        comm=SimpleNamespace(CommClosedError=CommClosedError),
    )
