"""Hand-played days: which of several agents takes a chat."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from paper_day import contacts, day, doing, holds, stays

from omnisim.population import Purpose

if TYPE_CHECKING:
    from omnisim.journal import Journal


def taken_by(journal: Journal) -> list[int | None]:
    return [row[1] for row in stays(journal)]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("longest_idle", [0, 1, 0, 1, 0, 1]),
        ("least_loaded", [0, 1, 0, 1, 0, 1]),
        ("most_spare", [0, 1, 0, 1, 0, 1]),
        ("most_loaded", [0, 0, 0, 1, 1, 1]),
    ],
)
def test_chats_are_spread_or_fill_one_agent_after_the_other(
    rule: str, expected: list[int]
) -> None:
    journal = day(f"""
        channels:
          chat: {{kind: chat, arrivals: {{times: [0 s, 1 s, 2 s, 3 s, 4 s, 5 s]}},
                  turns: 1, agent_turn: 100 s, customer_turn: 20 s}}
        agents:
          desk: {{staff: 2, skills: {{chat: 1}}, may_hold: {{chat: 3}}}}
        routing: {{choose_agent: {rule}}}
    """)

    assert taken_by(journal) == expected


@pytest.mark.parametrize(
    ("rule", "x", "y", "expected"),
    [
        ("longest_idle", "0 s, 0 s", "10 s", 0),
        ("longest_idle", "10 s, 10 s", "0 s", 1),
        ("least_loaded", "0 s, 0 s", "10 s", 1),
        ("least_loaded", "10 s", "0 s", 1),
        ("least_loaded", "0 s", "10 s", 0),
        ("most_loaded", "10 s, 10 s", "0 s", 0),
        ("most_loaded", "10 s", "0 s", 1),
        ("most_spare", "10 s, 10 s", "0 s", 0),
        ("most_spare", "10 s, 10 s, 10 s, 10 s", "0 s", 1),
        ("most_spare", "10 s, 10 s, 10 s", "0 s", 0),
    ],
)
def test_agents_who_hold_chats_are_told_apart_by_number_by_share_or_by_time(
    rule: str, x: str, y: str, expected: int
) -> None:
    journal = day(f"""
        channels:
          chat: {{kind: chat, arrivals: {{times: [20 s]}}, turns: 1, agent_turn: 10 s,
                  customer_turn: 20 s}}
          x: {{kind: chat, arrivals: {{times: [{x}]}}, turns: 1, agent_turn: 300 s,
               customer_turn: 20 s}}
          y: {{kind: chat, arrivals: {{times: [{y}]}}, turns: 1, agent_turn: 300 s,
               customer_turn: 20 s}}
        agents:
          a_many: {{staff: 1, skills: {{chat: 1, x: 1}},
                    may_hold: {{chat: 8, x: 8, total: 8}}}}
          b_few: {{staff: 1, skills: {{chat: 1, y: 1}},
                   may_hold: {{chat: 2, y: 2, total: 2}}}}
        routing: {{choose_agent: {rule}}}
    """)

    # of the first agent's eight places an eighth each, of the second's two a half
    assert taken_by(journal)[-1] == expected


@pytest.mark.parametrize(
    ("rule", "expected"),
    [("longest_idle", 1), ("least_loaded", 1), ("most_loaded", 0)],
)
def test_agent_with_nothing_in_hand_counts_as_idle_however_lately_she_finished(
    rule: str, expected: int
) -> None:
    journal = day(f"""
        channels:
          chat: {{kind: chat, arrivals: {{times: [20 s]}}, turns: 1, agent_turn: 10 s,
                  customer_turn: 20 s}}
          x: {{kind: chat, arrivals: {{times: [0 s]}}, turns: 1, agent_turn: 300 s,
               customer_turn: 20 s}}
          y: {{kind: chat, arrivals: {{times: [10 s]}}, turns: 1, agent_turn: 9 s,
               customer_turn: 20 s}}
        agents:
          a: {{staff: 1, skills: {{chat: 1, x: 1}}, may_hold: {{chat: 2, x: 2}}}}
          b: {{staff: 1, skills: {{chat: 1, y: 1}}, may_hold: {{chat: 2, y: 2}}}}
        routing: {{choose_agent: {rule}}}
    """)

    assert taken_by(journal)[-1] == expected


def test_random_choice_is_among_those_with_room() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 1 s, 2 s, 3 s]}, turns: 1,
                 agent_turn: 100 s, customer_turn: 20 s}
        agents:
          desk: {staff: 3, skills: {chat: 1}, may_hold: {chat: 2}}
        routing: {choose_agent: random}
        """,
        coins={
            (Purpose.CHOICE, 0, 1): 0.1,
            (Purpose.CHOICE, 1, 1): 0.3,
            (Purpose.CHOICE, 2, 1): 0.3,
            (Purpose.CHOICE, 3, 1): 0.5,
        },
    )

    # the third finds agents 1 and 2 with room, and so does the fourth
    assert taken_by(journal) == [0, 0, 1, 2]


