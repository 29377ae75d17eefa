"""Faults of outages."""

import pytest
from journey_texts import bank, faults_of_bank

from omnisim.scenario.check import faults_of
from omnisim.scenario.choices import Cuts


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "for: 40 min, cuts: waiting}",
            "for: never, cuts: all}",
            [
                (
                    "bank.yaml:15:42: channels.phone.outages.for: never ends; allowed: "
                    "a mean duration"
                ),
            ],
        ),
        (
            "for: 40 min, cuts: waiting}",
            "for: 40 min, cuts: everything}",
            [
                (
                    "bank.yaml:15:56: channels.phone.outages.cuts: unknown value "
                    "'everything'; allowed: new, waiting, all"
                ),
            ],
        ),
        (
            "for: 40 min, cuts: waiting}",
            "cuts: all}",
            [
                (
                    "bank.yaml:15:5: channels.phone.outages.for: is missing; write one "
                    "such as for: 40 min"
                ),
            ],
        ),
        (
            "for: 40 min, cuts: waiting}",
            "lasts: 40 min}",
            [
                (
                    "bank.yaml:15:37: channels.phone.outages.lasts: unknown key; "
                    "allowed: at, date, days, every, for, cuts"
                ),
            ],
        ),
        (
            "at: 2026-03-02 10:30, for",
            "at: 2026-03-05 10:30, for",
            [
                (
                    "bank.yaml:15:19: channels.phone.outages.at: 2026-03-05 10:30 is "
                    "outside the calendar, so it would never happen; allowed: from "
                    "2026-03-02 08:00 to before 2026-03-04 08:00"
                ),
            ],
        ),
        (
            "at: 2026-03-02 10:30, for",
            "at: 2026-03-02 07:20, for",
            [
                (
                    "bank.yaml:15:19: channels.phone.outages.at: 2026-03-02 07:20 is "
                    "outside the calendar, so it would never happen; allowed: from "
                    "2026-03-02 08:00 to before 2026-03-04 08:00"
                ),
            ],
        ),
        (
            "at: 2026-03-02 10:30, for",
            "at: 2026-03-04 08:00, for",
            [
                (
                    "bank.yaml:15:19: channels.phone.outages.at: 2026-03-04 08:00 is "
                    "outside the calendar, so it would never happen; allowed: from "
                    "2026-03-02 08:00 to before 2026-03-04 08:00"
                ),
            ],
        ),
        (
            "at: 2026-03-02 10:30, for",
            'at: "10:30", date: 2026-03-05, for',
            [
                (
                    "bank.yaml:15:19: channels.phone.outages.at: 2026-03-05 10:30 is "
                    "outside the calendar, so it would never happen; allowed: from "
                    "2026-03-02 08:00 to before 2026-03-04 08:00"
                ),
            ],
        ),
        (
            "at: 2026-03-02 10:30, for",
            'at: "10:30", date: 2026-3-5, for',
            [
                (
                    "bank.yaml:15:34: channels.phone.outages.date: '2026-3-5' is not a "
                    "date; write one such as '2026-03-02'"
                ),
            ],
        ),
        (
            "at: 2026-03-02 10:30, for",
            "at: 2026-03-02 10:30, date: 2026-03-02, for",
            [
                (
                    "bank.yaml:15:43: channels.phone.outages.date: does not belong "
                    "beside a date in 'at'"
                ),
            ],
        ),
        (
            "at: 2026-03-02 10:30, for",
            "at: 2026-03-02 10:30, days: monday, for",
            [
                (
                    "bank.yaml:15:43: channels.phone.outages.days: does not belong "
                    "beside a date"
                ),
            ],
        ),
        (
            "at: 2026-03-02 10:30, for",
            'at: "10:30", date: 2026-03-02, days: monday, for',
            [
                (
                    "bank.yaml:15:52: channels.phone.outages.days: does not belong "
                    "beside a date"
                ),
            ],
        ),
        (
            "at: 2026-03-02 10:30, for",
            "every: 3 days, days: monday, for",
            [
                (
                    "bank.yaml:15:36: channels.phone.outages.days: does not belong "
                    "beside 'every'"
                ),
            ],
        ),
        (
            "at: 2026-03-02 10:30, for",
            "every: 3 days, date: 2026-03-02, for",
            [
                (
                    "bank.yaml:15:36: channels.phone.outages.date: does not belong "
                    "beside 'every'"
                ),
            ],
        ),
        (
            "at: 2026-03-02 10:30, for",
            'every: 3 days, at: "10:30", for',
            [
                (
                    "bank.yaml:15:5: channels.phone.outages: must have either at or "
                    "every, found both"
                ),
            ],
        ),
        (
            "at: 2026-03-02 10:30, for",
            "every: 0 s, for",
            [
                "bank.yaml:15:22: channels.phone.outages.every: '0 s' must be above 0",
            ],
        ),
        (
            "at: 2026-03-02 10:30, for",
            "days: monday, for",
            [
                (
                    "bank.yaml:15:5: channels.phone.outages: must have either at or "
                    "every, found neither"
                ),
            ],
        ),
        (
            "{at: 2026-03-02 10:30, for: 40 min, cuts: waiting}",
            '{at: "25:10", days: mon, foor: 2 min, cuts: al, for: 40}',
            [
                "bank.yaml:15:19: channels.phone.outages.at: '25:10' is past 24:00",
                (
                    "bank.yaml:15:39: channels.phone.outages.foor: unknown key; "
                    "allowed: at, date, days, every, for, cuts; did you mean 'for'?"
                ),
                (
                    "bank.yaml:15:58: channels.phone.outages.cuts: unknown value 'al'; "
                    "allowed: new, waiting, all; did you mean 'all'?"
                ),
                (
                    "bank.yaml:15:67: channels.phone.outages.for: '40' has no unit; "
                    "write '40 s' or '40 min'; or give a law: '5 min', {exponential: 3 "
                    "min} or {lognormal: {mean: 260 s, cv: 1.1}}"
                ),
            ],
        ),
        (
            "{at: 2026-03-02 10:30, for: 40 min, cuts: waiting}",
            '{at: "10:30-11:10", for: 40 min}',
            [
                (
                    "bank.yaml:15:19: channels.phone.outages.at: '10:30-11:10' is a "
                    "span; write when it begins and how long it lasts, as in {at: "
                    '"10:30", for: 40 min}'
                ),
            ],
        ),
        (
            "{at: 2026-03-02 10:30, for: 40 min, cuts: waiting}",
            "40 min",
            [
                (
                    "bank.yaml:15:14: channels.phone.outages: must be an outage such "
                    "as {at: \"10:30\", for: 40 min}, not '40 min'"
                ),
            ],
        ),
        (
            "{at: 2026-03-02 10:30, for: 40 min, cuts: waiting}",
            "[[10:30, 40 min]]",
            [
                (
                    "bank.yaml:15:15: channels.phone.outages.0: must be an outage such "
                    'as {at: "10:30", for: 40 min}, not a list'
                ),
            ],
        ),
        (
            "work: 6 min}",
            "work: 6 min, outages: {every: 30 days, for: 1 h, cuts: all}}",
            [
                (
                    "bank.yaml:32:101: channels.email.outages.cuts: 'email' is a mail, "
                    "whose customers do not wait live; what has come in stays; "
                    "allowed: new"
                ),
            ],
        ),
        (
            "talk: 4 min}",
            "talk: 4 min, outages: {every: 30 days, for: 1 h, cuts: waiting}}",
            [
                (
                    "bank.yaml:25:81: channels.back.outages.cuts: 'back' is a "
                    "callback, whose customers do not wait live; what has come in "
                    "stays; allowed: new"
                ),
            ],
        ),
        (
            '{at: "10:30", for: 40 min}',
            '{at: "10:30", for: 40 min, cuts: all}',
            [
                (
                    "bank.yaml:66:42: automation.assistant.outages.0.cuts: does not "
                    "belong to an outage of a bot, which cuts off all its sessions; "
                    "allowed: leave it out"
                ),
            ],
        ),
    ],
)
def test_one_change_is_told_as(old: str, new: str, expected: list[str]) -> None:
    assert faults_of_bank(old, new) == expected


