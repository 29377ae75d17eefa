"""The command line starts at once: what is heavy is imported where it is used."""

import runpy
import subprocess
import sys
from pathlib import Path

import pytest

import omnisim
from omnisim.cli import main

ROOT = Path(omnisim.__file__).parents[1]
HEAVY = ("matplotlib", "numpy", "pandas", "pydantic", "rich", "scipy", "simpy", "yaml")


def loaded(code: str) -> set[str]:
    """Return the modules that a fresh interpreter has loaded after some code."""
    done = subprocess.run(  # noqa: S603 - our own interpreter and code
        [sys.executable, "-c", f"{code}\nimport sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    return set(done.stdout.split())


EVERY_HELP = """
from click.testing import CliRunner
from omnisim.cli import main
for command in main.list_commands(None):
    CliRunner().invoke(main, [command, "--help"])
CliRunner().invoke(main, ["--help"])
"""


@pytest.mark.parametrize("code", ["import omnisim", EVERY_HELP])
def test_nothing_heavy_is_loaded_for_help(code: str) -> None:
    assert loaded(code).isdisjoint(HEAVY)


def test_public_names_are_loaded_when_they_are_used() -> None:
    assert "omnisim.scenario" in loaded("import omnisim; omnisim.load")


def test_a_name_that_does_not_exist_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="lod"):
        omnisim.lod  # noqa: B018 - the access is what is tested


def test_every_public_name_exists() -> None:
    assert [name for name in omnisim.__all__ if not hasattr(omnisim, name)] == []
    assert set(omnisim.__all__) <= set(dir(omnisim))


def test_the_installed_program_starts() -> None:
    program = Path(sys.executable).with_name("omnisim")

    done = subprocess.run(  # noqa: S603 - the program under test
        [program, "--version"], capture_output=True, text=True, check=True
    )

    assert done.stdout == f"omnisim, version {omnisim.__version__}\n"
    assert done.stderr == ""


def test_the_package_can_be_run_as_a_module() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "omnisim", "--help"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )

    assert done.stdout.startswith("Usage: omnisim [OPTIONS] COMMAND")


def test_the_module_bears_the_name_of_the_program(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["/somewhere/__main__.py", "--version"])

    with pytest.raises(SystemExit) as ended:
        runpy.run_module("omnisim", run_name="__main__")

    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith("omnisim, version ")


def test_a_worker_that_loads_the_module_again_starts_no_program() -> None:
    loaded_again = runpy.run_module("omnisim.__main__", run_name="__mp_main__")

    assert loaded_again["main"] is main
