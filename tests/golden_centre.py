"""What the small centre gave when somebody last looked: a population and a journal.

Run as a script (``make golden``) this writes the stored files anew; the commit
that does so says why the numbers moved.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from omnisim.engine import play
from omnisim.journal import files
from omnisim.population import Population, draw_population
from omnisim.population.turns import Turn
from omnisim.scenario import load

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from omnisim.journal.journal import Journal

FOLDER = Path(__file__).parent / "golden"
STORED = FOLDER / "stored"


def made_now() -> tuple[Population, Journal]:
    """Return the population and the journal that the present code makes."""
    scenario = load(FOLDER / "centre.yaml")
    population = draw_population(scenario, seed=7, replication=0)
    return population, play(scenario, population)


def population_columns(population: Population) -> dict[str, npt.NDArray[np.float64]]:
    """Return who comes, and what they bring to their first stays, as numbers."""
    stays = population.stays(0, attempt=1, leg=0)._asdict()
    first_turn = dict(zip(Turn._fields, population.first_turns(0), strict=True))
    return {
        "channel": population.channel.astype(float),
        "issue": population.issue.astype(float),
        "arrived_at": population.arrived_at,
        **stays,
        **{f"first_turn_{part}": column for part, column in first_turn.items()},
    }


def write() -> None:
    """Store what the present code makes."""
    population, journal = made_now()
    columns = population_columns(population)
    lines = [",".join(columns)]
    lines += [
        ",".join(repr(value) for value in row)
        for row in zip(*(column.tolist() for column in columns.values()), strict=True)
    ]
    (FOLDER / "population.csv").write_text("\n".join(lines) + "\n")
    files.save(journal, STORED)


if __name__ == "__main__":
    write()
