"""Every command that README and docs show is run, and prints what they show."""

from __future__ import annotations

import doctest
import re
import shlex
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner

from omnisim.cli import main

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```console\n(.*?)^```", re.DOTALL | re.MULTILINE)
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


class Shown(NamedTuple):
    """A block of commands on a page, each with what the page says it prints."""

    page: str
    commands: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        return f"{self.page}: {self.commands[0][0]}"


def shown_blocks() -> list[Shown]:
    """Return the blocks of omnisim commands of all pages, in order."""
    found = []
    for page in PAGES:
        for block in BLOCK.findall(page.read_text(encoding="utf-8")):
            parts = re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]
            commands = tuple(part.partition("\n")[::2] for part in parts)
            found.append(Shown(page.name, commands))
    return found


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder of one's own, with scenarios and experiments beside it."""
    for name in ("scenarios", "experiments"):
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


@pytest.mark.slow
@pytest.mark.parametrize("shown", shown_blocks(), ids=str)
@pytest.mark.usefixtures("workplace")
def test_commands_print_what_the_page_shows(shown: Shown) -> None:
    for command, output in shown.commands:
        words = shlex.split(command)
        result = CliRunner().invoke(main, words[1:], catch_exceptions=False)

        assert words[0] == "omnisim"
        assert result.exit_code == 0, result.stderr
        if output:
            same = doctest.OutputChecker().check_output(output, result.stdout, FLAGS)
            assert same, f"{command}\nshown:\n{output}\nprinted:\n{result.stdout}"


def test_some_commands_are_shown() -> None:
    assert len(shown_blocks()) >= 4
