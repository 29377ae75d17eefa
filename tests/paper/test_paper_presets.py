"""Hand-played days: what each product's preset lets an agent hold, and does not."""

from paper_day import day, doing, holds, in_hand, spans, stays


def test_webex_exclusive_holds_one_contact_whatever_it_is() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 30 s]}, turns: 1,
                 agent_turn: 60 s, customer_turn: 1 s}
          email: {kind: mail, arrivals: {times: [20 s]}, work: 60 s}
          phone: {kind: call, arrivals: {times: [10 s]}, talk: 60 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, email: 1, phone: 1},
                 may_hold: webex.exclusive}
    """)

    assert holds(journal) == [
        (0, 0, 0, 0, 60),
        (1, 0, 0, 60, 120),
        (2, 0, 0, 120, 180),
        (3, 0, 0, 180, 240),
    ]


def test_webex_blended_realtime_excludes_call_and_chat_with_mail_beside_both() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 90 s]}, turns: 1,
                 agent_turn: 20 s, customer_turn: 1 s}
          email: {kind: mail, arrivals: {times: [30 s, 95 s]}, work: 60 s}
          phone: {kind: call, arrivals: {times: [10 s]}, talk: 50 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, email: 1, phone: 1},
                 may_hold: webex.blended_realtime}
        """,
        turns={0: [(20, 40), (20,)], 2: [(60,)], 3: [(20,)], 4: [(60,)]},
    )

    # the chat lasts to 80, and then the call to 130; the second chat waits for its end
    assert holds(journal) == [
        (0, 0, 0, 0, 80),
        (1, 0, 0, 80, 130),
        (2, 0, 0, 30, 180),
        (3, 0, 0, 130, 150),
        (4, 0, 0, 95, 240),
    ]


def test_webex_blended_holds_call_chats_and_mails_together() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 20 s]}, turns: 1,
                 agent_turn: 30 s, customer_turn: 1 s}
          email: {kind: mail, arrivals: {times: [5 s]}, work: 60 s}
          phone: {kind: call, arrivals: {times: [10 s]}, talk: 50 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, email: 1, phone: 1},
                 may_hold: webex.blended}
        """,
        turns={0: [(30, 10), (30,)], 1: [(60,)], 3: [(30,)]},
    )

    # all four are in hand from 20; the caller is answered after the reply to 0, the
    # second chat asked for a reply before 0 did again
    assert holds(journal) == [
        (0, 0, 0, 0, 140),
        (1, 0, 0, 5, 200),
        (2, 0, 0, 10, 80),
        (3, 0, 0, 20, 110),
    ]
    assert doing(journal, 0)[:5] == [
        ("writing", 0, 0, 30),
        ("talking", 2, 30, 80),
        ("writing", 3, 80, 110),
        ("writing", 0, 110, 140),
        ("working", 1, 140, 200),
    ]


def test_amazon_connect_refuses_a_call_because_of_the_chat_beside_the_mail() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [10 s]}, turns: 2, agent_turn: 20 s,
                 customer_turn: 40 s}
          email: {kind: mail, arrivals: {times: [0 s]}, work: 100 s}
          phone: {kind: call, arrivals: {times: [20 s]}, talk: 50 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, email: 1, phone: 1},
                 may_hold: amazon_connect}
    """)

    # the mail alone would allow the call: it is taken when the chat is over
    assert holds(journal) == [
        (0, 0, 0, 0, 190),
        (1, 0, 0, 10, 90),
        (2, 0, 0, 90, 140),
    ]


def test_amazon_connect_offers_no_mail_to_one_who_holds_a_chat() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 10 s]}, turns: 1,
                 agent_turn: 60 s, customer_turn: 1 s}
          email: {kind: mail, arrivals: {times: [5 s]}, work: 30 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, email: 1}, may_hold: amazon_connect}
    """)

    # further chats may come, though
    assert holds(journal) == [
        (0, 0, 0, 0, 60),
        (1, 0, 0, 120, 150),
        (2, 0, 0, 10, 120),
    ]


def test_genesys_holds_one_medium_and_lets_all_others_interrupt_a_mail() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [40 s]}, turns: 1, agent_turn: 20 s,
                 customer_turn: 1 s}
          email: {kind: mail, arrivals: {times: [0 s, 10 s]}, work: 100 s}
          phone: {kind: call, arrivals: {times: [30 s]}, talk: 50 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, email: 1, phone: 1}, may_hold: genesys}
    """)

    # the chat waits for the end of the call, the second mail for that of the first
    assert doing(journal, 0)[:5] == [
        ("working", 0, 0, 30),
        ("talking", 2, 30, 80),
        ("writing", 3, 80, 100),
        ("working", 0, 100, 170),
        ("working", 1, 170, 270),
    ]
    assert holds(journal)[0] == (0, 0, 0, 0, 170)


