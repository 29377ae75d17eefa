"""One agent's days, told in sentences.

Given a journal and the wall clock at its second 0; hands on text for people, as
`omnisim.journal.story` does for contacts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from omnisim.journal.links import answered_instead
from omnisim.journal.schema import Activity, Outcome, State
from omnisim.journal.subjects import (
    agent_of_group,
    dialled_at,
    is_discovery,
    must_exist,
    subject,
    way,
)
from omnisim.journal.wording import Clock, counted, duration, lapse, listed

if TYPE_CHECKING:
    import datetime as dt

    from omnisim.journal.journal import Journal, Table

__all__ = ["tell_agent"]

_NAMED = 3  # contacts that a line names one by one; of more it gives the number


def tell_agent(journal: Journal, n: int, *, start: dt.datetime) -> str:
    """Tell the days of one agent.

    Parameters
    ----------
    journal : Journal
        A valid one.
    n : int
        Row of the agents table.
    start : datetime
        Wall clock at second 0: the scenario's ``calendar.start``.

    Returns
    -------
    str
        A paragraph for each stretch of the schedule and what was done in it,
        then a line for each conversation.

    Raises
    ------
    ValueError
        If there is no agent of that number.
    """
    must_exist(n, len(journal.agents), "agent")
    duties = journal.duties[journal.duties["agent"] == n]
    clock = Clock(start, duties["from_at"][0] if len(duties) else 0.0)
    spans = journal.agent_spans[journal.agent_spans["agent"] == n]
    mine = _taken(journal, n)
    n_answered = int((~np.isnan(mine["answered_at"])).sum())
    began = clock.opening().removeprefix("at ")
    paragraphs = [
        f"This is {agent_of_group(journal, n)}, from {began}.",
        " ".join(_scheduled(row, clock) for row in duties)
        or "No shift was planned for this agent.",
        _time_spent(journal, spans, duties, n_answered),
        "\n".join(_line(row, journal, clock) for row in mine),
    ]
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _taken(journal: Journal, n: int) -> Table:
    """Return the agent's interactions, in order of the answer or the call in vain."""
    mine: Table = journal.interactions[journal.interactions["agent"] == n]
    began = [
        dialled_at(journal, leg) if np.isnan(leg["answered_at"]) else leg["answered_at"]
        for leg in mine
    ]
    return mine[np.argsort(began, kind="stable")]


def _scheduled(row: np.void, clock: Clock) -> str:
    """Say what the schedule held for one stretch of time."""
    what = {
        Activity.WORK: "on duty",
        Activity.BREAK: "on a break",
        Activity.PLANNED: "away for a meeting or training",
        Activity.ABSENT: "absent",
    }[Activity(row["activity"])]
    length = duration(row["to_at"] - row["from_at"])
    began, until = clock.time(row["from_at"]), clock.time(row["to_at"])
    return f"From {began} to {until}, for {length}: {what}."


def _time_spent(journal: Journal, spans: Table, duties: Table, n_answered: int) -> str:
    """Say how the time on the floor was spent."""
    if not len(spans):
        return "The agent was never on the floor."
    length = spans["to_at"] - spans["from_at"]
    left = np.flatnonzero(journal.contacts["outcome"] == Outcome.ABANDONED)
    had_left = np.isin(spans["contact"], left)
    parts = []
    for state, words, *only in (
        (State.TALKING, "talking"),
        (State.DIALLING, "calling back"),
        (State.WRITING, "writing"),
        (State.WORKING, "working on mails"),
        (State.CHATTING, "chatting"),
        (State.WRAP_UP, "on wrap-up"),
        (State.DISCOVERING, "finding out that a customer had left", had_left),
        (State.DISCOVERING, "on customers who had been answered before", ~had_left),
        (State.SWITCHING, "turning to another conversation"),
        (State.RINGING, "with the phone ringing"),
        (State.WAITING, "waiting for customers to write"),
        (State.IDLE, "idle"),
        (State.AWAY, "away after not picking up"),
    ):
        is_this = np.logical_and.reduce([spans["state"] == state, *only])
        spent = float(length[is_this].sum())
        if spent > 0:
            parts.append(f"{duration(spent)} {words}")
    told = [
        f"On the floor for {duration(float(length.sum()))}: {listed(parts)}.",
        f"The agent answered {counted(n_answered, 'contact')}."
        if n_answered
        else "The agent answered nobody.",
        _most_held(spans),
    ]
    over = _overrun(spans, duties)
    if over >= 1:
        told.append(
            f"Of this time, {duration(over)} went past the end of duty, to finish "
            "what was in hand."
        )
    return " ".join(sentence for sentence in told if sentence)


def _most_held(spans: Table) -> str:
    """Say how many contacts the agent had in hand at once, where it was several."""
    most = int(spans["held"].max())
    if most <= 1:
        return ""
    full = spans[spans["held"] == most]
    spent = duration(float((full["to_at"] - full["from_at"]).sum()))
    return f"There were {counted(most, 'contact')} in hand at most, for {spent}."


