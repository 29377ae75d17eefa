"""Scenarios that come along are played, and come to what their comments say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from omnisim import load
from omnisim.experiment import play_replication
from omnisim.journal import check
from omnisim.kpi import compute
from omnisim.report.lights import read_targets
from omnisim.scenario import loads

if TYPE_CHECKING:
    from omnisim.journal import Journal
    from omnisim.kpi import KpiTable

# A branch bank as a planner would write it down, a bot and all kinds of live and
# deferred work together: the longest file that people are expected to write.
BRANCH_BANK = """
name: Branch bank, ordinary Monday
calendar:
  start: 2026-03-02 08:00
  days: 1
  open: "08:00-20:00"
  interval: 30 min
issues:
  balance: {share: 45%, effort: 0.7}
  payment: {share: 35%}
  dispute: {share: 20%, effort: 1.6, needs: seniority}
channels:
  phone:
    kind: call
    arrivals: {per: hour, counts: [18, 24, 30, 31, 28, 26, 27, 29, 28, 24, 17, 11]}
    busy_day: {cv: 6%}
    talk: {lognormal: {mean: 260 s, cv: 1.1}}
    wrap_up: {exponential: 40 s}
    patience: {exponential: 3 min}
    target: 80% within 20 s
    lines: 60
  chat:
    kind: chat
    arrivals: {per: hour, counts: 12}
    issues: {balance: 60%, payment: 40%}
    turns: {geometric: 7}
    agent_turn: {lognormal: {mean: 35 s, cv: 0.8}}
    customer_turn: {lognormal: {mean: 65 s, cv: 1.2}}
    wrap_up: {exponential: 20 s}
    patience: {exponential: 4 min}
    reply_patience: {exponential: 6 min}
    silent: 20%
    close_after: 5 min
    target: 80% within 60 s
  email:
    kind: mail
    arrivals: {per: hour, counts: 6}
    work: {lognormal: {mean: 6 min, cv: 0.9}}
    target: 90% within 8 h
    open: "08:00-18:00"
agents:
  generalists:
    staff: {per: hour, counts: [3, 3, 4, 4, 4, 4, 4, 4, 4, 3, 3, 2]}
    skills: {phone: 1, chat: 2, email: 3}
    may_hold: [{phone: 1}, {chat: 3, email: 1}]
    interrupts: {phone: [email]}
    switch_cost: 5 s
    wage: 24 EUR/h
  seniors:
    shifts:
      - {n: 2, hours: "08:00-16:00", breaks: ["11:30-12:00"]}
      - {n: 2, hours: "12:00-20:00", breaks: ["16:00-16:30"]}
    skills: {phone: 1, chat: 1, email: 2}
    qualified_for: [seniority]
    may_hold: webex.blended_realtime
    pace: 0.9
    wage: 31 EUR/h
    shrinkage: {planned: 8%, absence: 4%}
routing:
  choose_agent: longest_idle
  choose_contact: longest_wait
  overflow:
    - {issue: balance, to: seniors, after: 60 s}
  ring: {time: 4 s, unanswered: 2%}
automation:
  assistant:
    fronts: [chat]
    contains: {balance: 80%, payment: 35%, dispute: 2%}
    session: {lognormal: {mean: 90 s, cv: 0.7}}
    otherwise: {agent: 75%, leave: 25%}
    outages: [{at: "10:30", for: 40 min}]
    cost: 0.15 EUR/session
customers:
  vulnerable: 6%
  context: lost
  repeat_work: 25%
  resolved: {phone: 82%, chat: 74%, email: 70%}
  after:
    abandoned: {phone: [{chat: 20%}, {phone: 35%, after: 8 min}]}
    blocked: {phone: [{phone: 70%, after: 2 min}]}
    unresolved: {any: [{phone: 60%, after: 1 day}]}
  impatient_duplicates: {chat: {after: 3 min, open: phone, probability: 10%}}
targets:
  abandonment: {green: "<= 5%", amber: "<= 8%"}
  cost_per_resolution: {green: "<= 6 EUR"}
"""


def played(
    name: str, pytestconfig: pytest.Config, **changes: str
) -> tuple[Journal, KpiTable]:
    """Play a scenario's first replication; dots in the changes written as ``__``."""
    file = pytestconfig.rootpath / "scenarios" / f"{name}.yaml"
    paths = {key.replace("__", "."): text for key, text in changes.items()}
    asked = load(file, changes=paths)
    journal = play_replication(asked, seed=1, replication=0).journal
    return journal, compute(journal, asked)


@pytest.mark.parametrize(
    "name", ["blended_floor", "chat_desk", "mail_backlog", "messaging_team"]
)
def test_what_is_played_keeps_the_laws_of_journals(
    name: str, pytestconfig: pytest.Config
) -> None:
    file = pytestconfig.rootpath / "scenarios" / f"{name}.yaml"
    asked = load(file)

    journal = play_replication(asked, seed=2, replication=0).journal

    check(journal)
    assert read_targets(asked) != ()


def test_three_chats_at_once_are_fewer_than_three_and_take_longer_than_one(
    pytestconfig: pytest.Config,
) -> None:
    _, alone = played("chat_desk", pytestconfig, agents__desk__may_hold__chat="1")
    _, three = played("chat_desk", pytestconfig)

    assert 1.5 < three.value("concurrency") < 2.8
    assert alone.value("concurrency") == 1.0
    # nine minutes and a quarter, as the file's comments work out; then a third longer
    assert alone.value("session") == pytest.approx(555, rel=0.05)
    assert three.value("session") > 1.25 * alone.value("session")
    assert three.value("reply_wait") > 1.25 * alone.value("reply_wait")


def test_a_preset_keeps_seniors_to_a_call_or_two_chats(
    pytestconfig: pytest.Config,
) -> None:
    journal, figures = played("blended_floor", pytestconfig)

    seniors = journal.provenance.groups.index("seniors")
    mine = journal.agents["group"][journal.agent_spans["agent"]] == seniors
    # two chats and a mail, if it comes to that
    assert 2 <= journal.agent_spans["held"][mine].max() <= 3
    assert figures.value("mail_interruptions", slice="channel:email") > 0.5


def test_the_weekend_leaves_the_largest_backlog_for_monday_morning(
    pytestconfig: pytest.Config,
) -> None:
    _, figures = played("mail_backlog", pytestconfig)

    friday = figures.value("backlog", slice="channel:email", window="day:1")
    sunday = figures.value("backlog", slice="channel:email", window="day:3")
    wednesday = figures.value("backlog", slice="channel:email", window="day:6")
    assert sunday > friday + 250
    assert wednesday < sunday


def test_messages_come_back_above_the_limit_only_if_they_may_exceed_it(
    pytestconfig: pytest.Config,
) -> None:
    _, queued = played("messaging_team", pytestconfig)
    _, exceeds = played(
        "messaging_team", pytestconfig, channels__messages__revive="exceed"
    )

    assert queued.value("revived_above_limit") == 0
    assert exceeds.value("revived_above_limit") > 0


def test_a_bank_with_everything_in_one_file_is_played() -> None:
    asked = loads(BRANCH_BANK)

    journal = play_replication(asked, seed=1, replication=0).journal

    check(journal)
    assert len(journal.contacts) > 400
    assert len(journal.turns) > 200
    assert len(journal.sessions) > 80
