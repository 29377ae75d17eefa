"""What holds for every small desk of all kinds: customers bring their work along."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from desk_days import desk_days, played_desks
from examples import examples
from hypothesis import given
from strategies import Data, Played, play_out

from omnisim.journal import Cause, Outcome, State
from omnisim.population import CHUNK

if TYPE_CHECKING:
    from omnisim.population.turns import Turn
    from omnisim.scenario.schema import Group

EXAMPLES = 30
OF_HOLDING = ("may_hold", "units", "while_on", "interrupts", "reserved", "attention")
NEAR = 1e-9  # replies that are slowed down end on a clock of their own


@examples(EXAMPLES)
@given(desk_days())
def test_who_comes_and_what_they_bring_is_the_same_whoever_works_there(
    data: Data,
) -> None:
    before, after = play_out(data), play_out(otherwise(data))

    one, other = firsts(before), firsts(after)
    assert one.tolist() == other.tolist()
    assert brought(before) == brought(after)


@examples(2 * EXAMPLES)
@given(played_desks())
def test_a_reply_takes_the_time_that_the_customer_brought_work_for(run: Played) -> None:
    found, asked = [], []
    for row in run.journal.turns:
        leg = leg_of(run, row)
        group = group_of(run, leg)
        if is_mail(run, leg) or group.slowdown or math.isnan(row["ended_at"]):
            continue
        found.append(float(row["ended_at"] - row["began_at"]))
        asked.append(turn_of(run, row).agent * pace_of(run, leg))

    assert is_work(run, found, asked)


@examples(EXAMPLES)
@given(played_desks())
def test_slowed_replies_take_longer_but_not_beyond_all_that_may_be_in_hand(
    run: Played,
) -> None:
    wrong = []
    for row in run.journal.turns:
        leg = leg_of(run, row)
        if is_mail(run, leg) or math.isnan(row["ended_at"]):
            continue
        plain = turn_of(run, row).agent * pace_of(run, leg)
        took = float(row["ended_at"] - row["began_at"])
        n_agents_contacts = np.count_nonzero(
            run.journal.interactions["agent"] == leg["agent"]
        )
        again = 1 + run.scenario.customers.repeat_work
        slowest = plain * again * (1 + group_of(run, leg).slowdown * n_agents_contacts)
        if not plain * (1 - NEAR) <= took <= slowest * (1 + NEAR):
            wrong.append((int(row["contact"]), int(row["turn"]), plain, took))

    assert wrong == []


@examples(2 * EXAMPLES)
@given(played_desks())
def test_the_attention_that_a_mail_gets_is_the_work_it_brings(run: Played) -> None:
    spans = run.journal.agent_spans
    working = spans[spans["state"] == State.WORKING]
    found, asked = [], []
    for row in run.journal.turns:
        leg = leg_of(run, row)
        if not is_mail(run, leg) or math.isnan(row["ended_at"]):
            continue
        if leg["leg"] == begun(run, leg):  # else agents of several paces may share it
            mine = working[working["contact"] == row["contact"]]
            begins = np.maximum(mine["from_at"], row["began_at"])
            ends = np.minimum(mine["to_at"], row["ended_at"])
            found.append(float(np.maximum(ends - begins, 0).sum()))
            asked.append(turn_of(run, row).agent * pace_of(run, leg))

    assert is_work(run, found, asked)


@examples(EXAMPLES)
@given(played_desks())
def test_talk_lasts_as_long_as_the_work_that_the_caller_brought(run: Played) -> None:
    found, asked = [], []
    for leg in run.journal.interactions:
        if (
            kind_of(run, leg) in {"call", "callback"}
            and leg["outcome"] == Outcome.HANDLED
        ):
            found.append(float(leg["talk_end_at"] - leg["answered_at"]))
            asked.append(stay_of(run, leg, "talk") * pace_of(run, leg))

    assert is_work(run, found, asked)


@examples(EXAMPLES)
@given(played_desks())
def test_wrap_up_gets_the_attention_that_the_customer_brought_work_for(
    run: Played,
) -> None:
    spans, legs = run.journal.agent_spans, run.journal.interactions
    found, asked = [], []
    for leg in legs:
        mine = (spans["contact"] == leg["contact"]) & (spans["state"] == State.WRAP_UP)
        n_legs = np.count_nonzero(legs["contact"] == leg["contact"])
        if n_legs == 1 and not math.isnan(leg["wrap_up_end_at"]) and not is_found(leg):
            found.append(float((spans["to_at"] - spans["from_at"])[mine].sum()))
            asked.append(stay_of(run, leg, "wrap_up") * pace_of(run, leg))

    assert is_work(run, found, asked)


def otherwise(data: Data) -> Data:
    """Return the same customers before other agents, who take them in other order."""
    agents = {}
    for name, group in data["agents"].items():
        kept = {key: part for key, part in group.items() if key not in OF_HOLDING}
        own = sorted({skill.split("/")[0] for skill in group["skills"]})
        units = {"total": "4", **dict.fromkeys(own, "1")}
        agents[name] = {**kept, "pace": "1.5", "units": units}
    routing = {"choose_agent": "most_spare", "choose_contact": "longest_wait"}
    return {**data, "agents": agents, "routing": routing}


def firsts(run: Played) -> np.ndarray:
    """Return customer, channel, issue and instant of everybody's first contact."""
    contacts = run.journal.contacts
    mine = contacts[contacts["cause"] == Cause.FIRST]
    return mine[["customer", "channel", "issue", "arrived_at"]]


