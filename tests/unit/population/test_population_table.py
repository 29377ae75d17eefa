from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import numpy as np
import pytest
from calibrated import assert_cells, assert_law, assert_mean, assert_uncorrelated
from scenario_parts import calendar, channel, hours, scenario
from scipy import stats

from omnisim.population import CHUNK, Population, Purpose, draw_population
from omnisim.population.laws import quantile
from omnisim.population.stay_laws import StayLaws
from omnisim.scenario.laws import Constant, Exponential, Law, Lognormal, Uniform
from omnisim.scenario.schema import Announce, Arrivals, Issue, MixtureEntry, Table

if TYPE_CHECKING:
    from typing import Any

TALK = Lognormal(mean=260.0, cv=1.1)
LONG = Exponential(mean=900.0)
WRAP_UP = Exponential(mean=40.0)
PATIENCE = Exponential(mean=180.0)
TOLERANCE = Uniform(low=60.0, high=120.0)
PHONE, SALES = 0, 1
PLAIN, HARD = 1, 0  # codes of the issues


def world(**parts: Any) -> Any:  # noqa: ANN401 - any field of the model
    """Make two channels that share two issues, one of them harder."""
    chosen = {
        "calendar": calendar(open=hours((0, 24))),
        "issues": {"plain": Issue(share=0.6), "hard": Issue(share=0.4, effort=1.5)},
        "channels": {
            "phone": channel(
                arrivals=Arrivals(table=Table(per=3600.0, counts=(300.0,))),
                issues={
                    "plain": MixtureEntry(share=0.6),
                    "hard": MixtureEntry(share=0.4, talk=LONG),
                },
                talk=TALK,
                wrap_up=WRAP_UP,
                patience=PATIENCE,
            ),
            "sales": channel(
                arrivals=Arrivals(table=Table(per=3600.0, counts=(100.0,))),
                talk=Constant(value=60.0),
                announce=Announce(tolerance=TOLERANCE),
            ),
        },
    }
    return scenario(**(chosen | parts))


def fresh(seed: int = 1, replication: int = 0) -> Population:
    return draw_population(world(), seed=seed, replication=replication)


PEOPLE = fresh()
LAST = (len(PEOPLE) - 1) // CHUNK
FIRST_CHANNEL, FIRST_ISSUE = PEOPLE.channel[:CHUNK], PEOPLE.issue[:CHUNK]


def of(code: int, issue: int) -> np.ndarray:
    """Say who of the first chunk arrived on a channel about an issue."""
    return (code == FIRST_CHANNEL) & (issue == FIRST_ISSUE)


def columns(stays: tuple[np.ndarray, ...]) -> list[list[float]]:
    return [column.tolist() for column in stays]


def test_a_chunk_holds_so_many_stays() -> None:
    assert [column.size for column in PEOPLE.stays(0, attempt=1, leg=0)] == [CHUNK] * 5


def test_the_last_chunk_holds_the_rest() -> None:
    rest = len(PEOPLE) - LAST * CHUNK

    assert [column.size for column in PEOPLE.stays(LAST, attempt=1, leg=0)] == [
        rest
    ] * 5
    assert PEOPLE.coins(Purpose.NEXT, LAST, 1).size == rest


@pytest.mark.parametrize("chunk", [-1, LAST + 1])
def test_a_chunk_that_does_not_exist_is_refused(chunk: int) -> None:
    with pytest.raises(IndexError, match="no chunk"):
        PEOPLE.stays(chunk, attempt=1, leg=0)


@pytest.mark.parametrize(
    ("channel_code", "issue", "talk", "effort"),
    [
        (PHONE, PLAIN, TALK, 1.0),
        (PHONE, HARD, LONG, 1.5),
        (SALES, PLAIN, Constant(value=60.0), 1.0),
        (SALES, HARD, Constant(value=60.0), 1.5),
    ],
)
def test_talk_is_drawn_from_the_law_of_channel_and_issue_and_scaled_by_effort(
    channel_code: int, issue: int, talk: Law, effort: float
) -> None:
    who = of(channel_code, issue)

    coins = PEOPLE.coins(Purpose.TALK, 0, 2, 1)[who]
    drawn = PEOPLE.stays(0, attempt=2, leg=1).talk[who]
    assert who.any()
    assert drawn.tolist() == (quantile(talk, coins) * effort).tolist()


