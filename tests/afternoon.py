"""An hour of conversations typed row by row: whatever slots and attention bring about.

Columns of a row are those of `omnisim.journal.schema`, in its order. Each agent has
a tale to tell; numbers in brackets are contacts.

Agent 0 may hold three chats. The customer of chat 0 stays to the end, that of 1
leaves while the agent writes to her, that of 2 leaves without a sign, and that of 3
had left the queue so before anybody took the chat. Later she is on the phone with 1
again, and with one who chases a mail that nobody has answered (11).

Agent 1 writes messages (6): twice the customer is quiet for so long that the place
is given back. The first time the agent takes the conversation up again; the second
time she is on her break, and it goes through the queue to agent 2.

Agent 2 works on a mail (8), is interrupted by a call (10) and goes on. At the end of
her duty she hands a chat (12) over to agent 1 and returns a mail (13), begun, to the
queue.

Agent 3 calls back: one who took the offer to be (4, 5) and misses the first call, one
who misses both (7), one whose second call is yet to come (16) and one who is to be
called after the end of the run (18). Between, she holds two chats that are modelled
by their rate (14, 15), and does not pick up a call (17).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from typed import NAN, typed

from omnisim.journal import Activity, Cause, Outcome, State

if TYPE_CHECKING:
    from typed import Row

    from omnisim.journal import Journal


def afternoon() -> Journal:
    """Return the hour."""
    return typed(
        contacts=_CONTACTS,
        interactions=_INTERACTIONS,
        turns=_TURNS,
        holds=_HOLDS,
        agent_spans=_AGENT_SPANS,
        agents=[(0, 0), (0, 1), (0, 2), (1, 0)],
        duties=_DUTIES,
        channels=("phone", "chat", "text", "email", "callback", "web"),
        groups=("desk", "floor two"),
    )


_CONTACTS: list[Row] = [
    (0, 1, 0, 1, Cause.FIRST, Outcome.HANDLED, 1, 0, 70),
    (1, 1, 0, 1, Cause.FIRST, Outcome.QUIT, -1, 10, 80),
    (2, 1, 0, 1, Cause.FIRST, Outcome.QUIT, -1, 20, 100),
    (3, 1, 0, 1, Cause.FIRST, Outcome.ABANDONED, -1, 30, 60),
    (9, 0, 1, 1, Cause.FIRST, Outcome.CALLBACK, -1, 50, 50),
    (9, 4, 1, 2, Cause.OFFERED, Outcome.HANDLED, 1, 50, 1045),
    (4, 2, 0, 1, Cause.FIRST, Outcome.HANDLED, 0, 100, 1530),
    (10, 4, 0, 1, Cause.FIRST, Outcome.UNREACHED, -1, 200, 1140),
    (5, 3, 0, 1, Cause.FIRST, Outcome.HANDLED, 1, 300, 1200),
    (1, 0, 0, 2, Cause.QUIT, Outcome.HANDLED, 1, 500, 560),
    (6, 0, 0, 1, Cause.FIRST, Outcome.HANDLED, 1, 1060, 1125),
    (5, 0, 0, 2, Cause.UNANSWERED, Outcome.HANDLED, 1, 1100, 1160),
    (8, 1, 0, 1, Cause.FIRST, Outcome.HANDLED, 1, 1700, 2120),
    (7, 3, 0, 1, Cause.FIRST, Outcome.HANDLED, 1, 1800, 2050),
    (13, 5, 0, 1, Cause.FIRST, Outcome.HANDLED, 1, 2000, 2100),
    (14, 5, 0, 1, Cause.FIRST, Outcome.HANDLED, 1, 2030, 2200),
    (12, 4, 0, 1, Cause.FIRST, Outcome.OPEN, -1, 2400, NAN),
    (15, 0, 0, 1, Cause.FIRST, Outcome.ABANDONED, -1, 2500, 2520),
    (11, 4, 0, 1, Cause.FIRST, Outcome.OPEN, -1, 3200, NAN),
    (10, 0, 0, 2, Cause.UNREACHED, Outcome.OPEN, -1, 3500, NAN),
]
_INTERACTIONS: list[Row] = [
    (0, 0, Outcome.HANDLED, 0, 0, 0, 1, 0, 0, 0, NAN, 70, 90),
    (1, 0, Outcome.QUIT, 0, 0, 0, 1, 10, 10, 10, 80, 80, 115),
    (2, 0, Outcome.QUIT, 1, 0, 0, 1, 20, 20, 20, 100, 170, 175),
    (3, 0, Outcome.ABANDONED, 1, 0, 0, 1, 30, 90, 90, 60, 160, 160),
    (4, 0, Outcome.CALLBACK, 0, -1, -1, 0, 50, NAN, NAN, 50, NAN, NAN),
    (5, 0, Outcome.MISSED, 0, 1, 3, 1, 650, NAN, NAN, NAN, NAN, NAN),
    (5, 1, Outcome.HANDLED, 0, 1, 3, 1, 970, 985, 985, NAN, 1045, 1055),
    (6, 0, Outcome.QUIET, 0, 0, 1, 1, 100, 100, 100, NAN, 1020, 1020),
    (6, 1, Outcome.HANDLED, 0, 0, 2, 1, 1500, 1510, 1510, NAN, 1530, 1530),
    (7, 0, Outcome.MISSED, 0, 1, 3, 1, 800, NAN, NAN, NAN, NAN, NAN),
    (7, 1, Outcome.UNREACHED, 0, 1, 3, 1, 1120, NAN, NAN, NAN, NAN, NAN),
    (8, 0, Outcome.HANDLED, 0, 0, 2, 1, 300, 1000, 1000, NAN, 1200, 1210),
    (9, 0, Outcome.HANDLED, 0, 0, 0, 1, 500, 500, 500, NAN, 560, 570),
    (10, 0, Outcome.HANDLED, 0, 0, 2, 1, 1060, 1065, 1065, NAN, 1125, 1135),
    (11, 0, Outcome.HANDLED, 0, 0, 0, 1, 1100, 1100, 1100, NAN, 1160, 1160),
    (12, 0, Outcome.HANDED_ON, 0, 0, 2, 1, 1700, 1700, 1700, NAN, 2000, 2000),
    (12, 1, Outcome.HANDLED, 0, 0, 1, 1, 2000, 2000, 2000, NAN, 2120, 2125),
    (13, 0, Outcome.HANDED_ON, 0, 0, 2, 1, 1800, 1800, 1800, NAN, 2000, 2000),
    (13, 1, Outcome.HANDLED, 0, 0, 1, 1, 2000, 2000, 2000, NAN, 2050, 2060),
    (14, 0, Outcome.HANDLED, 0, 1, 3, 1, 2000, 2000, 2000, NAN, 2100, 2110),
    (15, 0, Outcome.HANDLED, 0, 1, 3, 1, 2030, 2030, 2030, NAN, 2200, 2210),
    (16, 0, Outcome.MISSED, 0, 1, 3, 1, 3000, NAN, NAN, NAN, NAN, NAN),
    (17, 0, Outcome.ABANDONED, 0, -1, -1, 1, 2500, 2540, NAN, 2520, NAN, NAN),
    (19, 0, Outcome.OPEN, 0, 1, 3, 1, 3500, 3500, 3500, NAN, NAN, NAN),
]
_TURNS: list[Row] = [
    (0, 0, 0, 0, 0, 30),
    (0, 0, 1, 50, 55, 70),
    (1, 0, 0, 10, 30, 45),
    (1, 0, 1, 60, 70, NAN),
    (2, 0, 0, 20, 45, 55),
    (2, 0, 1, 75, 90, 110),
    (6, 0, 0, 100, 100, 130),
    (6, 0, 1, 190, 190, 200),
    (6, 0, 2, 700, 700, 720),
    (6, 1, 3, 1500, 1510, 1530),
    (8, 0, 0, 1000, 1000, 1200),
    (12, 0, 0, 1700, 1700, 1720),
    (12, 1, 1, 2100, 2100, 2120),
    (13, 1, 0, 1800, 1805, 2050),
]
_HOLDS: list[Row] = [
    (0, 0, 0, 0, 90),
    (1, 0, 0, 10, 115),
    (2, 0, 0, 20, 175),
    (3, 0, 0, 90, 160),
    (5, 0, 3, 650, 670),
    (5, 1, 3, 970, 1055),
    (6, 0, 1, 100, 500),
    (6, 0, 1, 700, 1020),
    (6, 1, 2, 1510, 1530),
    (7, 0, 3, 800, 820),
    (7, 1, 3, 1120, 1140),
    (8, 0, 2, 1000, 1210),
    (9, 0, 0, 500, 570),
    (10, 0, 2, 1060, 1135),
    (11, 0, 0, 1100, 1160),
    (12, 0, 2, 1700, 2000),
    (12, 1, 1, 2000, 2125),
    (13, 0, 2, 1800, 2000),
    (13, 1, 1, 2000, 2060),
    (14, 0, 3, 2000, 2110),
    (15, 0, 3, 2030, 2210),
    (16, 0, 3, 3000, 3020),
    (17, 0, 3, 2500, 2510),
    (19, 0, 3, 3500, 3600),
]
_AGENT_SPANS: list[Row] = [
    (0, State.WRITING, 1, 0, 0, 10),
    (0, State.WRITING, 2, 0, 10, 20),
    (0, State.WRITING, 3, 0, 20, 30),
    (0, State.WRITING, 3, 1, 30, 45),
    (0, State.WRITING, 3, 2, 45, 55),
    (0, State.WRITING, 3, 0, 55, 70),
    (0, State.WRITING, 3, 1, 70, 80),
    (0, State.WRAP_UP, 3, 0, 80, 90),
    (0, State.WRITING, 3, 2, 90, 110),
    (0, State.WRAP_UP, 3, 1, 110, 115),
    (0, State.DISCOVERING, 2, 3, 115, 160),
    (0, State.WAITING, 1, -1, 160, 170),
    (0, State.WRAP_UP, 1, 2, 170, 175),
    (0, State.IDLE, 0, -1, 175, 500),
    (0, State.TALKING, 1, 9, 500, 560),
    (0, State.WRAP_UP, 1, 9, 560, 570),
    (0, State.IDLE, 0, -1, 570, 1100),
    (0, State.TALKING, 1, 11, 1100, 1160),
    (0, State.IDLE, 0, -1, 1160, 1200),
    (1, State.IDLE, 0, -1, 0, 100),
    (1, State.WRITING, 1, 6, 100, 130),
    (1, State.WAITING, 1, -1, 130, 190),
    (1, State.WRITING, 1, 6, 190, 200),
    (1, State.WAITING, 1, -1, 200, 500),
    (1, State.IDLE, 0, -1, 500, 700),
    (1, State.WRITING, 1, 6, 700, 720),
    (1, State.WAITING, 1, -1, 720, 1020),
    (1, State.IDLE, 0, -1, 1020, 1400),
    (1, State.IDLE, 0, -1, 1600, 2000),
    (1, State.SWITCHING, 2, 13, 2000, 2005),
    (1, State.WORKING, 2, 13, 2005, 2050),
    (1, State.WRAP_UP, 2, 13, 2050, 2060),
    (1, State.WAITING, 1, -1, 2060, 2100),
    (1, State.WRITING, 1, 12, 2100, 2120),
    (1, State.WRAP_UP, 1, 12, 2120, 2125),
    (1, State.IDLE, 0, -1, 2125, 3600),
    (2, State.WORKING, 1, 8, 1000, 1060),
    (2, State.SWITCHING, 2, 10, 1060, 1065),
    (2, State.TALKING, 2, 10, 1065, 1125),
    (2, State.WRAP_UP, 2, 10, 1125, 1135),
    (2, State.SWITCHING, 1, 8, 1135, 1140),
    (2, State.WORKING, 1, 8, 1140, 1200),
    (2, State.WRAP_UP, 1, 8, 1200, 1210),
    (2, State.IDLE, 0, -1, 1210, 1510),
    (2, State.WRITING, 1, 6, 1510, 1530),
    (2, State.IDLE, 0, -1, 1530, 1700),
    (2, State.WRITING, 1, 12, 1700, 1720),
    (2, State.WAITING, 1, -1, 1720, 1800),
    (2, State.SWITCHING, 2, 13, 1800, 1805),
    (2, State.WORKING, 2, 13, 1805, 2000),
    (3, State.IDLE, 0, -1, 0, 650),
    (3, State.DIALLING, 1, 5, 650, 670),
    (3, State.IDLE, 0, -1, 670, 800),
    (3, State.DIALLING, 1, 7, 800, 820),
    (3, State.IDLE, 0, -1, 820, 970),
    (3, State.DIALLING, 1, 5, 970, 985),
    (3, State.TALKING, 1, 5, 985, 1045),
    (3, State.WRAP_UP, 1, 5, 1045, 1055),
    (3, State.IDLE, 0, -1, 1055, 1120),
    (3, State.DIALLING, 1, 7, 1120, 1140),
    (3, State.IDLE, 0, -1, 1140, 2000),
    (3, State.CHATTING, 1, -1, 2000, 2030),
    (3, State.CHATTING, 2, -1, 2030, 2100),
    (3, State.WRAP_UP, 2, 14, 2100, 2110),
    (3, State.CHATTING, 1, -1, 2110, 2200),
    (3, State.WRAP_UP, 1, 15, 2200, 2210),
    (3, State.IDLE, 0, -1, 2210, 2500),
    (3, State.RINGING, 1, 17, 2500, 2510),
    (3, State.AWAY, 0, -1, 2510, 2540),
    (3, State.IDLE, 0, -1, 2540, 3000),
    (3, State.DIALLING, 1, 16, 3000, 3020),
    (3, State.IDLE, 0, -1, 3020, 3500),
    (3, State.TALKING, 1, 19, 3500, 3600),
]
_DUTIES: list[Row] = [
    (0, Activity.WORK, 0, 1200),
    (1, Activity.WORK, 0, 1400),
    (1, Activity.BREAK, 1400, 1600),
    (1, Activity.WORK, 1600, 3600),
    (2, Activity.WORK, 1000, 2000),
    (3, Activity.WORK, 0, 3600),
]
