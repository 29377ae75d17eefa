"""Outages: how long, who was cut off, who came back, when the queues had recovered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import scenario_parts as parts
import talks
from talks import BACK, CHAT, MAIL, PHONE, Stay, Talk, unserved

from omnisim.journal import Cause, Outcome
from omnisim.scenario.automation import Bot
from omnisim.scenario.choices import Kind
from omnisim.scenario.laws import Constant

if TYPE_CHECKING:
    from omnisim.kpi import KpiTable

HOUR = 3600.0
EIGHT, NINE = 8 * HOUR, 9 * HOUR
OVER = NINE + 300
OUTAGE = (PHONE, -1, NINE, OVER)
HELPER = Bot(
    fronts=("phone", "mail"), contains={"any": 0.5}, session=Constant(value=60.0)
)
FRONTED = talks.centre().model_copy(update={"automation": {"helper": HELPER}})


def kept_out(at: float, **more: object) -> Talk:
    """Tell of a contact that an outage kept out."""
    told = {"channel": PHONE, "outcome": Outcome.CUT_OFF, "resolved": -1}
    return Talk(at=at, closed=at, **(told | more))


def cut_off(at: float, left: float, **more: object) -> Talk:
    """Tell of a contact that an outage cut off while it waited."""
    stays = (unserved(Outcome.CUT_OFF, at, left),)
    told = {"channel": PHONE, "outcome": Outcome.CUT_OFF, "resolved": -1}
    return Talk(at=at, closed=left, stays=stays, **(told | more))


def called(at: float, answered: float, end: float, **more: object) -> Talk:
    """Tell of a call that was handled."""
    return talks.conversed(at, answered, closed=end, channel=PHONE, **more)


def recovery(
    *lives: Talk, outages: list[tuple[float, ...]], **more: object
) -> KpiTable:
    """Return the figures of some contacts and outages, told in order of arrival."""
    return talks.figures(*lives, outages=outages, **more)


def test_outages_last_as_long_as_the_clock_says() -> None:
    table = recovery(
        outages=[
            (PHONE, -1, NINE, NINE + 1800),
            (CHAT, -1, NINE + 900, NINE + 4500),
            (-1, 0, NINE, NINE + 600),
        ],
        of=FRONTED,
        bots=("helper",),
    )

    assert table.parts("outage_time") == (5400, 3600)
    assert table.parts("outage_time", "channel:phone") == (1800, 3600)
    assert table.parts("outage_time", "channel:chat", "interval:10") == (900, 3600)
    assert table.parts("outage_time", window="day:1") == (0, 3600)
    assert table.parts("bot_outage_time") == (600, 3600)


def test_a_bots_outage_belongs_to_no_channel() -> None:
    table = recovery(outages=[(-1, 0, 0, 60)], of=FRONTED, bots=("helper",))

    with pytest.raises(KeyError):
        table.value("bot_outage_time", "channel:phone")


@pytest.fixture(scope="module")
def table() -> KpiTable:
    """Return the figures of an outage that kept out two and cut off three."""
    inside = Stay(
        outcome=Outcome.CUT_OFF,
        queued=NINE,
        answered=NINE + 10,
        left=NINE + 100,
        end=NINE + 100,
        wrapped=NINE + 130,
    )
    return recovery(
        called(NINE, NINE + 4, NINE + 60),
        Talk(
            at=NINE,
            channel=PHONE,
            customer=0,
            outcome=Outcome.CUT_OFF,
            resolved=-1,
            closed=NINE + 100,
            stays=(inside,),
        ),
        cut_off(NINE + 20, NINE + 100, customer=1),
        Talk(
            at=NINE + 50,
            channel=PHONE,
            outcome=Outcome.CUT_OFF,
            resolved=-1,
            closed=NINE + 100,
            met=((0, Outcome.CUT_OFF, NINE + 50, NINE + 100),),
        ),
        kept_out(NINE + 150, customer=2),
        kept_out(NINE + 160),
        called(
            NINE + 400,
            NINE + 420,
            NINE + 500,
            customer=1,
            attempt=2,
            cause=Cause.CUT_OFF,
        ),
        kept_out(NINE + 450, customer=2, attempt=2, cause=Cause.CUT_OFF),
        outages=[(PHONE, -1, NINE + 100, NINE + 460)],
        of=FRONTED,
        bots=("helper",),
    )


@pytest.mark.parametrize(
    ("kpi", "above", "below"),
    [
        ("cut_off", 6, 1),
        ("kept_out", 3, 1),
        ("cut_off_inside", 3, 1),
        ("came_back", 2, 5),
        ("redial_rate", 2, 8),
        ("offered", 4, 1),
        ("answered", 3, 1),
        ("handled", 2, 1),
        ("asa", 4 + 10 + 20, 3),
        ("service_level", 3, 3),
        ("service_level_virtual", 3, 3),
        ("aht", 56 + 120 + 80, 3),
        ("session", 56 + 80, 2),
        ("abandonment", 0, 4),
    ],
)
def test_who_is_cut_off_counts_as_typed(
    table: KpiTable, kpi: str, above: int, below: int
) -> None:
    assert table.parts(kpi) == (above, below)


def test_everybody_who_arrived_ended_in_one_way(table: KpiTable) -> None:
    ends = ("cut_off", "handled", "abandoned", "blocked", "closed", "balked", "open")

    assert sum(table.value(end) for end in ends) == table.value("arrived") == 8
    assert table.value("kept_out") + table.value("cut_off_inside") == 6


def test_the_wait_of_one_who_was_cut_off_is_no_wait(table: KpiTable) -> None:
    assert table.value("wait_max") == 20
    assert table.parts("wait") == (34, 3)


def test_a_contact_opened_before_is_no_coming_back() -> None:
    table = recovery(
        cut_off(NINE, NINE + 100, customer=0),
        called(
            NINE + 30, NINE + 40, NINE + 90, customer=0, attempt=2,
            cause=Cause.DUPLICATE,
        ),
        outages=[(PHONE, -1, NINE + 100, NINE + 200)],
    )  # fmt: skip

    assert table.parts("came_back") == (0, 1)


def test_a_conversation_that_waits_for_a_colleague_is_over_when_it_is_cut_off() -> None:
    handed_on = Stay(
        outcome=Outcome.HANDED_ON, queued=NINE, answered=NINE, end=NINE + 60
    )
    table = recovery(
        Talk(
            at=NINE,
            channel=CHAT,
            outcome=Outcome.CUT_OFF,
            resolved=-1,
            closed=NINE + 100,
            stays=(handed_on, unserved(Outcome.CUT_OFF, NINE + 60, NINE + 100)),
        ),
        outages=[(CHAT, -1, NINE + 100, NINE + 200)],
    )

    assert table.parts("aht") == (60, 1)
    assert table.parts("accessibility") == (1, 1)


def test_an_outage_may_meet_a_conversation_in_nobodys_hands() -> None:
    handed_on = Stay(
        outcome=Outcome.HANDED_ON, queued=NINE, answered=NINE, end=NINE + 60
    )
    table = recovery(
        Talk(
            at=NINE,
            channel=CHAT,
            outcome=Outcome.CUT_OFF,
            resolved=-1,
            closed=NINE + 100,
            stays=(handed_on,),
        ),
        outages=[(CHAT, -1, NINE + 100, NINE + 200)],
    )

    assert table.parts("aht") == (60, 1)
    assert table.parts("cut_off_inside") == (1, 1)


def waits(*spans: tuple[float, float]) -> tuple[Talk, ...]:
    """Tell of calls that wait from and until seconds after the end of the outage."""
    return tuple(
        called(OVER + begin, OVER + end, OVER + end + 10) for begin, end in spans
    )


def test_an_empty_queue_has_recovered_at_once() -> None:
    table = recovery(outages=[OUTAGE])

    assert table.parts("recovery_time") == (0, 1)
    assert table.parts("recovery_time", "channel:phone", "interval:9") == (0, 1)
    assert table.parts("recovery_time", "channel:chat") == (0, 0)
    assert table.parts("outages_lasting") == (0, 1)


def test_a_queue_has_recovered_once_it_is_as_long_as_in_the_hour_before() -> None:
    # half a customer in the mean from 8 to 9; one more may wait half of the time
    before = called(EIGHT + 900, EIGHT + 2700, EIGHT + 2710)

    table = recovery(before, *waits((60, 600), (60, 1500)), outages=[OUTAGE])

    assert table.parts("recovery_time") == (600, 1)


def test_usual_is_what_there_was_since_the_channel_opened() -> None:
    # 900 s waited within half an hour: half a customer in the mean
    before = called(EIGHT + 900, EIGHT + 1800, EIGHT + 1810)
    late = called(EIGHT + 2160, EIGHT + 4000, EIGHT + 4010)

    table = recovery(before, late, outages=[(PHONE, -1, EIGHT + 1800, EIGHT + 2100)])

    assert table.parts("recovery_time") == (0, 1)


def test_an_outage_that_begins_with_the_opening_compares_with_who_waits_then() -> None:
    first, second = (called(EIGHT, EIGHT + end, EIGHT + 1000) for end in (700, 900))

    table = recovery(first, second, outages=[(PHONE, -1, EIGHT, EIGHT + 300)])
    nobody = recovery(
        *(called(EIGHT + 300, EIGHT + end, EIGHT + 1000) for end in (700, 900)),
        outages=[(PHONE, -1, EIGHT, EIGHT + 300)],
    )

    assert table.parts("recovery_time") == (0, 1)
    assert nobody.parts("recovery_time") == (600, 1)


def test_a_wave_of_those_who_come_back_is_no_recovery_at_once() -> None:
    wave = waits((300, 400), (300, 600), (310, 900), (320, 800), (330, 700))

    table = recovery(*wave, outages=[OUTAGE])

    assert table.parts("recovery_time") == (900, 1)


def test_one_who_waits_for_less_than_half_of_a_quarter_of_an_hour_is_usual() -> None:
    shorter = recovery(*waits((300, 750)), outages=[OUTAGE])
    longer = recovery(*waits((300, 751)), outages=[OUTAGE])

    assert shorter.parts("recovery_time") == (0, 1)
    assert longer.parts("recovery_time") == (751, 1)


def test_recovery_may_lie_between_two_changes_of_the_queue() -> None:
    before = called(EIGHT + 900, EIGHT + 2700, EIGHT + 2710)
    after = waits((0, 600), (600, 800), (600, 800), (600, 800))

    table = recovery(before, *after, outages=[OUTAGE])

    # from 300 s on: 300 s of the first and 600 s of the others in 900 s
    assert table.parts("recovery_time") == (300, 1)


def test_who_comes_a_quarter_of_an_hour_later_is_another_matter() -> None:
    table = recovery(*waits((900, 1800), (900, 1800)), outages=[OUTAGE])

    assert table.parts("recovery_time") == (0, 1)


def test_what_had_not_recovered_by_the_next_outage_lasts_until_then() -> None:
    table = recovery(
        cut_off(OVER + 100, OVER + 1000),
        outages=[OUTAGE, (PHONE, -1, OVER + 1000, OVER + 1200)],
    )

    assert table.parts("recovery_time") == (1000, 2)
    assert table.parts("outages_lasting") == (1, 1)
    assert table.parts("outages_lasting", "channel:phone", "interval:9") == (1, 1)


@pytest.mark.parametrize(("later", "took", "lasting"), [(899, 899, 1), (900, 0, 0)])
def test_between_two_outages_there_must_be_a_quarter_of_an_hour(
    later: float, took: float, lasting: int
) -> None:
    table = recovery(
        outages=[OUTAGE, (PHONE, -1, OVER + later, OVER + later + 60)],
    )

    assert table.parts("recovery_time") == (took, 2)
    assert table.value("outages_lasting") == lasting


def test_the_end_of_play_cuts_the_quarter_of_an_hour_short() -> None:
    table = recovery(*waits((50, 100)), outages=[OUTAGE], ended_at=OVER + 600)

    assert table.parts("recovery_time") == (0, 1)


def test_what_had_not_recovered_when_play_ended_lasts_until_then() -> None:
    table = recovery(
        talks.waiting(OVER + 100, channel=PHONE),
        outages=[OUTAGE],
        ended_at=OVER + 600,
    )

    assert table.parts("recovery_time") == (600, 1)
    assert table.parts("outages_lasting") == (1, 1)


def test_an_outage_that_ends_with_play_is_not_over() -> None:
    table = recovery(outages=[(PHONE, -1, 47 * HOUR, 48 * HOUR)])

    assert table.parts("recovery_time") == (0, 0)
    assert table.parts("outages_lasting") == (0, 1)


def test_outages_that_ended_in_the_warm_up_count_in_no_window() -> None:
    table = recovery(outages=[OUTAGE], of=talks.centre(warm_up=10 * HOUR))

    assert table.parts("recovery_time") == (0, 0)


def test_an_outage_of_a_bot_is_one_for_each_queue_behind_it() -> None:
    table = recovery(
        called(NINE + 50, NINE + 250, NINE + 260),
        talks.conversed(NINE + 60, NINE + 70, (NINE + 70, NINE + 80), channel=MAIL),
        outages=[(-1, 0, NINE, NINE + 200)],
        of=FRONTED,
        bots=("helper",),
    )

    assert table.parts("recovery_time") == (50, 2)
    assert table.parts("recovery_time", "channel:mail") == (0, 1)


def test_an_outage_inside_another_counts_once_both_are_over() -> None:
    table = recovery(
        outages=[(PHONE, -1, NINE, NINE + 300), (-1, 0, NINE + 100, NINE + 200)],
        of=FRONTED,
        bots=("helper",),
    )

    assert table.parts("recovery_time", "channel:phone") == (0, 1)


def test_where_nobody_queues_nothing_recovers() -> None:
    site = parts.channel(kind=Kind.BOT, talk=None)
    table = recovery(
        outages=[(1, -1, NINE, NINE + 300)],
        of=parts.scenario(channels={"phone": parts.channel(), "site": site}),
        channels=("phone", "site"),
        groups=("desk",),
    )

    assert table.parts("outage_time", "channel:site") == (300, 3600)
    assert table.parts("recovery_time") == (0, 0)


def test_a_call_back_that_is_not_picked_up_had_its_turn() -> None:
    missed = Stay(
        outcome=Outcome.UNREACHED, group=-1, agent=-1, queued=OVER, turn=OVER + 700
    )
    table = recovery(
        Talk(
            at=OVER,
            channel=BACK,
            outcome=Outcome.UNREACHED,
            resolved=-1,
            closed=OVER + 730,
            stays=(missed,),
        ),
        outages=[(BACK, -1, NINE, OVER)],
    )

    assert table.parts("recovery_time", "channel:back") == (700, 1)


def test_time_in_queues_is_what_live_customers_wait_by_the_clock() -> None:
    # 600 s until answered, 900 s until cut off, half of it in either hour; the last
    # one waits for ten minutes until play ends; who waits for a mail is not live
    table = recovery(
        called(NINE, NINE + 600, NINE + 700),
        cut_off(NINE + HOUR - 450, NINE + HOUR + 450),
        talks.waiting(NINE + HOUR, channel=MAIL),
        talks.waiting(2 * talks.DAY - 600, channel=CHAT),
        outages=[(PHONE, -1, NINE + HOUR + 450, NINE + HOUR + 900)],
    )

    assert table.parts("queue_time", "channel:phone", "interval:9") == (1050, 3600)
    assert table.parts("queue_time", "channel:phone", "interval:10") == (450, 3600)
    assert table.parts("queue_time", "channel:mail") == (0, 3600)
    assert table.parts("queue_time") == (2100, 3600)
