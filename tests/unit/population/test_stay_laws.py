from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from calibrated import assert_law
from conversations import (
    CHANNELS,
    CHAT,
    HARD,
    MAIL,
    MESSAGE,
    PHONE,
    PLAIN,
    RATED,
    SLOW,
    WORK,
    centre,
    chat,
)
from scenario_parts import channel, group
from scipy import stats

from omnisim.population import CHUNK, Population, Purpose, Turn, draw_population
from omnisim.population.stay_laws import StayLaws
from omnisim.scenario.countlaws import Fixed, Geometric, Poisson
from omnisim.scenario.laws import Constant, Exponential
from omnisim.scenario.schema import NEVER, Issue, Kind, MixtureEntry, Skill

if TYPE_CHECKING:
    from typing import Any


def draw(**parts: Any) -> Population:  # noqa: ANN401 - any part of the scenario
    return draw_population(centre(**parts), seed=1, replication=0)


def one_channel(made: Any) -> Population:  # noqa: ANN401 - a channel
    return draw(channels={"desk": made})


def rated(**parts: Any) -> Any:  # noqa: ANN401 - any field of the model
    chosen = {"kind": Kind.CHAT, "talk": None, "duration_by_open_chats": (60.0, 80.0)}
    return channel(**(chosen | parts))


def mail(**parts: Any) -> Any:  # noqa: ANN401 - any field of the model
    return channel(**({"kind": Kind.MAIL, "talk": None, "work": WORK} | parts))


