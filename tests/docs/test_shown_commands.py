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
    """A command on a page, and what the page says it prints."""

    page: str
    command: str
    output: str


def shown_commands() -> list[Shown]:
    """Return the omnisim commands of all pages, in order."""
    found = []
    for page in PAGES:
        for block in BLOCK.findall(page.read_text(encoding="utf-8")):
            for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                command, _, output = part.partition("\n")
                if command.startswith("omnisim "):
                    found.append(Shown(page.name, command, output))
    return found


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder of one's own, with the scenarios beside it."""
    (tmp_path / "scenarios").symlink_to(ROOT / "scenarios")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


@pytest.mark.parametrize(
    "shown", shown_commands(), ids=lambda shown: f"{shown.page}: {shown.command}"
)
@pytest.mark.usefixtures("workplace")
def test_command_prints_what_the_page_shows(shown: Shown) -> None:
    result = CliRunner().invoke(
        main, shlex.split(shown.command)[1:], catch_exceptions=False
    )

    assert result.exit_code == 0, result.stderr
    if shown.output:
        assert doctest.OutputChecker().check_output(
            shown.output, result.stdout, FLAGS
        ), f"{shown.command}\nshown:\n{shown.output}\nprinted:\n{result.stdout}"


def test_some_commands_are_shown() -> None:
    assert len(shown_commands()) >= 5
