"""When something is out of order: planned and random outages as spans of time."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from omnisim.population import Purpose
from omnisim.scenario import timeline
from omnisim.scenario.laws import Exponential

if TYPE_CHECKING:
    from collections.abc import Iterator

    from omnisim.engine.plan import Plan
    from omnisim.population import Population
    from omnisim.scenario.choices import Cuts
    from omnisim.scenario.schema import Outage

__all__ = ["Span", "spans_of"]


class Span(NamedTuple):
    """A time without a break in which something is out of order.

    Parameters
    ----------
    from_at, to_at : float, seconds
    cuts : tuple of (float, Cuts)
        When outages begin within it, and what each cuts off.
    """

    from_at: float
    to_at: float
    cuts: tuple[tuple[float, Cuts], ...]


def spans_of(
    plan: Plan,
    population: Population,
    name: str,
    outages: tuple[Outage, ...],
    *,
    usual: Cuts,
) -> list[Span]:
    """Return when something is out of order within the calendar.

    Parameters
    ----------
    plan : Plan
    population : Population
        Draws how long outages last, and when random ones begin.
    name : str
        Of what is out of order: the address of its draws.
    outages : tuple of Outage
        Overlapping ones are one.
    usual : Cuts
        What is cut off if an outage does not say.

    Returns
    -------
    list of Span
        In order of time; none touches the next.
    """
    begun = sorted(
        (max(from_at, 0.0), place, to_at)
        for from_at, to_at, place in (
            *_planned(plan, population, name, outages),
            *_random(plan, population, name, outages),
        )
        if to_at > max(from_at, 0.0)
    )
    spans: list[Span] = []
    for from_at, place, to_at in begun:
        cut = (from_at, outages[place].cuts or usual)
        if spans and from_at <= spans[-1].to_at:
            last = spans.pop()
            spans.append(Span(last.from_at, max(last.to_at, to_at), (*last.cuts, cut)))
        else:
            spans.append(Span(from_at, to_at, (cut,)))
    return spans


def _planned(
    plan: Plan, population: Population, name: str, outages: tuple[Outage, ...]
) -> Iterator[tuple[float, float, int]]:
    n_before = [0] * len(outages)
    for begin, place in timeline.planned_outages(plan.scenario, outages):
        law, n = outages[place].lasts, n_before[place]
        n_before[place] += 1
        length = population.outage_duration(law, Purpose.OUTAGE, name, place, n)
        yield begin, begin + length, place


def _random(
    plan: Plan, population: Population, name: str, outages: tuple[Outage, ...]
) -> Iterator[tuple[float, float, int]]:
    for place, outage in enumerate(outages):
        if outage.every is None:
            continue
        gaps = Exponential(mean=outage.every)
        at, n = 0.0, 0
        while True:
            begin = at + population.outage_duration(
                gaps, Purpose.OUTAGE_GAP, name, place, n
            )
            if begin >= plan.horizon:
                break
            at = begin + population.outage_duration(
                outage.lasts, Purpose.OUTAGE, name, place, n
            )
            yield begin, at, place
            n += 1