def test_salesforce_agent_full_of_mails_still_takes_chats_but_no_call_then() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [10 s, 20 s, 25 s]}, turns: 1,
                 agent_turn: 30 s, customer_turn: 1 s}
          email: {kind: mail, arrivals: {times: [0 s, 1 s, 2 s, 3 s]}, work: 100 s}
          phone: {kind: call, arrivals: {times: [30 s]}, talk: 50 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, email: 1, phone: 1},
                 may_hold: salesforce_units}
    """)

    # three mails at most; two chats at most, the third one waits for a unit and not
    # for two, as the call does; the first mail goes on at 150 with 90 left
    assert [row[3:] for row in holds(journal)] == [
        (0, 240),
        (1, 340),
        (2, 440),
        (240, 540),
        (10, 40),
        (20, 70),
        (40, 100),
        (100, 150),
    ]


def test_azure_agent_holds_five_chats_and_then_no_call() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 1 s, 2 s, 3 s, 4 s, 5 s, 130 s]},
                 turns: 1, agent_turn: 20 s, customer_turn: 1 s}
          phone: {kind: call, arrivals: {times: [6 s]}, talk: 50 s, priority: 1}
        agents:
          desk: {staff: 1, skills: {chat: 1, phone: 1}, may_hold: azure_router}
    """)

    # the sixth chat has room at 20, the call at 120, and the last chat after the call
    assert [row[3:] for row in holds(journal)] == [
        (0, 20),
        (1, 40),
        (2, 60),
        (3, 80),
        (4, 100),
        (20, 120),
        (120, 170),
        (170, 190),
    ]


LOCK_IN = """
    channels:
      chat: {{kind: chat, arrivals: {{times: [0 s, 1 s, 2 s, 70 s]}}, turns: 1,
             agent_turn: 60 s, customer_turn: 1 s}}
      phone: {{kind: call, arrivals: {{times: [3 s]}}, talk: 50 s, priority: 1}}
    agents:
      desk: {{staff: 1, skills: {{chat: 1, phone: 1}},
             may_hold: {{preset: twilio, chat: {chats}}},
             while_on: {{chat: [], phone: []}}}}
"""


def test_twilio_agent_who_may_hold_two_chats_alone_never_gets_back_to_calls() -> None:
    journal = day(LOCK_IN.format(chats=2))

    # one chat is over every minute and another one taken: the call, though urgent,
    # waits until no chat does
    assert [row[3:] for row in holds(journal)] == [
        (0, 60),
        (1, 120),
        (60, 180),
        (240, 290),
        (120, 240),
    ]


def test_twilio_agent_who_may_hold_one_chat_gets_back_to_calls_after_it() -> None:
    journal = day(LOCK_IN.format(chats=1))

    assert [row[3:] for row in holds(journal)] == [
        (0, 60),
        (110, 170),
        (170, 230),
        (60, 110),
        (230, 290),
    ]


