"""Whom agents' hands-on time goes to, contact by contact.

A span of attention names its contact, except where chats are modelled by their
rate: there the attention is on all of them at once, and each has an even share.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from omnisim.journal.schema import State
from omnisim.kpi.in_hand import HANDS_ON, leg_of
from omnisim.kpi.stretches import Line, common, stretches

if TYPE_CHECKING:
    from omnisim.journal.journal import Journal, Table
    from omnisim.kpi.stretches import Rows
    from omnisim.kpi.windows import Floats
    from omnisim.scenario.schema import Scenario

__all__ = ["Attention", "attention"]


class Attention(NamedTuple):
    """Pieces of agents' hands-on time.

    Parameters
    ----------
    agent, contact : array of int, shape (n,)
        Rows of their tables.
    from_at, to_at : array of float, shape (n,), seconds
    among : array of int, shape (n,)
        Contacts that share the attention evenly in that time, this one included.
    """

    agent: Rows
    contact: Rows
    from_at: Floats
    to_at: Floats
    among: Rows


def attention(journal: Journal, scenario: Scenario) -> Attention:
    """Return who had agents' attention, and when.

    Parameters
    ----------
    journal : Journal
    scenario : Scenario
        Read for the channels that are modelled by their rate.

    Returns
    -------
    Attention
    """
    spans = journal.agent_spans
    named = spans[_HANDS_ON[spans["state"]] & (spans["contact"] >= 0)]
    chatting = spans[spans["state"] == State.CHATTING]
    if not len(chatting):
        alone = np.ones(len(named), dtype=np.intp)
        return Attention(
            named["agent"], named["contact"], named["from_at"], named["to_at"], alone
        )
    chats, contact, among = _shared(journal, scenario)
    parts, row = common(chats, chatting)
    return Attention(
        np.concatenate((named["agent"], parts["agent"])),
        np.concatenate((named["contact"], contact[row])),
        np.concatenate((named["from_at"], parts["from_at"])),
        np.concatenate((named["to_at"], parts["to_at"])),
        np.concatenate((np.ones(len(named), dtype=np.intp), among[row])),
    )


_HANDS_ON: npt.NDArray[np.bool_] = np.isin(np.arange(len(State)), HANDS_ON)


def _shared(journal: Journal, scenario: Scenario) -> tuple[Table, Rows, Rows]:
    """Cut the chats of each agent where one of them begins or ends.

    Returns
    -------
    pieces : Table
        Stretches; those of one chat follow one another.
    contact : array of int, shape (n_pieces,)
    among : array of int, shape (n_pieces,)
        Chats that the agent has in that piece.
    """
    names, holds = journal.provenance.channels, journal.holds
    is_rated = np.array(
        [bool(scenario.channels[name].duration_by_open_chats) for name in names]
    )
    rows = np.flatnonzero(is_rated[journal.contacts["channel"][holds["contact"]]])
    holds, legs = holds[rows], journal.interactions[leg_of(journal)[rows]]
    begin = np.maximum(holds["from_at"], legs["answered_at"])
    end = np.fmin(holds["to_at"], legs["talk_end_at"])
    lasts = end > begin  # not where nobody answered: NaN
    holds, begin, end = holds[lasts], begin[lasts], end[lasts]
    line = Line.of(end)
    starts, stops = line.at(holds["agent"], begin), line.at(holds["agent"], end)
    cuts, at = np.unique(np.concatenate((starts, stops)), return_index=True)
    instant = np.concatenate((begin, end))[at]
    among = np.searchsorted(np.sort(starts), cuts, "right")
    among -= np.searchsorted(np.sort(stops), cuts, "right")
    first, last = np.searchsorted(cuts, starts), np.searchsorted(cuts, stops)
    n = last - first
    chat = np.repeat(np.arange(len(holds)), n)
    # the pieces first, first + 1, ..., last - 1 of each chat in turn
    piece = np.arange(n.sum()) - np.repeat(np.cumsum(n) - n - first, n)
    pieces = stretches(holds["agent"][chat], instant[piece], instant[piece + 1])
    return pieces, holds["contact"][chat], among[piece]