def test_effort_scales_wrap_up_but_not_patience() -> None:
    hard = of(PHONE, HARD)
    stays = PEOPLE.stays(0, attempt=1, leg=0)

    wrap_up = quantile(WRAP_UP, PEOPLE.coins(Purpose.WRAP_UP, 0, 1)[hard])
    patience = quantile(PATIENCE, PEOPLE.coins(Purpose.PATIENCE, 0, 1)[hard])
    assert stays.wrap_up[hard].tolist() == (wrap_up * 1.5).tolist()
    assert stays.patience[hard].tolist() == patience.tolist()


def test_customers_bear_any_announcement_where_none_is_made() -> None:
    tolerance = PEOPLE.stays(0, attempt=1, leg=0).tolerance

    assert np.isinf(tolerance[FIRST_CHANNEL == PHONE]).all()
    assert tolerance[FIRST_CHANNEL == SALES].max() <= 120.0


def test_a_contact_on_another_channel_follows_the_laws_there() -> None:
    stays = PEOPLE.stays(0, attempt=1, leg=0, channel=SALES)

    assert stays.talk.tolist() == np.where(FIRST_ISSUE == HARD, 90.0, 60.0).tolist()
    assert stays.tolerance.max() <= 120.0


def test_the_channel_of_arrival_may_be_named() -> None:
    unnamed = PEOPLE.stays(0, attempt=1, leg=0)
    named = PEOPLE.stays(0, attempt=1, leg=0, channel=PHONE)

    who = FIRST_CHANNEL == PHONE
    assert columns(tuple(named))[1] != columns(tuple(unnamed))[1]
    assert [column[who].tolist() for column in named] == [
        column[who].tolist() for column in unnamed
    ]


def test_stays_are_the_same_whenever_they_are_asked_for() -> None:
    people = fresh()
    order = [(LAST, 3, 0), (0, 1, 0), (0, 1, 1), (0, 2, 0)]

    early = [columns(people.stays(c, attempt=a, leg=n)) for c, a, n in order]
    for attempt in range(5, 205):  # more than are kept
        people.stays(0, attempt=attempt, leg=0)
    late = [columns(people.stays(c, attempt=a, leg=n)) for c, a, n in reversed(order)]

    assert late[::-1] == early


def test_stays_asked_for_again_are_not_drawn_again() -> None:
    assert PEOPLE.stays(0, attempt=1, leg=0) is PEOPLE.stays(0, attempt=1, leg=0)


def test_few_stays_are_kept() -> None:
    people = fresh()
    first = people.stays(0, attempt=1, leg=0)
    for attempt in range(2, 102):
        people.stays(0, attempt=attempt, leg=0)

    assert people.stays(0, attempt=1, leg=0) is not first


def test_stays_in_use_are_kept() -> None:
    people = fresh()
    first = people.stays(0, attempt=1, leg=0)

    used = []
    for attempt in range(2, 102):
        people.stays(0, attempt=attempt, leg=0)
        used.append(people.stays(0, attempt=1, leg=0) is first)
    assert all(used)


def test_nothing_of_a_population_can_be_overwritten() -> None:
    held = (*PEOPLE.stays(0, attempt=1, leg=0), PEOPLE.arrived_at, PEOPLE.issue)

    assert not any(column.flags.writeable for column in held)


def test_attempts_and_legs_never_share_a_number() -> None:
    found = [
        PEOPLE.coin(Purpose.TALK, 5, attempt, leg)
        for attempt in range(1, 60)
        for leg in range(60)
    ]

    assert len(set(found)) == len(found)


@pytest.mark.parametrize("purpose", list(Purpose))
def test_a_coin_equals_its_place_among_the_coins_of_a_chunk(purpose: Purpose) -> None:
    together = PEOPLE.coins(purpose, LAST, 3, 2)[:40]

    alone = [PEOPLE.coin(purpose, LAST * CHUNK + n, 3, 2) for n in range(40)]
    assert together.tolist() == alone


@pytest.mark.parametrize(
    "law", [TALK, PATIENCE, TOLERANCE, Constant(value=7.0)], ids=str
)
def test_a_duration_equals_its_place_among_those_of_a_chunk(law: Law) -> None:
    together = quantile(law, PEOPLE.coins(Purpose.DELAY, 0, 2, 4))[:40]

    alone = [PEOPLE.duration(law, Purpose.DELAY, n, 2, 4) for n in range(40)]
    assert together.tolist() == alone


def test_stays_equal_the_durations_of_single_customers() -> None:
    who = np.flatnonzero(of(PHONE, PLAIN))[:40]

    together = PEOPLE.stays(0, attempt=2, leg=1).talk[who]
    alone = [PEOPLE.duration(TALK, Purpose.TALK, int(n), 2, 1) for n in who]
    assert together.tolist() == alone


