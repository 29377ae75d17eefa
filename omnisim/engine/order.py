"""The order of simultaneous events: one list, a reason per line.

Events at one instant happen by rank, those of one rank by number: the agent's
for what only concerns an agent (stepping back, duty, wrap-up, return), the
contact's for overflow, else the customer's. SimPy's own order of creation plays
no part, so another engine can keep the same order.
"""

from __future__ import annotations

from enum import IntEnum

__all__ = ["Rank"]


class Rank(IntEnum):
    """Rank of an event among those at the same instant, lowest first."""

    ANSWER = 0  # a decision taken is carried out before anything else is decided
    STEP_BACK = (
        1  # nor is anything decided before one who did not pick up is dealt with
    )
    DUTY_END = 2  # whose duty ends now takes nothing new now
    TALK_END = 3  # a customer who is gone frees a line for the others
    WRAP_UP_END = 4  # a freed agent serves those who wait before they give up
    AWAY_END = 5  # so does one who returns to the floor
    DUTY_START = 6  # and one who comes on duty
    RING_END = 7  # picked up at the last moment is picked up
    OVERFLOW = 8  # a second group may still save one who is about to give up
    PATIENCE_END = 9  # who gives up now frees a line for one who comes now
    ARRIVAL = 10  # who comes now finds all that was settled before
