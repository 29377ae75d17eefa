"""Replications played by the workers of a Dask cluster, an optional extra.

The cluster is used through its executor, as any other of `concurrent.futures`. A
worker that is lost is made good by the others: Dask gives them its jobs, which need
nothing that only it had. Never are more jobs handed in than keep the workers busy, so
that neither side holds thousands of scenarios in memory.
"""

from __future__ import annotations

import concurrent.futures as cf
from contextlib import contextmanager, suppress
from itertools import islice
from typing import TYPE_CHECKING, Any

from omnisim.errors import MissingExtraError, WorkerError
from omnisim.experiment.provenance import versions
from omnisim.trial.workers import Job, play_job

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import TracebackType
    from typing import Self

    from omnisim.kpi.table import KpiTable
    from omnisim.trial.workers import Played, Wanted

__all__ = ["Cluster"]

_AHEAD = 3  # jobs handed in per thread of the workers: one played, two waiting


class Cluster:
    """The workers of a Dask cluster; see `omnisim.trial.workers.Workers`.

    Parameters
    ----------
    address : str
        Of its scheduler: ``"tcp://10.0.0.1:8786"`` or ``"10.0.0.1:8786"``.
    attribution : str
        Window rule of the figures, as in `omnisim.kpi.tabulate`.
    patience : float, seconds
        How long to wait for the scheduler, and for a first or another worker.

    Raises
    ------
    MissingExtraError
        If Dask is not installed.
    """

    def __init__(
        self, address: str, *, attribution: str = "arrival", patience: float = 60.0
    ) -> None:
        try:
            import distributed  # noqa: PLC0415 - an optional extra
        except ImportError as error:
            raise MissingExtraError("playing on a Dask cluster", "cluster") from error
        self._dask: Any = distributed
        self._address, self._attribution = address, attribution
        self._patience = patience
        self._client: Any = None
        self._executor: Any = None

    def __enter__(self) -> Self:
        """Meet the scheduler.

        Raises
        ------
        WorkerError
            If there is none at the address.
        """
        try:
            self._client = self._dask.Client(
                self._address, timeout=self._patience, set_as_default=False
            )
        except (OSError, ValueError) as error:
            raise WorkerError(
                f"{self._address}: no Dask scheduler answers there ({error}); start one"
                " with `dask scheduler`, and workers with `dask worker ADDRESS`"
            ) from error
        # pure: Dask must not take two replications for the same piece of work
        self._executor = self._client.get_executor(pure=False)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take back what is not finished, and leave the cluster as it was."""
        with suppress(OSError):  # a scheduler that is lost needs no farewell
            self._executor.shutdown(wait=False)
            self._client.close()

    def play(self, jobs: Iterable[Wanted], *, seed: int) -> Iterator[Played]:
        """Play replications, as `omnisim.trial.workers.Workers.play` says."""
        version = versions()["omnisim"]
        waiting = (Job(*wanted, seed, self._attribution) for wanted in jobs)
        pending: dict[cf.Future[KpiTable], Job] = {}
        try:
            while True:
                room = max(_AHEAD * self._threads(), 1) - len(pending)
                for job in islice(waiting, max(room, 0)):
                    pending[self._executor.submit(_play_there, job, version)] = job
                if not pending:
                    return
                done, _ = cf.wait(pending, self._patience, cf.FIRST_COMPLETED)
                if not done and not self._threads():
                    raise WorkerError(
                        f"{self._address}: the cluster has no worker; start some with "
                        f"`dask worker {self._address}`"
                    )
                for future in done:
                    job = pending.pop(future)
                    yield job.key, job.replication, self._table(future, job)
        finally:
            for future in pending:
                future.cancel()

    def _threads(self) -> int:
        """Return how many jobs the cluster can play at once just now."""
        with self._told():
            return sum(self._client.nthreads().values())

    def _table(self, future: cf.Future[KpiTable], job: Job) -> KpiTable:
        try:
            with self._told():
                return future.result()
        except Exception as error:
            error.add_note(f"while playing {job}")
            raise

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Say in the user's words that the cluster has failed."""
        try:
            yield
        except self._dask.KilledWorker as error:
            raise WorkerError(
                "worker after worker was lost at the same replication; if the system "
                "kills them for want of memory, give each more of it (`dask worker "
                "--nthreads 1`)"
            ) from error
        except (
            cf.CancelledError,
            OSError,  # Dask's own and time-outs among them; playing does none of these
        ) as error:
            raise WorkerError(
                f"{self._address}: the Dask scheduler is lost; what is finished stays, "
                "and the same command goes on from there"
            ) from error


def _play_there(
    job: Job, version: str
) -> KpiTable:  # pragma: no cover - in worker processes, where coverage does not look
    """Play one replication on another machine, if it has the same omnisim."""
    here = versions()["omnisim"]
    if here != version:
        raise WorkerError(
            f"a worker has version {here} of omnisim, this machine {version}; install "
            "the same on both"
        )
    return play_job(job)
