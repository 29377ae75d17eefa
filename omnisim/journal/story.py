"""One contact's life, or one agent's day, told in sentences.

Given a journal and the wall clock at its second 0; hands on text for people.
Trainers read it aloud, and whoever doubts a figure reads it before the code.
Contacts and agents go by the numbers they have in the tables.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from omnisim.journal.schema import Activity, Cause, Outcome, State
from omnisim.journal.wording import (
    Clock,
    counted,
    duration,
    lapse,
    listed,
    ordinal,
    times,
)

if TYPE_CHECKING:
    import datetime as dt

    from omnisim.journal.journal import Journal, Table

__all__ = ["tell_agent", "tell_contact"]


def tell_contact(journal: Journal, n: int, *, start: dt.datetime) -> str:
    """Tell the story of one contact.

    Parameters
    ----------
    journal : Journal
        A valid one.
    n : int
        Row of the contacts table.
    start : datetime
        Wall clock at second 0: the scenario's ``calendar.start``.

    Returns
    -------
    str
        Sentences, one paragraph for the arrival, one for each stay in a queue,
        one for what came of it.

    Raises
    ------
    ValueError
        If there is no contact of that number.
    """
    _must_exist(n, len(journal.contacts), "contact")
    clock = Clock(start, journal.contacts["arrived_at"][n])
    family = np.flatnonzero(
        journal.contacts["customer"] == journal.contacts["customer"][n]
    ).tolist()
    place = family.index(n)
    legs = journal.interactions[journal.interactions["contact"] == n]
    paragraphs = [_arrival(journal, n, family[:place], clock)]
    paragraphs += [_stay(journal, leg, clock) for leg in legs]
    paragraphs.append(_ending(journal, n, family[place + 1 :], clock))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


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
    _must_exist(n, len(journal.agents), "agent")
    duties = journal.duties[journal.duties["agent"] == n]
    clock = Clock(start, duties["from_at"][0] if len(duties) else 0.0)
    spans = journal.agent_spans[journal.agent_spans["agent"] == n]
    mine = journal.interactions[journal.interactions["agent"] == n]
    mine = mine[np.argsort(mine["answered_at"], kind="stable")]
    paragraphs = [
        _introduction(journal, n, clock),
        " ".join(_scheduled(row, clock) for row in duties)
        or "No shift was planned for this agent.",
        _time_spent(spans, duties, len(mine)),
        "\n".join(_conversation(row, journal, clock) for row in mine),
    ]
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _must_exist(n: int, count: int, kind: str) -> None:
    if not 0 <= n < count:
        known = (
            f"the journal has numbers 0 to {count - 1}"
            if count
            else f"the journal has no {kind}s"
        )
        raise ValueError(f"there is no {kind} {n}; {known}")


def _group(journal: Journal, agent: int) -> str:
    return journal.provenance.groups[int(journal.agents["group"][agent])]


def _subject(journal: Journal, contact: np.void) -> tuple[str, str]:
    """Return the names of a contact's channel and issue; an only issue goes unsaid."""
    made_by = journal.provenance
    issue = made_by.issues[contact["issue"]] if len(made_by.issues) > 1 else ""
    return made_by.channels[contact["channel"]], issue


def _arrival(journal: Journal, n: int, earlier: list[int], clock: Clock) -> str:
    """Say when it came, over which channel, about what and why."""
    contact = journal.contacts[n]
    channel, issue = _subject(journal, contact)
    about = f', about "{issue}"' if issue else ""
    came = f"Contact {n} reached the {channel} channel {clock.opening()}{about}."
    if not earlier:
        return f"{came} It was the customer's first."
    before, ended = earlier[-1], clock.at(journal.contacts["closed_at"][earlier[-1]])
    reason = {
        Cause.BLOCKED: f"contact {before} had found all lines busy {ended}",
        Cause.BALKED: (
            f"the customer had left contact {before} {ended} because the announced "
            "wait was too long"
        ),
        Cause.ABANDONED: f"the customer had given up contact {before} {ended}",
        Cause.UNRESOLVED: (
            f"contact {before}, which ended {ended}, had not resolved the issue"
        ),
    }[Cause(contact["cause"])]
    return f"{came} It was the customer's {ordinal(contact['attempt'])}: {reason}."


def _stay(journal: Journal, row: np.void, clock: Clock) -> str:
    """Tell one stay in a queue and what came of it."""
    ended_at = journal.provenance.ended_at
    queued = "joined the next queue" if row["leg"] else "joined the queue"
    if row["outcome"] == Outcome.BALKED:
        return "On hearing the announced wait, the customer left at once."
    if row["outcome"] == Outcome.ABANDONED:
        wait, left = lapse(row["queued_at"], row["left_at"]), clock.at(row["left_at"])
        bore = (
            f", waited {duration(wait)} and gave up" if wait else " but left at once,"
        )
        sentences = [
            f"The customer {queued}{bore} {left}.",
            _rang_in_vain(row["n_offers"]),
            _turn_missed(row, clock),
        ]
    elif np.isnan(row["answered_at"]):
        wait = lapse(row["queued_at"], ended_at)
        still = f"was still waiting, after {duration(wait)}, when the run ended"
        sentences = [
            f"The customer {queued} and {still} {clock.at(ended_at)}.",
            _rang_in_vain(row["n_offers"]),
        ]
    else:
        wait = lapse(row["queued_at"], row["answered_at"])
        bore = f"waited {duration(wait)}" if wait else "did not have to wait"
        agent = f"Agent {row['agent']} of group {_group(journal, row['agent'])}"
        sentences = [
            f"The customer {queued} and {bore}.",
            _rang_in_vain(row["n_offers"] - 1),
            f"{agent} answered {clock.at(row['answered_at'])}.",
            _talk(row, ended_at, clock),
        ]
    return " ".join(sentence for sentence in sentences if sentence)


