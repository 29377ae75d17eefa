"""The usual textbook SimPy model of a call centre: a resource and a race of timeouts.

It only plays. It keeps a list of waits and a count of those who gave up; it
writes no journal and works out no figures beyond these.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import simpy

if TYPE_CHECKING:
    from collections.abc import Generator


def play_day(
    *,
    per_minute: float,
    handle_minutes: float,
    patience_minutes: float,
    agents: int,
    hours: float,
    seed: int,
) -> tuple[list[float], int]:
    """Return the waits of all customers and how many gave up."""
    draw = random.Random(seed)  # noqa: S311 - a simulation, not a secret
    env = simpy.Environment()
    desk = simpy.Resource(env, capacity=agents)
    waits: list[float] = []
    gave_up = 0

    def customer() -> Generator[simpy.Event, object, None]:
        nonlocal gave_up
        came = env.now
        with desk.request() as request:
            patience = env.timeout(draw.expovariate(1 / patience_minutes))
            happened = yield request | patience
            waits.append(env.now - came)
            if request in happened:
                yield env.timeout(draw.expovariate(1 / handle_minutes))
            else:
                gave_up += 1

    def arrivals() -> Generator[simpy.Event, object, None]:
        while True:
            yield env.timeout(draw.expovariate(per_minute))
            if env.now > hours * 60:
                return
            env.process(customer())

    env.process(arrivals())
    env.run()
    return waits, gave_up
