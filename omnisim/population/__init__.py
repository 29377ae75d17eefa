"""Who comes, and what they bring: drawn before anything is played.

Given a `Scenario`, a seed and the number of a replication, `draw_population`
hands an engine a `Population`: columns of customers in order of arrival, and
every draw about them under its own address. A population depends on the demand
side of the scenario, the seed and the replication only, so that two scenarios
that differ in staffing or routing are played on the same customers.

Next: `omnisim.population.arrivals` for who arrives when,
`omnisim.population.table` for the draws, `omnisim.engine` for what happens.
"""

from __future__ import annotations

from omnisim.population.draw import draw_population
from omnisim.population.draws import CHUNK
from omnisim.population.purposes import Purpose
from omnisim.population.table import Population, Stays
from omnisim.population.turns import Turn

__all__ = [
    "CHUNK",
    "Population",
    "Purpose",
    "Stays",
    "Turn",
    "draw_population",
]
