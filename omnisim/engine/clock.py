"""SimPy's clock with absolute instants and ranked ties.

SimPy schedules by delay, and ``now + (t - now)`` is not ``t`` in floating
point; it also settles ties by order of creation. `Clock` puts an event on the
calendar at an instant, with its rank and a number.
"""

from __future__ import annotations

from heapq import heappush
from typing import TYPE_CHECKING

from simpy.core import Environment
from simpy.events import PENDING, Event, Process

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

__all__ = ["At", "Clock", "Life"]


class Clock(Environment):
    """The simulated time of one run."""

    def schedule(self, event: Event, priority: int = 1, delay: float = 0) -> None:
        """Schedule as SimPy does, but not the end of a life nobody waits for."""
        if event.callbacks:
            super().schedule(event, priority, delay)  # type: ignore[arg-type] # as above

    def play_until(self, limit: float) -> None:
        """Let everything happen that is on the calendar up to `limit` seconds."""
        queue = self._queue
        while queue and queue[0][0] <= limit:
            self.step()


class At(Event):
    """An event at an absolute instant; scheduled when it is made.

    Two events of one customer with equal instant and rank can only meet when
    one of them is stale, that is without callbacks; their order is then of no
    consequence, and `__lt__` only has to give some answer.
    """

    def __init__(
        self,
        clock: Clock,
        instant: float,
        rank: int,
        number: int,
        then: Callable[[Event], None] | None = None,
    ) -> None:
        # what Event.__init__ and succeed() would set, without their detours
        self.env = clock
        self.callbacks = [] if then is None else [then]
        self._value = None
        self._ok = True
        self._defused = False
        heappush(clock._queue, (instant, rank, number, self))  # type: ignore[misc] # noqa: SLF001 - SimPy offers no absolute scheduling

    def __lt__(self, other: object) -> bool:
        return False


class Life(Process):
    """A process that begins at an absolute instant, with its rank.

    SimPy would begin a process through an event of its own at the present
    instant; here the event of the arrival itself begins it.
    """

    def __init__(
        self,
        clock: Clock,
        story: Generator[Event, object, None],
        instant: float,
        rank: int,
        number: int,
    ) -> None:
        self.env = clock
        self.callbacks = []
        self._value = PENDING
        self._generator = story
        self._target = At(clock, instant, rank, number, self._resume)
