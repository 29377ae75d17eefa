"""Who plays a job changes no result, and no worker outlives its run."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hand_made import (
    die_on_three,
    double,
    fail_on_three,
    process_of,
)

from omnisim.errors import WorkerError
from omnisim.experiment.executor import Executor, available_cores

TESTS = Path(__file__).parents[2]


def is_alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="ascii")
    except FileNotFoundError:
        return False
    return state.rpartition(")")[2].split()[0] != "Z"


def wait_until(condition: object, seconds: float = 20.0) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():  # type: ignore[operator] # any callable without arguments
            return True
        time.sleep(0.02)
    return False


def test_one_worker_plays_in_this_process_and_in_order() -> None:
    with Executor(process_of, workers=1) as executor:
        played = list(executor.play([2, 0, 1]))

    assert played == [(key, (key, os.getpid())) for key in (2, 0, 1)]


def test_two_workers_play_in_two_other_processes_and_give_the_same_values() -> None:
    with Executor(process_of, workers=2) as executor:
        played = dict(executor.play(range(8)))

    assert {key: value[0] for key, value in played.items()} == {k: k for k in range(8)}
    assert len({process for _, process in played.values()} - {os.getpid()}) == 2


def test_workers_play_several_batches_and_end_with_the_executor() -> None:
    with Executor(process_of, workers=2) as executor:
        first = dict(executor.play(range(4)))
        second = dict(executor.play(range(4, 8)))
    processes = {process for _, process in (first | second).values()}

    assert len(processes) == 2
    assert wait_until(lambda: not any(map(is_alive, processes)))


def test_no_workers_are_refused() -> None:
    with pytest.raises(ValueError, match="at least 1, got 0"):
        Executor(double, workers=0)


def test_cores_are_those_this_process_may_use() -> None:
    assert available_cores() == len(os.sched_getaffinity(0))


def test_where_nobody_says_which_cores_all_of_them_count(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delattr(os, "sched_getaffinity")
    monkeypatch.setattr(os, "cpu_count", lambda: 6)

    assert available_cores() == 6


def test_without_a_fork_server_workers_are_spawned(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(multiprocessing, "get_all_start_methods", lambda: ["spawn"])

    with Executor(process_of, workers=2) as executor:
        played = dict(executor.play(range(2)))

    assert os.getpid() not in {process for _, process in played.values()}


@pytest.mark.parametrize("workers", [1, 2])
def test_an_error_keeps_its_type_and_names_its_replication(workers: int) -> None:
    executor = Executor(fail_on_three, workers=workers, naming=lambda n: f"day {n}")
    with pytest.raises(ValueError, match="three is too many") as caught, executor:
        dict(executor.play([1, 2, 3]))

    assert caught.value.__notes__[-1] == "while playing day 3"


def test_a_killed_worker_is_told_apart_after_the_finished_jobs_are_handed_on() -> None:
    played = []
    with (
        pytest.raises(WorkerError, match="--jobs 1"),
        Executor(die_on_three, workers=2) as executor,
    ):
        played.extend(key for key, _ in executor.play(range(1, 30)))

    assert {1, 2} <= set(played)


def start_script(folder: Path) -> tuple[subprocess.Popen[str], list[int]]:
    """Start a program that plays long jobs with two workers; wait for the workers."""
    lines = [
        "import functools",
        "from hand_made import write_process_and_sleep",
        "from omnisim.experiment.executor import Executor",
        "if __name__ == '__main__':",
        f"    task = functools.partial(write_process_and_sleep, {str(folder)!r})",
        "    try:",
        "        with Executor(task, workers=2) as executor:",
        "            dict(executor.play(range(4)))",
        "    except KeyboardInterrupt:",
        "        print('stopped')",
    ]
    file = folder / "script.py"
    file.write_text("\n".join(lines))
    program = subprocess.Popen(  # noqa: S603 - the script above
        [sys.executable, str(file)],
        env=os.environ | {"PYTHONPATH": str(TESTS)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,  # a process group of its own, as in a terminal
    )
    assert wait_until(lambda: len(list(folder.glob("[0-9]*"))) == 2)
    return program, [int(path.name) for path in folder.glob("[0-9]*")]


@pytest.mark.slow
def test_ctrl_c_ends_workers_in_the_middle_of_a_job_without_a_word(
    tmp_path: Path,
) -> None:
    program, workers = start_script(tmp_path)

    os.killpg(program.pid, signal.SIGINT)
    said, complained = program.communicate(timeout=10)

    assert (said, complained, program.returncode) == ("stopped\n", "", 0)
    assert wait_until(lambda: not any(map(is_alive, workers)), 5.0)


@pytest.mark.slow
def test_workers_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    program, workers = start_script(tmp_path)

    program.kill()
    program.communicate(timeout=10)

    assert wait_until(lambda: not any(map(is_alive, workers)), 5.0)