def brought(run: Played) -> list[tuple[tuple[float, ...], ...]]:
    """Return what everybody brings to the first and to a second contact."""
    return [
        (
            *(column.tolist() for column in run.population.stays(0, attempt=n, leg=0)),
            *(
                tuple(run.population.turn(customer, n, 0, int(channel), 0))
                for customer, channel in enumerate(run.population.channel)
                if has_turns(run, int(channel))
            ),
        )
        for n in (1, 2)
    ]


def has_turns(run: Played, channel: int) -> bool:
    """Say whether conversations on a channel have turns."""
    one = run.scenario.channels[run.journal.provenance.channels[channel]]
    return one.agent_turn is not None or one.work is not None


def leg_of(run: Played, row: np.void) -> np.void:
    """Return the interaction of a row that names contact and leg."""
    legs = run.journal.interactions
    (found,) = legs[(legs["contact"] == row["contact"]) & (legs["leg"] == row["leg"])]
    return found


def kind_of(run: Played, leg: np.void) -> str:
    """Return the kind of the channel of an interaction."""
    code = run.journal.contacts["channel"][leg["contact"]]
    return run.scenario.channels[run.journal.provenance.channels[code]].kind.value


def is_mail(run: Played, leg: np.void) -> bool:
    """Say whether an interaction is about a mail."""
    return kind_of(run, leg) == "mail"


def is_found(leg: np.void) -> bool:
    """Say whether an agent only found out that the customer had left."""
    return leg["outcome"] == Outcome.ABANDONED


def group_of(run: Played, leg: np.void) -> Group:
    """Return the group of the agent of an interaction."""
    return run.scenario.agents[run.journal.provenance.groups[leg["group"]]]


def pace_of(run: Played, leg: np.void) -> float:
    """Return the pace of the answering group for a contact."""
    names, contact = run.journal.provenance, run.journal.contacts[leg["contact"]]
    group = group_of(run, leg)
    skill = group.skill_for(
        names.channels[contact["channel"]], names.issues[contact["issue"]]
    )
    return group.pace * (1.0 if skill is None else skill.pace)


def begun(run: Played, leg: np.void) -> int:
    """Return the leg in which a conversation began: the first, or after a transfer."""
    legs = run.journal.interactions
    before = legs[(legs["contact"] == leg["contact"]) & (legs["leg"] < leg["leg"])]
    passed_on = before[before["outcome"] == Outcome.TRANSFERRED]
    return int(passed_on["leg"].max(initial=-1)) + 1


def is_work(run: Played, found: list[float], asked: list[float]) -> bool:
    """Say whether times are the work asked for, or that and the story told again."""
    again = 1 + run.scenario.customers.repeat_work
    once, twice = np.array(asked), np.array(asked) * again
    is_once = np.isclose(found, once, rtol=NEAR)
    return bool((is_once | np.isclose(found, twice, rtol=NEAR)).all())


def turn_of(run: Played, row: np.void) -> Turn:
    """Return what the customer brought to a turn."""
    contact = run.journal.contacts[row["contact"]]
    return run.population.turn(
        int(contact["customer"]),
        int(contact["attempt"]),
        begun(run, leg_of(run, row)),
        int(contact["channel"]),
        int(row["turn"]),
    )


def stay_of(run: Played, leg: np.void, part: str) -> float:
    """Return what the customer brought to the conversation of an interaction."""
    contact = run.journal.contacts[leg["contact"]]
    stays = run.population.stays(
        int(contact["customer"]) // CHUNK,
        attempt=int(contact["attempt"]),
        leg=begun(run, leg),
        channel=int(contact["channel"]),
    )
    return float(getattr(stays, part)[contact["customer"] % CHUNK])
