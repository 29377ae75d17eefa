"""An hour of journeys typed row by row: bots, moves, twins, outages and messages.

Columns of a row are those of `omnisim.journal.schema`, in its order. Numbers in
brackets are contacts.

A voice bot stands in front of the phone. It contains a customer whose issue it does
not resolve (0); she comes again, and is passed on to an agent (4). It cannot help
another one, who tries the chat (1, 9). A vulnerable customer goes straight to the
agent (2). The web has nothing but a bot: it turns a vulnerable customer away (22)
and serves one whom no message had spared it (23).

While agent 0 is on the phone, three open a chat beside (5 and 7, 6 and 8): who is
answered in the chat withdraws the call, and who is answered on the phone has her chat
merged. One chases a mail on the phone (3, 10), and agent 2 finds out about the mail.
Two take the advice to use the chat, at once (11, 12) and after a while (13, 14).

From 1000 to 1200 the phone is out of order: a talk (15), a session (16) and a wait (17)
are cut off, and one is kept out (18) and goes to the chat (19); the one from the talk
calls again (20). At 1400 the bot breaks down, and its customer goes on to the agent
(21). At 2000 the chat breaks down in the middle of a reply (25).

One accepts an invitation to chat (24). One takes the offer of a call back after a
while (27), misses the first call (28) and rings up herself (29), while the agent has
been busy (26). One is passed on to a senior and tells her story again (30). At the end
of the run a mail waits (31), and one customer is with the bot (32).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from typed import NAN, typed

from omnisim.journal import Activity, Cause, Notice, Outcome, State

if TYPE_CHECKING:
    from typed import Row

    from omnisim.journal import Journal


def evening() -> Journal:
    """Return the hour."""
    return typed(
        contacts=_CONTACTS,
        interactions=_INTERACTIONS,
        turns=_TURNS,
        holds=_HOLDS,
        sessions=_SESSIONS,
        notices=_NOTICES,
        outages=_OUTAGES,
        agent_spans=_AGENT_SPANS,
        agents=[(0, 0), (0, 1), (0, 2), (1, 0)],
        duties=_DUTIES,
        channels=("phone", "chat", "callback", "web", "email"),
        bots=("voice", "helper"),
    )


_CONTACTS: list[Row] = [
    (0, 0, 0, 1, Cause.FIRST, Outcome.CONTAINED, 0, 0, 0, 60),
    (1, 0, 0, 1, Cause.FIRST, Outcome.UNHELPED, -1, 0, 10, 40),
    (2, 0, 0, 1, Cause.FIRST, Outcome.HANDLED, 1, 1, 20, 80),
    (5, 4, 0, 1, Cause.FIRST, Outcome.FOUND_OUT, -1, 0, 100, 630),
    (0, 0, 0, 2, Cause.CONTAINED, Outcome.HANDLED, 1, 0, 200, 300),
    (3, 0, 0, 1, Cause.FIRST, Outcome.WITHDRAWN, -1, 0, 250, 280),
    (4, 0, 0, 1, Cause.FIRST, Outcome.HANDLED, 1, 0, 255, 370),
    (3, 1, 0, 2, Cause.DUPLICATE, Outcome.HANDLED, 1, 0, 280, 320),
    (4, 1, 0, 2, Cause.DUPLICATE, Outcome.MERGED, -1, 0, 290, 310),
    (1, 1, 0, 2, Cause.UNHELPED, Outcome.HANDLED, 1, 0, 400, 430),
    (5, 0, 0, 2, Cause.UNANSWERED, Outcome.HANDLED, 1, 0, 500, 560),
    (6, 0, 0, 1, Cause.FIRST, Outcome.MOVED, -1, 0, 510, 510),
    (6, 1, 0, 2, Cause.MOVED, Outcome.HANDLED, 1, 0, 510, 570),
    (7, 0, 0, 1, Cause.FIRST, Outcome.MOVED, -1, 0, 520, 540),
    (7, 1, 0, 2, Cause.MOVED, Outcome.HANDLED, 1, 0, 540, 600),
    (8, 0, 1, 1, Cause.FIRST, Outcome.CUT_OFF, -1, 0, 950, 1000),
    (10, 0, 0, 1, Cause.FIRST, Outcome.CUT_OFF, -1, 0, 970, 1000),
    (9, 0, 0, 1, Cause.FIRST, Outcome.CUT_OFF, -1, 0, 980, 1000),
    (11, 0, 0, 1, Cause.FIRST, Outcome.CUT_OFF, -1, 0, 1100, 1100),
    (11, 1, 0, 2, Cause.CUT_OFF, Outcome.HANDLED, 0, 0, 1150, 1180),
    (8, 0, 1, 2, Cause.CUT_OFF, Outcome.HANDLED, 1, 0, 1300, 1360),
    (12, 0, 0, 1, Cause.FIRST, Outcome.HANDLED, 1, 0, 1390, 1450),
    (14, 3, 0, 1, Cause.FIRST, Outcome.UNHELPED, -1, 1, 1600, 1600),
    (15, 3, 0, 1, Cause.FIRST, Outcome.CONTAINED, 1, 0, 1610, 1640),
    (16, 1, 0, 1, Cause.FIRST, Outcome.HANDLED, 1, 0, 1700, 1730),
    (13, 1, 0, 1, Cause.FIRST, Outcome.CUT_OFF, -1, 0, 1950, 2000),
    (23, 0, 0, 1, Cause.FIRST, Outcome.HANDLED, 1, 0, 2490, 2560),
    (19, 0, 0, 1, Cause.FIRST, Outcome.CALLBACK, -1, 0, 2500, 2520),
    (19, 2, 0, 2, Cause.OFFERED, Outcome.WITHDRAWN, -1, 0, 2520, 2700),
    (19, 0, 0, 3, Cause.UNANSWERED, Outcome.HANDLED, 1, 0, 2650, 2700),
    (22, 0, 1, 1, Cause.FIRST, Outcome.HANDLED, 1, 0, 2800, 2890),
    (17, 4, 0, 1, Cause.FIRST, Outcome.OPEN, -1, 0, 2900, NAN),
    (18, 0, 0, 1, Cause.FIRST, Outcome.OPEN, -1, 0, 3590, NAN),
]
_INTERACTIONS: list[Row] = [
    (2, 0, Outcome.HANDLED, 0, 0, -1, 0, 0, 1, 20, 20, 20, NAN, 80, 90),
    (3, 0, Outcome.FOUND_OUT, 0, 0, -1, 0, 2, 1, 100, 600, 600, NAN, 630, 630),
    (4, 0, Outcome.HANDLED, 0, 1, 1, 0, 0, 1, 240, 240, 240, NAN, 300, 310),
    (5, 0, Outcome.WITHDRAWN, 0, 0, -1, -1, -1, 0, 250, 310, NAN, 280, NAN, NAN),
    (6, 0, Outcome.HANDLED, 0, 0, -1, 0, 0, 1, 255, 310, 310, NAN, 370, 370),
    (7, 0, Outcome.HANDLED, 0, 0, -1, 0, 1, 1, 280, 280, 280, NAN, 320, 330),
    (8, 0, Outcome.MERGED, 0, 0, -1, -1, -1, 0, 290, 330, NAN, 310, NAN, NAN),
    (9, 0, Outcome.HANDLED, 0, 1, -1, 0, 1, 1, 400, 400, 400, NAN, 430, 430),
    (10, 0, Outcome.HANDLED, 0, 0, -1, 0, 0, 1, 500, 500, 500, NAN, 560, 560),
    (11, 0, Outcome.MOVED, 0, 0, -1, -1, -1, 0, 510, NAN, NAN, 510, NAN, NAN),
    (12, 0, Outcome.HANDLED, 0, 0, -1, 0, 1, 1, 510, 510, 510, NAN, 570, 570),
    (13, 0, Outcome.MOVED, 0, 0, -1, -1, -1, 0, 520, 560, NAN, 540, NAN, NAN),
    (14, 0, Outcome.HANDLED, 0, 0, -1, 0, 1, 1, 540, 570, 570, NAN, 600, 600),
    (15, 0, Outcome.CUT_OFF, 0, 0, -1, 0, 0, 1, 950, 950, 950, 1000, 1000, 1010),
    (17, 0, Outcome.CUT_OFF, 0, 0, -1, -1, -1, 0, 980, 1010, NAN, 1000, NAN, NAN),
    (19, 0, Outcome.HANDLED, 0, 0, -1, 0, 1, 1, 1150, 1150, 1150, NAN, 1180, 1180),
    (20, 0, Outcome.HANDLED, 0, 1, -1, 0, 0, 1, 1300, 1300, 1300, NAN, 1360, 1360),
    (21, 0, Outcome.HANDLED, 0, 0, 0, 0, 0, 1, 1400, 1400, 1400, NAN, 1450, 1450),
    (24, 0, Outcome.HANDLED, 0, 0, -1, 0, 1, 1, 1700, 1700, 1700, NAN, 1730, 1730),
    (25, 0, Outcome.CUT_OFF, 0, 0, -1, 0, 1, 1, 1950, 1950, 1950, 2000, 2000, 2005),
    (26, 0, Outcome.HANDLED, 0, 0, -1, 0, 0, 1, 2490, 2490, 2490, NAN, 2560, 2560),
    (27, 0, Outcome.CALLBACK, 0, 0, -1, -1, -1, 0, 2500, 2560, NAN, 2520, NAN, NAN),
    (28, 0, Outcome.MISSED, 0, 0, -1, 0, 2, 1, 2600, NAN, NAN, NAN, NAN, NAN),
    (28, 1, Outcome.WITHDRAWN, 0, 0, -1, -1, -1, 0, 2700, NAN, NAN, 2700, NAN, NAN),
    (29, 0, Outcome.HANDLED, 0, 0, -1, 0, 0, 1, 2650, 2650, 2650, NAN, 2700, 2700),
    (30, 0, Outcome.TRANSFERRED, 0, 0, -1, 0, 0, 1, 2800, 2800, 2800, NAN, 2830, 2830),
    (30, 1, Outcome.HANDLED, 0, 1, 1, 1, 3, 1, 2830, 2830, 2830, NAN, 2890, 2890),
    (31, 0, Outcome.OPEN, 0, 0, -1, -1, -1, 0, 2900, NAN, NAN, NAN, NAN, NAN),
]
_TURNS: list[Row] = [
    (7, 0, 0, 280, 280, 320),
    (9, 0, 0, 400, 400, 430),
    (12, 0, 0, 510, 510, 570),
    (14, 0, 0, 570, 570, 600),
    (19, 0, 0, 1150, 1150, 1180),
    (24, 0, 0, 1700, 1700, 1730),
    (25, 0, 0, 1950, 1950, 1970),
    (25, 0, 1, 1985, 1985, NAN),
]
_HOLDS: list[Row] = [
    (2, 0, 0, 20, 90),
    (3, 0, 2, 600, 630),
    (4, 0, 0, 240, 310),
    (6, 0, 0, 310, 370),
    (7, 0, 1, 280, 330),
    (9, 0, 1, 400, 430),
    (10, 0, 0, 500, 560),
    (12, 0, 1, 510, 570),
    (14, 0, 1, 570, 600),
    (15, 0, 0, 950, 1010),
    (19, 0, 1, 1150, 1180),
    (20, 0, 0, 1300, 1360),
    (21, 0, 0, 1400, 1450),
    (24, 0, 1, 1700, 1730),
    (25, 0, 1, 1950, 2005),
    (26, 0, 0, 2490, 2560),
    (28, 0, 2, 2600, 2615),
    (29, 0, 0, 2650, 2700),
    (30, 0, 0, 2800, 2830),
    (30, 1, 3, 2830, 2890),
]
_SESSIONS: list[Row] = [
    (0, 0, Outcome.CONTAINED, 0, 60),
    (1, 0, Outcome.UNHELPED, 10, 40),
    (4, 0, Outcome.ESCALATED, 200, 240),
    (16, 0, Outcome.CUT_OFF, 970, 1000),
    (21, 0, Outcome.CUT_OFF, 1390, 1400),
    (23, 1, Outcome.CONTAINED, 1610, 1640),
    (32, 0, Outcome.OPEN, 3590, 3600),
]
_NOTICES: list[Row] = [
    (5, 3, Notice.UPDATE, 4, 0, 0, 300),
    (15, -1, Notice.PROACTIVE, 3, 0, 0, 1610),
    (16, -1, Notice.INVITATION, 1, 0, 1, 1700),
    (21, -1, Notice.INVITATION, 1, 0, 0, 1710),
    (20, -1, Notice.PROACTIVE, 0, 0, 1, 1800),
    (17, 31, Notice.UPDATE, 4, 0, 1, 3000),
]
_OUTAGES: list[Row] = [
    (0, -1, 1000, 1200),
    (-1, 0, 1400, 1500),
    (1, -1, 2000, 2050),
]
_AGENT_SPANS: list[Row] = [
    (0, State.IDLE, 0, -1, 0, 20),
    (0, State.TALKING, 1, 2, 20, 80),
    (0, State.WRAP_UP, 1, 2, 80, 90),
    (0, State.IDLE, 0, -1, 90, 240),
    (0, State.TALKING, 1, 4, 240, 300),
    (0, State.WRAP_UP, 1, 4, 300, 310),
    (0, State.TALKING, 1, 6, 310, 370),
    (0, State.IDLE, 0, -1, 370, 500),
    (0, State.TALKING, 1, 10, 500, 560),
    (0, State.IDLE, 0, -1, 560, 950),
    (0, State.TALKING, 1, 15, 950, 1000),
    (0, State.WRAP_UP, 1, 15, 1000, 1010),
    (0, State.IDLE, 0, -1, 1010, 1300),
    (0, State.TALKING, 1, 20, 1300, 1360),
    (0, State.IDLE, 0, -1, 1360, 1400),
    (0, State.TALKING, 1, 21, 1400, 1450),
    (0, State.IDLE, 0, -1, 1450, 2490),
    (0, State.TALKING, 1, 26, 2490, 2560),
    (0, State.IDLE, 0, -1, 2560, 2650),
    (0, State.TALKING, 1, 29, 2650, 2700),
    (0, State.IDLE, 0, -1, 2700, 2800),
    (0, State.TALKING, 1, 30, 2800, 2830),
    (0, State.IDLE, 0, -1, 2830, 3600),
    (1, State.IDLE, 0, -1, 0, 280),
    (1, State.WRITING, 1, 7, 280, 320),
    (1, State.WRAP_UP, 1, 7, 320, 330),
    (1, State.IDLE, 0, -1, 330, 400),
    (1, State.WRITING, 1, 9, 400, 430),
    (1, State.IDLE, 0, -1, 430, 510),
    (1, State.WRITING, 1, 12, 510, 570),
    (1, State.WRITING, 1, 14, 570, 600),
    (1, State.IDLE, 0, -1, 600, 1150),
    (1, State.WRITING, 1, 19, 1150, 1180),
    (1, State.IDLE, 0, -1, 1180, 1700),
    (1, State.WRITING, 1, 24, 1700, 1730),
    (1, State.IDLE, 0, -1, 1730, 1950),
    (1, State.WRITING, 1, 25, 1950, 1970),
    (1, State.WAITING, 1, -1, 1970, 1985),
    (1, State.WRITING, 1, 25, 1985, 2000),
    (1, State.WRAP_UP, 1, 25, 2000, 2005),
    (1, State.IDLE, 0, -1, 2005, 3600),
    (2, State.DISCOVERING, 1, 3, 600, 630),
    (2, State.IDLE, 0, -1, 630, 2600),
    (2, State.DIALLING, 1, 28, 2600, 2615),
    (2, State.IDLE, 0, -1, 2615, 2750),
    (3, State.IDLE, 0, -1, 2700, 2830),
    (3, State.TALKING, 1, 30, 2830, 2890),
    (3, State.IDLE, 0, -1, 2890, 3000),
]
_DUTIES: list[Row] = [
    (0, Activity.WORK, 0, 3600),
    (1, Activity.WORK, 0, 3600),
    (2, Activity.WORK, 600, 2750),
    (3, Activity.WORK, 2700, 3000),
]
