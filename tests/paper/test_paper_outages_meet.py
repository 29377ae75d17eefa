"""Hand-played days: outages that meet other rules, and events at their instant."""

from __future__ import annotations

from paper_day import contacts, day, doing, holds, moves, replies, stays, stories, turns

from omnisim.population import Purpose


def test_agent_who_is_turning_to_a_chat_that_is_cut_off_turns_no_further() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [10 s]}, turns: 1, agent_turn: 30 s,
                 customer_turn: 50 s, outages: {at: "08:00:52", for: 1 min}}
          site: {kind: chat, arrivals: {times: [0 s]}, turns: 2, agent_turn: 50 s,
                 customer_turn: 100 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, site: 1}, may_hold: {chat: 1, site: 1},
                 switch_cost: 5 s}
    """)

    # her mind is still with the first when its customer writes again
    assert doing(journal, 0)[:-1] == [
        ("writing", 0, 0, 50),
        ("switching", 1, 50, 52),
        ("waiting", None, 52, 150),
        ("writing", 0, 150, 200),
    ]
    assert replies(journal)[2] == (1, 0, 0, 10, None, None)


def test_agent_kept_past_her_duty_by_a_chat_leaves_when_it_is_cut_off() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 1, agent_turn: 100 s,
                 customer_turn: 50 s, wrap_up: 10 s,
                 outages: {at: "08:01", for: 1 min}}
        agents:
          desk: {shifts: [{n: 1, hours: "08:00:00-08:00:30"}], skills: {chat: 1}}
    """)

    assert doing(journal, 0) == [("writing", 0, 0, 60), ("wrap_up", 0, 60, 70)]


def test_chat_handed_over_as_the_outage_begins_is_cut_off_at_the_colleagues() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 2, agent_turn: 10 s,
                 customer_turn: 100 s, outages: {at: "08:01", for: 1 min}}
        agents:
          a_early: {shifts: [{n: 1, hours: "08:00-08:01"}], skills: {chat: 1},
                    at_duty_end: hand_over}
          b_late: {staff: 1, skills: {chat: 2}}
    """)

    assert stays(journal) == [
        (0, 0, 0, 0, 60, 60, "handed_on"),
        (0, 1, 60, 60, 60, 60, "cut_off"),
    ]


def test_chat_that_went_back_to_the_queue_is_cut_off_there() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 2, agent_turn: 10 s,
                 customer_turn: 40 s, outages: {at: "08:01", for: 20 s}}
        agents:
          a_early: {shifts: [{n: 1, hours: "08:00:00-08:00:45"}], skills: {chat: 1},
                    at_duty_end: return_to_queue}
          b_late: {shifts: [{n: 1, hours: "08:02-20:00"}], skills: {chat: 1}}
        customers:
          context: lost
          repeat_work: 50%
          after: {cut_off: {chat: [{chat: 100%, after: 2 min}]}}
    """)

    # she has told her story to the first
    assert stays(journal) == [
        (0, 0, 0, 0, 45, 45, "handed_on"),
        (0, None, 50, 60, None, None, "cut_off"),
        (1, 1, 180, 180, 250, 250, "handled"),
    ]
    assert turns(journal) == [0, 120, 180]
    assert journal.interactions["story"].tolist() == [0, 0, 1]


def test_place_of_a_chat_that_was_cut_off_is_kept_for_a_breath() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 1, agent_turn: 100 s,
                 customer_turn: 50 s, outages: {at: "08:01", for: 1 min}}
          site: {kind: chat, arrivals: {times: [65 s]}, turns: 1, agent_turn: 30 s,
                 customer_turn: 50 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, site: 1}, breathing: {chat: 20 s}}
    """)

    assert stays(journal)[1][2:4] == (65, 80)


def test_place_that_is_given_back_at_the_end_is_free_before_the_wrap_up() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 1, agent_turn: 100 s,
                 customer_turn: 50 s, wrap_up: 30 s, place_until: end,
                 outages: {at: "08:01", for: 1 min}}
          site: {kind: chat, arrivals: {times: [10 s]}, turns: 1, agent_turn: 30 s,
                 customer_turn: 50 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, site: 1}}
    """)

    # reply and wrap-up are asked for at 60: the earlier contact goes first
    assert holds(journal) == [(0, 0, 0, 0, 60), (1, 0, 0, 60, 120)]
    assert doing(journal, 0)[1:3] == [("wrap_up", 0, 60, 90), ("writing", 1, 90, 120)]


