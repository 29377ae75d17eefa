"""Hand-played days: shifts, breaks, shrinkage, the end of the day."""

import numpy as np
from paper_day import contacts, day, spans, stays

from omnisim.journal.schema import Activity


def test_agent_finishes_the_call_she_holds_and_takes_no_other() -> None:
    journal = day("""
        channels:
          phone:
            kind: call
            arrivals: {times: ["08:59:50", "08:59:55"]}
            talk: 60 s
            wrap_up: 10 s
            patience: 2 min
        agents:
          desk: {shifts: [{n: 1, hours: "08:00-09:00"}], skills: {phone: 1}}
    """)

    assert stays(journal) == [
        (0, 0, 3590, 3590, 3650, 3660, "handled"),
        (1, None, 3595, 3715, None, None, "abandoned"),
    ]
    assert spans(journal, 0)[-1] == ("wrap_up", 0, 3650, 3660)


def test_agent_whose_wrap_up_ends_with_her_shift_goes_home() -> None:
    journal = day("""
        channels:
          phone:
            {kind: call, arrivals: {times: ["08:59:00", "08:59:30"]}, talk: 1 min,
             patience: 90 s}
        agents:
          desk: {shifts: [{n: 1, hours: "08:00-09:00"}], skills: {phone: 1}}
    """)

    assert contacts(journal)[1] == (1, 1, "first", 3570, 3660, "abandoned")


def test_arrival_at_the_end_of_a_shift_finds_nobody() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: ["09:00"]}, talk: 1 min, patience: 5 s}
        agents:
          desk: {shifts: [{n: 1, hours: "08:00-09:00"}], skills: {phone: 1}}
    """)

    assert contacts(journal) == [(0, 1, "first", 3600, 3605, "abandoned")]


def test_agent_who_comes_takes_waiting_work_at_once() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: ["08:30", "08:31"]}, talk: 10 min}
        agents:
          desk: {shifts: [{n: 2, hours: "09:00-10:00"}], skills: {phone: 1}}
    """)

    assert [row[:4] for row in stays(journal)] == [
        (0, 0, 1800, 3600),
        (1, 1, 1860, 3600),
    ]
    assert spans(journal, 1)[0] == ("talking", 1, 3600, 4200)


def test_break_begins_when_the_call_is_over_and_ends_as_planned() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: ["08:55", "09:01"]}, talk: 10 min}
        agents:
          desk:
            {shifts: [{n: 1, hours: "08:00-10:00", breaks: ["09:00-09:15"]}],
             skills: {phone: 1}}
    """)

    assert [row[2:5] for row in stays(journal)] == [
        (3300, 3300, 3900),
        (3660, 4500, 5100),
    ]
    assert spans(journal, 0) == [
        ("idle", None, 0, 3300),
        ("talking", 0, 3300, 3900),
        ("talking", 1, 4500, 5100),
        ("idle", None, 5100, 7200),
    ]


def test_call_longer_than_the_break_leaves_no_break() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: ["08:55", "09:01"]}, talk: 30 min}
        agents:
          desk:
            {shifts: [{n: 1, hours: "08:00-10:00", breaks: ["09:00-09:15"]}],
             skills: {phone: 1}}
    """)

    assert [row[2:5] for row in stays(journal)] == [
        (3300, 3300, 5100),
        (3660, 5100, 6900),
    ]


def test_head_count_falls_by_the_agent_with_the_highest_number() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [0 s]}, talk: 1 min}
        agents:
          desk: {staff: {per: 6 h, counts: [2, 1]}, skills: {phone: 1}}
    """)

    assert journal.duties["agent"].tolist() == [0, 1]
    assert journal.duties["to_at"].tolist() == [43200, 21600]


def test_planned_shrinkage_takes_the_agents_off_the_floor_one_after_the_other() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [0 s]}, talk: 1 min}
        agents:
          desk:
            shifts: [{n: 2, hours: "08:00-09:00"}]
            skills: {phone: 1}
            shrinkage: {planned: 20%}
    """)

    meetings = journal.duties[journal.duties["activity"] == Activity.PLANNED]
    assert meetings["agent"].tolist() == [0, 1]
    assert meetings["from_at"].tolist() == [720, 2160]
    assert meetings["to_at"].tolist() == [1440, 2880]


