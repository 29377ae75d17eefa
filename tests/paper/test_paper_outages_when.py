"""Hand-played days: when outages are, and one whole morning with the phone down."""

from __future__ import annotations

import pytest
from paper_day import contacts, day, moves, outages, stays, turns

from omnisim.population import Purpose


def test_outages_that_overlap_are_one() -> None:
    journal = day("""
        channels:
          phone:
            kind: call
            arrivals: {times: [50 s, 100 s, 130 s, 150 s]}
            talk: 20 s
            outages: [{at: "08:01:30", for: 1 min}, {at: "08:01", for: 1 min}]
        agents:
          desk: {staff: 1, skills: {phone: 1}}
    """)

    assert outages(journal) == [("phone", 60, 150)]
    assert [row[5] for row in contacts(journal)] == [
        "cut_off",
        "cut_off",
        "cut_off",
        "handled",
    ]


def test_outage_within_another_changes_nothing() -> None:
    journal = day("""
        channels:
          phone:
            kind: call
            arrivals: {times: [85 s, 95 s, 120 s]}
            talk: 20 s
            outages: [{at: "08:01", for: 1 min}, {at: "08:01:20", for: 10 s}]
        agents:
          desk: {staff: 1, skills: {phone: 1}}
    """)

    assert outages(journal) == [("phone", 60, 120)]
    assert [row[5] for row in contacts(journal)] == ["cut_off", "cut_off", "handled"]


def test_outages_of_two_channels_are_two() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [100 s]}, turns: 1, agent_turn: 10 s,
                 customer_turn: 10 s, outages: {at: "08:01:30", for: 1 min}}
          phone: {kind: call, arrivals: {times: [125 s]}, talk: 20 s,
                  outages: {at: "08:01", for: 1 min}}
        agents:
          desk: {staff: 1, skills: {chat: 1, phone: 1}}
    """)

    assert outages(journal) == [("phone", 60, 120), ("chat", 90, 150)]
    assert [row[5] for row in contacts(journal)] == ["cut_off", "handled"]


def test_outage_as_the_centre_opens_keeps_the_first_out() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [0 s, 30 s, 60 s]}, talk: 20 s,
                  outages: {at: "08:00", for: 1 min}}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
    """)

    assert outages(journal) == [("phone", 0, 60)]
    assert [row[3:] for row in contacts(journal)] == [
        (0, 0, "cut_off"),
        (30, 30, "cut_off"),
        (60, 80, "handled"),
    ]


def test_outage_at_the_end_of_the_calendar_cuts_off_and_ends_with_the_run() -> None:
    journal = day("""
        calendar: {start: 2026-03-02 00:00}
        channels:
          phone: {kind: call, arrivals: {times: ["23:58:00"]}, talk: 100 s,
                  outages: {at: "23:59", for: 10 min}}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
        customers: {after: {cut_off: {phone: [{phone: 100%, after: 30 s}]}}}
    """)

    # cut off at 86340, kept out at 86370; the next try would be too late. The one
    # that began the evening before lasts into the first morning
    assert outages(journal) == [("phone", 0, 540), ("phone", 86340, 86400)]
    assert [row[3:] for row in contacts(journal)] == [
        (86280, 86340, "cut_off"),
        (86370, 86370, "cut_off"),
    ]


def test_outage_after_closing_time_cuts_off_who_is_still_there() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: ["19:59:50"]}, talk: 100 s,
                  outages: {at: "20:01", for: 1 min}}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
    """)

    assert contacts(journal) == [(0, 1, "first", 43190, 43260, "cut_off")]


WEEK = """
    calendar: {{start: 2026-03-02 08:00, days: 3, open: "08:00-20:00"}}
    channels:
      phone: {{kind: call, arrivals: {{times: [100 s, 86500 s, 172900 s]}}, talk: 20 s,
              outages: {outages}}}
    agents:
      desk: {{staff: 1, skills: {{phone: 1}}}}
