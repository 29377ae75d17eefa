"""Help texts as golden files.

After a change on purpose, read the difference and rewrite them with
``omnisim run --help > tests/cli/help/run.txt``, at a width of 80 columns.
"""

from pathlib import Path

import pytest
from click.testing import CliRunner

from omnisim import __version__
from omnisim.cli import main

GOLDEN = Path(__file__).parent / "help"
COMMANDS = (
    "init",
    "validate",
    "run",
    "compare",
    "sweep",
    "size",
    "experiment",
    "screen",
    "explain",
    "presets",
    "schema",
)


@pytest.mark.parametrize("command", ["omnisim", *COMMANDS])
def test_help_says_what_it_always_said(command: str) -> None:
    words = [] if command == "omnisim" else [command]

    result = CliRunner().invoke(
        main, [*words, "--help"], prog_name="omnisim", terminal_width=78
    )

    golden = (GOLDEN / f"{command}.txt").read_text(encoding="utf-8")
    assert result.exit_code == 0
    assert result.stdout == golden


@pytest.mark.parametrize("command", COMMANDS)
def test_every_help_ends_with_an_example(command: str) -> None:
    result = CliRunner().invoke(main, [command, "--help"], prog_name="omnisim")

    assert f"\nExamples:\n  omnisim {command}" in result.stdout


def test_a_mistyped_command_is_told_the_nearest_one() -> None:
    result = CliRunner().invoke(main, ["valdate"], prog_name="omnisim")

    assert result.exit_code == 2
    assert result.stdout == ""
    assert "no command 'valdate'" in result.stderr
    assert "did you mean 'validate'?" in result.stderr


def test_an_option_where_a_command_belongs_is_wrong_usage() -> None:
    result = CliRunner().invoke(main, ["--", "--reps", "2"], prog_name="omnisim")

    assert result.exit_code == 2
    assert "No such option" in result.stderr


def test_the_version_is_printed() -> None:
    result = CliRunner().invoke(main, ["--version"], prog_name="omnisim")

    assert result.stdout == f"omnisim, version {__version__}\n"
