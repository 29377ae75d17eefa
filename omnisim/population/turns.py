"""The turns of a conversation: what each takes, by address.

A chat has about seven turns and a day many thousand chats, so a turn must cost
no more than a look-up. First stays, nearly all there are, are therefore drawn
together, a page at a time: of the customers of a chunk, for as many turns as
each has, the sixteen from one number on. Whatever else is asked for is drawn for
the one customer, sixteen turns at once. A turn's address alone decides its
numbers, so that it does not matter which way they were found.
"""

from __future__ import annotations

from array import array
from functools import lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from omnisim.population.draws import CHUNK, Draws, index_of
from omnisim.population.purposes import Purpose

if TYPE_CHECKING:
    from collections.abc import Callable

    from omnisim.streams import Floats

__all__ = ["Turn", "Turns", "first_turns"]

_BLOCK = 16  # turns of one customer drawn together
_PAGES = 64  # kept; at most 0.4 MiB each
_SERIES = 4096  # blocks of single customers, kept: 2.5 kB each
_LEG = 1 << 16  # turns that a leg has addresses for

_Address = tuple[int, int, int, int, int]  # customer, attempt, leg, channel, block


class Turn(NamedTuple):
    """An agent turn, and what the customer does about it; seconds."""

    agent: float  # to write the reply, at standard pace, the effort included
    customer: float  # from this reply to the customer's next message
    patience: float  # longest wait for this reply that she bears; may be infinite


_OF_A_TURN = (Purpose.AGENT_TURN, Purpose.CUSTOMER_TURN, Purpose.REPLY_PATIENCE)


class _Page(NamedTuple):
    """Turns of the first stays of a chunk, those of one customer side by side."""

    channels: list[int]  # of arrival, by customer
    starts: list[int]  # by customer, and the end
    agent: array[float]  # read one by one faster than NumPy's, and small
    customer: array[float]
    patience: array[float]


class Turns:
    """Looks turns up, and draws what is not there yet.

    Parameters
    ----------
    draws : Draws
    """

    __slots__ = ("_page", "_series")

    def __init__(self, draws: Draws) -> None:
        # what is kept refers to the draws, never to this object: no cycle holds
        # the columns of a population that nobody needs any more
        self._page: Callable[[int, int], _Page] = lru_cache(_PAGES)(
            partial(_draw_page, draws)
        )
        self._series: Callable[[_Address], list[Turn]] = lru_cache(_SERIES)(
            partial(_draw_series, draws)
        )

    def turn(self, customer: int, attempt: int, leg: int, channel: int, n: int) -> Turn:
        """Return a turn; see `omnisim.population.Population.turn`."""
        if attempt == 1 and leg == 0:
            page = self._page(customer // CHUNK, n // _BLOCK)
            place = customer % CHUNK
            at = page.starts[place] + n % _BLOCK
            if at < page.starts[place + 1] and page.channels[place] == channel:
                return Turn(page.agent[at], page.customer[at], page.patience[at])
        series = self._series((customer, attempt, leg, channel, n // _BLOCK))
        return series[n % _BLOCK]


def first_turns(draws: Draws, chunk: int) -> tuple[Floats, ...]:
    """Draw the first turn of each first stay; see `Population.first_turns`."""
    rows = draws.rows(chunk)
    identity, cells = draws.identity[rows], draws.cells(rows)
    return tuple(
        draws.draw(purpose, identity, cells, index_of(1, 0)) for purpose in _OF_A_TURN
    )


def _draw_page(draws: Draws, chunk: int, block: int) -> _Page:
    """Draw a block of turns of the first stay of each customer of a chunk."""
    rows = draws.rows(chunk)
    identity, cells = draws.identity[rows], draws.cells(rows)
    n_turns = draws.draw(Purpose.TURNS, identity, cells, index_of(1, 0))
    first = block * _BLOCK
    here = np.clip(n_turns.astype(np.intp) - first, 0, _BLOCK)
    starts = np.concatenate(([0], np.cumsum(here)))
    who = np.repeat(np.arange(here.size), here)
    n = np.arange(who.size) - starts[who] + first
    index = n.astype(np.uint64) + np.uint64(index_of(1, 0))
    return _Page(
        draws.channel[rows].tolist(),
        starts.tolist(),
        *(
            array("d", draws.draw(purpose, identity[who], cells[who], index).tobytes())
            for purpose in _OF_A_TURN
        ),
    )


def _draw_series(draws: Draws, address: _Address) -> list[Turn]:
    """Draw a block of turns of one customer's stay."""
    customer, attempt, leg, channel, block = address
    row = slice(customer, customer + 1)
    cells = np.repeat(draws.cells(row, channel), _BLOCK)
    identity = np.repeat(draws.identity[row], _BLOCK)
    first = index_of(attempt, leg * _LEG + block * _BLOCK)
    index = np.arange(_BLOCK, dtype=np.uint64) + np.uint64(first)
    columns = (
        draws.draw(purpose, identity, cells, index).tolist() for purpose in _OF_A_TURN
    )
    return list(map(Turn._make, zip(*columns, strict=True)))