@pytest.mark.parametrize(("places", "expected"), [(2, 0), (1, 1)])
def test_previous_agent_goes_before_an_idle_one_if_she_has_room(
    places: int, expected: int
) -> None:
    journal = day(
        f"""
        channels:
          chat: {{kind: chat, arrivals: {{times: [0 s, 5 s, 20 s]}}, turns: 1,
                  agent_turn: 10 s, customer_turn: 20 s}}
        agents:
          desk: {{staff: 2, skills: {{chat: 1}}, may_hold: {{chat: {places}}}}}
        routing: {{choose_agent: previous_agent}}
        customers:
          resolved: 50%
          after: {{unresolved: {{chat: [{{chat: 100%, after: 90 s}}]}}}}
        """,
        turns={0: [(10,)], 1: [(10,)], 2: [(500,)]},
        coins={
            (Purpose.RESOLVED, 0, 1): 0.9,
            (Purpose.RESOLVED, 0, 2): 0.1,
            (Purpose.RESOLVED, 1): 0.1,
            (Purpose.RESOLVED, 2): 0.1,
        },
    )

    # agent 0 has the third chat when customer 0 comes back at 100
    assert taken_by(journal) == [0, 1, 0, expected]


def test_who_left_in_the_middle_of_a_chat_comes_back_to_the_same_agent() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 5 s]}, turns: 1,
                 agent_turn: 10 s, customer_turn: 20 s}
        agents:
          desk: {staff: 2, skills: {chat: 1}}
        routing: {choose_agent: previous_agent}
        customers:
          after: {quit: {chat: [{chat: 100%, after: 10 h}]}}
        """,
        turns={0: [(10,)], 1: [(60, 0, 40)]},
    )

    # both are idle by then, the first for longer
    assert taken_by(journal)[:3] == [0, 1, 1]


def test_agents_are_kept_free_for_calls_by_filling_those_who_chat_already() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 1 s, 2 s, 3 s]}, turns: 1,
                 agent_turn: 100 s, customer_turn: 20 s}
          phone: {kind: call, arrivals: {times: [10 s]}, talk: 60 s}
        agents:
          desk: {staff: 2, skills: {chat: 1, phone: 1},
                 may_hold: [{phone: 1}, {chat: 3}], reserved: {phone: 1}}
    """)

    # the fourth chat waits for a place of the agent who chats
    assert [row[1:4] for row in stays(journal)] == [
        (0, 0, 0),
        (0, 1, 1),
        (0, 2, 2),
        (0, 3, 100),
        (1, 10, 10),
    ]


def test_agents_kept_for_calls_take_mails_that_leave_room_for_a_call() -> None:
    journal = day("""
        channels:
          email: {kind: mail, arrivals: {times: [0 s, 1 s, 2 s]}, work: 100 s}
          phone: {kind: call, talk: 60 s}
        agents:
          desk: {staff: 2, skills: {email: 1, phone: 1},
                 may_hold: {phone: 1, email: 1}, reserved: {phone: 2}}
    """)

    assert [row[1:4] for row in stays(journal)] == [(0, 0, 0), (1, 1, 1), (0, 2, 100)]


def test_who_comes_on_duty_first_is_kept_and_the_second_takes_the_chats() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: ["08:10", "08:20", "08:30", "08:40"]},
                 turns: 1, agent_turn: 60 s, customer_turn: 20 s}
          phone: {kind: call, talk: 60 s}
        agents:
          desk: {shifts: [{n: 2, hours: "09:00-20:00"}], skills: {chat: 1, phone: 1},
                 may_hold: [{phone: 1}, {chat: 3}], reserved: {phone: 1}}
    """)

    assert [(row[1], row[3]) for row in stays(journal)] == [
        (1, 3600),
        (1, 3600),
        (1, 3600),
        (1, 3660),
    ]


def test_dedicated_agents_go_first_and_blended_ones_help_either_side() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 1 s]}, turns: 1,
                 agent_turn: 10 s, customer_turn: 20 s}
          phone: {kind: call, arrivals: {times: [2 s, 3 s]}, talk: 100 s}
        agents:
          a_chat: {staff: 1, skills: {chat: 1}}
          b_phone: {staff: 1, skills: {phone: 1}}
          c_both: {staff: 1, skills: {chat: 2, phone: 2},
                   may_hold: [{phone: 1}, {chat: 2}]}
        """,
        turns={0: [(80,)], 1: [(50,)]},
    )

    # the second call finds the blended agent on a chat, and waits till that is over
    assert [row[1:4] for row in stays(journal)] == [
        (0, 0, 0),
        (2, 1, 1),
        (1, 2, 2),
        (2, 3, 51),
    ]


