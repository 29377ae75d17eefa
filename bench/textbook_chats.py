"""A chat desk as one would write it in SimPy by the book.

Each agent is a resource of one, her attention, and a count of chats in hand; a chat
goes to the agent with the fewest, or waits in a store with its patience running. It
only plays, and counts who gave up.
"""

from __future__ import annotations

import math
import random
from collections import deque
from typing import TYPE_CHECKING

import simpy

if TYPE_CHECKING:
    from collections.abc import Generator


def play_day(  # noqa: C901 - by the book: one function with everything in it
    *,
    per_minute: float,
    turns: float,
    agent_turn: float,
    customer_turn: float,
    wrap_up: float,
    patience: float,
    agents: int,
    cap: int,
    hours: float,
    seed: int,
) -> tuple[int, int]:
    """Return how many chats came and how many gave up."""
    draw = random.Random(seed)  # noqa: S311 - a simulation, not a secret
    env = simpy.Environment()
    attention = [simpy.Resource(env, capacity=1) for _ in range(agents)]
    held = [0] * agents
    waiting: deque[simpy.Event] = deque()
    came = gave_up = 0

    def work(agent: int, mean: float) -> Generator[simpy.Event, object, None]:
        with attention[agent].request() as request:
            yield request
            yield env.timeout(draw.expovariate(1 / mean))

    def customer() -> Generator[simpy.Event, object, None]:
        nonlocal gave_up
        agent = min(range(agents), key=held.__getitem__)
        if held[agent] < cap:
            held[agent] += 1
        else:
            called = env.event()
            waiting.append(called)
            yield called | env.timeout(draw.expovariate(1 / patience))
            if not called.triggered:
                waiting.remove(called)
                gave_up += 1
                return
            agent = called.value
        n_turns = math.ceil(math.log(draw.random()) / math.log(1 - 1 / turns))
        for turn in range(n_turns):
            if turn:
                yield env.timeout(draw.expovariate(1 / customer_turn))
            yield from work(agent, agent_turn)
        yield from work(agent, wrap_up)
        if waiting:
            waiting.popleft().succeed(agent)
        else:
            held[agent] -= 1

    def arrivals() -> Generator[simpy.Event, object, None]:
        nonlocal came
        while True:
            yield env.timeout(draw.expovariate(per_minute / 60))
            if env.now > hours * 3600:
                return
            came += 1
            env.process(customer())

    env.process(arrivals())
    env.run()
    return came, gave_up
