"""Hand-played days: what is open when a run is cut off, sixty seconds after its day."""

from paper_day import contacts, day, doing, holds, replies, stays

from omnisim.population import Purpose


def test_run_that_is_cut_off_leaves_turns_and_places_open() -> None:
    journal = day(
        """
        calendar: {start: 2026-03-02 00:00, run_out: 60 s}
        channels:
          chat: {kind: chat, arrivals: {times: ["23:59:00", "23:59:10"]}, turns: 1,
                 agent_turn: 50 s, customer_turn: 1 s}
          email: {kind: mail, arrivals: {times: ["23:59:40", "23:59:45"]}, work: 60 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, email: 1}, may_hold: {chat: 2, email: 1}}
        """,
        turns={0: [(50, 200), (50,)], 1: [(50, 20), (200,)], 2: [(60,)], 3: [(60,)]},
    )

    # the last minute of the day begins at 86340; 1 writes again as the run ends
    assert replies(journal) == [
        (0, 0, 0, 86340, 86340, 86390),
        (1, 0, 0, 86350, 86390, 86440),
        (1, 0, 1, 86460, 86460, None),
        (2, 0, 0, 86380, 86440, None),
    ]
    assert holds(journal) == [
        (0, 0, 0, 86340, 86460),
        (1, 0, 0, 86350, 86460),
        (2, 0, 0, 86380, 86460),
    ]
    assert [row[5] for row in contacts(journal)] == ["open"] * 4
    assert stays(journal)[3] == (3, None, 86385, None, None, None, "open")


def test_run_that_is_cut_off_leaves_quiet_messages_and_promises_open() -> None:
    journal = day(
        """
        calendar: {start: 2026-03-02 00:00, run_out: 60 s}
        channels:
          back: {kind: callback, arrivals: {times: ["23:59:00"]}, talk: 30 s,
                 answers: 50%}
          phone: {kind: call, arrivals: {times: ["23:59:30"]}, talk: 100 s}
          sms: {kind: message, arrivals: {times: ["23:58:00"]}, turns: 2,
                agent_turn: 30 s, customer_turn: 1 h, quiet_after: 60 s}
        agents:
          desk: {staff: 1, skills: {back: 1, phone: 1, sms: 1}}
        """,
        coins={(Purpose.REACHED, 1): 0.5},
    )

    # the message is quiet at 86370, the call back missed at 86390 and to be tried
    # again in half an hour; the call is cut off
    assert stays(journal) == [
        (0, 0, 86280, 86280, None, None, "open"),
        (1, 0, 86340, None, None, None, "missed"),
        (2, 0, 86370, 86390, None, None, "open"),
    ]
    assert [row[3:] for row in holds(journal)] == [
        (86280, 86370),
        (86370, 86390),
        (86390, 86460),
    ]
    assert [row[5] for row in contacts(journal)] == ["open"] * 3


def test_run_that_is_cut_off_knows_what_was_asked_and_what_was_put_aside() -> None:
    journal = day("""
        calendar: {start: 2026-03-02 00:00, run_out: 60 s}
        channels:
          chat: {kind: chat, arrivals: {times: ["23:59:50", "23:59:55"]}, turns: 1,
                 agent_turn: 100 s, customer_turn: 1 s}
          email: {kind: mail, arrivals: {times: ["23:59:30"]}, work: 200 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, email: 1}, may_hold: {chat: 2, email: 1}}
    """)

    assert replies(journal) == [
        (0, 0, 0, 86370, 86370, None),
        (1, 0, 0, 86390, 86390, None),
        (2, 0, 0, 86395, None, None),
    ]
    assert doing(journal, 0)[-2:] == [
        ("working", 0, 86370, 86390),
        ("writing", 1, 86390, 86460),
    ]


def test_run_that_is_cut_off_in_a_wrap_up_knows_how_the_contact_ended() -> None:
    journal = day("""
        calendar: {start: 2026-03-02 00:00, run_out: 60 s}
        channels:
          a_chat: {kind: chat, arrivals: {times: ["23:59:50"]}, turns: 1,
                   agent_turn: 30 s, customer_turn: 1 s, wrap_up: 60 s}
          b_rated: {kind: chat, arrivals: {times: ["23:59:55"]},
                    duration_by_open_chats: [100 s], duration: 100 s}
        agents:
          desk: {staff: 1, skills: {a_chat: 1}}
          room: {staff: 1, skills: {b_rated: 1}}
    """)

    assert stays(journal) == [
        (0, 0, 86390, 86390, 86420, None, "handled"),
        (1, 1, 86395, 86395, None, None, "open"),
    ]
    assert contacts(journal)[0] == (0, 1, "first", 86390, 86420, "handled")
    assert [row[3:] for row in holds(journal)] == [(86390, 86460), (86395, 86460)]


def test_run_that_is_cut_off_never_finds_out_about_a_silent_leaver() -> None:
    journal = day("""
        calendar: {start: 2026-03-02 00:00, run_out: 60 s}
        channels:
          chat: {kind: chat, arrivals: {times: ["23:59:00", "23:59:10"]}, turns: 1,
                 agent_turn: 50 s, customer_turn: 1 s, patience: 30 s, silent: 100%,
                 discovery: 80 s}
        agents:
          desk: {staff: 1, skills: {chat: 1}}
    """)

    # written to until 86390; the other left at 86380, and is being found out
    assert contacts(journal)[1] == (1, 1, "first", 86350, 86380, "abandoned")
    assert stays(journal)[1] == (1, 0, 86350, 86390, None, None, "abandoned")
    assert doing(journal, 0)[-1] == ("discovering", 1, 86390, 86460)


def test_run_that_is_cut_off_in_the_wrap_up_of_a_leg_knows_where_the_caller_went() -> (
    None
):
    journal = day("""
        calendar: {start: 2026-03-02 00:00, run_out: 60 s}
        channels:
          phone: {kind: call, arrivals: {times: ["23:59:30"]}, talk: 20 s,
                  wrap_up: 100 s}
        agents:
          a_desk: {staff: 1, skills: {phone: 1}}
          b_back: {staff: 1, skills: {}}
        routing:
          transfers: [{from: a_desk, to: b_back, share: 100%, talk: 100%}]
    """)

    assert stays(journal) == [
        (0, 0, 86370, 86370, 86390, None, "transferred"),
        (0, 1, 86390, 86390, 86410, None, "handled"),
    ]
    assert holds(journal) == [(0, 0, 0, 86370, 86460), (0, 1, 1, 86390, 86460)]
