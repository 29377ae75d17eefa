"""Experiment files for tests, over a small bank, and what is wrong with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from scenario_texts import SMALL

from omnisim.errors import ScenarioError
from omnisim.trial.reading import loads

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from omnisim.trial.model import Trial

HEAD = """\
belief: More agents, less waiting.
base: bank.yaml
"""
STAFFED = f"""\
{HEAD}vary:
  staff: {{set: agents.desk.staff, to: [5, 6, 7]}}
"""
SOUGHT = f"""\
{HEAD}vary:
  scale: {{set: channels.phone.arrivals.scale, to: [1, 2]}}
  staff: {{set: agents.desk.staff, solve: smallest, so_that: "abandonment <= 5%"}}
"""
NO_CHANGES: Mapping[str, str] = {}


def bank(folder: Path) -> Path:
    """Write the small bank that the experiments are about."""
    path = folder / "bank.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return path


def trial_of(text: str, folder: Path, changes: Mapping[str, str] = NO_CHANGES) -> Trial:
    """Read an experiment over the small bank."""
    bank(folder)
    return loads(text, name="trial.yaml", folder=folder, changes=changes)


def faults_of_trial(
    text: str, folder: Path, changes: Mapping[str, str] = NO_CHANGES
) -> list[str]:
    """Return every fault as it is told; files of the folder by their names."""
    with pytest.raises(ScenarioError) as caught:
        trial_of(text, folder, changes)
    return [str(fault).replace(f"{folder}/", "") for fault in caught.value.faults]
