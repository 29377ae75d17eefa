"""The purposes of draws: one name for each thing a draw may be for.

A purpose is part of a draw's address. Two draws for different things therefore
never share a number, and a new purpose moves no draw of an old one. The text of
a purpose must not change: it would change every draw made for it.
"""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Purpose"]


class Purpose(StrEnum):
    """What a draw is for."""

    GAP = "gap"  # unit-rate distance to the arrival before
    LEVEL = "level"  # place within a band of demand: who comes as demand grows
    BUSY_DAY = "busy_day"  # random factor of a channel's day
    ISSUE = "issue"  # why the customer makes contact
    PATIENCE = "patience"
    TALK = "talk"
    WRAP_UP = "wrap_up"
    TOLERANCE = "tolerance"  # longest announced wait the customer puts up with
    NEXT = "next"  # which step follows a contact, if any
    DELAY = "delay"  # time until that step
    RESOLVED = "resolved"  # whether a handled contact resolved the issue
    TRANSFER = "transfer"  # whether an answered contact goes on to another group
    PICK_UP = "pick_up"  # whether an agent picks up an offer
    CHOICE = "choice"  # random agent selection
    ABSENCE = "absence"  # whether an agent misses a day
    TURNS = "turns"  # number of agent turns of a conversation
    AGENT_TURN = "agent_turn"
    CUSTOMER_TURN = "customer_turn"
    REPLY_PATIENCE = "reply_patience"
    SILENT = "silent"  # whether a customer leaves without a sign
    DISCOVERY = "discovery"  # time to notice who left the queue silently
    TAKE_UP = "take_up"  # whether an offered call back is taken
    DIAL = "dial"
    REACHED = "reached"  # whether the customer picks up a call back
    RETRY = "retry"  # time until the next try of a call back
    CHASE = "chase"  # which step follows a wait without an answer, if any
    CHASE_DELAY = "chase_delay"  # how long that wait is
    VULNERABLE = "vulnerable"  # whether a customer needs a person
    CONTAINED = "contained"  # whether a bot can help
    MISLED = "misled"  # whether a bot that seems to have helped has not
    ESCALATES = "escalates"  # whether who a bot cannot help goes on to an agent
    SESSION = "session"  # length of a session with a bot
    DUPLICATE = "duplicate"  # whether one who waits opens a second contact
    DUPLICATE_DELAY = "duplicate_delay"  # how long she waits before she does
    TWIN = "twin"  # what becomes of her other contact
    TWIN_DISCOVERY = "twin_discovery"  # an agent's work to find a twin out
    UPDATE = "update"  # whether a contact is sent an update
    SAVED = "saved"  # whether an update saves the chase
    REACHED_BEFORE = "reached_before"  # whether a message comes before the contact
    SPARED = "spared"  # whether that message spares the contact
    ACCEPTS = "accepts"  # whether an invited visitor comes
    OUTAGE_GAP = "outage_gap"  # time until the next random outage
    OUTAGE = "outage"  # how long an outage lasts
