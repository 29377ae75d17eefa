"""A trial of three small cells, played into a file; a program too, made to be killed.

``python small_trial.py FILE JOBS`` says a line after each replication that is kept.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import scenario_parts as parts

from omnisim.experiment import Estimate, Figures, estimate
from omnisim.scenario.schema import Table
from omnisim.trial.archive import Archive
from omnisim.trial.expression import parse
from omnisim.trial.judging import Case, Judged
from omnisim.trial.model import Cell, Claim, Level
from omnisim.trial.settling import key_of_cell
from omnisim.trial.verdict import Finding, Verdict
from omnisim.trial.workers import Local

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from omnisim.scenario import Scenario
    from omnisim.trial.workers import Workers

SEED = 5
REPLICATIONS = 6
STAFF = ("3", "4", "5")


def cell(staff: str = "3", **others: str) -> Cell:
    """Make a cell of so many agents, and of other factors' levels."""
    levels = {"staff": staff, **others}
    return Cell({name: Level(level, {}) for name, level in levels.items()})


def scenario(staff: str = "3") -> Scenario:
    """Make two hours with about 120 calls and so many agents."""
    group = parts.group(staff=Table(per=parts.HOUR, counts=(float(staff),)))
    return parts.scenario(agents={"desk": group})


def play(
    path: Path | str,
    workers: Workers,
    *,
    say: Callable[[str], object] = lambda _: None,
    of: tuple[str, ...] = STAFF,
) -> None:
    """Play what is missing, and write what it comes to."""
    cells = {key_of_cell(cell(staff)): (cell(staff), scenario(staff)) for staff in of}
    with Archive(path, "small", seed=SEED) as archive, workers:
        kept = {key: archive.tables(*pair) for key, pair in cells.items()}
        jobs = [
            (key, cells[key][1], number)
            for number in range(REPLICATIONS)
            for key in cells
            if number not in kept[key]
        ]
        for key, number, table in workers.play(jobs, seed=SEED):
            archive.add(*cells[key], number, table)
            say(f"{cells[key][0].name} {number}")
        found = [
            (one, "asa", estimate(Figures.of(archive.tables(one, its))).get("asa"))
            for one, its in cells.values()
        ]
        archive.write_outcome([judged()], found)


def judged(verdict: Verdict = Verdict.SUPPORTED, says: str = "more is less") -> Judged:
    """Make a verdict on a claim, with one finding."""
    finding = Finding(
        verdict=verdict,
        sign="<=",
        left=Estimate(1.0, 0.25, 6),
        right=Estimate(3.0, float("nan"), 6),
        difference=Estimate(-2.0, 0.5, 6),
    )
    claim = Claim(says, parse("asa[staff=5] <= asa[staff=3]"))
    return Judged(claim, verdict, (Case({"load": "busy"}, verdict, (finding,)),), 0.98)


def content(path: Path | str) -> Mapping[str, list[tuple[object, ...]]]:
    """Return all that a file tells, in an order that no run decides."""
    questions = (
        "SELECT * FROM kpis",
        "SELECT * FROM estimates",
        "SELECT * FROM verdicts",
        "SELECT * FROM findings",
        "SELECT * FROM meta",
    )
    with closing(sqlite3.connect(path)) as file:
        return {
            question: sorted(file.execute(question).fetchall(), key=json.dumps)
            for question in questions
        }


if __name__ == "__main__":
    play(sys.argv[1], Local(int(sys.argv[2])), say=lambda text: print(text, flush=True))  # noqa: T201 - what it is for
