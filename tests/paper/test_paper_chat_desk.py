"""Hand-played days: lines, issues, overflow and ringing on channels of chats."""

from __future__ import annotations

from paper_day import contacts, day, doing, holds, stays

from omnisim.population import Purpose


def test_customer_is_blocked_until_it_is_known_that_another_left_silently() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 60 s, 89 s, 90 s]}, turns: 1,
                 agent_turn: 50 s, customer_turn: 10 s, silent: 100%, lines: 1,
                 close_after: 40 s, wrap_up: 100 s}
        agents:
          desk: {staff: 2, skills: {chat: 1}}
        """,
        turns={0: [(50, 0, 20)], 3: [(50,)]},
    )

    # she leaves at 20, her reply is written until 50 and the chat closed at 90
    assert contacts(journal) == [
        (0, 1, "first", 0, 20, "quit"),
        (1, 1, "first", 60, 60, "blocked"),
        (2, 1, "first", 89, 89, "blocked"),
        (3, 1, "first", 90, 140, "handled"),
    ]
    assert stays(journal)[0][4:6] == (90, 190)


def test_who_leaves_with_a_word_frees_her_line_at_once() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 19 s, 20 s]}, turns: 1,
                 agent_turn: 50 s, customer_turn: 10 s, lines: 1, wrap_up: 100 s}
        agents:
          desk: {staff: 2, skills: {chat: 1}}
        """,
        turns={0: [(50, 0, 20)], 2: [(50,)]},
    )

    assert [row[3:] for row in contacts(journal)] == [
        (0, 20, "quit"),
        (19, 19, "blocked"),
        (20, 70, "handled"),
    ]


def test_each_issue_of_a_chat_has_laws_and_wrap_up_of_its_own() -> None:
    journal = day("""
        issues: {easy: {share: 50%}, hard: {share: 50%, effort: 2}}
        channels:
          chat:
            kind: chat
            arrivals: {times: [{at: 0 s, issue: easy}, {at: 500 s, issue: hard}]}
            turns: 2
            agent_turn: 10 s
            customer_turn: 30 s
            wrap_up: 5 s
            issues:
              easy: {share: 50%}
              hard: {share: 50%, turns: 3, agent_turn: 20 s, customer_turn: 50 s,
                     wrap_up: 15 s}
        agents:
          desk: {staff: 1, skills: {chat: 1}}
    """)

    # effort doubles what the agent does, and leaves the customer her time
    assert [row[3:6] for row in stays(journal)] == [(0, 50, 55), (500, 720, 750)]


def test_each_issue_bears_waits_of_its_own() -> None:
    journal = day("""
        issues: {easy: {share: 50%}, hard: {share: 50%}}
        channels:
          chat:
            kind: chat
            arrivals: {times: [{at: 0 s, issue: easy}, {at: 10 s, issue: easy},
                               {at: 11 s, issue: hard}]}
            turns: 1
            agent_turn: 100 s
            customer_turn: 10 s
            patience: 20 s
            issues:
              easy: {share: 50%}
              hard: {share: 50%, patience: 200 s, reply_patience: 60 s}
        agents:
          desk: {staff: 1, skills: {chat: 1}}
    """)

    assert [row[3:] for row in contacts(journal)] == [
        (0, 100, "handled"),
        (10, 30, "abandoned"),
        (11, 160, "quit"),
    ]


