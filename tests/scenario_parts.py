"""Small scenarios made in Python for tests; every part can be replaced."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from omnisim.scenario.laws import Exponential
from omnisim.scenario.schema import (
    Arrivals,
    Calendar,
    Channel,
    Group,
    Hours,
    Issue,
    Kind,
    Scenario,
    Skill,
    Table,
)

if TYPE_CHECKING:
    from typing import Any

HOUR = 3600.0
DAY = 86400.0
ALL_DAYS = (0, 1, 2, 3, 4, 5, 6)


def hours(*spans: tuple[float, float], days: tuple[int, ...] = ALL_DAYS) -> Hours:
    """Make opening hours given in hours of the clock, on the weekdays named."""
    week = tuple(
        tuple((start * HOUR, end * HOUR) for start, end in spans) if day in days else ()
        for day in range(7)
    )
    return Hours(week=week)


def calendar(**parts: Any) -> Calendar:  # noqa: ANN401 - any field of the model
    """Make one Monday from midnight, open from 8 to 10."""
    chosen = {
        "start": dt.datetime(2026, 3, 2),  # noqa: DTZ001 - local wall clock
        "open": hours((8, 10)),
    }
    return Calendar(**(chosen | parts))


def channel(**parts: Any) -> Channel:  # noqa: ANN401 - any field of the model
    """Make a channel of 60 calls an hour, 2 min each."""
    chosen = {
        "kind": Kind.CALL,
        "arrivals": Arrivals(table=Table(per=HOUR, counts=(60.0,))),
        "talk": Exponential(mean=120.0),
        "patience": Exponential(mean=180.0),
    }
    return Channel(**(chosen | parts))


def group(**parts: Any) -> Group:  # noqa: ANN401 - any field of the model
    """Make a group of three agents on the phone whenever the centre is open."""
    chosen = {"skills": {"phone": Skill()}}
    if "shifts" not in parts:
        chosen["staff"] = Table(per=HOUR, counts=(3.0,))
    return Group(**(chosen | parts))


def scenario(**parts: Any) -> Scenario:  # noqa: ANN401 - any field of the model
    """Make a scenario of one channel, one issue, one group, one day."""
    chosen = {
        "name": "small",
        "calendar": calendar(),
        "issues": {"question": Issue(share=1.0)},
        "channels": {"phone": channel()},
        "agents": {"desk": group()},
    }
    return Scenario(**(chosen | parts))