def _overrun(spans: Table, duties: Table) -> float:
    """Return the seconds on the floor outside the stretches of work."""
    present = float((spans["to_at"] - spans["from_at"]).sum())
    for work in duties[duties["activity"] == Activity.WORK]:
        inside = np.minimum(spans["to_at"], work["to_at"]) - np.maximum(
            spans["from_at"], work["from_at"]
        )
        present -= float(np.maximum(inside, 0.0).sum())
    return present


def _line(leg: np.void, journal: Journal, clock: Clock) -> str:
    """Tell one conversation in a line."""
    contact = journal.contacts[leg["contact"]]
    channel, issue = subject(journal, contact)
    about = f"{channel}, {issue}" if issue else channel
    named = f"contact {leg['contact']} ({about}){_beside(leg, journal)}"
    if np.isnan(leg["answered_at"]):
        called = clock.time(dialled_at(journal, leg))
        return f"At {called} called {named}, and nobody picked up."
    began = f"At {clock.time(leg['answered_at'])}"
    if is_discovery(journal, leg):
        return f"{began} took {named}, {_discovery(leg, journal)}."
    if way(journal, contact["channel"]) == State.TALKING:
        return f"{began} answered {named}, {_talk(leg, journal)}."
    return f"{began} took {named}, {_conversation(leg, journal, clock)}."


def _beside(leg: np.void, journal: Journal) -> str:
    """Say which other contacts were in hand at the same time."""
    holds = journal.holds[journal.holds["agent"] == leg["agent"]]
    is_this = holds["contact"] == leg["contact"]
    mine = holds[is_this & (holds["leg"] == leg["leg"])]
    others = sorted(
        {
            int(other["contact"])
            for other in holds[~is_this]
            if (
                (mine["from_at"] < other["to_at"]) & (other["from_at"] < mine["to_at"])
            ).any()
        }
    )
    if not others:
        return ""
    if len(others) > _NAMED:
        return f" beside {counted(len(others), 'other')}"
    return f" beside {listed([str(other) for other in others])}"


def _discovery(leg: np.void, journal: Journal) -> str:
    """Tell of a twin in the rest of a line."""
    instead = answered_instead(journal, leg["contact"], leg["answered_at"])
    before = f"that contact {instead} had been answered"
    if leg["outcome"] == Outcome.OPEN:
        return f"and had not found out {before} when the run ended"
    spent = duration(lapse(leg["answered_at"], leg["talk_end_at"]))
    if leg["outcome"] == Outcome.CUT_OFF:
        return f"and had not found out {before} when an outage came after {spent}"
    return f"and found out after {spent} {before}"


def _talk(leg: np.void, journal: Journal) -> str:
    """Tell a call in the rest of a line."""
    is_open = np.isnan(leg["talk_end_at"])
    end = journal.provenance.ended_at if is_open else leg["talk_end_at"]
    talked = f"talked for {duration(lapse(leg['answered_at'], end))}"
    if is_open:
        return f"{talked} and was still talking when the run ended"
    if leg["outcome"] == Outcome.TRANSFERRED:
        talked += " and transferred the customer"
    if leg["outcome"] == Outcome.CUT_OFF:
        talked += " until an outage cut them off"
    wrap_up = lapse(leg["talk_end_at"], leg["wrap_up_end_at"])
    return f"{talked}, then {duration(wrap_up)} of wrap-up" if wrap_up > 0 else talked


def _conversation(leg: np.void, journal: Journal, clock: Clock) -> str:
    """Tell a chat, a message or a mail in the rest of a line."""
    outcome = Outcome(leg["outcome"])
    is_open = np.isnan(leg["talk_end_at"])
    end = journal.provenance.ended_at if is_open else leg["talk_end_at"]
    lasted = duration(lapse(leg["answered_at"], end))
    if outcome == Outcome.ABANDONED:
        if is_open:
            return "whose customer had left, and still had it when the run ended"
        return f"whose customer had left, and found out after {lasted}"
    turns = journal.turns
    sent = turns[
        (turns["contact"] == leg["contact"])
        & (turns["leg"] == leg["leg"])
        & ~np.isnan(turns["ended_at"])
    ]
    ending = {
        Outcome.QUIET: f"until it went quiet {clock.at(end)}",
        Outcome.HANDED_ON: f"and handed it on {clock.at(end)}",
        Outcome.TRANSFERRED: f"and transferred the customer after {lasted}",
        Outcome.HANDLED: f"and ended it after {lasted}",
        Outcome.QUIT: f"before the customer left after {lasted}",
        Outcome.CUT_OFF: f"before an outage ended it after {lasted}",
        Outcome.OPEN: f"and still had it, after {lasted}, when the run ended",
    }[outcome]
    if leg["silent"]:
        noticed = duration(lapse(leg["left_at"], end))
        late = f"{noticed} after the customer had left"
        ending = (
            f"and still had it, {late}, when the run ended"
            if is_open
            else f"and closed it {late}"
        )
    told = f"sent {counted(len(sent), 'reply', 'replies')} {ending}"
    if way(journal, journal.contacts["channel"][leg["contact"]]) == State.CHATTING:
        told = f"chatted {ending}"
    wrap_up = lapse(leg["talk_end_at"], leg["wrap_up_end_at"]) if not is_open else 0.0
    return f"{told}, wrapped up {duration(wrap_up)} later" if wrap_up > 0 else told