def test_absent_agents_never_come() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [0 s]}, talk: 1 min, patience: 10 s}
        agents:
          desk:
            shifts: [{n: 2, hours: "08:00-09:00", breaks: ["08:20-08:30"]}]
            skills: {phone: 1}
            shrinkage: {absence: 100%}
    """)

    assert journal.duties["activity"].tolist() == [Activity.ABSENT, Activity.ABSENT]
    assert len(journal.agent_spans) == 0
    assert contacts(journal) == [(0, 1, "first", 0, 10, "abandoned")]


def test_night_shift_works_past_midnight() -> None:
    journal = day("""
        calendar: {start: 2026-03-02 22:00, open: "22:00-06:00"}
        channels:
          phone: {kind: call, arrivals: {times: ["22:00", "2026-03-03 05:59"]},
                  talk: 5 min}
        agents:
          night: {shifts: [{n: 1, hours: "22:00-06:00"}], skills: {phone: 1}}
    """)

    assert [row[2:5] for row in stays(journal)] == [
        (0, 0, 300),
        (28740, 28740, 29040),
    ]
    assert spans(journal, 0)[-1] == ("talking", 1, 28740, 29040)


def test_same_people_work_a_shift_every_day() -> None:
    journal = day("""
        calendar: {start: 2026-03-02 08:00, days: 2, open: "08:00-20:00"}
        channels:
          phone: {kind: call, arrivals: {times: [0 s]}, talk: 1 min}
        agents:
          desk:
            shifts: [{n: 1, hours: "08:00-09:00"}, {n: 1, hours: "10:00-11:00"}]
            skills: {phone: 1}
    """)

    assert journal.duties["agent"].tolist() == [0, 0, 1, 1]
    assert journal.duties["from_at"].tolist() == [0, 86400, 7200, 93600]


def test_customer_without_end_of_patience_is_open_when_nobody_comes() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: ["19:59"]}, talk: 5 min}
        agents:
          desk: {shifts: [{n: 1, hours: "08:00-19:00"}], skills: {phone: 1}}
    """)

    assert contacts(journal) == [(0, 1, "first", 43140, None, "open")]
    assert journal.provenance.ended_at == 86400


def test_run_out_cuts_off_what_is_still_going_on() -> None:
    journal = day("""
        calendar: {start: 2026-03-02 00:00, run_out: 1 min}
        channels:
          phone: {kind: call, arrivals: {times: ["23:58", "23:59"]}, talk: 2 min,
                  wrap_up: 2 min}
        agents:
          desk: {staff: 2, skills: {phone: 1}}
    """)

    assert stays(journal) == [
        (0, 0, 86280, 86280, 86400, None, "handled"),
        (1, 1, 86340, 86340, 86460, None, "handled"),
    ]
    assert journal.provenance.ended_at == 86460


def test_call_cut_off_by_the_run_out_is_open() -> None:
    journal = day("""
        calendar: {start: 2026-03-02 00:00, run_out: 1 min}
        channels:
          phone: {kind: call, arrivals: {times: ["23:59"]}, talk: 5 min}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
    """)

    assert contacts(journal) == [(0, 1, "first", 86340, None, "open")]
    assert spans(journal, 0)[-1] == ("talking", 0, 86340, 86460)


