"""A real Dask scheduler and real workers, on this machine; some of them are killed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
import small_trial
from distributed import Client
from small_trial import cell, scenario

from omnisim.errors import WorkerError
from omnisim.trial.cluster import Cluster
from omnisim.trial.settling import key_of_cell
from omnisim.trial.workers import Local

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow

KEY = key_of_cell(cell())
JOBS = [(KEY, scenario(), number) for number in range(30)]
PATIENCE = 60.0  # seconds; much longer than anything here takes


class Processes:
    """A scheduler and its workers, each a process of its own.

    Attributes
    ----------
    address : str
        Of the scheduler.
    scheduler : subprocess.Popen
    workers : list of subprocess.Popen
    """

    def __init__(self, folder: Path, allowed_failures: int) -> None:
        self._folder = folder
        self._environment = os.environ | {
            "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": str(allowed_failures)
        }
        self._all: list[subprocess.Popen[bytes]] = []
        self.scheduler = self.start("scheduler", "--port", "0")
        self.address = self._wait_for_address()

    def start(self, what: str, *options: str) -> subprocess.Popen[bytes]:
        """Start a scheduler or a worker."""
        common = ("--host", "127.0.0.1", "--no-dashboard", "--scheduler-file")
        with (self._folder / "log").open("ab") as log:
            process = subprocess.Popen(  # noqa: S603 - Dask's own command
                [sys.executable, "-m", "dask", what, *options, *common, self._file],
                env=self._environment,
                cwd=self._folder,
                stdout=log,
                stderr=log,
            )
        self._all.append(process)
        return process

    def start_workers(self, n: int) -> list[subprocess.Popen[bytes]]:
        """Start workers of one thread each, and wait for them."""
        started = [
            self.start("worker", "--no-nanny", "--nthreads", "1") for _ in range(n)
        ]
        with Client(self.address, timeout=PATIENCE, set_as_default=False) as client:
            client.wait_for_workers(n, timeout=PATIENCE)
        return started

    def end(self) -> None:
        """End all of them."""
        for process in self._all:
            process.kill()
            process.wait()

    @property
    def _file(self) -> str:
        return str(self._folder / "scheduler.json")

    def _wait_for_address(self) -> str:
        """Return the address, which the scheduler writes into a file."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                with open(self._file, encoding="utf-8") as file:  # noqa: PTH123 - a path as text
                    address: str = json.load(file)["address"]
            except (FileNotFoundError, ValueError):  # not there, or not whole
                time.sleep(0.02)
            else:
                return address
        raise AssertionError((self._folder / "log").read_text())


@contextmanager
def processes(folder: Path, *, allowed_failures: int = 3) -> Iterator[Processes]:
    """Give a scheduler, and end it and its workers whatever happens."""
    made = Processes(folder, allowed_failures)
    try:
        yield made
    finally:
        made.end()


def test_a_killed_worker_changes_no_table(tmp_path: Path) -> None:
    kept: list[str] = []

    with processes(tmp_path) as dask:
        first, _ = dask.start_workers(2)

        def kill_one(said: str) -> None:
            kept.append(said)
            if len(kept) == 2:
                first.kill()

        workers = Cluster(dask.address, patience=PATIENCE)
        small_trial.play(tmp_path / "cluster", workers, say=kill_one)
    small_trial.play(tmp_path / "here", Local(1))

    assert len(kept) == 18
    assert small_trial.content(tmp_path / "cluster") == small_trial.content(
        tmp_path / "here"
    )


def test_a_job_whose_worker_is_lost_too_often_ends_the_trial(tmp_path: Path) -> None:
    with processes(tmp_path, allowed_failures=0) as dask:
        (only,) = dask.start_workers(1)
        with Cluster(dask.address, patience=PATIENCE) as cluster:
            played = cluster.play(JOBS, seed=1)
            next(played)
            only.kill()

            with pytest.raises(WorkerError, match="worker after worker was lost"):
                list(played)


def test_workers_with_another_version_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("omnisim.trial.cluster.versions", lambda: {"omnisim": "99.0"})

    with processes(tmp_path) as dask:
        dask.start_workers(1)
        with (
            pytest.raises(WorkerError, match=r"this machine 99\.0; install") as caught,
            Cluster(dask.address, patience=PATIENCE) as cluster,
        ):
            list(cluster.play(JOBS[:1], seed=1))

    assert caught.value.__notes__ == ["while playing replication 0 of staff=3, seed 1"]


def test_a_killed_scheduler_is_told(tmp_path: Path) -> None:
    with processes(tmp_path) as dask:
        dask.start_workers(1)
        with Cluster(dask.address, patience=5.0) as cluster:
            played = cluster.play(JOBS, seed=1)
            next(played)
            dask.scheduler.kill()

            with pytest.raises(WorkerError, match="the Dask scheduler is lost"):
                list(played)


def test_a_scheduler_without_workers_is_told(tmp_path: Path) -> None:
    with (
        processes(tmp_path) as dask,
        pytest.raises(WorkerError, match="the cluster has no worker"),
        Cluster(dask.address, patience=0.5) as cluster,
    ):
        list(cluster.play(JOBS, seed=1))


def test_an_address_where_nobody_answers_is_told() -> None:
    with (
        pytest.raises(WorkerError, match=r"127\.0\.0\.1:1: no Dask scheduler answers"),
        Cluster("127.0.0.1:1", patience=0.5),
    ):
        pass