def test_twilio_channels_do_not_count_for_each_other() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 1 s, 2 s, 3 s]}, turns: 1,
                 agent_turn: 60 s, customer_turn: 1 s}
          email: {kind: mail, arrivals: {times: [4 s]}, work: 10 s}
          phone: {kind: call, arrivals: {times: [5 s]}, talk: 50 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, email: 1, phone: 1}, may_hold: twilio}
    """)

    # of four chats three are taken at once
    assert [row[3] for row in holds(journal)] == [0, 1, 2, 60, 4, 5]


def test_zendesk_message_stops_counting_after_ten_minutes_and_revives_above() -> None:
    journal = day(
        """
        channels:
          sms: {kind: message, arrivals: {times: [0 s, 100 s]}, turns: 1,
                agent_turn: 60 s, customer_turn: 1 s, revive: exceed}
        agents:
          desk: {staff: 1, skills: {sms: 1}, may_hold: {preset: zendesk, message: 1}}
        """,
        turns={0: [(60, 900), (60,)], 1: [(60, 400), (60,)]},
    )

    # quiet from 60, and at 660 the second is taken; at 960 the first writes again
    assert holds(journal) == [
        (0, 0, 0, 0, 660),
        (0, 0, 0, 960, 1020),
        (1, 0, 0, 660, 1180),
    ]
    assert (2, 960, 1020) in in_hand(journal, 0)


def test_zendesk_agent_who_is_first_on_line_gets_all_of_the_night() -> None:
    journal = day("""
        calendar: {start: 2026-03-02 08:00, days: 2, open: "08:00-20:00"}
        channels:
          sms: {kind: message, arrivals: {times: ["21:00", "22:00", "23:00"]},
                turns: 1, agent_turn: 60 s, customer_turn: 1 s}
        agents:
          a_late: {shifts: [{n: 1, hours: "08:01-20:00"}], skills: {sms: 1},
                   may_hold: zendesk}
          b_early: {shifts: [{n: 1, hours: "08:00-20:00"}], skills: {sms: 1},
                    may_hold: zendesk}
        routing: {choose_agent: most_spare}
    """)

    # at 8:01, second 86460, nothing is left for the other
    assert [row[2:] for row in holds(journal)] == [
        (1, 86400, 86460),
        (1, 86400, 86520),
        (1, 86400, 86580),
    ]


def test_zendesk_agent_with_the_most_capacity_spare_goes_first() -> None:
    journal = day("""
        channels:
          sms: {kind: message, arrivals: {times: [0 s, 1 s, 2 s, 3 s, 4 s, 5 s]},
                turns: 1, agent_turn: 60 s, customer_turn: 1 s}
        agents:
          a_small: {staff: 1, skills: {sms: 1},
                    may_hold: {preset: zendesk, message: 2}}
          b_large: {staff: 1, skills: {sms: 1},
                    may_hold: {preset: zendesk, message: 4}}
        routing: {choose_agent: most_spare}
    """)

    # shares in use 0 and 0, 1/2 and 0, 1/2 and 1/4, 1/2 and 1/2, 1 and 1/2, 1 and 3/4;
    # with 1/2 and 1/2 the first has been left alone for longer
    assert [row[1] for row in stays(journal)] == [0, 1, 1, 0, 1, 1]


def test_intercom_limits_each_inbox_and_all_of_them_together() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [2 s, 3 s, 4 s]}, turns: 1,
                 agent_turn: 60 s, customer_turn: 1 s}
          sms: {kind: message, arrivals: {times: [0 s, 1 s]}, turns: 1,
                agent_turn: 60 s, customer_turn: 1 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, sms: 1},
                 may_hold: {preset: intercom, message: 1}}
        routing: {choose_agent: least_loaded}
    """)

    # the second message waits for its inbox, the third chat for the agent; at 60 the
    # message has waited longer, but chats are written to before it
    assert [row[3:] for row in holds(journal)] == [
        (0, 60),
        (60, 300),
        (2, 120),
        (3, 180),
        (120, 240),
    ]


def test_liveagent_takes_a_breath_between_chats() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 10 s]}, turns: 1,
                 agent_turn: 60 s, customer_turn: 1 s}
          phone: {kind: call, arrivals: {times: [70 s]}, talk: 10 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, phone: 1},
                 may_hold: {preset: liveagent, chat: 1}, breathing: {chat: 30 s}}
    """)

    # a call has a place of its own
    assert [row[2:5] for row in stays(journal)] == [
        (0, 0, 60),
        (10, 90, 150),
        (70, 70, 80),
    ]
    assert spans(journal, 0)[1:4] == [
        ("idle", None, 60, 70),
        ("talking", 2, 70, 80),
        ("idle", None, 80, 90),
    ]


def test_liveagent_frees_the_slot_of_an_inactive_chat_and_rings_the_same_agent() -> (
    None
):
    journal = day(
        """
        channels:
          web: {kind: message, arrivals: {times: [0 s, 50 s]}, turns: 1,
                agent_turn: 30 s, customer_turn: 1 s, quiet_after: 60 s}
        agents:
          desk: {staff: 2, skills: {web: 1}, may_hold: {preset: liveagent, chat: 1}}
        routing:
          choose_agent: [previous_agent, least_loaded]
          ring: {time: 30 s}
        """,
        turns={0: [(30, 200), (30,)], 1: [(30,)]},
    )

    # picked up at 30, quiet at 120, and written again at 260
    assert holds(journal) == [
        (0, 0, 0, 0, 120),
        (0, 1, 0, 260, 320),
        (1, 0, 1, 50, 110),
    ]


def test_nice_call_interrupts_all_digital_work_up_to_the_total_and_above() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 5 s]}, turns: 1,
                 agent_turn: 60 s, customer_turn: 1 s}
          email: {kind: mail, arrivals: {times: [1 s, 2 s]}, work: 100 s}
          phone: {kind: call, arrivals: {times: [10 s]}, talk: 50 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, email: 1, phone: 1},
                 may_hold: {preset: nice, total: 2}}
    """)

    # a chat and a mail are all she may hold, but for the call; at 60 the chat is
    # over, but call and mail are two as well, and so the second one waits to 110
    assert holds(journal) == [
        (0, 0, 0, 0, 60),
        (1, 0, 0, 1, 270),
        (2, 0, 0, 270, 370),
        (3, 0, 0, 110, 170),
        (4, 0, 0, 10, 110),
    ]
