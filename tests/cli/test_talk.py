"""What a person at a terminal sees: progress, colours, and how errors are told."""

import dataclasses
import errno
import io
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import omnisim.experiment
from omnisim.cli import main
from omnisim.cli.init import templates
from omnisim.cli.progress import progress
from omnisim.errors import MissingExtraError, WorkerError


class Terminal(io.StringIO):
    """Text that claims to be a terminal."""

    def isatty(self) -> bool:  # noqa: D102 - as in the base class
        return True


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "queue.yaml"
    text = templates()["erlang"].replace("warm_up: 1 d", "warm_up: 0 s")
    path.write_text(text.replace("days: 2", "days: 1"), encoding="utf-8")
    return path


def invoke(*words: str | Path, **env: str) -> Result:
    runner = CliRunner(env=env)
    return runner.invoke(
        main, [str(word) for word in words], prog_name="omnisim", catch_exceptions=False
    )


def play(file: Path, *words: str, **env: str) -> Result:
    return invoke("run", file, "--reps", "2", "--jobs", "1", *words, **env)


def test_a_terminal_is_shown_how_far_a_run_has_come(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")

    with progress(wanted=True) as tell:
        assert tell is not None
        tell(3, 10, "service_level ± 4.0%, wanted 2.0%")

    assert "3/10" in terminal.getvalue()
    assert "service_level ± 4.0%" in terminal.getvalue()


@pytest.mark.parametrize(
    ("stream", "wanted"), [(Terminal(), False), (io.StringIO(), True)]
)
def test_a_log_file_and_those_who_decline_see_no_bar(
    monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, *, wanted: bool
) -> None:
    monkeypatch.setattr(sys, "stderr", stream)

    with progress(wanted=wanted) as tell:
        assert tell is None

    assert stream.getvalue() == ""


def test_a_terminal_gets_colours(file: Path) -> None:
    assert "\x1b[1;3" in play(file, FORCE_COLOR="1", TERM="xterm-256color").stdout


def test_no_color_is_honoured(file: Path) -> None:
    result = play(file, FORCE_COLOR="1", NO_COLOR="1", TERM="xterm-256color")

    assert "\x1b[1;3" not in result.stdout


def test_a_pipe_gets_no_colours(file: Path) -> None:
    assert "\x1b" not in play(file).stdout


def failing(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    """Let every run fail."""

    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(omnisim.experiment, "run", fail)


def test_ctrl_c_before_anything_is_finished_exits_with_130(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(monkeypatch, KeyboardInterrupt())

    result = play(file)

    assert result.exit_code == 130
    assert result.stdout == ""
    assert result.stderr.endswith("omnisim: stopped by you\n")


def test_ctrl_c_shows_the_figures_of_what_is_finished(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = omnisim.experiment.run
    monkeypatch.setattr(
        omnisim.experiment,
        "run",
        lambda *words, **settings: dataclasses.replace(
            run(*words, **settings), interrupted=True
        ),
    )

    result = play(file, "-q")

    assert result.exit_code == 130
    assert "2 replications, seed 1" in result.stdout
    assert result.stderr == (
        "omnisim: stopped by you; the figures are those of 2 finished replications\n"
    )


def test_ctrl_c_during_a_comparison_does_the_same(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(file.read_text("utf-8"), encoding="utf-8")
    compare = omnisim.experiment.compare
    monkeypatch.setattr(
        omnisim.experiment,
        "compare",
        lambda *words, **settings: dataclasses.replace(
            compare(*words, **settings), interrupted=True
        ),
    )

    result = invoke("compare", file, other, "--reps", "1", "--jobs", "1")

    assert result.exit_code == 130
    assert "other against queue" in result.stdout
    assert "1 finished replication\n" in result.stderr


def test_a_defect_of_ours_is_told_without_traceback(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(monkeypatch, ZeroDivisionError("float division"))

    result = play(file)

    assert result.exit_code == 1
    assert "internal error: ZeroDivisionError: float division" in result.stderr
    assert "--debug" in result.stderr
    assert "Traceback" not in result.stderr


def test_debug_shows_where_a_defect_is(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(monkeypatch, ZeroDivisionError())

    with pytest.raises(ZeroDivisionError):
        play(file, "--debug")


def test_what_an_error_notes_is_told_too(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = WorkerError("a worker process ended")
    error.add_note("3 replications are finished and kept")
    failing(monkeypatch, error)

    result = play(file)

    assert result.exit_code == 1
    assert "omnisim: a worker process ended\n" in result.stderr
    assert "omnisim: 3 replications are finished and kept\n" in result.stderr


def test_a_missing_extra_is_told_with_the_command_that_installs_it(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(monkeypatch, MissingExtraError("writing Parquet files", "parquet"))

    result = play(file)

    assert result.exit_code == 1
    assert "pip install 'omnisim[parquet]'" in result.stderr


def test_whoever_stops_reading_is_told_nothing(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(monkeypatch, BrokenPipeError(errno.EPIPE, "broken pipe"))

    result = play(file)

    assert result.exit_code == 1
    assert result.output == ""


def test_files_of_one_name_in_two_folders_are_told_apart_by_their_paths(
    file: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "plan"
    folder.mkdir()
    other = folder / file.name
    other.write_text(file.read_text("utf-8"), encoding="utf-8")

    result = invoke(
        *("compare", file, other, "--reps", "1", "--jobs", "1", "--format", "csv")
    )

    assert f"\n{other},{file}," in result.stdout


def test_a_number_that_is_none_is_told_in_plain_words(file: Path) -> None:
    result = invoke("run", file, "--reps", "many")

    assert result.exit_code == 2
    assert "'many' is not a valid whole number" in result.stderr
