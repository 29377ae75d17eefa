"""Customers and issues are conserved, whatever bots, outages and channels do."""

from __future__ import annotations

import tempfile
from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np
from examples import examples
from hypothesis import given
from hypothesis import strategies as st
from journey_strategies import journeys
from strategies import play_out

from omnisim.journal import (
    Cause,
    Notice,
    Outcome,
    check,
    load,
    save,
    tell_agent,
    tell_contact,
    tell_customer,
)
from omnisim.kpi import compute
from omnisim.population import Purpose

if TYPE_CHECKING:
    from strategies import Played

EXAMPLES = 40

played_journeys = st.builds(play_out, journeys(), seed=st.integers(0, 3))


@examples(4 * EXAMPLES)
@given(played_journeys)
def test_the_journal_obeys_every_law(run: Played) -> None:
    check(run.journal)


@examples(2 * EXAMPLES)
@given(played_journeys)
def test_every_customer_comes_once_first_or_is_told_or_never_invited(
    run: Played,
) -> None:
    contacts, notices = run.journal.contacts, run.journal.notices
    firsts = contacts["customer"][contacts["cause"] == Cause.FIRST].tolist()
    spared = with_notice(run, Notice.PROACTIVE, worked=1)
    declined = with_notice(run, Notice.INVITATION, worked=0)
    visitors = visitors_of(run)

    came = Counter(firsts + spared + declined)
    missing = sorted(set(range(len(run.population))) - set(came))

    # nobody is lost or doubled; who is in no table was a visitor without an invitation
    assert max(came.values(), default=0) <= 1
    assert set(missing) <= visitors
    assert set(declined) <= visitors
    assert set(notices["customer"].tolist()) <= set(range(len(run.population)))


@examples(EXAMPLES)
@given(played_journeys)
def test_every_contact_ends_once_and_keeps_the_issue_of_its_customer(
    run: Played,
) -> None:
    contacts = run.journal.contacts

    issues = run.population.issue[contacts["customer"]]
    assert contacts["issue"].tolist() == issues.tolist()
    is_open = np.isnan(contacts["closed_at"])
    assert is_open.tolist() == (contacts["outcome"] == Outcome.OPEN).tolist()


@examples(EXAMPLES)
@given(played_journeys)
def test_every_further_contact_answers_for_one_that_ended_or_waits(
    run: Played,
) -> None:
    contacts = run.journal.contacts
    further = contacts[contacts["cause"] != Cause.FIRST]

    # each cause has at least as many endings, customer by customer
    follows = Counter(
        (int(row["customer"]), ENDINGS[int(row["cause"])])
        for row in further
        if int(row["cause"]) in ENDINGS
    )
    endings = Counter(
        (int(row["customer"]), int(row["outcome"]))
        for row in contacts
        if row["resolved"] != 1
    )
    assert follows - endings == Counter()


@examples(EXAMPLES)
@given(played_journeys)
def test_who_moves_on_advice_or_to_be_called_back_is_there_at_once(
    run: Played,
) -> None:
    contacts = run.journal.contacts
    for outcome, cause in (
        (Outcome.MOVED, Cause.MOVED),
        (Outcome.CALLBACK, Cause.OFFERED),
    ):
        left = contacts[contacts["outcome"] == outcome]
        came = contacts[contacts["cause"] == cause]

        assert sorted(zip(left["customer"], left["closed_at"], strict=True)) == sorted(
            zip(came["customer"], came["arrived_at"], strict=True)
        )


@examples(EXAMPLES)
@given(played_journeys)
def test_the_vulnerable_are_drawn_by_customer_and_never_meet_a_bot(
    run: Played,
) -> None:
    contacts, share = run.journal.contacts, run.scenario.customers.vulnerable
    drawn = [
        int(share > run.population.coin(Purpose.VULNERABLE, int(customer), 1))
        for customer in contacts["customer"]
    ]

    assert contacts["vulnerable"].tolist() == drawn
    assert not contacts["vulnerable"][run.journal.sessions["contact"]].any()


