"""SimPy's clock with absolute instants and ranked ties.

SimPy schedules by delay, and ``now + (t - now)`` is not ``t`` in floating
point; it also settles ties by order of creation. `Clock` puts an event on the
calendar at an instant, with its rank and a number.
"""

from __future__ import annotations

from heapq import heappop, heappush
from typing import TYPE_CHECKING

from simpy.core import Environment
from simpy.events import PENDING, Event, Process

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

__all__ = ["At", "Clock", "Life"]


class Clock(Environment):
    """The simulated time of one run."""

    def __init__(self) -> None:
        super().__init__()
        self.instant = 0.0  # `now`, as a plain attribute: it is read all the time

    def schedule(
        self,
        event: Event,
        priority: int = 1,  # noqa: ARG002 - the signature is SimPy's
        delay: float = 0,  # noqa: ARG002 - as above
    ) -> None:
        """Take note that a life has ended: nobody waits for it, so nothing happens.

        SimPy would put the end on the calendar. Every other event of a run
        schedules itself, see `At`.

        Raises
        ------
        Exception
            Whatever the life failed with.
        """
        if not event._ok:  # noqa: SLF001 - how SimPy marks a failure
            raise event._value  # noqa: SLF001 - as above

    def play_until(self, limit: float) -> None:
        """Let everything happen that is on the calendar up to `limit` seconds.

        NOTE: what `Environment.step` does stands here in line, without its
        provisions for failed events and for stopping in the middle of one.
        """
        queue = self._queue
        while queue and queue[0][0] <= limit:
            instant, _, _, event = heappop(queue)
            self.instant = self._now = instant
            callbacks = event.callbacks
            event.callbacks = None  # type: ignore[assignment] # an event that is over
            for callback in callbacks:
                callback(event)


class At(Event):
    """An event at an absolute instant; scheduled when it is made.

    Two events with equal instant, rank and number can only meet when one of
    them is stale, that is without callbacks, or both do the same; their order is
    then of no consequence, and `__lt__` only has to give some answer.
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
