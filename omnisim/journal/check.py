"""Is this a journal? Every law that any valid journal obeys, whatever wrote it.

Given a journal by an engine, a file or a converter of a real centre's log;
hands on nothing, and raises with all that is wrong. The laws come in three
steps, each resting on the one before: the columns are those of the schema;
codes, numbers and instants lie in range; and the tables tell one story
(the modules ``laws_of_…`` beside this one).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from omnisim.errors import JournalError
from omnisim.journal import (
    laws_of_agents,
    laws_of_attention,
    laws_of_contacts,
    laws_of_customers,
    laws_of_holds,
    laws_of_legs,
    laws_of_notices,
    laws_of_outages,
    laws_of_sessions,
    laws_of_turns,
)
from omnisim.journal.breach import Breach, broken
from omnisim.journal.laws_of_contacts import GOES_ON, NOT_OF_LEGS
from omnisim.journal.laws_of_sessions import OF_SESSIONS
from omnisim.journal.schema import (
    TABLES,
    Activity,
    Cause,
    Notice,
    Outcome,
    State,
    dtype,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from omnisim.journal.journal import Journal, Provenance

__all__ = ["check"]

_LAW_BOOKS = (
    laws_of_contacts,
    laws_of_customers,
    laws_of_legs,
    laws_of_sessions,
    laws_of_notices,
    laws_of_outages,
    laws_of_turns,
    laws_of_holds,
    laws_of_agents,
    laws_of_attention,
)

_OUTCOMES = {
    "contacts": (
        set(Outcome) - {*GOES_ON, Outcome.ESCALATED},
        "outcome is the outcome of a contact",
    ),
    "interactions": (
        set(Outcome) - {*NOT_OF_LEGS, Outcome.ESCALATED},
        "outcome is the outcome of an interaction",
    ),
    "sessions": (set(OF_SESSIONS), "outcome is the outcome of a session"),
}


def check(journal: Journal) -> None:
    """Raise unless the journal is complete and consistent.

    Parameters
    ----------
    journal : Journal

    Raises
    ------
    JournalError
        With every law that is broken and the first rows that break it. Laws
        that only make sense where others hold are left out until those do.
    """
    _stop_at(_schema(journal))
    faults = list(_provenance(journal.provenance))
    faults += [breach.tell(journal) for breach in _in_range(journal)]
    _stop_at(faults)
    _stop_at(
        [
            breach.tell(journal)
            for book in _LAW_BOOKS
            for law in book.LAWS
            for breach in law(journal)
        ]
    )


def _stop_at(faults: list[str]) -> None:
    if faults:
        laws = "1 law" if len(faults) == 1 else f"{len(faults)} laws"
        raise JournalError(f"the journal breaks {laws}:\n" + "\n".join(faults))


def _schema(journal: Journal) -> list[str]:
    """Tell which tables do not have the declared columns."""
    return [
        f"  {name} has the columns of the schema; found {table.dtype} "
        f"in {table.ndim} dimension{'' if table.ndim == 1 else 's'}, "
        f"allowed: {dtype(name)} in 1 dimension"
        for name, table in ((name, journal.table(name)) for name in TABLES)
        if table.dtype != dtype(name) or table.ndim != 1
    ]


def _provenance(provenance: Provenance) -> Iterator[str]:
    """Tell what is impossible in the provenance."""
    for kind in ("channels", "issues", "groups", "bots"):
        names = getattr(provenance, kind)
        if len(set(names)) < len(names):
            yield f"  names of {kind} are distinct; found {', '.join(names)}"
    if not 0 <= provenance.horizon <= provenance.ended_at < math.inf:
        yield (
            "  the run ends at the horizon or later; found "
            f"horizon {provenance.horizon!r}, ended_at {provenance.ended_at!r}"
        )


def _in_range(journal: Journal) -> Iterator[Breach]:
    """Yield the columns whose codes, numbers or instants cannot be."""
    for table, limits in _limits(journal).items():
        for column, (low, high, allowed) in limits.items():
            values = journal.table(table)[column]
            law = f"{column} is {allowed}"
            yield from broken(law, table, (values < low) | (values > high), (column,))
    for table, (allowed_ones, law) in _OUTCOMES.items():
        other = ~np.isin(journal.table(table)["outcome"], list(allowed_ones))
        yield from broken(law, table, other, ("outcome",))
    for table, columns in TABLES.items():
        for name in (c.name for c in columns if c.name.endswith("_at")):
            yield from _instants(journal, table, name)


def _limits(journal: Journal) -> dict[str, dict[str, tuple[int, int, str]]]:
    """Return lowest and highest value of each column of codes or numbers."""
    made_by = journal.provenance
    most = np.iinfo(np.int32).max
    channel = (0, len(made_by.channels) - 1, "the code of a channel")
    issue = (0, len(made_by.issues) - 1, "the code of an issue")
    group = (0, len(made_by.groups) - 1, "the code of a group")
    contact = (0, len(journal.contacts) - 1, "the number of a contact")
    agent = (0, len(journal.agents) - 1, "the number of an agent")
    bot = (0, len(made_by.bots) - 1, "the code of a bot")
    count = (0, most, "at least 0")
    flag = (0, 1, "1 or 0")
    known = (-1, 1, "1, 0 or -1")
    return {
        "contacts": {
            "customer": count,
            "channel": channel,
            "issue": issue,
            "attempt": (1, most, "at least 1"),
            "cause": (0, len(Cause) - 1, "a cause"),
            "resolved": known,
            "vulnerable": flag,
        },
        "interactions": {
            "contact": contact,
            "leg": count,
            "silent": flag,
            "story": flag,
            "told": known,
            "group": (-1, *group[1:]),
            "agent": (-1, *agent[1:]),
            "n_offers": count,
        },
        "turns": {"contact": contact, "leg": count, "turn": count},
        "holds": {"contact": contact, "leg": count, "agent": agent},
        "sessions": {"contact": contact, "bot": bot},
        "notices": {
            "customer": count,
            "contact": (-1, *contact[1:]),
            "kind": (0, len(Notice) - 1, "a kind of message"),
            "channel": channel,
            "issue": issue,
            "worked": flag,
        },
        "outages": {"channel": (-1, *channel[1:]), "bot": (-1, *bot[1:])},
        "agent_spans": {
            "agent": agent,
            "state": (0, len(State) - 1, "a state"),
            "held": count,
            "contact": (-1, *contact[1:]),
        },
        "agents": {"group": group, "number": count},
        "duties": {"agent": agent, "activity": (0, len(Activity) - 1, "an activity")},
    }


_MAY_MISS = frozenset(
    {
        "closed_at",
        "turn_at",
        "answered_at",
        "left_at",
        "talk_end_at",
        "wrap_up_end_at",
        "began_at",
        "ended_at",
    }
)


def _instants(journal: Journal, table: str, column: str) -> Iterator[Breach]:
    """Yield instants outside the run, or missing where one must stand.

    Nothing happens after the end of the run; but the schedule may go on, and a
    customer who left may have had her turn later.
    """
    values = journal.table(table)[column]
    goes_on = table == "duties" or column == "turn_at"
    end = math.inf if goes_on else journal.provenance.ended_at
    outside = (values < 0) | (values > end) | np.isinf(values)
    law = f"{column} lies between the start and the end of the run"
    if column not in _MAY_MISS:
        outside |= np.isnan(values)
        law = f"{column} is given and lies between the start and the end of the run"
    yield from broken(law, table, outside, (column,))