"""
"""Somebody calls at 08:01:40 on Monday, Tuesday and Wednesday, the 4th of March."""


@pytest.mark.parametrize(
    ("when", "outcomes"),
    [
        ('{at: "08:01", for: 1 min}', ["cut_off", "cut_off", "cut_off"]),
        (
            '{at: "08:01", for: 1 min, days: [tuesday]}',
            ["handled", "cut_off", "handled"],
        ),
        (
            '{at: "08:01", for: 1 min, days: [monday, wednesday]}',
            ["cut_off", "handled", "cut_off"],
        ),
        (
            '{at: "08:01", for: 1 min, date: 2026-03-04}',
            ["handled", "handled", "cut_off"],
        ),
        ("{at: 2026-03-03 08:01, for: 1 min}", ["handled", "cut_off", "handled"]),
        ('{at: "23:30", for: 9 h, days: [monday]}', ["handled", "cut_off", "handled"]),
    ],
)
def test_planned_outage_is_at_a_clock_time_of_some_days(
    when: str, outcomes: list[str]
) -> None:
    journal = day(WEEK.format(outages=when))

    assert [row[5] for row in contacts(journal)] == outcomes


@pytest.mark.parametrize(
    ("when", "span"),
    [
        ('{at: "07:55", for: 10 min}', (0, 300)),
        ('{at: "22:00", for: 10 h 5 min}', (0, 300)),
    ],
)
def test_planned_outage_that_began_before_the_calendar_reaches_into_it(
    when: str, span: tuple[float, float]
) -> None:
    journal = day(f"""
        channels:
          phone: {{kind: call, arrivals: {{times: [30 s, 300 s]}}, talk: 20 s,
                  outages: {when}}}
        agents:
          desk: {{staff: 1, skills: {{phone: 1}}}}
    """)

    assert outages(journal)[0] == ("phone", *span)
    assert [row[5] for row in contacts(journal)] == ["cut_off", "handled"]


def test_planned_outage_lasts_as_long_as_its_draw_says() -> None:
    journal = day(
        WEEK.format(outages='{at: "08:01", for: {exponential: 5 min}}'),
        breakdowns={
            (Purpose.OUTAGE, "channel phone", 0): 60,  # the day before: long over
            (Purpose.OUTAGE, "channel phone", 1): 40,
            (Purpose.OUTAGE, "channel phone", 2): 41,
            (Purpose.OUTAGE, "channel phone", 3): 10,
        },
    )

    assert outages(journal) == [
        ("phone", 60, 100),
        ("phone", 86460, 86501),
        ("phone", 172860, 172870),
    ]
    assert [row[5] for row in contacts(journal)] == ["handled", "cut_off", "handled"]


def test_random_outages_begin_after_the_end_of_the_one_before() -> None:
    journal = day(
        """
        channels:
          phone: {kind: call, arrivals: {times: [100 s, 200 s, 260 s]}, talk: 20 s,
                  outages: {every: 1 h, for: {exponential: 5 min}}}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
        """,
        breakdowns={
            (Purpose.OUTAGE_GAP, "channel phone", 0): 90,
            (Purpose.OUTAGE, "channel phone", 0): 60,
            (Purpose.OUTAGE_GAP, "channel phone", 1): 60,
            (Purpose.OUTAGE, "channel phone", 1): 50,
            (Purpose.OUTAGE_GAP, "channel phone", 2): 1e6,
        },
    )

    assert outages(journal) == [("phone", 90, 150), ("phone", 210, 260)]
    assert [row[3:] for row in contacts(journal)] == [
        (100, 100, "cut_off"),
        (200, 210, "cut_off"),
        (260, 280, "handled"),
    ]


def test_random_outages_are_the_same_whatever_the_staffing() -> None:
    text = """
        channels:
          phone: {{kind: call, arrivals: {{rate: 60/h}}, talk: 2 min, patience: 3 min,
                  outages: {{every: 2 h, for: {{exponential: 10 min}}}}}}
        agents:
          desk: {{staff: {staff}, skills: {{phone: 1}}}}
    """

    few = outages(day(text.format(staff=1)))
    many = outages(day(text.format(staff=5)))

    assert few[0][0] == "phone"
    assert few == many


def test_morning_on_which_the_phone_is_down_for_half_an_hour() -> None:
    journal = day(
        """
        calendar: {start: 2026-03-02 09:50, open: "08:00-20:00"}
        channels:
          chat: {kind: chat, turns: 2, agent_turn: 60 s, customer_turn: 120 s}
          phone:
            kind: call
            arrivals: {times: ["09:58", "09:59", "10:10", "10:20", "10:29", "10:31"]}
            talk: 4 min
            wrap_up: 1 min
            patience: 400 s
            outages: {at: "10:00", for: 30 min}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
          room: {staff: 1, skills: {chat: 1}}
        customers:
          context: lost
          repeat_work: 50%
          after:
            cut_off:
              phone:
                - {phone: 50%, after: 15 min, tries: 3}
                - {chat: 40%, after: 2 min}
            abandoned: {phone: [{phone: 100%, after: 5 min}]}
        """,
        coins={
            (Purpose.NEXT, 0, 1): 0.1,  # cut off in her talk: calls again at 10:15,
            (Purpose.NEXT, 0, 2): 0.1,  # and, kept out, at 10:30
            (Purpose.NEXT, 1, 1): 0.6,  # cut off in the queue: chats at 10:02
            (Purpose.NEXT, 2, 1): 0.95,  # gives up
            (Purpose.NEXT, 3, 1): 0.3,  # kept out at 10:20: calls again at 10:35
            (Purpose.NEXT, 4, 1): 0.7,  # kept out at 10:29: chats at 10:31
        },
    )

    # 10:00 is second 600, 10:30 second 2400. At 10:30 the first talks for six minutes,
    # two of them to tell her story again; one has to call twice
    assert moves(journal) == [
        (0, 1, "first", "phone", 480, "cut_off"),
        (1, 1, "first", "phone", 540, "cut_off"),
        (1, 2, "cut_off", "chat", 720, "handled"),
        (2, 1, "first", "phone", 1200, "cut_off"),
        (0, 2, "cut_off", "phone", 1500, "cut_off"),
        (3, 1, "first", "phone", 1800, "cut_off"),
        (4, 1, "first", "phone", 2340, "cut_off"),
        (0, 3, "cut_off", "phone", 2400, "handled"),
        (4, 2, "cut_off", "chat", 2460, "handled"),
        (5, 1, "first", "phone", 2460, "handled"),
        (3, 2, "cut_off", "phone", 2700, "abandoned"),
        (3, 3, "abandoned", "phone", 3400, "handled"),
    ]
    assert stays(journal) == [
        (0, 0, 480, 480, 600, 660, "cut_off"),
        (1, None, 540, 600, None, None, "cut_off"),
        (2, 1, 720, 720, 960, 960, "handled"),
        (7, 0, 2400, 2400, 2760, 2820, "handled"),
        (8, 1, 2460, 2460, 2700, 2700, "handled"),
        (9, 0, 2460, 2820, 3060, 3120, "handled"),
        (10, None, 2700, 3100, None, None, "abandoned"),
        (11, 0, 3400, 3400, 3640, 3700, "handled"),
    ]
    assert turns(journal) == [480, 660, 720, 2400, 2460, 2820, 3120, 3400]
    assert outages(journal) == [("phone", 600, 2400)]


def test_second_outage_within_another_may_cut_off_more_than_the_first() -> None:
    journal = day("""
        channels:
          phone:
            kind: call
            arrivals: {times: [0 s, 10 s]}
            talk: 100 s
            outages: [{at: "08:01", for: 2 min, cuts: new},
                      {at: "08:01:20", for: 1 min, cuts: waiting},
                      {at: "08:01:30", for: 10 s}]
        agents:
          desk: {staff: 1, skills: {phone: 1}}
    """)

    assert outages(journal) == [("phone", 60, 180)]
    assert [row[3:] for row in contacts(journal)] == [
        (0, 90, "cut_off"),
        (10, 80, "cut_off"),
    ]