@pytest.mark.parametrize(
    ("outage", "at", "cuts"),
    [
        ('{at: "10:30", for: 1 h}', 37800.0, None),
        ('{at: "10:30", date: 2026-03-03, for: 1 h, cuts: new}', 37800.0, Cuts.NEW),
        ("{at: 2026-03-03, for: 1 h, cuts: all}", 0.0, Cuts.ALL),
        ('{at: "10:30", days: [saturday], for: 1 h}', 37800.0, None),
        ("{every: 30 days, for: 1 h}", None, None),
        ("{at: 2026-03-02 07:21, for: 40 min}", 26460.0, None),
        ("{at: 2026-03-01 23:00, for: {exponential: 1 h}}", 82800.0, None),
    ],
)
def test_outages_may_be(outage: str, at: float | None, cuts: Cuts | None) -> None:
    made = bank("{at: 2026-03-02 10:30, for: 40 min, cuts: waiting}", outage)

    assert faults_of(made) == []
    (found,) = made.channels["phone"].outages
    assert (found.at, found.cuts) == (at, cuts)


def test_outage_of_mail_keeps_newcomers_out() -> None:
    made = bank(
        "work: 6 min}", "work: 6 min, outages: {every: 9 days, for: 1 h, cuts: new}}"
    )

    assert faults_of(made) == []
