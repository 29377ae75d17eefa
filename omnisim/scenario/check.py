"""Rules across the fields of a scenario: what no single field can know.

Given a `Scenario` whose fields are valid one by one; hands on every fault it still
has. A rule is a small function that yields faults; to add one, write it in the
module of its section and name it in that module's `RULES`. Paths are those of the
file, so that the loader can add line and column.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from omnisim.scenario.check_bots import FIELDS as FIELDS_OF_BOTS
from omnisim.scenario.check_bots import RULES as BOTS
from omnisim.scenario.check_capacity import NAMES as NAMES_OF_HOLDING
from omnisim.scenario.check_capacity import RULES as CAPACITY
from omnisim.scenario.check_demand import RULES as DEMAND
from omnisim.scenario.check_journeys import RULES as JOURNEYS
from omnisim.scenario.check_kinds import FIELDS
from omnisim.scenario.check_kinds import RULES as KINDS
from omnisim.scenario.check_messages import RULES as MESSAGES
from omnisim.scenario.check_money import RULES as MONEY
from omnisim.scenario.check_names import RULES as NAMES
from omnisim.scenario.check_outages import FIELDS as FIELDS_OF_OUTAGES
from omnisim.scenario.check_outages import RULES as OUTAGES
from omnisim.scenario.check_routing import RULES as ROUTING
from omnisim.scenario.check_time import RULES as TIME
from omnisim.scenario.check_transfers import RULES as TRANSFERS

if TYPE_CHECKING:
    from omnisim.errors import Fault
    from omnisim.scenario.check_names import Rules
    from omnisim.scenario.schema import Scenario

__all__ = ["faults_of"]

_FIRST = (
    *NAMES,
    *NAMES_OF_HOLDING,
    *FIELDS,
    *FIELDS_OF_BOTS,
    *FIELDS_OF_OUTAGES,
    *TIME,
)
_THEN = (
    *KINDS,
    *BOTS,
    *OUTAGES,
    *DEMAND,
    *JOURNEYS,
    *MESSAGES,
    *CAPACITY,
    *ROUTING,
    *TRANSFERS,
    *MONEY,
)


def faults_of(scenario: Scenario) -> list[Fault]:
    """Return what is wrong with a scenario across its fields.

    Parameters
    ----------
    scenario : Scenario
        Valid field by field.

    Returns
    -------
    list of Fault
        Empty if the scenario can be played; without file and position, except
        for those of a table's file. Names and the fields of each kind come first:
        while one is wrong, rules that look things up by name are not asked,
        because their answers would only repeat it.
    """
    faults = _faults(_FIRST, scenario)
    if not faults:
        faults = _faults(_THEN, scenario)
    return list(dict.fromkeys(faults))


def _faults(rules: Rules, scenario: Scenario) -> list[Fault]:
    return list(chain.from_iterable(rule(scenario) for rule in rules))