PEOPLE = draw()
CHUNKS = range(-(-len(PEOPLE) // CHUNK))
FIRST = PEOPLE.stays(0, attempt=1, leg=0)


def of(code: int, issue: int) -> np.ndarray:
    """Say who of the first chunk arrived on a channel about an issue."""
    return (PEOPLE.channel[:CHUNK] == code) & (PEOPLE.issue[:CHUNK] == issue)


@pytest.mark.parametrize(
    ("code", "talk"), [(CHAT, 0.0), (MESSAGE, 0.0), (MAIL, 0.0), (PHONE, 150.0)]
)
def test_only_work_done_in_one_piece_is_in_the_talk_of_a_stay(
    code: int, talk: float
) -> None:
    assert set(FIRST.talk[of(code, HARD)].tolist()) == {talk}


def test_the_talk_of_a_chat_held_at_a_rate_is_its_duration_alone() -> None:
    who = int(np.flatnonzero(of(RATED, HARD))[0])

    alone = PEOPLE.duration(Exponential(mean=360.0), Purpose.TALK, who, 1)
    assert FIRST.talk[who] == 1.5 * alone


def test_a_chat_held_at_a_rate_may_have_a_law_of_its_duration() -> None:
    people = one_channel(
        rated(
            duration=Constant(value=60.0),
            issues={
                "plain": MixtureEntry(share=0.5),
                "hard": MixtureEntry(share=0.5, duration=Constant(value=80.0)),
            },
        )
    )

    talk = people.stays(0, attempt=1, leg=0).talk
    assert set(talk.tolist()) == {60.0, 120.0}


def test_a_callback_is_talked_through_in_one_piece() -> None:
    people = one_channel(channel(kind=Kind.CALLBACK, talk=Constant(value=100.0)))

    assert set(people.stays(0, attempt=1, leg=0).talk.tolist()) == {100.0, 150.0}


@pytest.mark.parametrize(
    ("code", "turns"), [(PHONE, {1.0}), (RATED, {1.0}), (MAIL, {1.0, 2.0})]
)
def test_conversations_without_turns_have_one(code: int, turns: set[float]) -> None:
    assert set(FIRST.turns[of(code, PLAIN)].tolist()) == turns


@pytest.mark.parametrize("code", [CHAT, MESSAGE])
def test_a_chat_and_a_message_have_several_turns(code: int) -> None:
    assert FIRST.turns[of(code, PLAIN)].max() > 7


def test_a_mail_of_one_round_needs_no_law_of_the_customers_turn() -> None:
    people = one_channel(mail())

    assert set(people.stays(0, attempt=1, leg=0).turns.tolist()) == {1.0}
    assert people.turn(0, 1, 0, 0, 0).customer == 0.0


@pytest.mark.parametrize(
    ("issue", "twin"), [(PLAIN, stats.geom(1 / 7)), (HARD, stats.poisson(3.0, loc=1))]
)
def test_numbers_of_turns_follow_the_law_of_the_issue(
    issue: int,
    twin: Any,  # noqa: ANN401 - any law of SciPy
) -> None:
    stays = [PEOPLE.stays(n, attempt=2, leg=0, channel=CHAT) for n in CHUNKS]

    turns = np.concatenate([stay.turns for stay in stays])[PEOPLE.issue == issue]
    assert_law(turns, twin.cdf, detect=0.08)


def test_a_law_for_what_nobody_wrote_is_one_object() -> None:
    laws = StayLaws.of(centre())

    assert laws.agent_turn[PHONE][PLAIN] is laws.customer_turn[RATED][HARD]
    assert laws.turns[PHONE][PLAIN] is laws.turns[RATED][HARD]


SKILLS = {name: Skill() for name in CHANNELS}


@pytest.mark.parametrize(
    "desk",
    [
        group(skills={name: Skill(pace=2.0) for name in CHANNELS}),
        group(skills=SKILLS, slowdown=0.2),
        group(skills=SKILLS, switch_cost=9.0),
        group(skills=SKILLS, breathing={"chat": 20.0}),
    ],
)
def test_other_agents_change_no_turn(desk: Any) -> None:  # noqa: ANN401 - a group
    other = draw(agents={"desk": desk})

    first = [column.tolist() for column in PEOPLE.first_turns(0)]
    assert other.fingerprint == PEOPLE.fingerprint
    assert [column.tolist() for column in other.first_turns(0)] == first
    assert other.turn(7, 2, 1, CHAT, 3) == PEOPLE.turn(7, 2, 1, CHAT, 3)


@pytest.mark.parametrize(
    "changed",
    [
        {"customer_drift": 0.5},
        {"silent": 0.3},
        {"close_after": 60.0},
        {"discovery": Constant(value=9.0)},
    ],
    ids=str,
)
def test_what_happens_in_play_changes_no_turn(changed: Any) -> None:  # noqa: ANN401 - any field of the model
    one, other = one_channel(chat()), one_channel(chat(**changed))

    assert other.fingerprint == one.fingerprint
    assert other.turn(7, 1, 0, 0, 0) == one.turn(7, 1, 0, 0, 0)


def test_slower_turns_keep_the_customers_and_the_number_of_their_turns() -> None:
    one = one_channel(chat(agent_turn=Exponential(mean=30.0)))
    other = one_channel(chat(agent_turn=Exponential(mean=60.0)))

    first, second = (people.turn(0, 1, 0, 0, 0) for people in (one, other))
    turns = [people.stays(0, attempt=1, leg=0).turns for people in (one, other)]
    assert one.identity.tolist() == other.identity.tolist()
    assert turns[0].tolist() == turns[1].tolist()
    assert second == Turn(2 * first.agent, first.customer, first.patience)


SAME = {"hard": MixtureEntry(share=1.0)}


@pytest.mark.parametrize(
    "changed",
    [
        chat(issues=SAME, turns=Geometric(mean=8.0)),
        chat(issues=SAME, turns=Poisson(mean=7.0)),
        chat(issues=SAME, agent_turn=SLOW),
        chat(issues=SAME, customer_turn=Constant(value=65.0)),
        chat(issues=SAME, reply_patience=Constant(value=NEVER)),
        chat(issues={"hard": MixtureEntry(share=1.0, customer_turn=SLOW)}),
        chat(issues={"hard": MixtureEntry(share=1.0, turns=Fixed(value=7))}),
    ],
)
def test_another_law_of_turns_changes_the_fingerprint(changed: Any) -> None:  # noqa: ANN401 - a channel
    usual = one_channel(chat(issues=SAME))

    assert one_channel(changed).fingerprint != usual.fingerprint


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (mail(), mail(work=SLOW)),
        (mail(turns=Fixed(value=2)), mail(turns=Fixed(value=3))),
        (rated(), rated(duration_by_open_chats=(61.0, 80.0))),
        (rated(), rated(duration=Constant(value=60.0))),
    ],
)
def test_another_law_of_work_changes_the_fingerprint(one: Any, other: Any) -> None:  # noqa: ANN401 - channels
    assert one_channel(one).fingerprint != one_channel(other).fingerprint


def test_an_issue_nobody_has_an_opinion_on_follows_the_channel() -> None:
    people = draw(
        channels={"desk": chat(turns=Fixed(value=3), issues=SAME)},
        issues={"hard": Issue(share=1.0), "other": Issue(share=0.0)},
    )

    laws = people.laws.turns[0]
    assert [law.mean_count() for law in laws] == [3.0, 3.0]