def test_purposes_have_numbers_of_their_own() -> None:
    assert len({PEOPLE.coin(purpose, 5, 1) for purpose in Purpose}) == len(Purpose)


@pytest.mark.parametrize(
    "other",
    [
        PEOPLE.agent_coin(Purpose.PICK_UP, "desk", 3, 2),
        PEOPLE.agent_coin(Purpose.ABSENCE, "night", 3, 2),
        PEOPLE.agent_coin(Purpose.ABSENCE, "desk", 2, 3),
        PEOPLE.agent_coin(Purpose.ABSENCE, "desk", 3, 3),
        fresh(seed=2).agent_coin(Purpose.ABSENCE, "desk", 3, 2),
        fresh(replication=1).agent_coin(Purpose.ABSENCE, "desk", 3, 2),
    ],
)
def test_an_agents_coin_depends_on_all_of_its_address(other: float) -> None:
    coin = PEOPLE.agent_coin(Purpose.ABSENCE, "desk", 3, 2)

    assert coin == fresh().agent_coin(Purpose.ABSENCE, "desk", 3, 2)
    assert coin != other


def test_agents_coins_are_uniform() -> None:
    coins = [
        PEOPLE.agent_coin(Purpose.ABSENCE, "desk", number, day)
        for number in range(100)
        for day in range(100)
    ]

    assert_law(coins, np.asarray, detect=0.05)


def test_patience_and_talk_know_nothing_of_each_other() -> None:
    patience, talk = (
        np.concatenate([PEOPLE.coins(purpose, chunk, 1) for chunk in range(LAST + 1)])
        for purpose in (Purpose.PATIENCE, Purpose.TALK)
    )

    squares = np.histogram2d(patience, talk, bins=8, range=((0, 1), (0, 1)))[0]
    assert_cells(squares, np.full(64, 1 / 64), detect=0.15)
    assert_uncorrelated(patience, talk, detect=0.1)


def test_customers_in_order_of_arrival_bring_independent_work() -> None:
    talk = np.concatenate(
        [PEOPLE.coins(Purpose.TALK, chunk, 1) for chunk in range(LAST + 1)]
    )

    assert_uncorrelated(talk[:-1], talk[1:], detect=0.1)


def test_draws_follow_their_law_from_the_first_attempt_on() -> None:
    patience = np.concatenate(
        [
            PEOPLE.stays(chunk, attempt=attempt, leg=0, channel=PHONE).patience
            for chunk in range(LAST + 1)
            for attempt in (1, 2, 3)
        ]
    )

    assert_law(patience, stats.expon(scale=180.0).cdf, detect=0.03)
    assert_mean(patience, 180.0, detect=10.0)


def test_a_population_survives_pickling() -> None:
    PEOPLE.stays(0, attempt=1, leg=0)

    copy = pickle.loads(pickle.dumps(PEOPLE))  # noqa: S301 - our own bytes

    assert copy.to_frame().equals(PEOPLE.to_frame())
    assert (copy.seed, copy.replication, copy.fingerprint) == (1, 0, PEOPLE.fingerprint)
    assert columns(copy.stays(0, attempt=4, leg=2)) == columns(
        PEOPLE.stays(0, attempt=4, leg=2)
    )
    assert copy.coin(Purpose.NEXT, 3, 1) == PEOPLE.coin(Purpose.NEXT, 3, 1)
    assert not copy.arrived_at.flags.writeable


def test_pickling_leaves_behind_what_was_worked_out() -> None:
    people = fresh()
    before = len(pickle.dumps(people))
    for chunk in range(LAST + 1):
        people.stays(chunk, attempt=1, leg=0)

    assert len(pickle.dumps(people)) == before
    assert before < 21 * len(people) + 4000


def test_a_frame_has_names_instead_of_codes() -> None:
    frame = PEOPLE.to_frame()

    assert list(frame) == ["identity", "channel", "issue", "arrived_at"]
    assert frame.index.name == "customer"
    assert frame["channel"].iloc[0] == PEOPLE.channels[PEOPLE.channel[0]]
    assert frame["issue"].iloc[0] == PEOPLE.issues[PEOPLE.issue[0]]


def test_columns_of_unequal_length_are_refused() -> None:
    with pytest.raises(ValueError, match="equally long"):
        Population(
            channels=("phone",),
            issues=("plain",),
            seed=1,
            replication=0,
            fingerprint="",
            laws=StayLaws.of(world()),
            identity=np.zeros(3, dtype=np.uint64),
            channel=np.zeros(3, dtype=np.int16),
            issue=np.zeros(2, dtype=np.int16),
            arrived_at=np.zeros(3),
        )
