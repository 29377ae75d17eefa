"""Chats that are modelled by their rate: all that an agent holds progress together.

Each channel of an agent has one clock that shows how far a chat would have come;
its speed belongs to the number of chats held now. A chat ends when the clock
reaches what it showed at the beginning plus the length of the chat held alone.
"""

from __future__ import annotations

from functools import partial
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from omnisim.engine.clock import At, Clock
from omnisim.engine.order import Rank

if TYPE_CHECKING:
    from collections.abc import Callable

    from simpy.events import Event

__all__ = ["Chat", "Rates"]


class Chat(Protocol):
    """What a rate needs to know of a chat."""

    number: int
    channel: int


C = TypeVar("C", bound=Chat)


class _Dial(Generic[C]):
    """The clock of one channel, and the chats it times by what it will show."""

    __slots__ = ("durations", "ends", "shows")

    def __init__(self, durations: tuple[float, ...]) -> None:
        self.durations = durations  # by number of chats held, from 1
        self.shows = 0.0
        self.ends: list[tuple[float, int, C]] = []

    def slowness(self, n: int) -> float:
        """Return the seconds it takes to progress by one, with `n` chats held."""
        return self.durations[min(n, len(self.durations)) - 1] / self.durations[0]


class Rates(Generic[C]):
    """The chats of one agent that are modelled by their rate.

    Parameters
    ----------
    clock : Clock
    agent : int
        Number of the agent, for the order of simultaneous ends.
    over : callable
        Told of the chats that end at an instant.
    """

    __slots__ = (
        "_agent",
        "_clock",
        "_dials",
        "_over",
        "_since",
        "_timer",
        "is_on",
        "n",
    )

    def __init__(
        self, clock: Clock, agent: int, over: Callable[[list[C]], None]
    ) -> None:
        self._clock = clock
        self._agent = agent
        self._over = over
        self._dials: dict[int, _Dial[C]] = {}
        self._since = 0.0  # when the dials were last read
        self._timer: At | None = None
        self.is_on = True  # else the attention is elsewhere
        self.n = 0

    def join(self, contact: C, length: float, durations: tuple[float, ...]) -> None:
        """Begin a chat that would take `length` seconds if it were held alone."""
        self._read()
        dial = self._dials.setdefault(contact.channel, _Dial(durations))
        heappush(dial.ends, (dial.shows + length, contact.number, contact))
        self.n += 1
        self._time()

    def leave(self, contact: C) -> float:
        """Break a chat off; return what was left of it, as if held alone."""
        self._read()
        dial = self._dials[contact.channel]
        entry = next(entry for entry in dial.ends if entry[2] is contact)
        dial.ends.remove(entry)
        heapify(dial.ends)
        self.n -= 1
        left = entry[0] - dial.shows
        self._time()
        return left

    def pause(self) -> None:
        """Stop: the attention turns to something else."""
        if self.is_on:
            self._read()
            self.is_on = False
            self._time()

    def resume(self) -> None:
        """Go on."""
        if not self.is_on:
            self._since = self._clock.instant
            self.is_on = True
            self._time()

    def _read(self) -> None:
        """Bring the dials up to now."""
        now = self._clock.instant
        if self.is_on and self.n:
            passed = now - self._since
            for dial in self._dials.values():
                dial.shows += passed / dial.slowness(self.n)
        self._since = now

    def _time(self) -> None:
        """Put the next end on the calendar in place of what stood there."""
        if self._timer is not None:
            self._timer.callbacks = []
            self._timer = None
        if not self.is_on or not self.n:
            return
        now = self._clock.instant
        ends_at, dial = min(
            (
                (now + (dial.ends[0][0] - dial.shows) * dial.slowness(self.n), dial)
                for dial in self._dials.values()
                if dial.ends
            ),
            key=lambda end: end[0],
        )
        self._timer = At(
            self._clock,
            max(ends_at, now),
            Rank.WORK_END,
            self._agent,
            partial(self._end, dial),
        )

    def _end(self, dial: _Dial[C], _: Event) -> None:
        """Tell of all chats that are complete: none needs the attention any more."""
        self._read()
        dial.shows = dial.ends[0][0]  # to the bit: reading has added rounding
        over = sorted(
            (
                (number, contact)
                for other in self._dials.values()
                for ends, number, contact in other.ends
                if ends <= other.shows
            ),
            key=lambda entry: entry[0],
        )
        for other in self._dials.values():
            while other.ends and other.ends[0][0] <= other.shows:
                heappop(other.ends)
        self.n -= len(over)
        self._timer = None
        self._time()
        self._over([contact for _number, contact in over])
