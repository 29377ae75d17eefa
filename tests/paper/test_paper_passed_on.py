"""Hand-played days: mails, messages and calls back that are transferred."""

from paper_day import day, doing, replies, stays

from omnisim.population import Purpose


def test_mail_is_passed_on_without_a_reply() -> None:
    journal = day("""
        channels:
          email: {kind: mail, arrivals: {times: [0 s]}, work: 100 s, wrap_up: 5 s}
        agents:
          a_front: {staff: 1, skills: {email: 1}}
          b_back: {staff: 1, skills: {}}
        routing: {transfers: [{from: a_front, to: b_back, share: 100%, talk: 30%}]}
    """)

    assert stays(journal) == [
        (0, 0, 0, 0, 30, 35, "transferred"),
        (0, 1, 30, 30, 130, 135, "handled"),
    ]
    assert replies(journal) == [(0, 0, 0, 0, 0, None), (0, 1, 0, 30, 30, 130)]


def test_message_that_was_passed_on_comes_to_life_where_it_went() -> None:
    journal = day("""
        channels:
          sms: {kind: message, arrivals: {times: [0 s]}, turns: 2, agent_turn: 30 s,
                customer_turn: 200 s, quiet_after: 60 s}
        agents:
          a_front: {staff: 1, skills: {sms: 1}}
          b_back: {staff: 1, skills: {}}
        routing:
          transfers: [{from: a_front, to: b_back, share: 100%, talk: 50%}]
    """)

    assert stays(journal) == [
        (0, 0, 0, 0, 30, 30, "transferred"),
        (0, 1, 30, 30, 120, 120, "quiet"),
        (0, 1, 260, 260, 290, 290, "handled"),
    ]


def test_customer_who_was_called_back_stays_on_the_line_to_the_next_agent() -> None:
    journal = day(
        """
        channels:
          back: {kind: callback, arrivals: {times: [0 s]}, talk: 100 s, answers: 50%}
        agents:
          a_front: {staff: 1, skills: {back: 1}}
          b_back: {staff: 1, skills: {}}
        routing: {transfers: [{from: a_front, to: b_back, share: 100%, talk: 30%}]}
        """,
        coins={(Purpose.REACHED, 0, 1, 1): 0.4, (Purpose.REACHED, 0, 1, 2): 0.6},
    )

    # nobody dials again
    assert stays(journal) == [
        (0, 0, 0, 20, 50, 50, "transferred"),
        (0, 1, 50, 50, 150, 150, "handled"),
    ]
    assert doing(journal, 1)[1] == ("talking", 0, 50, 150)


def test_mail_whose_story_must_be_told_again_takes_longer() -> None:
    journal = day("""
        channels:
          email: {kind: mail, arrivals: {times: [0 s]}, work: 100 s, wrap_up: 20 s}
        agents:
          a_front: {staff: 1, skills: {email: 1}}
          b_back: {staff: 1, skills: {}}
        routing:
          transfers:
            - {from: a_front, to: b_back, share: 100%, talk: 50%, context: lost}
        customers: {repeat_work: 50%}
    """)

    assert [row[2:6] for row in stays(journal)] == [(0, 0, 50, 70), (50, 50, 200, 220)]


def test_transferred_mail_is_handed_over_in_the_group_it_went_to() -> None:
    journal = day("""
        channels:
          email: {kind: mail, arrivals: {times: [0 s]}, work: 100 s}
          phone: {kind: call, arrivals: {times: [70 s]}, talk: 30 s}
        agents:
          a_front: {staff: 1, skills: {email: 1}}
          b_back: {shifts: [{n: 1, hours: "08:00-08:02"}, {n: 1, hours: "08:01-08:09"}],
                   skills: {phone: 1}, may_hold: {email: 1, phone: 1},
                   at_duty_end: {email: hand_over}}
        routing:
          transfers:
            - {channel: email, from: a_front, to: b_back, share: 100%, talk: 50%}
    """)

    # agent 1 is at it from 50 and leaves at 120 with 30 s to do; the call goes to
    # agent 2, who came at 60 and has nothing in hand
    assert stays(journal) == [
        (0, 0, 0, 0, 50, 50, "transferred"),
        (0, 1, 50, 50, 120, 120, "handed_on"),
        (0, 2, 120, 120, 150, 150, "handled"),
        (1, 2, 70, 70, 100, 100, "handled"),
    ]
    assert replies(journal)[1] == (0, 2, 0, 50, 50, 150)
