"""A group of figures that a report shows together, and what it is broken down by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from omnisim.kpi.loads import several
from omnisim.scenario.choices import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from omnisim.scenario.schema import Scenario

__all__ = ["WITH_AGENTS", "Part", "kpis_of", "slices_of"]

WITH_AGENTS = frozenset(Kind) - {Kind.BOT}
"""The kinds of channels on which agents serve."""


@dataclass(frozen=True, slots=True)
class Part:
    """A group of figures and what they are broken down by.

    Parameters
    ----------
    title : str
    by : str
        Slice kind of the columns beside the total: ``"channel"``, ``"issue"`` or
        ``"group"``.
    kpis : tuple of str
        In order.
    kinds : frozenset of Kind
        Of the channels that the figures are about: others have no column, and
        without any of them the part is left out.
    if_any : frozenset of str
        Of the figures, those that here are only worth a line if there is any.
    of_several : bool
        Only about groups whose agents may come to hold several contacts at once, in
        the same way.
    about : callable, optional
        Gives the channels of a scenario that the figures are about: others add
        nothing to the total and have no column, and without any of them the part is
        left out.
    totals : frozenset of str
        Of the figures, those that only the total has.
    """

    title: str
    by: str
    kpis: tuple[str, ...]
    kinds: frozenset[Kind] = frozenset(Kind)
    if_any: frozenset[str] = frozenset()
    of_several: bool = False
    about: Callable[[Scenario], Collection[str]] | None = None
    totals: frozenset[str] = frozenset()


def slices_of(part: Part, scenario: Scenario) -> tuple[str, ...]:
    """Return the slices that a part is about.

    Parameters
    ----------
    part : Part
    scenario : Scenario

    Returns
    -------
    tuple of str
        Kind and name of each channel, issue or group that it is about, after
        ``"all"`` for their total; just that if there is but one. Without a total where
        it would count others as well, and by issue. Empty where the part is about none.
    """
    if part.about is not None:
        return _slices_about(part.by, part.about(scenario), scenario)
    if part.by == "channel":
        # nobody waits for a bot, or has its attention: it is in no total of agents'
        is_counted = frozenset(Kind) if Kind.BOT in part.kinds else WITH_AGENTS
        kinds = {name: one.kind for name, one in scenario.channels.items()}
        every = tuple(name for name in kinds if kinds[name] in is_counted)
        names = [name for name in every if kinds[name] in part.kinds]
    else:
        every = tuple(scenario.agents)
        counts = several(scenario, every) if part.of_several else [True] * len(every)
        names = [n for n, is_meant in zip(every, counts, strict=True) if is_meant]
    each = tuple(f"{part.by}:{name}" for name in names)
    if len(names) < len(every):
        return each
    return ("all", *each) if len(names) > 1 else ("all",) * len(names)


def _slices_about(
    by: str, channels: Collection[str], scenario: Scenario
) -> tuple[str, ...]:
    """Return the total of some channels, to which no others add, and its parts."""
    if by == "issue":
        names = list(scenario.issues) if channels else []
        # of one issue alone, all there is to say is said of the whole
        return tuple(f"issue:{name}" for name in names) if len(names) > 1 else ()
    names = [name for name in scenario.channels if name in channels]
    each = tuple(f"channel:{name}" for name in names)
    return ("all", *each) if len(names) > 1 else ("all",) * len(names)


def kpis_of(part: Part, scenario: Scenario) -> tuple[str, ...]:
    """Return a part's figures that mean something in a scenario.

    With one channel nobody is locked in to it: there is nothing to turn to.
    """
    if len(scenario.channels) > 1:
        return part.kpis
    return tuple(kpi for kpi in part.kpis if kpi != "lock_in")
