"""Rules about outages: when they can happen, and what they can cut off."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING

from omnisim.errors import Fault
from omnisim.scenario import kinds, timeline
from omnisim.scenario.choices import DEFERRED, Cuts
from omnisim.scenario.laws import Constant
from omnisim.scenario.reading import FOREIGN_KEY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from omnisim.scenario.check_names import Rules
    from omnisim.scenario.outages import Outage
    from omnisim.scenario.schema import Scenario

__all__ = ["FIELDS", "RULES"]


def _outages(scenario: Scenario) -> Iterator[tuple[str, Outage]]:
    """Yield the path and the outages of channels and of bots."""
    for section in ("channels", "automation"):
        for name, owner in getattr(scenario, section).items():
            for n, outage in enumerate(owner.outages):
                yield f"{section}.{name}.outages.{n}", outage


def _bots_are_cut_off_whole(scenario: Scenario) -> Iterator[Fault]:
    """Check that an outage of a bot does not choose whom it cuts off."""
    for path, outage in _outages(scenario):
        if path.startswith("automation.") and outage.cuts is not None:
            wrong = f"{FOREIGN_KEY} an outage of a bot, which cuts off all its sessions"
            yield Fault(f"{path}.cuts", wrong, "leave it out")


def _outages_end(scenario: Scenario) -> Iterator[Fault]:
    """Reject an outage that lasts for ever."""
    for path, outage in _outages(scenario):
        if math.isinf(outage.lasts.mean_duration()):
            yield Fault(f"{path}.for", "never ends", "a mean duration")


def _outages_begin(scenario: Scenario) -> Iterator[Fault]:
    """Check that what is planned for one date is seen within the calendar."""
    for path, outage in _outages(scenario):
        begins = timeline.planned_outages(scenario, [outage])
        if outage.date is None or any(_lasts(outage, begin) for begin, _ in begins):
            continue
        clock = dt.timedelta(seconds=outage.at or 0.0)
        begin = dt.datetime.combine(outage.date, dt.time()) + clock
        first = scenario.calendar.start
        last = first + dt.timedelta(days=scenario.calendar.days)
        yield Fault(
            f"{path}.at",
            f"{begin:%Y-%m-%d %H:%M} is outside the calendar, so it would never happen",
            f"from {first:%Y-%m-%d %H:%M} to before {last:%Y-%m-%d %H:%M}",
        )


def _lasts(outage: Outage, begin: float) -> bool:
    """Say whether what begins, maybe before the calendar, may last into it."""
    over = isinstance(outage.lasts, Constant) and begin + outage.lasts.value <= 0
    return begin >= 0 or not over


def _outages_cut_what_is_live(scenario: Scenario) -> Iterator[Fault]:
    """Check that only those are cut off who wait or talk live."""
    for name, channel in scenario.channels.items():
        for n, outage in enumerate(channel.outages):
            if channel.kind in DEFERRED and outage.cuts in (Cuts.WAITING, Cuts.ALL):
                called = kinds.form_of(channel).called
                yield Fault(
                    f"channels.{name}.outages.{n}.cuts",
                    f"{name!r} is {called}, whose customers do not wait live; what "
                    "has come in stays",
                    Cuts.NEW.value,
                )


FIELDS: Rules = (_bots_are_cut_off_whole,)
RULES: Rules = (_outages_end, _outages_begin, _outages_cut_what_is_live)
