"""Rules about demand: mixtures, how much of it, lines; and about targets."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from omnisim.errors import Fault
from omnisim.scenario import timeline
from omnisim.scenario.check_sums import whole
from omnisim.units import parse_duration, parse_factor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from omnisim.scenario.check_names import Rules
    from omnisim.scenario.schema import Channel, Scenario

__all__ = ["RULES", "currency_of"]

_MOST_CONTACTS = 50_000_000  # in the calendar; some 10 GB
_LIGHT = re.compile(r"\s*(<=|>=|<|>)\s*(.*?)\s*")
_MONEY = re.compile(r"([0-9.]+)\s*([A-Za-z]{3}|[€$£])(?:/[a-z]+)?")


def _shares_sum_to_one(scenario: Scenario) -> Iterator[Fault]:
    """Check the shares of the section and of each channel's own mixture."""
    shares = [one.share for one in scenario.issues.values() if one.share is not None]
    if shares:
        yield from whole("issues", shares)
    elif len(scenario.issues) > 1:
        for name, channel in scenario.channels.items():
            if _draws_issues(channel) and not channel.issues:
                wrong = f"no issue has a share, but {name!r} has no mixture of its own"
                yield Fault("issues", wrong, "a share each, summing to 100%")
    for name, channel in scenario.channels.items():
        if channel.issues:
            own = [entry.share for entry in channel.issues.values()]
            yield from whole(f"channels.{name}.issues", own)


def _draws_issues(channel: Channel) -> bool:
    """Say whether some arrivals take their issue from the mixture."""
    arrivals = channel.arrivals
    if arrivals is None:
        return False
    rows = arrivals.table.rows if arrivals.table else arrivals.recorded
    return not rows or any(row.issue is None for row in rows)


def _somebody_gets_through(scenario: Scenario) -> Iterator[Fault]:
    """Reject a channel without lines."""
    for name, channel in scenario.channels.items():
        if channel.lines == 0:
            wrong = "without a line nobody gets through"
            yield Fault(
                f"channels.{name}.lines", wrong, "at least 1; leave out for many"
            )


def _targets_can_be_read(scenario: Scenario) -> Iterator[Fault]:
    """Check limits of the traffic lights, and that amber is not stricter than green.

    Whether a figure of that name exists is not asked here: figures are a later stage.
    """
    for name, lights in scenario.targets.items():
        path = f"targets.{name}"
        if "green" not in lights:
            yield Fault(path, "has no limit for green", 'green: "<= 5%"')
        limits = {}
        for light, text in lights.items():
            limit = _limit(text)
            if limit is None:
                wrong = f"{text!r} is not a limit"
                allowed = "such as '<= 5%', '>= 80%', '<= 30 s' or '<= 6 EUR'"
                yield Fault(f"{path}.{light}", wrong, allowed)
            else:
                limits[light] = limit
        if len(limits) == 2:  # noqa: PLR2004 - green and amber
            yield from _lights_agree(path, limits["green"], limits["amber"])


def currency_of(limit: str) -> str:
    """Return the currency of a limit in money: ``<= 6 EUR``.

    Parameters
    ----------
    limit : str

    Returns
    -------
    str
        Empty if the limit is not in money.
    """
    read = _limit(limit)
    return "" if read is None else read[2]


def _limit(text: str) -> tuple[str, float, str] | None:
    """Return the direction of a limit, its number, and its currency if it has one."""
    part = _LIGHT.fullmatch(text)
    if part is None:
        return None
    money = _MONEY.fullmatch(part[2])
    for read in (parse_factor, parse_duration):
        try:
            return part[1][0], read(part[2]), ""
        except ValueError:
            continue  # the next form may fit
    return (part[1][0], parse_factor(money[1]), money[2]) if money else None


def _lights_agree(
    path: str, green: tuple[str, float, str], amber: tuple[str, float, str]
) -> Iterator[Fault]:
    if green[0] != amber[0]:
        yield Fault(path, "green and amber point in different directions")
    elif (amber[1] < green[1]) if green[0] == "<" else (amber[1] > green[1]):
        yield Fault(f"{path}.amber", "is stricter than green, so it would never show")


def _demand_is_playable(scenario: Scenario) -> Iterator[Fault]:
    """Refuse more customers than there is memory for; a slip of the finger."""
    for name, channel in scenario.channels.items():
        scale = channel.arrivals.scale if channel.arrivals else 0.0
        cells = timeline.arrival_cells(scenario, name)
        expected = scale * math.fsum(float(one.counts.sum()) for one in cells)
        if expected > _MOST_CONTACTS:
            wrong = f"about {expected:,.0f} contacts are too many to play"
            yield Fault(
                f"channels.{name}.arrivals", wrong, f"at most {_MOST_CONTACTS:,}"
            )


RULES: Rules = (
    _demand_is_playable,
    _shares_sum_to_one,
    _somebody_gets_through,
    _targets_can_be_read,
)