def test_caller_who_is_passed_on_during_an_outage_is_cut_off_on_the_way() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [0 s]}, talk: 70 s,
                  outages: {at: "08:01", for: 1 min, cuts: waiting}}
        agents:
          a_front: {staff: 1, skills: {phone: 1}}
          b_back: {staff: 1, skills: {}}
        routing: {transfers: [{from: a_front, to: b_back, share: 100%}]}
    """)

    assert stays(journal) == [
        (0, 0, 0, 0, 70, 70, "transferred"),
        (0, None, 70, 70, None, None, "cut_off"),
    ]
    assert contacts(journal) == [(0, 1, "first", 0, 70, "cut_off")]


def test_talk_that_would_have_been_passed_on_is_just_cut_off() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [0 s]}, talk: 100 s, wrap_up: 10 s,
                  outages: {at: "08:01", for: 1 min}}
        agents:
          a_front: {staff: 1, skills: {phone: 1}}
          b_back: {staff: 1, skills: {}}
        routing: {transfers: [{from: a_front, to: b_back, share: 100%}]}
    """)

    assert stays(journal) == [(0, 0, 0, 0, 60, 70, "cut_off")]


def test_agents_freed_by_an_outage_take_those_who_wait_elsewhere_in_order() -> None:
    journal = day("""
        channels:
          line: {kind: call, arrivals: {times: [10 s, 20 s, 30 s]}, talk: 30 s}
          phone: {kind: call, arrivals: {times: [0 s, 5 s]}, talk: 100 s,
                  outages: {at: "08:01", for: 1 min}}
        agents:
          desk: {staff: 2, skills: {line: 1, phone: 1}}
    """)

    assert [row[:4] for row in stays(journal)[2:]] == [
        (2, 0, 10, 60),
        (3, 1, 20, 60),
        (4, 0, 30, 90),
    ]


def test_previous_agent_is_the_one_whose_talk_was_cut_off() -> None:
    journal = day(
        """
        channels:
          phone: {kind: call, arrivals: {times: [0 s, 5 s]}, talk: 100 s,
                  outages: {at: "08:01", for: 1 min}}
        agents:
          desk: {staff: 2, skills: {phone: 1}}
        routing: {choose_agent: [previous_agent, longest_idle]}
        customers:
          after: {cut_off: {phone: [{phone: 100%, after: {exponential: 1 h}}]}}
        """,
        durations={(Purpose.DELAY, 0): 110, (Purpose.DELAY, 1): 100},
    )

    # the second comes back first, when the first agent has been idle no shorter
    assert [row[:3] for row in stays(journal)] == [
        (0, 0, 0),
        (1, 1, 5),
        (2, 1, 160),
        (3, 0, 170),
    ]


def test_customer_cut_off_as_she_would_double_does_not() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, turns: 1, agent_turn: 50 s, customer_turn: 10 s}
          line: {kind: call, arrivals: {times: [0 s]}, talk: 100 s}
          phone: {kind: call, arrivals: {times: [30 s]}, talk: 100 s,
                  outages: {at: "08:01", for: 1 min}}
        agents:
          desk: {staff: 1, skills: {line: 1, phone: 1}}
          room: {staff: 1, skills: {chat: 1}}
        customers:
          impatient_duplicates: {phone: {open: chat, probability: 100%, after: 30 s}}
    """)

    assert contacts(journal)[1:] == [(1, 1, "first", 30, 60, "cut_off")]


def test_customer_advised_as_the_outage_begins_has_moved() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, turns: 1, agent_turn: 50 s, customer_turn: 10 s}
          line: {kind: call, arrivals: {times: [0 s]}, talk: 100 s}
          phone: {kind: call, arrivals: {times: [30 s]}, talk: 100 s,
                  announce: {offer: {to: chat, share: 100%, after: 30 s}},
                  outages: {at: "08:01", for: 1 min}}
        agents:
          desk: {staff: 1, skills: {line: 1, phone: 1}}
          room: {staff: 1, skills: {chat: 1}}
    """)

    assert [row[4:] for row in contacts(journal)[1:]] == [
        (60, "moved"),
        (110, "handled"),
    ]