def _rang_in_vain(n: int) -> str:
    """Tell of agents who did not pick up."""
    if n <= 0:
        return ""
    whom = "an agent" if n == 1 else "agents"
    return f"It rang {times(n)} at {whom} who did not pick up."


def _turn_missed(row: np.void, clock: Clock) -> str:
    """Say how close it was."""
    if np.isnan(row["turn_at"]):
        return "Nobody would have answered before the run ended."
    missing = lapse(row["left_at"], row["turn_at"])
    if missing == 0:
        return "An agent would have answered that very moment."
    return (
        f"After another {duration(missing)}, {clock.at(row['turn_at'])}, an agent "
        "would have answered."
    )


def _talk(row: np.void, ended_at: float, clock: Clock) -> str:
    """Tell of the conversation and the wrap-up."""
    if np.isnan(row["talk_end_at"]):
        talked = duration(lapse(row["answered_at"], ended_at))
        return f"They were still talking, after {talked}, when the run ended."
    talked = duration(lapse(row["answered_at"], row["talk_end_at"]))
    end = f"They talked for {talked}, until {clock.time(row['talk_end_at'])}"
    if row["outcome"] == Outcome.TRANSFERRED:
        end += ", and the customer was transferred"
    if np.isnan(row["wrap_up_end_at"]):
        return f"{end}. The agent's wrap-up had not ended when the run did."
    wrap_up = lapse(row["talk_end_at"], row["wrap_up_end_at"])
    if wrap_up == 0:
        return f"{end}. There was no wrap-up."
    return f"{end}. The agent's wrap-up took another {duration(wrap_up)}."


def _ending(journal: Journal, n: int, later: list[int], clock: Clock) -> str:
    """Say what came of it, and what the customer did next."""
    contact = journal.contacts[n]
    outcome = {
        Outcome.BLOCKED: "All lines were busy: the customer was turned away at once.",
        Outcome.CLOSED: "The channel was closed: the customer was turned away at once.",
        Outcome.HANDLED: "The issue was resolved."
        if contact["resolved"] == 1
        else "The issue was not resolved.",
    }.get(Outcome(contact["outcome"]), "")
    if contact["outcome"] == Outcome.OPEN or contact["resolved"] == 1:
        return outcome
    if not later:
        return f"{outcome} The customer did not come again.".strip()
    following = journal.contacts[later[0]]
    pause = lapse(contact["closed_at"], following["arrived_at"])
    after = f"after {duration(pause)}" if pause > 0 else "straight away"
    channel, _ = _subject(journal, following)
    return (
        f"{outcome} The customer came again {after}, on the {channel} "
        f"channel {clock.at(following['arrived_at'])}: contact {later[0]}."
    ).strip()


def _introduction(journal: Journal, n: int, clock: Clock) -> str:
    """Say who the story is about."""
    began = clock.opening().removeprefix("at ")
    return f"This is agent {n} of group {_group(journal, n)}, from {began}."


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


def _time_spent(spans: Table, duties: Table, n_answered: int) -> str:
    """Say how the time on the floor was spent."""
    if not len(spans):
        return "The agent was never on the floor."
    length = spans["to_at"] - spans["from_at"]
    parts = []
    for state, words in (
        (State.TALKING, "talking"),
        (State.WRAP_UP, "on wrap-up"),
        (State.RINGING, "with the phone ringing"),
        (State.IDLE, "idle"),
        (State.AWAY, "away after not picking up"),
    ):
        spent = float(length[spans["state"] == state].sum())
        if spent > 0:
            parts.append(f"{duration(spent)} {words}")
    told = [
        f"On the floor for {duration(float(length.sum()))}: {listed(parts)}.",
        f"The agent answered {counted(n_answered, 'contact')}."
        if n_answered
        else "The agent answered nobody.",
    ]
    over = _overrun(spans, duties)
    if over >= 1:
        told.append(
            f"Of this time, {duration(over)} went past the end of duty, to finish "
            "what was in hand."
        )
    return " ".join(told)


def _overrun(spans: Table, duties: Table) -> float:
    """Return the seconds on the floor outside the stretches of work."""
    present = float((spans["to_at"] - spans["from_at"]).sum())
    for work in duties[duties["activity"] == Activity.WORK]:
        inside = np.minimum(spans["to_at"], work["to_at"]) - np.maximum(
            spans["from_at"], work["from_at"]
        )
        present -= float(np.maximum(inside, 0.0).sum())
    return present


def _conversation(row: np.void, journal: Journal, clock: Clock) -> str:
    """Tell one conversation in a line."""
    contact = journal.contacts[row["contact"]]
    channel, issue = _subject(journal, contact)
    is_open = np.isnan(row["talk_end_at"])
    end = journal.provenance.ended_at if is_open else row["talk_end_at"]
    subject = f"{channel}, {issue}" if issue else channel
    talked = duration(lapse(row["answered_at"], end))
    line = (
        f"At {clock.time(row['answered_at'])} answered contact {row['contact']} "
        f"({subject}), talked for {talked}"
    )
    if is_open:
        return f"{line} and was still talking when the run ended."
    if row["outcome"] == Outcome.TRANSFERRED:
        line += " and transferred the customer"
    wrap_up = lapse(row["talk_end_at"], row["wrap_up_end_at"])
    if wrap_up > 0:
        line += f", then {duration(wrap_up)} of wrap-up"
    return f"{line}."
