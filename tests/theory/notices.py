"""Messages to customers, and the contacts that they spare or bring."""

from __future__ import annotations

import math
from dataclasses import dataclass

from theory.erlang import erlang_b

__all__ = ["Updated", "invited", "updated"]


@dataclass(frozen=True)
class Updated:
    """Figures of letters whose senders chase for want of an answer; shares of all."""

    sent: float  # updates
    chased: float  # who make another contact before the answer
    would_chase: float  # who would, without updates

    @property
    def spared(self) -> float:
        """Share who would have chased, and did not for an update."""
        return self.would_chase - self.chased


def updated(
    *,
    reply: float,
    chase: tuple[float, float],
    after: float,
    share: float,
    saves: float,
) -> Updated:
    """Return the figures of updates on contacts that are answered independently.

    The answer comes after an exponential time; a customer is one who chases with
    probability ``chase[0]``, and then would after an exponential time of mean
    ``chase[1]`` if there is no answer. Competing exponential clocks (Feller, vol. I,
    section XVII.6): before the update the chase goes first with its share of both
    rates; after it, only for those whom it was not sent to or did not save.

    Parameters
    ----------
    reply : float
        Mean time to the answer.
    chase : (float, float)
        Probability, and mean time to the chase.
    after, share : float
        When updates are sent, and to which share of those who still wait.
    saves : float
        Share of those who would chase later who then do not.
    """
    probability, mean = chase
    rates = 1.0 / reply, 1.0 / mean
    first = rates[1] / sum(rates)
    neither = math.exp(-sum(rates) * after)
    spared = probability * first * neither * share * saves
    return Updated(
        sent=share * math.exp(-after / reply),
        chased=probability * first - spared,
        would_chase=probability * first,
    )


def invited(n: int, room: int, load: float) -> float:
    """Return the share of visitors invited by agents with one conversation each.

    Visitors are invited while at least `room` agents are free, and who accepts is
    taken at once: an Erlang loss model with ``n - room + 1`` places and the load of
    those who would accept. Of the law of handle times only the mean matters
    (Sevastyanov 1957).

    Examples
    --------
    >>> invited(3, 2, 1.0)
    0.8
    """
    return 1.0 - erlang_b(n - room + 1, load)
