"""Which agents of a group may take contacts, by what they have in hand.

Agents with the same in hand are alike to most rules: they stand in one list, in the
order in which they came to hold it. A load counts the places taken, which some may
be after a conversation, for a breath.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from omnisim.engine.places import Capacity, Load
    from omnisim.engine.plan import Keeps

__all__ = ["Member", "Roll"]


class Member(Protocol):
    """What the roll needs to know of an agent."""

    number: int
    load: Load
    held: int
    is_listed: bool


A = TypeVar("A", bound=Member)


class Roll(Generic[A]):
    """The agents of a group who may take contacts now.

    Parameters
    ----------
    capacity : Capacity
        What each of them may hold.
    """

    def __init__(self, capacity: Capacity) -> None:
        self._lists: dict[tuple[Load, int], OrderedDict[int, A]] = {}
        self._with_room: list[list[tuple[Load, OrderedDict[int, A]]]] = [
            [] for _ in capacity.empty.counts
        ]

    def add(self, agent: A) -> None:
        """Put an agent last among those who may take contacts with a load like hers."""
        load = agent.load
        key = (load, agent.held)
        listed = self._lists.get(key)
        if listed is None:
            listed = self._lists[key] = OrderedDict()
            for channel, has_room in enumerate(load.room):
                if has_room:
                    self._with_room[channel].append((load, listed))
        listed[agent.number] = agent
        agent.is_listed = True

    def strike(self, agent: A) -> None:
        """Take an agent off the list."""
        del self._lists[agent.load, agent.held][agent.number]
        agent.is_listed = False

    def with_room(self, channel: int) -> list[tuple[Load, OrderedDict[int, A]]]:
        """Return those who have room for a contact of a channel, by load."""
        return self._with_room[channel]

    def may_give(
        self, load: Load, channel: int, keeps: Keeps, *, n_more: int = 0
    ) -> bool:
        """Say whether enough stay free for others if an agent of a load takes one.

        Parameters
        ----------
        load : Load
            What the agent has in hand.
        channel : int
            Code of the newcomer's channel.
        keeps : tuple of (int, int)
            Codes of reserved channels, and how many agents must have room for each:
            nobody is kept for two of them at once.
        n_more : int
            1 if the agent herself is not listed.
        """
        after = load.more(channel).room
        if all(not load.room[kept] or after[kept] for kept, _ in keeps):
            return True
        n_free = n_more + sum(
            len(listed)
            for (other, _), listed in self._lists.items()
            if any(other.room[kept] for kept, _ in keeps)
        )
        return n_free > sum(n for _, n in keeps)