@examples(EXAMPLES)
@given(played_journeys)
def test_a_bot_never_holds_more_sessions_than_it_may(run: Played) -> None:
    most = [bot.sessions for bot in run.scenario.automation.values()]
    sessions = run.journal.sessions

    for bot, limit in enumerate(most):
        mine = sessions[sessions["bot"] == bot]
        steps = [(float(at), 1) for at in mine["from_at"]]
        steps += [(float(at), -1) for at in mine["to_at"]]
        held = np.cumsum([step for _, step in sorted(steps)])
        assert limit is None or max(held, default=0) <= limit


@examples(EXAMPLES)
@given(played_journeys)
def test_nobody_talks_or_waits_on_a_line_that_an_outage_has_cut(run: Played) -> None:
    outages, contacts = run.journal.outages, run.journal.contacts
    names = run.journal.provenance.channels
    for outage in outages[outages["channel"] >= 0]:
        channel = run.scenario.channels[names[outage["channel"]]]
        if channel.kind in ("message", "mail", "callback") or any(
            one.cuts not in (None, "all") for one in channel.outages
        ):
            continue
        mine = contacts[contacts["channel"] == outage["channel"]]
        is_there = (mine["arrived_at"] < outage["to_at"]) & ~(
            mine["closed_at"] <= outage["from_at"]
        )
        is_cut = np.isin(mine["outcome"], (Outcome.CUT_OFF, Outcome.CLOSED))
        # who was gone by the cut, or found to be served elsewhere just then, was not
        settles = mine["outcome"] == Outcome.FOUND_OUT
        assert (is_cut | settles)[is_there].all()


@examples(EXAMPLES // 2)
@given(played_journeys)
def test_outcomes_add_up_to_those_who_came(run: Played) -> None:
    table = compute(run.journal, run.scenario)
    rows = (table.window_kind == "run") & (table.slice_kind == "all")
    value = dict(
        zip(table.kpi[rows].tolist(), table.numerator[rows].tolist(), strict=True)
    )

    assert value["arrived"] == sum(value.get(name, 0.0) for name in OUTCOMES)


@examples(EXAMPLES // 3)
@given(played_journeys)
def test_a_journal_comes_back_from_its_files(run: Played) -> None:
    with tempfile.TemporaryDirectory() as folder:
        save(run.journal, folder)

        assert load(folder).is_identical(run.journal)


@examples(EXAMPLES)
@given(played_journeys)
def test_everybody_has_a_story(run: Played) -> None:
    start = run.scenario.calendar.start

    stories = [
        tell_contact(run.journal, n, start=start)
        for n in range(len(run.journal.contacts))
    ]
    stories += [
        tell_agent(run.journal, n, start=start) for n in range(len(run.journal.agents))
    ]
    stories += [
        tell_customer(run.journal, n, start=start)
        for n in set(run.journal.contacts["customer"].tolist())
    ]

    assert [story for story in stories if not story or "nan" in story] == []


ENDINGS = {
    Cause.BLOCKED: Outcome.BLOCKED,
    Cause.BALKED: Outcome.BALKED,
    Cause.ABANDONED: Outcome.ABANDONED,
    Cause.UNRESOLVED: Outcome.HANDLED,
    Cause.QUIT: Outcome.QUIT,
    Cause.UNREACHED: Outcome.UNREACHED,
    Cause.CUT_OFF: Outcome.CUT_OFF,
    Cause.UNHELPED: Outcome.UNHELPED,
    Cause.CONTAINED: Outcome.CONTAINED,
}
OUTCOMES = (
    "handled",
    "abandoned",
    "blocked",
    "balked",
    "closed",
    "quit",
    "callback_taken",
    "unreached",
    "cut_off",
    "contained",
    "unhelped",
    "moved",
    "withdrawn",
    "merged",
    "found_out",
    "open",
)


def with_notice(run: Played, kind: Notice, *, worked: int) -> list[Any]:
    """Return the customers who had a message that did, or did not do, its work."""
    notices = run.journal.notices
    wanted = (notices["kind"] == kind) & (notices["worked"] == worked)
    found: list[Any] = notices["customer"][wanted].tolist()
    return found


def visitors_of(run: Played) -> set[int]:
    """Return the customers who come to a channel only if they are invited."""
    invited = [channel.invite is not None for channel in run.scenario.channels.values()]
    return {n for n, channel in enumerate(run.population.channel) if invited[channel]}
