"""A trial that was stopped ends with what an undisturbed one finds."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from made_trials import Urn, cell, factor, trial

from omnisim.trial.running import run

if TYPE_CHECKING:
    from omnisim.kpi.table import KpiTable
    from omnisim.trial.model import Cell
    from omnisim.trial.running import Outcome

CELLS = [cell(cap=1), cell(cap=2)]


@dataclass
class Memory:
    """Keeps replications, until Ctrl-C is pressed after so many."""

    limit: int = 1000
    kept: dict[tuple[str, int], KpiTable] = field(default_factory=dict)

    def tables(self, one: Cell, _: object) -> dict[int, KpiTable]:
        """Return what is kept of a cell."""
        return {n: table for (name, n), table in self.kept.items() if name == one.name}

    def add(self, one: Cell, _: object, replication: int, table: KpiTable) -> None:
        """Keep one replication."""
        if len(self.kept) == self.limit:
            raise KeyboardInterrupt
        self.kept[one.name, replication] = table


def play(memory: Memory) -> Outcome:
    """Play a trial whose claim is decided at the second look, after 40."""
    urn = Urn(lambda levels: 0.62 * levels["cap"], seed=118)
    made = trial(factor("cap", 1, 2), claims=["asa[cap=1] < asa[cap=2]"])
    return run(made, CELLS, scenario_of=urn.scenario_of, workers=urn, archive=memory)


@pytest.mark.parametrize("limit", [1, 39, 40, 41, 65, 79])
def test_a_stopped_trial_goes_on_to_what_an_undisturbed_one_finds(limit: int) -> None:
    undisturbed, stopped = Memory(), Memory(limit)
    expected = play(undisturbed)
    with suppress(KeyboardInterrupt):
        play(stopped)
    kept = len(stopped.kept)
    stopped.limit = 1000

    found = play(stopped)

    assert (kept, len(undisturbed.kept)) == (limit, 80)
    assert stopped.kept.keys() == undisturbed.kept.keys()
    assert found.judged == expected.judged
    assert found.replications == expected.replications


def test_a_trial_played_again_plays_nothing_and_finds_the_same() -> None:
    memory = Memory()
    expected = play(memory)
    memory.limit = 80

    found = play(memory)

    assert found.judged == expected.judged
