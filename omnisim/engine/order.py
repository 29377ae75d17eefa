"""The order of simultaneous events: one list, a reason per line.

Events at one instant happen by rank, those of one rank by number: the agent's
for what only concerns an agent (stepping back, duty, work, breathing, return), the
contact's for overflow, the place of what is out of order for outages (channels
first), else the customer's, and of one customer's contacts that of the attempt.
SimPy's own order of creation plays no part, so another engine can keep the same
order.
"""

from __future__ import annotations

from enum import IntEnum

__all__ = ["Rank"]


class Rank(IntEnum):
    """Rank of an event among those at the same instant, lowest first."""

    ANSWER = 0  # a decision taken is carried out before anything else is decided
    ATTEND = 1  # what was taken this instant counts when attention chooses its work
    STEP_BACK = (
        2  # nor is anything decided before one who did not pick up is dealt with
    )
    DUTY_END = 3  # whose duty ends now takes nothing new now
    TALK_END = 4  # a customer who is gone frees a line for the others
    WORK_END = 5  # a reply sent at the last moment is in time, so is the end of a chat
    # modelled by its rate; a freed agent serves those who wait before they give up
    CUSTOMER_TURN_END = 6  # who writes at the last moment was not quiet
    QUIET_END = 7  # a place that quiet frees is free for those who give up now
    BREATHING_END = 8  # so is one that was kept for a breath
    AWAY_END = 9  # so is that of one who returns to the floor
    DUTY_START = 10  # and of one who comes on duty
    RING_END = 11  # picked up at the last moment is picked up
    OVERFLOW = 12  # a second group may still save one who is about to give up
    ADVICE = 13  # whom no group takes now may go elsewhere before she gives up
    REPLY_PATIENCE_END = 14  # whom nobody answered by now leaves
    PATIENCE_END = 15  # who gives up now frees a line for one who comes now
    OUTAGE = 16  # what has come to its end by now is not cut off; over: who comes now
    # is let in
    UPDATE = 17  # told in time, she does not chase
    CHASE = 18  # whoever was answered by now does not chase
    DOUBLE = 19  # who chases now opens no second contact besides
    ARRIVAL = 20  # who comes now finds all that was settled before
