"""A tiny morning for commands to play, and experiments over it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from click.testing import CliRunner

from omnisim.cli import main

if TYPE_CHECKING:
    from click.testing import Result

__all__ = ["EXPERIMENT", "MORNING", "invoke", "started", "written"]

MORNING = """\
name: Tiny morning
calendar: {start: 2026-03-02 08:00, open: "08:00-10:00"}
issues: {question: {share: 100%}}
channels:
  phone:
    kind: call
    arrivals: {per: hour, counts: [30, 40]}
    talk: {exponential: 3 min}
    patience: {exponential: 2 min}
    target: 80% within 20 s
agents:
  desk: {staff: {per: hour, counts: 3}, skills: {phone: 1}}
"""
EXPERIMENT = """\
belief: More agents, less waiting.
question: How much less?
base: morning.yaml
vary:
  staff: {set: agents.desk.staff, to: [2, 4]}
watch: [asa, abandonment.phone]
claim:
  - {says: four halve the wait of two, claim: "asa[staff=4] <= asa[staff=2] / 2"}
  - abandonment <= 1%
precision: {at_least: 4, at_most: 8}
"""


def written(folder: Path) -> tuple[Path, Path]:
    """Write the experiment and its scenario; return both files."""
    experiment, morning = folder / "more.yaml", folder / "morning.yaml"
    experiment.write_text(EXPERIMENT, encoding="utf-8")
    morning.write_text(MORNING, encoding="utf-8")
    return experiment, morning


def invoke(*words: str | Path) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(
        main, [str(word) for word in words], prog_name="omnisim", catch_exceptions=False
    )


def started(*words: str | Path) -> subprocess.Popen[str]:
    """Start a command in a process of its own."""
    return subprocess.Popen(  # noqa: S603 - the program under test
        [sys.executable, "-m", "omnisim", *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[1],
    )
