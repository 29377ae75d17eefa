"""What is asked of a Dask cluster, and how its failures are told; without a cluster."""

from __future__ import annotations

import sys
import threading
from concurrent.futures import CancelledError

import dask_stand_in as dask
import pytest
from small_trial import cell, scenario

from omnisim.errors import EngineError, MissingExtraError, WorkerError
from omnisim.trial.cluster import Cluster
from omnisim.trial.settling import key_of_cell

KEY = key_of_cell(cell())
JOBS = [(KEY, scenario(), number) for number in range(30)]


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> type[dask.Client]:
    class Made(dask.Client):
        made: dask.Client

        def __init__(self, address: str, **options: object) -> None:
            super().__init__(address, **options)
            type(self).made = self

        @staticmethod
        def play(job: object, _: str) -> object:
            return f"table {job.replication}"  # type: ignore[attr-defined] # a job

    monkeypatch.setitem(sys.modules, "distributed", dask.module(Made))  # type: ignore[arg-type] # stands for it
    return Made


def fail_with(client: type[dask.Client], error: BaseException) -> None:
    """Let replication 2 end with an error."""

    def fail(job: object, _: str) -> object:
        if job.replication == 2:  # type: ignore[attr-defined] # a job
            raise error
        return job

    client.play = staticmethod(fail)


@pytest.mark.usefixtures("client")
def test_every_job_is_played_once_and_comes_back_with_its_key() -> None:
    with Cluster("here") as cluster:
        found = list(cluster.play(JOBS, seed=1))

    assert sorted(found, key=lambda one: one[1]) == [
        (KEY, number, f"table {number}") for number in range(30)
    ]


@pytest.mark.usefixtures("client")
def test_several_batches_are_played_and_none_is_no_batch() -> None:
    with Cluster("here") as cluster:
        first = list(cluster.play(JOBS[:2], seed=1))
        none = list(cluster.play([], seed=1))
        second = list(cluster.play(JOBS[2:3], seed=1))

    assert (len(first), len(none), len(second)) == (2, 0, 1)


def test_no_more_jobs_are_handed_in_than_keep_the_workers_busy(
    client: type[dask.Client],
) -> None:
    with Cluster("here") as cluster:
        list(cluster.play(JOBS, seed=1))

    assert client.made.most <= 6  # type: ignore[attr-defined] # made by the cluster


def test_equal_jobs_are_not_taken_for_the_same(client: type[dask.Client]) -> None:
    with Cluster("here", patience=2.0):
        pass

    assert client.made.options == {  # type: ignore[attr-defined] # made by the cluster
        "timeout": 2.0,
        "set_as_default": False,
        "pure": False,
    }


def test_what_is_not_wanted_any_more_is_taken_back(client: type[dask.Client]) -> None:
    go_on = threading.Event()
    client.play = staticmethod(lambda job, _: job.replication == 0 or go_on.wait(20))

    with Cluster("here") as cluster:
        played = cluster.play(JOBS, seed=1)
        next(played)
        played.close()  # type: ignore[attr-defined] # a generator
        go_on.set()

    assert client.made.futures[-1].cancelled()  # type: ignore[attr-defined] # made by the cluster
    assert client.made.closed  # type: ignore[attr-defined] # as above


def test_an_error_names_the_cell_and_the_replication(client: type[dask.Client]) -> None:
    fail_with(client, EngineError("a contact was lost"))

    with pytest.raises(EngineError) as caught, Cluster("here") as cluster:
        list(cluster.play(JOBS, seed=7))

    assert caught.value.__notes__ == ["while playing replication 2 of staff=3, seed 7"]


def test_a_job_that_loses_worker_after_worker_is_told(
    client: type[dask.Client],
) -> None:
    fail_with(client, dask.KilledWorker())

    with (
        pytest.raises(WorkerError, match="worker after worker") as caught,
        Cluster("here") as cluster,
    ):
        list(cluster.play(JOBS, seed=1))

    assert caught.value.__notes__ == ["while playing replication 2 of staff=3, seed 1"]


@pytest.mark.parametrize(
    "error", [CancelledError(), dask.CommClosedError(), TimeoutError()]
)
def test_a_lost_scheduler_is_told(
    client: type[dask.Client], error: BaseException
) -> None:
    fail_with(client, error)

    with (
        pytest.raises(WorkerError, match="here: the Dask scheduler is lost"),
        Cluster("here") as cluster,
    ):
        list(cluster.play(JOBS, seed=1))


def test_a_scheduler_lost_at_the_end_is_no_matter(client: type[dask.Client]) -> None:
    def gone(_: object) -> None:
        raise dask.CommClosedError

    with Cluster("here") as cluster:
        found = list(cluster.play(JOBS, seed=1))
        client.close = gone  # type: ignore[method-assign] # a fault at the end

    assert len(found) == 30


def test_a_cluster_without_workers_is_told(client: type[dask.Client]) -> None:
    client.threads = 0

    with (
        pytest.raises(WorkerError, match=r"no worker; start .* `dask worker here`"),
        Cluster("here", patience=0.05) as cluster,
    ):
        list(cluster.play(JOBS, seed=1))


def test_slow_workers_are_waited_for(client: type[dask.Client]) -> None:
    go_on = threading.Event()
    timer = threading.Timer(0.2, go_on.set)
    client.play = staticmethod(lambda *_: go_on.wait(20))

    with Cluster("here", patience=0.05) as cluster:
        timer.start()
        found = list(cluster.play(JOBS[:2], seed=1))

    assert len(found) == 2


@pytest.mark.usefixtures("client")
def test_an_address_where_nobody_answers_is_told() -> None:
    with (
        pytest.raises(WorkerError, match=r"nowhere: no Dask scheduler .*timed out"),
        Cluster("nowhere"),
    ):
        pass


def test_without_dask_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)

    with pytest.raises(MissingExtraError, match=r"Dask cluster .*omnisim\[cluster\]"):
        Cluster("here")
