"""Hand-played days: waiting, giving up, lines, balking, and ties between them."""

from paper_day import contacts, day, spans, stays, turns


def test_second_call_waits_until_talk_and_wrap_up_are_over() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [10 s, 15 s]}, talk: 20 s, wrap_up: 5 s}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
    """)

    assert stays(journal) == [
        (0, 0, 10, 10, 30, 35, "handled"),
        (1, 0, 15, 35, 55, 60, "handled"),
    ]
    assert spans(journal, 0) == [
        ("idle", None, 0, 10),
        ("talking", 0, 10, 30),
        ("wrap_up", 0, 30, 35),
        ("talking", 1, 35, 55),
        ("wrap_up", 1, 55, 60),
        ("idle", None, 60, 43200),
    ]


def test_customer_gives_up_at_the_end_of_her_patience() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [0 s, 10 s, 12 s]}, talk: 60 s,
                  patience: 30 s}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
    """)

    assert contacts(journal) == [
        (0, 1, "first", 0, 60, "handled"),
        (1, 1, "first", 10, 40, "abandoned"),
        (2, 1, "first", 12, 42, "abandoned"),
    ]


def test_turn_of_one_who_gave_up_comes_when_an_agent_reaches_her_place() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [0 s, 10 s, 50 s]}, talk: 60 s,
                  patience: 30 s}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
    """)

    assert turns(journal) == [0, 60, 60]


def test_agent_freed_at_the_end_of_patience_takes_the_customer() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [0 s, 10 s]}, talk: 30 s,
                  patience: 20 s}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
    """)

    assert stays(journal)[1] == (1, 0, 10, 30, 60, 60, "handled")


def test_agent_freed_at_an_arrival_serves_who_waits_first() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [0 s, 10 s, 30 s]}, talk: 30 s}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
    """)

    assert [row[3] for row in stays(journal)] == [0, 30, 60]


def test_without_patience_whoever_must_wait_leaves_at_once() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [0 s, 10 s, 60 s]}, talk: 60 s,
                  patience: 0 s}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
    """)

    assert contacts(journal) == [
        (0, 1, "first", 0, 60, "handled"),
        (1, 1, "first", 10, 10, "abandoned"),
        (2, 1, "first", 60, 120, "handled"),
    ]


def test_caller_is_blocked_while_all_lines_wait_or_talk() -> None:
    journal = day("""
        channels:
          phone:
            {kind: call, arrivals: {times: [0 s, 10 s, 20 s, 70 s]}, talk: 60 s,
             wrap_up: 30 s, lines: 2}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
    """)

    assert contacts(journal) == [
        (0, 1, "first", 0, 60, "handled"),
        (1, 1, "first", 10, 150, "handled"),
        (2, 1, "first", 20, 20, "blocked"),
        (3, 1, "first", 70, 240, "handled"),
    ]


def test_line_freed_at_an_arrival_takes_the_arrival() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [0 s, 60 s]}, talk: 60 s, lines: 1}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
    """)

    assert [row[-1] for row in contacts(journal)] == ["handled", "handled"]


def test_one_who_gives_up_at_an_arrival_leaves_her_line_to_it() -> None:
    journal = day("""
        channels:
          phone:
            {kind: call, arrivals: {times: [0 s, 10 s, 40 s]}, talk: 60 s,
             patience: 30 s, lines: 2}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
    """)

    assert [row[-1] for row in contacts(journal)] == ["handled", "abandoned", "handled"]


def test_blocked_caller_redials_after_the_stated_delay() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [0 s, 10 s]}, talk: 60 s, lines: 1}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
        customers:
          after: {blocked: {phone: [{phone: 100%, after: 30 s}]}}
    """)

    assert contacts(journal) == [
        (0, 1, "first", 0, 60, "handled"),
        (1, 1, "first", 10, 10, "blocked"),
        (1, 2, "blocked", 40, 40, "blocked"),
        (1, 3, "blocked", 70, 130, "handled"),
    ]


def test_one_who_gave_up_redials_and_keeps_her_number_as_a_customer() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [0 s, 10 s]}, talk: 60 s,
                  patience: 20 s}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
        customers:
          after: {abandoned: {any: [{phone: 100%, after: 1 min}]}}
    """)

    assert contacts(journal) == [
        (0, 1, "first", 0, 60, "handled"),
        (1, 1, "first", 10, 30, "abandoned"),
        (1, 2, "abandoned", 90, 150, "handled"),
    ]


def test_customer_balks_when_the_last_wait_is_more_than_she_tolerates() -> None:
    journal = day("""
        channels:
          phone:
            kind: call
            arrivals: {times: [0 s, 10 s, 70 s, 80 s]}
            talk: 60 s
            announce: {estimate: last_wait, tolerance: 40 s}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
        customers:
          after: {balked: {phone: [{phone: 100%, after: 100 s}]}}
    """)

    assert contacts(journal) == [
        (0, 1, "first", 0, 60, "handled"),
        (1, 1, "first", 10, 120, "handled"),  # nobody waited before: told 0 s
        (2, 1, "first", 70, 70, "balked"),  # told 50 s
        (3, 1, "first", 80, 80, "balked"),
        (2, 2, "balked", 170, 230, "handled"),  # an agent is idle: told nothing
        (3, 2, "balked", 180, 290, "handled"),  # told 0 s: the last one did not wait
    ]


def test_announced_wait_counts_those_ahead_and_agents_on_duty() -> None:
    journal = day("""
        channels:
          phone:
            kind: call
            arrivals: {times: [0 s, 0 s, 10 s, 11 s, 12 s]}
            talk: 60 s
            wrap_up: 20 s
            announce: {estimate: queue_length, tolerance: 100 s}
        agents:
          desk: {staff: 2, skills: {phone: 1}}
    """)

    # announced: 1 x 80 / 2, 2 x 80 / 2 and 3 x 80 / 2 seconds
    assert [row[-1] for row in contacts(journal)] == [
        "handled",
        "handled",
        "handled",
        "handled",
        "balked",
    ]


def test_contact_outside_the_opening_hours_is_turned_away() -> None:
    journal = day("""
        calendar: {start: 2026-03-02 07:00, open: "08:00-09:00"}
        channels:
          phone: {kind: call, arrivals: {times: ["07:59:59", "08:00", "09:00"]},
                  talk: 60 s}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
    """)

    assert [row[-1] for row in contacts(journal)] == ["closed", "handled", "closed"]


def test_customer_stays_when_the_announced_wait_is_just_what_she_tolerates() -> None:
    journal = day("""
        channels:
          phone:
            kind: call
            arrivals: {times: [0 s, 10 s, 70 s]}
            talk: 60 s
            announce: {estimate: last_wait, tolerance: 50 s}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
    """)

    assert contacts(journal)[2] == (2, 1, "first", 70, 180, "handled")


def test_wait_announced_while_nobody_is_on_duty_is_more_than_anyone_bears() -> None:
    journal = day("""
        channels:
          phone:
            kind: call
            arrivals: {times: [10 s]}
            talk: 60 s
            announce: {estimate: queue_length, tolerance: 10 h}
        agents:
          desk: {shifts: [{n: 1, hours: "09:00-10:00"}], skills: {phone: 1}}
    """)

    assert contacts(journal) == [(0, 1, "first", 10, 10, "balked")]