def test_chats_overflow_to_agents_who_have_a_place_and_no_time() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 10 s, 12 s]}, turns: 1,
                 agent_turn: 100 s, customer_turn: 20 s}
        agents:
          a_desk: {staff: 1, skills: {chat: 1}}
          b_help: {staff: 1, skills: {}, may_hold: {chat: 2}}
        routing: {overflow: [{to: b_help, after: 30 s}]}
    """)

    assert stays(journal)[1:] == [
        (1, 1, 10, 40, 140, 140, "handled"),
        (2, 1, 12, 42, 240, 240, "handled"),
    ]


def test_transferred_chat_takes_a_place_of_an_agent_who_is_writing() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 1, agent_turn: 10 s,
                 customer_turn: 20 s}
          other: {kind: chat, arrivals: {times: [0 s]}, turns: 1, agent_turn: 30 s,
                  customer_turn: 20 s}
        agents:
          a_front: {staff: 1, skills: {chat: 1}}
          b_back: {staff: 1, skills: {other: 1}, may_hold: {chat: 1, other: 1},
                   switch_cost: 4 s, slowdown: 50%}
        routing:
          transfers: [{from: a_front, to: b_back, share: 100%, channel: chat}]
        """
    )

    # of 30 s of writing 10 are done when the chat joins, and the other 20 take 30;
    # then it is the only one she has, and met for the first time
    assert holds(journal) == [(0, 0, 0, 0, 10), (0, 1, 1, 10, 50), (1, 0, 1, 0, 40)]
    assert doing(journal, 1)[:-1] == [("writing", 1, 0, 40), ("writing", 0, 40, 50)]
    assert contacts(journal)[0] == (0, 1, "first", 0, 50, "handled")


def test_ties_of_the_first_rule_are_settled_by_the_second() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 1 s, 2 s, 3 s]}, turns: 1,
                 agent_turn: 100 s, customer_turn: 20 s}
        agents:
          desk: {staff: 3, skills: {chat: 1}, may_hold: {chat: 2}}
        routing: {choose_agent: [least_loaded, random]}
        """,
        coins={
            (Purpose.CHOICE, 0, 1): 0.9,
            (Purpose.CHOICE, 1, 1): 0.9,
            (Purpose.CHOICE, 2, 1): 0.9,
            (Purpose.CHOICE, 3, 1): 0.4,
        },
    )

    # of 0, 1 and 2; of 0 and 1; only 0 is without a chat; again of all three
    assert taken_by(journal) == [2, 1, 0, 1]


@pytest.mark.parametrize("rule", ["cheapest", "fastest", "longest_idle"])
def test_agents_of_a_preferred_group_are_filled_before_others_are_asked(
    rule: str,
) -> None:
    journal = day(f"""
        channels:
          chat: {{kind: chat, arrivals: {{times: [0 s, 1 s, 2 s]}}, turns: 1,
                  agent_turn: 100 s, customer_turn: 20 s}}
        agents:
          a: {{staff: 1, skills: {{chat: 1}}, may_hold: {{chat: 2}}, wage: 30 EUR/h,
               pace: 2}}
          b: {{staff: 1, skills: {{chat: 2}}, may_hold: {{chat: 2}}, wage: 20 EUR/h}}
        routing: {{choose_agent: {rule}}}
    """)

    assert taken_by(journal) == [0, 0, 1]


def test_cheaper_agents_are_filled_before_dearer_ones_who_are_idle() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 1 s, 2 s, 3 s]}, turns: 1,
                 agent_turn: 100 s, customer_turn: 20 s}
        agents:
          a_dear: {staff: 1, skills: {chat: 1}, may_hold: {chat: 2}, wage: 30 EUR/h}
          b_cheap: {staff: 1, skills: {chat: 1}, may_hold: {chat: 2}, wage: 20 EUR/h}
        routing: {choose_agent: [cheapest, least_loaded]}
    """)

    assert taken_by(journal) == [1, 1, 0, 0]


@pytest.mark.parametrize(("units", "expected"), [(20, 0), (30, 1)])
def test_spare_share_is_counted_in_units_where_there_are_some(
    units: int, expected: int
) -> None:
    journal = day(f"""
        channels:
          chat: {{kind: chat, arrivals: {{times: [20 s]}}, turns: 1, agent_turn: 10 s,
                  customer_turn: 20 s}}
          x: {{kind: chat, arrivals: {{times: [10 s, 10 s]}}, turns: 1,
               agent_turn: 300 s, customer_turn: 20 s}}
          y: {{kind: chat, arrivals: {{times: [0 s]}}, turns: 1, agent_turn: 300 s,
               customer_turn: 20 s}}
        agents:
          a_units: {{staff: 1, skills: {{chat: 1, x: 1}},
                     units: {{total: 100, chat: 40, x: {units}}}}}
          b_mixes: {{staff: 1, skills: {{chat: 1, y: 1}},
                     may_hold: {{chat: 2, y: 2, total: 2}}}}
        routing: {{choose_agent: most_spare}}
    """)

    # 40 or 60 of a hundred units are in use, and one of two places
    assert taken_by(journal)[-1] == expected