def test_customer_who_moves_to_a_channel_that_is_down_is_kept_out_of_it() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, turns: 1, agent_turn: 50 s, customer_turn: 10 s,
                 outages: {at: "08:00", for: 1 min}}
          phone: {kind: call, arrivals: {times: [0 s, 10 s]}, talk: 100 s,
                  announce: {estimate: queue_length, offer: {to: chat, share: 100%}}}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
          room: {staff: 1, skills: {chat: 1}}
        customers: {after: {cut_off: {chat: [{phone: 100%, after: 90 s}]}}}
    """)

    assert moves(journal)[1:] == [
        (1, 1, "first", "phone", 10, "moved"),
        (1, 2, "moved", "chat", 10, "cut_off"),
        (1, 3, "cut_off", "phone", 100, "handled"),
    ]


def test_both_twins_of_a_customer_are_cut_off_and_each_is_followed_up() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, turns: 1, agent_turn: 50 s, customer_turn: 10 s,
                 outages: {at: "08:01", for: 1 min}}
          phone: {kind: call, arrivals: {times: [10 s]}, talk: 100 s,
                  outages: {at: "08:01", for: 1 min}}
        agents:
          late: {shifts: [{n: 2, hours: "08:05-20:00"}], skills: {chat: 1, phone: 1}}
        customers:
          after:
            cut_off:
              chat: [{chat: 100%, after: 100 s, tries: 4}]
              phone: [{phone: 100%, after: 90 s, tries: 4}]
          impatient_duplicates: {phone: {open: chat, probability: 50%, after: 20 s}}
          twins: withdrawn
        """,
        coins={(Purpose.DUPLICATE, 0, 1): 0.1, (Purpose.DUPLICATE, 0, 4): 0.9},
    )

    # the chat's queue is emptied first; at 300 the call has waited longer
    assert moves(journal) == [
        (0, 1, "first", "phone", 10, "cut_off"),
        (0, 2, "duplicate", "chat", 30, "cut_off"),
        (0, 4, "cut_off", "phone", 150, "handled"),
        (0, 3, "cut_off", "chat", 160, "withdrawn"),
    ]


def test_agent_who_finds_a_twin_out_is_left_to_it() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, turns: 1, agent_turn: 50 s, customer_turn: 10 s}
          phone: {kind: call, arrivals: {times: [0 s, 10 s]}, talk: 100 s,
                  outages: {at: "08:01:45", for: 1 min}}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
          room: {staff: 1, skills: {chat: 1}}
        customers:
          impatient_duplicates: {phone: {open: chat, probability: 100%, after: 30 s}}
          twins: {found_out: 100%, discovery: 15 s}
    """)

    assert stays(journal)[1] == (1, 0, 10, 100, 115, 115, "found_out")


def test_story_goes_on_with_a_chat_that_is_handed_on() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, turns: 2, agent_turn: 20 s, customer_turn: 100 s}
          phone: {kind: call, arrivals: {times: [0 s]}, talk: 10 s}
        agents:
          a_line: {staff: 1, skills: {phone: 1}}
          b_early: {shifts: [{n: 1, hours: "08:00-08:01"}], skills: {chat: 1},
                    at_duty_end: hand_over}
          c_late: {staff: 1, skills: {chat: 2}}
        customers:
          context: {switch: lost}
          repeat_work: 50%
          resolved: {phone: 0%}
          after: {unresolved: {phone: [{chat: 100%, after: 10 s}]}}
    """)

    # written to from 20 to 50, and by the colleague from 150 to 180
    assert stories(journal) == [(0, 0, 0, -1), (1, 0, 1, -1), (1, 1, 1, -1)]
    assert replies(journal) == [(1, 0, 0, 20, 20, 50), (1, 1, 1, 150, 150, 180)]


def test_customer_of_a_bot_overflows_to_a_second_group_like_any_other() -> None:
    journal = day("""
        channels:
          line: {kind: call, arrivals: {times: [1 s]}, talk: 500 s}
          phone: {kind: call, arrivals: {times: [0 s]}, talk: 50 s}
        agents:
          a_desk: {staff: 1, skills: {line: 1, phone: 1}}
          b_help: {staff: 1, skills: {}}
        routing: {overflow: [{channel: phone, to: b_help, after: 30 s}]}
        automation:
          voice: {fronts: phone, contains: 0%, session: 40 s, priority: 1}
    """)

    assert stays(journal)[0] == (0, 1, 40, 70, 120, 120, "handled")


def test_chat_between_two_agents_is_cut_off_all_the_same() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 2, agent_turn: 10 s,
                 customer_turn: 100 s, outages: {at: "08:01", for: 20 s}}
        agents:
          a_early: {shifts: [{n: 1, hours: "08:00:00-08:00:50"}], skills: {chat: 1},
                    at_duty_end: return_to_queue}
          b_late: {staff: 1, skills: {chat: 2}}
    """)

    # the first is gone at 50, while the customer writes, which the outage ends
    assert contacts(journal) == [(0, 1, "first", 0, 60, "cut_off")]
    assert stays(journal) == [
        (0, 0, 0, 0, 50, 50, "handed_on"),
        (0, None, 60, 60, None, None, "cut_off"),
    ]


def test_customer_cut_off_in_hand_comes_back() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 1, agent_turn: 100 s,
                 customer_turn: 10 s}
          phone: {kind: call, arrivals: {times: [20 s]}, talk: 50 s,
                  outages: {at: "08:01", for: 1 min}}
        agents:
          desk: {staff: 1, skills: {chat: 1, phone: 1}, may_hold: {chat: 1, phone: 1}}
        customers: {after: {cut_off: {phone: [{phone: 100%, after: 70 s}]}}}
    """)

    assert stays(journal)[2] == (2, 0, 130, 130, 180, 180, "handled")
