"""Every figure once: `KPIS`, and `explain_kpi`, which tells one in prose.

A figure is defined beside the code that adds up what it is made of, and nowhere
else: counts in `counts`, service levels in `service_level`, waits in `waits`,
handling in `handling`, customers in `customers`, agents' presence in `staff`; and of
scenarios with other channels than calls: who left silently or inside in `leaving`,
replies in `replies`, due times in `deferred`, calls back in `callbacks`, what is
left in `backlog`. Whole issues are in `journeys`, what bots did in `bots`, outages
in `outages`, messages to customers in `messages`, costs in `money`, a model of what
customers may think of it all in `satisfaction`. What agents' time goes into is in
`utilisation`, a conversation's share of their attention in `focus`, signs of trouble
in `diagnostics`.

How to add a figure
-------------------
1. If its numerator and denominator are sums of measures that exist
   (`omnisim.kpi.measures`), add one `ratio` or `count` to ``FIGURES`` of the module
   it belongs to. Nothing else: it is computed for every window and slice in which
   its measures are known, documented, explained and tested for its form.
2. If it needs a new measure, say in `measures` what is added up, and add it up in
   ``add_up`` of the same module, by cell code. It must add up over windows and
   slices; if it cannot (a percentile, a maximum), do as `percentiles` does.
3. Give it an example typed by hand in ``tests/unit/kpi``, and a line in the
   changelog.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from omnisim.errors import nearest
from omnisim.kpi import (
    backlog,
    bots,
    callbacks,
    counts,
    customers,
    deferred,
    diagnostics,
    focus,
    handling,
    journeys,
    leaving,
    messages,
    money,
    outages,
    replies,
    satisfaction,
    service_level,
    staff,
    utilisation,
    waits,
)
from omnisim.kpi.figure import MONEY, Kpi
from omnisim.scenario import prices

if TYPE_CHECKING:
    from collections.abc import Mapping

    from omnisim.scenario.schema import Scenario

__all__ = ["KPIS", "Kpi", "explain_kpi", "unit_of"]

KPIS: Mapping[str, Kpi] = MappingProxyType(
    {
        kpi.id: kpi
        for module in (
            service_level,
            waits,
            replies,
            deferred,
            backlog,
            counts,
            leaving,
            callbacks,
            handling,
            customers,
            journeys,
            satisfaction,
            bots,
            outages,
            messages,
            staff,
            utilisation,
            focus,
            diagnostics,
            money,
        )
        for kpi in module.FIGURES
    }
)


def unit_of(id: str, scenario: Scenario) -> str:  # noqa: A002 - the field's own name
    """Return a figure's unit in a scenario: money is in the scenario's currency.

    Parameters
    ----------
    id : str
    scenario : Scenario

    Returns
    -------
    str
        Empty for a pure number, and for money where the scenario speaks of none.
    """
    unit = KPIS[id].unit
    return prices.currency(scenario) if unit == MONEY else unit


def explain_kpi(id: str) -> str:  # noqa: A002 - the field's own name
    """Return a figure's definition in readable prose.

    Parameters
    ----------
    id : str
        ``"service_level"``, ``"asa"``, …

    Returns
    -------
    str
        Title, unit, direction, formula, what counts, source and remark.

    Raises
    ------
    KeyError
        If there is no such figure; the text names the nearest one.

    Examples
    --------
    >>> print(explain_kpi("asa"))
    Average speed of answer (asa)
    <BLANKLINE>
    Unit:     s; lower is better
    Formula:  waits of the live contacts answered ÷ live contacts answered
    Counts:   contacts that arrived in the window (with attribution 'end': that
              ended in it)
    Estimate: sum of numerators by sum of denominators over all replications
    Source:   Amazon Connect: average queue answer time
    <BLANKLINE>
    Zeros included, those that gave up left out: it falls when customers lose
    patience. Ring time belongs to the wait. A chat is answered when an agent takes
    it; her first words are the first response.
    """
    if id in KPIS:
        return str(KPIS[id])
    guess = nearest(id, list(KPIS))
    hint = f"did you mean {guess!r}?" if guess else "`omnisim explain` lists them all"
    raise KeyError(f"no figure is called {id!r}; {hint}")