def test_day_on_which_nobody_comes_is_a_day() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {rate: 0/h}, talk: 5 min}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
    """)

    assert len(journal.contacts) == 0
    assert (
        np.sum(journal.agent_spans["to_at"] - journal.agent_spans["from_at"]) == 43200
    )


def test_everything_the_run_out_cuts_off_is_left_without_its_end() -> None:
    journal = day("""
        calendar: {start: 2026-03-02 00:00, run_out: 1 min}
        channels:
          phone:
            kind: call
            arrivals: {times: ["23:58:00", "23:59:00", "23:59:55", "23:59:56"]}
            talk: 90 s
            wrap_up: 1 min
        agents:
          desk: {staff: 3, skills: {phone: 1}}
        routing: {ring: {time: 70 s}}
    """)

    assert stays(journal) == [
        (0, 0, 86280, 86350, 86440, None, "handled"),  # in wrap-up
        (1, 1, 86340, 86410, None, None, "open"),  # talking
        (2, None, 86395, None, None, None, "open"),  # ringing
        (3, None, 86396, None, None, None, "open"),  # waiting
    ]
    assert journal.interactions["n_offers"].tolist() == [1, 1, 1, 0]
    assert spans(journal, 2)[-1] == ("ringing", 2, 86395, 86460)


def test_shift_past_the_calendar_runs_to_its_end() -> None:
    journal = day("""
        calendar: {start: 2026-03-02 08:00}
        channels:
          phone: {kind: call, arrivals: {times: ["2026-03-03 07:59:30"]}, talk: 5 min}
        agents:
          night: {shifts: [{n: 1, hours: "23:00-08:04", days: monday}],
                  skills: {phone: 1}}
    """)

    assert spans(journal, 0)[1:] == [("talking", 0, 86370, 86670)]
    assert journal.provenance.ended_at == 86670


def test_nobody_has_a_turn_on_a_day_without_staff() -> None:
    journal = day("""
        calendar: {start: 2026-03-02 08:00, days: 2, open: "08:00-20:00"}
        channels:
          phone: {kind: call, arrivals: {times: ["2026-03-03 09:00"]}, talk: 5 min,
                  patience: 10 s}
        agents:
          desk: {shifts: [{n: 1, hours: "08:00-20:00", days: monday}],
                 skills: {phone: 1}}
    """)

    assert contacts(journal) == [(0, 1, "first", 90000, 90010, "abandoned")]
    assert np.isnan(journal.interactions["turn_at"]).all()


def test_channel_with_two_spans_a_day_is_closed_between_them() -> None:
    journal = day("""
        calendar: {start: 2026-03-02 08:00, days: 2, open: "08:00-20:00"}
        channels:
          phone:
            kind: call
            arrivals: {times: ["08:30", "09:00", "10:00", "2026-03-03 08:00",
                               "2026-03-03 09:59:59", "2026-03-03 10:59:59"]}
            talk: 1 min
            open: "08:00-09:00, 10:00-11:00"
        agents:
          desk: {staff: 1, skills: {phone: 1}}
    """)

    assert [row[-1] for row in contacts(journal)] == [
        "handled",
        "closed",
        "handled",
        "handled",
        "closed",
        "handled",
    ]


def test_absence_around_the_clock_is_drawn_for_each_day() -> None:
    journal = day(
        """
        calendar: {start: 2026-03-02 08:00, days: 3}
        channels:
          phone: {kind: call, arrivals: {times: [0 s]}, talk: 1 min}
        agents:
          desk: {staff: 1, skills: {phone: 1}, shrinkage: {absence: 50%}}
        """,
        agent_coins={("desk", 0, 0): 0.6, ("desk", 0, 1): 0.4, ("desk", 0, 2): 0.6},
    )

    assert journal.duties["activity"].tolist() == [
        Activity.WORK,
        Activity.ABSENT,
        Activity.WORK,
    ]
    assert journal.duties["to_at"].tolist() == [86400, 172800, 259200]


def test_meetings_around_the_clock_are_held_every_day() -> None:
    journal = day("""
        calendar: {start: 2026-03-02 08:00, days: 2}
        channels:
          phone: {kind: call, arrivals: {times: [0 s]}, talk: 1 min}
        agents:
          desk: {staff: 1, skills: {phone: 1}, shrinkage: {planned: 50%}}
    """)

    meetings = journal.duties[journal.duties["activity"] == Activity.PLANNED]
    assert meetings["from_at"].tolist() == [21600, 108000]
    assert meetings["to_at"].tolist() == [64800, 151200]
    assert spans(journal, 0)[1:3] == [
        ("idle", None, 60, 21600),
        ("idle", None, 64800, 108000),
    ]


def test_run_lasts_to_the_cut_when_somebody_still_waits() -> None:
    journal = day("""
        calendar: {start: 2026-03-02 00:00, run_out: 1 min}
        channels:
          phone: {kind: call, arrivals: {times: ["23:59"]}, talk: 5 min}
        agents:
          desk: {shifts: [{n: 1, hours: "08:00-09:00"}], skills: {phone: 1}}
    """)

    assert contacts(journal) == [(0, 1, "first", 86340, None, "open")]
    assert journal.provenance.ended_at == 86460


def test_run_lasts_to_the_cut_when_somebody_still_wraps_up() -> None:
    journal = day("""
        calendar: {start: 2026-03-02 00:00, run_out: 1 min}
        channels:
          phone: {kind: call, arrivals: {times: ["23:59"]}, talk: 30 s, wrap_up: 5 min}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
    """)

    assert stays(journal) == [(0, 0, 86340, 86340, 86370, None, "handled")]
    assert spans(journal, 0)[-1] == ("wrap_up", 0, 86370, 86460)
    assert journal.provenance.ended_at == 86460


def test_run_ends_with_the_last_event_when_nothing_is_left_to_cut_off() -> None:
    journal = day("""
        calendar: {start: 2026-03-02 00:00, run_out: 1 h}
        channels:
          phone: {kind: call, arrivals: {times: ["23:59"]}, talk: 90 s}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
    """)

    assert journal.provenance.ended_at == 86430


def test_breaks_may_open_and_close_a_shift_and_follow_each_other() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [0 s]}, talk: 1 min}
        agents:
          desk:
            shifts:
              - n: 1
                hours: "08:00-10:00"
                breaks: ["08:00-08:10", "09:40-09:50", "09:50-10:00"]
            skills: {phone: 1}
    """)

    assert journal.duties.tolist() == [
        (0, Activity.BREAK, 0, 600),
        (0, Activity.WORK, 600, 6000),
        (0, Activity.BREAK, 6000, 6600),
        (0, Activity.BREAK, 6600, 7200),
    ]
    assert stays(journal) == [(0, 0, 0, 600, 660, 660, "handled")]


def test_agents_in_training_all_day_have_no_work_at_all() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [0 s]}, talk: 1 min, patience: 5 s}
        agents:
          desk: {staff: 1, skills: {phone: 1}, shrinkage: {planned: 100%}}
    """)

    assert journal.duties.tolist() == [(0, Activity.PLANNED, 0, 43200)]


def test_planned_shrinkage_is_taken_from_the_work_beside_a_break() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [0 s]}, talk: 1 min}
        agents:
          desk:
            shifts: [{n: 1, hours: "08:00-09:00", breaks: ["08:20-08:30"]}]
            skills: {phone: 1}
            shrinkage: {planned: 20%}
    """)

    assert journal.duties[["activity", "from_at", "to_at"]].tolist() == [
        (Activity.WORK, 0, 480),
        (Activity.PLANNED, 480, 720),
        (Activity.WORK, 720, 1200),
        (Activity.BREAK, 1200, 1800),
        (Activity.WORK, 1800, 2520),
        (Activity.PLANNED, 2520, 2880),
        (Activity.WORK, 2880, 3600),
    ]
