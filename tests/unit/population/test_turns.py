from __future__ import annotations

import pickle
import weakref

import numpy as np
import pytest
from calibrated import assert_law, assert_mean, assert_uncorrelated
from conversations import (
    AGENT,
    CHAT,
    CUSTOMER,
    HARD,
    MAIL,
    PATIENCE,
    PHONE,
    PLAIN,
    RATED,
    SLOW,
    WORK,
    centre,
    chat,
)
from scipy import stats

from omnisim.population import CHUNK, Population, Purpose, Turn, draw_population
from omnisim.scenario.countlaws import Fixed
from omnisim.scenario.laws import Constant, Law
from omnisim.scenario.schema import NEVER, MixtureEntry


def fresh(seed: int = 1, replication: int = 0) -> Population:
    return draw_population(centre(), seed=seed, replication=replication)


def of(code: int, issue: int) -> list[int]:
    """Return everyone of the first chunk who arrived on a channel about an issue."""
    who = (PEOPLE.channel[:CHUNK] == code) & (PEOPLE.issue[:CHUNK] == issue)
    return np.flatnonzero(who).tolist()


PEOPLE = fresh()
LAST = (len(PEOPLE) - 1) // CHUNK
TURNS = PEOPLE.stays(0, attempt=1, leg=0).turns
CHATTER = of(CHAT, PLAIN)[0]


def by_address(  # noqa: PLR0917 - an address and its laws
    customer: int, attempt: int, leg: int, n: int, agent: Law, effort: float
) -> Turn:
    """Work a chat's turn out from its address alone."""
    place = leg << 16 | n
    return Turn(
        PEOPLE.duration(agent, Purpose.AGENT_TURN, customer, attempt, place) * effort,
        PEOPLE.duration(CUSTOMER, Purpose.CUSTOMER_TURN, customer, attempt, place),
        PEOPLE.duration(PATIENCE, Purpose.REPLY_PATIENCE, customer, attempt, place),
    )


@pytest.mark.parametrize(
    ("issue", "agent", "effort"), [(PLAIN, AGENT, 1.0), (HARD, SLOW, 1.5)]
)
def test_turns_of_a_first_stay_are_what_their_address_says(
    issue: int, agent: Law, effort: float
) -> None:
    asked = [(who, n) for who in of(CHAT, issue) for n in range(int(TURNS[who]))]

    found = [PEOPLE.turn(who, 1, 0, CHAT, n) for who, n in asked]
    assert len(asked) > 150
    assert found == [by_address(who, 1, 0, n, agent, effort) for who, n in asked]


@pytest.mark.parametrize(("attempt", "leg"), [(1, 1), (2, 0), (3, 2)])
@pytest.mark.parametrize(
    ("issue", "agent", "effort"), [(PLAIN, AGENT, 1.0), (HARD, SLOW, 1.5)]
)
def test_turns_of_a_further_stay_are_what_their_address_says(
    attempt: int, leg: int, issue: int, agent: Law, effort: float
) -> None:
    asked = [(who, n) for who in of(CHAT, issue)[:5] for n in (0, 1, 15, 16, 40)]

    found = [PEOPLE.turn(who, attempt, leg, CHAT, n) for who, n in asked]
    assert found == [
        by_address(who, attempt, leg, n, agent, effort) for who, n in asked
    ]


def test_turns_past_the_last_of_a_first_stay_are_what_their_address_says() -> None:
    last = int(TURNS[CHATTER])

    found = [PEOPLE.turn(CHATTER, 1, 0, CHAT, last + n) for n in range(40)]
    assert found == [by_address(CHATTER, 1, 0, last + n, AGENT, 1.0) for n in range(40)]


def test_the_last_turn_there_is_room_for_has_an_address_of_its_own() -> None:
    last = PEOPLE.turn(CHATTER, 2, 0, CHAT, 2**16 - 1)

    assert last == by_address(CHATTER, 2, 0, 2**16 - 1, AGENT, 1.0)
    assert last != PEOPLE.turn(CHATTER, 2, 1, CHAT, 0)


def test_a_first_contact_moved_to_another_channel_follows_the_laws_there() -> None:
    caller = of(PHONE, PLAIN)[0]

    assert PEOPLE.turn(caller, 1, 0, CHAT, 0) == by_address(caller, 1, 0, 0, AGENT, 1.0)


def test_the_last_chunk_has_turns_too() -> None:
    last = len(PEOPLE) - 1
    code = int(PEOPLE.channel[last])

    assert PEOPLE.turn(last, 1, 0, code, 0) == fresh().turn(last, 1, 0, code, 0)


@pytest.mark.parametrize("customer", [-1, len(PEOPLE), (LAST + 1) * CHUNK])
def test_nobody_has_no_turns(customer: int) -> None:
    with pytest.raises(IndexError):
        PEOPLE.turn(customer, 1, 0, CHAT, 0)


def test_all_constant_turns_are_as_typed() -> None:
    typed = chat(
        turns=Fixed(value=3),
        agent_turn=Constant(value=30.0),
        customer_turn=Constant(value=60.0),
        reply_patience=Constant(value=90.0),
        issues={"hard": MixtureEntry(share=1.0, reply_patience=Constant(value=8.0))},
    )
    people = draw_population(centre(channels={"chat": typed}), seed=1, replication=0)

    assert people.stays(0, attempt=1, leg=0).turns[:3].tolist() == [3.0, 3.0, 3.0]
    assert people.turn(0, 1, 0, 0, 2) == Turn(agent=45.0, customer=60.0, patience=8.0)
    assert people.turn(0, 2, 0, 0, 2) == Turn(agent=45.0, customer=60.0, patience=8.0)