def test_chat_goes_to_a_second_group_only_after_the_delay() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 10 s, 20 s]}, turns: 1,
                 agent_turn: 45 s, customer_turn: 10 s}
        agents:
          a_desk: {staff: 1, skills: {chat: 1}}
          b_help: {staff: 1, skills: {}, may_hold: {chat: 2}}
        routing: {overflow: [{channel: chat, to: b_help, after: 30 s}]}
    """)

    # the second overflows at 40; at 45 the first agent takes the third
    assert [row[:5] for row in stays(journal)] == [
        (0, 0, 0, 0, 45),
        (1, 1, 10, 40, 85),
        (2, 0, 20, 45, 90),
    ]


def test_chat_nobody_picks_up_rings_elsewhere_while_the_agent_writes_to_others() -> (
    None
):
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 10 s, 20 s]}, turns: 1,
                 agent_turn: 60 s, customer_turn: 10 s}
        agents:
          desk: {staff: 2, skills: {chat: 1}, may_hold: {chat: 3}}
        routing:
          ring: {time: 5 s, unanswered: 10%, away: 30 s}
          choose_agent: most_loaded
        """,
        coins={
            (Purpose.PICK_UP, 0): 0.5,
            (Purpose.PICK_UP, 1, 1, 1): 0.05,
            (Purpose.PICK_UP, 1, 1, 2): 0.05,
            (Purpose.PICK_UP, 1, 1, 3): 0.5,
            (Purpose.PICK_UP, 2): 0.5,
        },
    )

    # the first agent is away from 15 to 45, still writing; the second one from 20 to
    # 50; what waits meanwhile rings at 45 at the first, in the order of the line
    assert holds(journal) == [
        (0, 0, 0, 0, 65),
        (1, 0, 0, 10, 15),
        (1, 0, 1, 15, 20),
        (1, 0, 0, 45, 125),
        (2, 0, 0, 45, 185),
    ]
    assert stays(journal) == [
        (0, 0, 0, 5, 65, 65, "handled"),
        (1, 0, 10, 50, 125, 125, "handled"),
        (2, 0, 20, 50, 185, 185, "handled"),
    ]
    assert doing(journal, 1)[:4] == [
        ("idle", None, 0, 15),
        ("ringing", 1, 15, 20),
        ("away", None, 20, 50),
        ("idle", None, 50, 43200),
    ]


def test_agent_away_from_new_chats_takes_back_none_that_was_quiet() -> None:
    journal = day(
        """
        channels:
          sms: {kind: message, arrivals: {times: [0 s]}, turns: 2, agent_turn: 10 s,
                customer_turn: 100 s, quiet_after: 20 s, revive: exceed}
          chat: {kind: chat, arrivals: {times: [100 s]}, turns: 1, agent_turn: 10 s,
                 customer_turn: 10 s}
        agents:
          desk: {staff: 1, skills: {sms: 1, chat: 1}}
        routing: {ring: {time: 5 s, unanswered: 10%, away: 30 s}}
        """,
        coins={
            (Purpose.PICK_UP, 0): 0.5,
            (Purpose.PICK_UP, 1, 1, 1): 0.05,
            (Purpose.PICK_UP, 1, 1, 2): 0.5,
        },
    )

    # away from 105 to 135; the customer writes at 115
    assert stays(journal) == [
        (0, 0, 0, 5, 35, 35, "quiet"),
        (0, 0, 115, 155, 165, 165, "handled"),
        (1, 0, 100, 140, 150, 150, "handled"),
    ]


def test_call_back_is_offered_by_the_length_of_the_queue_and_the_agents_there() -> None:
    journal = day("""
        channels:
          back: {kind: callback, talk: 50 s}
          phone:
            kind: call
            arrivals: {times: [0 s, 0 s, 10 s, 20 s, 30 s]}
            talk: 90 s
            wrap_up: 10 s
            announce: {estimate: queue_length,
                       offer: {to: back, share: 100%, above: 100 s}}
        agents:
          desk: {staff: 2, skills: {back: 1, phone: 1}}
    """)

    # announced: 1 x 100 / 2, then 2 x 100 / 2, which is not above; then 3 x 100 / 2
    assert contacts(journal) == [
        (0, 1, "first", 0, 90, "handled"),
        (1, 1, "first", 0, 90, "handled"),
        (2, 1, "first", 10, 190, "handled"),
        (3, 1, "first", 20, 190, "handled"),
        (4, 1, "first", 30, 30, "callback"),
        (4, 2, "offered", 30, 270, "handled"),
    ]


def test_call_back_is_offered_whenever_nobody_is_there() -> None:
    journal = day("""
        channels:
          back: {kind: callback, talk: 50 s}
          phone: {kind: call, arrivals: {times: [0 s]}, talk: 90 s,
                  announce: {estimate: queue_length,
                             offer: {to: back, share: 100%, above: 1 h}}}
        agents:
          desk: {shifts: [{n: 1, hours: "08:01-20:00"}], skills: {back: 1, phone: 1}}
    """)

    assert [row[2:] for row in contacts(journal)] == [
        ("first", 0, 0, "callback"),
        ("offered", 0, 130, "handled"),
    ]