def test_a_round_of_mail_takes_the_work_of_a_mail_and_nobody_runs_away() -> None:
    mailer = of(MAIL, HARD)[0]

    turn = PEOPLE.turn(mailer, 1, 0, MAIL, 0)
    assert turn.agent == 1.5 * PEOPLE.duration(WORK, Purpose.AGENT_TURN, mailer, 1)
    assert turn.patience == NEVER


@pytest.mark.parametrize("code", [PHONE, RATED])
@pytest.mark.parametrize("attempt", [1, 2])
def test_a_conversation_without_turns_has_empty_ones(code: int, attempt: int) -> None:
    assert PEOPLE.turn(of(code, HARD)[0], attempt, 0, code, 0) == Turn(0.0, 0.0, NEVER)


def every_turn(stays_of: int, issue: int) -> list[tuple[int, int]]:
    """Return customer and number of all turns of first stays, all chunks."""
    turns = np.concatenate(
        [PEOPLE.stays(chunk, attempt=1, leg=0).turns for chunk in range(LAST + 1)]
    )
    who = np.flatnonzero((PEOPLE.channel == stays_of) & (PEOPLE.issue == issue))
    return [(one, n) for one in who.tolist() for n in range(int(turns[one]))]


def test_turns_follow_their_laws() -> None:
    turns = [PEOPLE.turn(who, 1, 0, CHAT, n) for who, n in every_turn(CHAT, PLAIN)]

    agent, customer, patience = zip(*turns, strict=True)
    assert_mean(agent, 35.0, detect=2.0)
    assert_law(customer, stats.expon(scale=65.0).cdf, detect=0.05)
    assert_law(patience, stats.expon(scale=300.0).cdf, detect=0.05)


def test_successive_turns_know_nothing_of_each_other() -> None:
    asked = [(who, n) for who, n in every_turn(CHAT, PLAIN) if n > 0]
    later = [PEOPLE.turn(who, 1, 0, CHAT, n) for who, n in asked]
    before = [PEOPLE.turn(who, 1, 0, CHAT, n - 1) for who, n in asked]

    logs = np.log([turn.agent for turn in later])
    assert_uncorrelated(logs, np.log([turn.agent for turn in before]), detect=0.1)
    assert_uncorrelated(logs, [turn.customer for turn in later], detect=0.1)


def test_no_two_turns_share_a_number() -> None:
    found = [
        PEOPLE.turn(CHATTER, attempt, leg, CHAT, n)
        for attempt in range(1, 6)
        for leg in range(6)
        for n in range(20)
    ]

    assert len({turn.agent for turn in found}) == len(found)
    assert len({number for turn in found for number in turn}) == 3 * len(found)


def test_turns_are_the_same_in_whatever_order_they_are_asked_for() -> None:
    people = fresh()
    asked = [
        (who, attempt, 0, CHAT, n)
        for who in [*of(CHAT, PLAIN)[:10], len(people) - 1]
        for attempt in (1, 2)
        for n in (0, 1, 17, 33)
    ]
    in_order = [people.turn(*address) for address in asked]

    others = fresh()
    backwards = [others.turn(*address) for address in reversed(asked)]
    assert backwards[::-1] == in_order


def test_turns_forgotten_are_drawn_again_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("omnisim.population.turns._PAGES", 2)
    monkeypatch.setattr("omnisim.population.turns._SERIES", 4)
    people = fresh()
    first = [people.turn(CHATTER, attempt, 0, CHAT, 0) for attempt in (1, 2)]
    for n in range(16, 16 * 10, 16):  # more blocks than are kept
        people.turn(CHATTER, 1, 0, CHAT, n)

    assert [people.turn(CHATTER, attempt, 0, CHAT, 0) for attempt in (1, 2)] == first


def test_the_first_turns_of_a_chunk_are_those_of_its_customers() -> None:
    columns = PEOPLE.first_turns(LAST)

    rows = range(LAST * CHUNK, len(PEOPLE))
    codes = PEOPLE.channel.tolist()
    assert [Turn(*turn) for turn in zip(*columns, strict=True)] == [
        PEOPLE.turn(who, 1, 0, codes[who], 0) for who in rows
    ]


def test_first_turns_of_a_chunk_that_does_not_exist_are_refused() -> None:
    with pytest.raises(IndexError, match="no chunk"):
        PEOPLE.first_turns(LAST + 1)


@pytest.mark.parametrize(("seed", "replication"), [(2, 0), (1, 1)])
def test_another_seed_or_replication_has_other_turns(
    seed: int, replication: int
) -> None:
    other = fresh(seed, replication)

    assert other.turn(0, 2, 0, CHAT, 0) != PEOPLE.turn(0, 2, 0, CHAT, 0)


def test_a_pickled_population_has_the_same_turns() -> None:
    people = fresh()
    before = len(pickle.dumps(people))
    first = [people.turn(CHATTER, attempt, 0, CHAT, 0) for attempt in (1, 2)]

    bytes_of_it = pickle.dumps(people)
    copy = pickle.loads(bytes_of_it)  # noqa: S301 - our own bytes
    assert len(bytes_of_it) == before
    assert [copy.turn(CHATTER, attempt, 0, CHAT, 0) for attempt in (1, 2)] == first


def test_what_is_kept_does_not_outlive_the_population() -> None:
    people = fresh()
    people.turn(CHATTER, 1, 0, CHAT, 0)
    people.turn(CHATTER, 2, 0, CHAT, 0)
    people.stays(0, attempt=1, leg=0)
    column = weakref.ref(people.identity)

    del people

    assert column() is None
