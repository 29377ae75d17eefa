"""Cases of bots in front of a phone: contained, passed on, full, out of order."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from theory.bots import Issue, Returns, broken, front, left_over
from theory.classes import cobham_many, pollaczek_khinchine
from theory.erlang import erlang_b
from theory.patience import exponential, mmng
from verification.case import Case, Figure
from verification.controls import Demand
from verification.followed import (
    ended_as,
    helped,
    made,
    met,
    out_of_order,
    served,
    session_length,
    sessions_ended,
    talk_of_agents,
    unmet,
    wait_of_met,
)
from verification.sample import abandoned, delayed, mean_wait, occupancy, within
from verification.waiting import HOUR, counted, phone

from omnisim.journal.schema import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["CASES"]

WINDOW = 1 * HOUR, 21 * HOUR


def _arithmetic(title: str, says: str, seed: int, *, first_only: bool) -> Case:
    rate, talk = 4 / 60, 60.0
    issues = (
        Issue(0.6, 0.7, misled=0.3, effort=0.5, resolved=0.95),
        Issue(0.4, 0.2, misled=0.1, effort=1.75, resolved=0.75),
    )
    theory = front(
        issues,
        escalates=0.75,
        returns=Returns(contained=0.7, unhelped=0.6, unresolved=0.5),
        vulnerable=0.15,
        retold=0.25,
        first_only=first_only,
    )
    demands = (Demand(*WINDOW, rate, talk),)
    meets = "first" if first_only else "all"
    return Case(
        title=title,
        setting="4 customers a minute, 60 % with an easy issue (half the work, 70 % "
        "contained, of these 30 % not resolved), the others with a hard one (1.75 "
        "times the work; 20 %, 10 %); 75 % of those not contained go on to an agent, "
        "of whom there are enough, and tell their story again for 25 % more work; 15 % "
        "of customers need a person; 70 % of those wrongly contained, 60 % of those "
        "who left the bot and 50 % of those whom an agent did not help call again"
        f"{says}",
        source="Sums over issues, customers and their chains of contacts",
        scenario=phone(
            f"talk: {{exponential: {talk:g} s}}",
            rate=rate,
            staff=30,
            more=f"""
issues: {{easy: {{share: 60%, effort: 0.5}}, hard: {{share: 40%, effort: 1.75}}}}
automation:
  bot:
    fronts: phone
    contains: {{easy: 70%, hard: 20%}}
    false_containment: {{easy: 30%, hard: 10%}}
    session: {{lognormal: {{mean: 90 s, cv: 0.8}}}}
    otherwise: {{agent: 75%, leave: 25%}}
    meets: {meets}
customers:
  vulnerable: 15%
  context: {{bot: lost, any: kept}}
  repeat_work: 25%
  resolved: {{phone: {{easy: 95%, hard: 75%}}}}
  after:
    contained: {{phone: [{{phone: 70%, after: {{exponential: 10 min}}}}]}}
    unhelped: {{phone: [{{phone: 60%, after: {{exponential: 5 min}}}}]}}
    unresolved: {{phone: [{{phone: 50%, after: {{exponential: 15 min}}}}]}}
""",
        ),
        demands=demands,
        figures=(
            *counted(demands),
            Figure("contacts per customer", theory.contacts, 0.015, made(), ""),
            Figure("met the bot, of contacts", theory.sessions, 0.015, met),
            Figure(
                "reported containment",
                theory.contained,
                0.03,
                sessions_ended(Outcome.CONTAINED),
            ),
            Figure(
                "true containment",
                theory.resolved,
                0.04,
                sessions_ended(Outcome.CONTAINED, resolved=True),
            ),
            Figure(
                "reported containment, easy",
                0.7,
                0.025,
                sessions_ended(Outcome.CONTAINED, issue="easy"),
            ),
            Figure(
                "true containment, hard",
                0.18,
                0.1,
                sessions_ended(Outcome.CONTAINED, issue="hard", resolved=True),
            ),
            Figure(
                "passed on, of sessions",
                theory.escalated,
                0.045,
                sessions_ended(Outcome.ESCALATED),
            ),
            Figure("session", 90.0, 0.025, session_length, "s"),
            Figure("came to agents, per customer", theory.agents, 0.03, served, ""),
            Figure(
                "work of those, mean", talk * theory.work, 0.035, talk_of_agents, "s"
            ),
            Figure("issues resolved", theory.helped, 0.0125, helped),
        ),
        replications=30,
        seed=seed,
        window=WINDOW,
    )


def _told() -> Case:
    n, rate, talk, contained, alone = 6, 5 / 60, 120.0, 0.4, 0.2
    passed = (1 - alone) * (1 - contained)
    joins = alone + passed
    laws = (alone / joins, 80.0), (passed / joins, 120.0)
    theory = mmng(n, joins * rate, talk, exponential(*laws), (40.0,))
    demands = (Demand(*WINDOW, rate, talk),)
    return Case(
        title="Behind a bot",
        setting="5 customers a minute, of whom 20 % need a person; the bot contains "
        "40 % of the others and tells those it passes on, who then wait half as long "
        "again; 6 agents, exponential talk of 2 min and patience of 80 s: Poisson "
        "arrivals with a mixture of patience",
        source="Mirasol (1963) on what leaves M/G/infinity; Baccelli and Hebuterne "
        "(1981)",
        scenario=phone(
            "talk: {exponential: 2 min}, patience: {exponential: 80 s}",
            rate=rate,
            staff=n,
            more="""
automation:
  bot:
    fronts: phone
    contains: 40%
    session: {gamma: {mean: 60 s, cv: 0.5}}
    failed_session: {lognormal: {mean: 30 s, cv: 1.5}}
    told: yes
customers: {vulnerable: 20%, told_patience: 1.5, context: kept}
""",
        ),
        demands=demands,
        figures=(
            *counted(demands),
            Figure("met the bot", 1 - alone, 0.0125, met),
            Figure("contained", contained, 0.035, sessions_ended(Outcome.CONTAINED)),
            Figure("session", 0.4 * 60 + 0.6 * 30, 0.03, session_length, "s"),
            Figure("delayed", theory.delayed, 0.05, delayed()),
            Figure("abandoned", theory.abandoned, 0.07, abandoned()),
            Figure("mean wait", theory.mean_wait, 0.125, mean_wait(), "s"),
            Figure("answered within 40 s", theory.levels[0], 0.055, within(40.0)),
            Figure("occupancy", theory.occupancy, 0.0175, occupancy()),
        ),
        replications=30,
        seed=903,
        window=WINDOW,
    )


def _heavier() -> Case:
    rate, talk = 4 / 60, 10.0
    issues = Issue(0.7, 0.7, effort=0.5), Issue(0.3, 0.1, effort=2.0)
    left = left_over(issues, talk)
    load = rate * left.share * left.mean
    wait = pollaczek_khinchine(rate * left.share, left.mean, left.cv)
    demands = (Demand(*WINDOW, rate, 0.95 * talk),)
    return Case(
        title="One agent behind a bot",
        setting="4 customers a minute, 70 % with an easy issue (exponential talk of "
        "5 s, 70 % contained), the others with a hard one (20 s, 10 %); what is "
        "left is M/G/1 with a longer and more varied handle time",
        source="Mirasol (1963); Pollaczek (1930), Khinchine (1932)",
        scenario=phone(
            f"talk: {{exponential: {talk:g} s}}",
            rate=rate,
            staff=1,
            more="""
issues: {easy: {share: 70%, effort: 0.5}, hard: {share: 30%, effort: 2.0}}
automation:
  bot:
    fronts: phone
    contains: {easy: 70%, hard: 10%}
    session: {exponential: 30 s}
customers: {context: kept}
""",
        ),
        demands=demands,
        figures=(
            *counted(demands),
            Figure("came to the agent", left.share, 0.025, served, ""),
            Figure("handle time", left.mean, 0.025, talk_of_agents, "s"),
            Figure("delayed", load, 0.06, delayed()),
            Figure("mean wait", wait, 0.175, mean_wait(), "s"),
            Figure("occupancy", load, 0.03, occupancy()),
        ),
        replications=30,
        seed=908,
        window=WINDOW,
    )


def _ahead() -> Case:
    n, rate, talk, contained, alone = 5, 5 / 60, 50.0, 0.3, 0.4
    passed = (1 - alone) * (1 - contained)
    first, second = cobham_many(n, (passed * rate, alone * rate), talk)
    demands = (Demand(*WINDOW, rate, talk),)
    return Case(
        title="Passed on ahead of others",
        setting="5 customers a minute, of whom 40 % need a person; the bot contains "
        "30 % of the others, and those it passes on go first; 5 agents, exponential "
        "talk of 50 s",
        source="Cobham (1954); Kella and Yechiali (1985)",
        scenario=phone(
            "talk: {exponential: 50 s}",
            rate=rate,
            staff=n,
            more="""
automation:
  bot:
    fronts: phone
    contains: 30%
    session: {exponential: 40 s}
    priority: 1
customers: {vulnerable: 40%, context: kept}
""",
        ),
        demands=demands,
        figures=(
            *counted(demands),
            Figure("met the bot", 1 - alone, 0.025, met),
            Figure("mean wait, from the bot", first, 0.2, wait_of_met(bot=True), "s"),
            Figure("mean wait, others", second, 0.25, wait_of_met(bot=False), "s"),
        ),
        replications=30,
        seed=904,
        window=WINDOW,
    )


def _full() -> Case:
    places, rate, contained = 6, 4 / 60, 0.5
    full = erlang_b(places, rate * (0.5 * 120 + 0.5 * 48))
    demands = (Demand(*WINDOW, rate, 30.0),)
    return Case(
        title="A bot with few sessions",
        setting="4 customers a minute at a bot with 6 sessions at once, which contains "
        "half of them in 2 min (lognormal, cv 1.2) and passes the others on after 48 s "
        "(exponential): of the law only the mean matters; who finds it full goes to "
        "the agents, of whom there are enough",
        source="Erlang (1917); Sevastyanov (1957)",
        scenario=phone(
            "talk: {exponential: 30 s}",
            rate=rate,
            staff=40,
            more="""
automation:
  bot:
    fronts: phone
    contains: 50%
    session: {lognormal: {mean: 2 min, cv: 1.2}}
    failed_session: {exponential: 48 s}
    sessions: 6
""",
        ),
        demands=demands,
        figures=(
            *counted(demands),
            Figure("found the bot full", full, 0.065, unmet()),
            Figure("contained", contained, 0.035, sessions_ended(Outcome.CONTAINED)),
            Figure("session", 84.0, 0.04, session_length, "s"),
            Figure("came to agents", 1 - (1 - full) * contained, 0.02, served, ""),
        ),
        replications=30,
        seed=905,
        window=WINDOW,
    )


def _turned_away() -> Case:
    places, rate, alone = 4, 3 / 60, 0.1
    full = erlang_b(places, rate * (1 - alone) * 60.0)
    turned_away = alone + (1 - alone) * full
    left = (1 - turned_away) * 0.4
    demands = (Demand(*WINDOW, rate, 0.0, "service"),)
    return Case(
        title="Self-service that turns away",
        setting="3 customers a minute at a self-service with 4 sessions at once of 60 "
        "s (gamma, cv 0.5), which contains 60 %; 10 % of all need a person and are "
        "turned away, as is who finds it full; 70 % of those who got no help call an "
        "agent, of whom there are enough, a minute later",
        source="Erlang (1917); Sevastyanov (1957)",
        scenario="""
calendar: {start: 2026-03-02 00:00, days: 1, open: "00:00-24:00"}
channels:
  service: {kind: bot, arrivals: {rate: 180/h}}
  phone: {kind: call, talk: {exponential: 30 s}}
agents: {desk: {staff: 30, skills: {phone: 1}}}
automation:
  bot:
    fronts: service
    contains: 60%
    session: {gamma: {mean: 60 s, cv: 0.5}}
    sessions: 4
    otherwise: {leave: 100%}
    unavailable: refuse
customers:
  vulnerable: 10%
  after: {unhelped: {service: [{phone: 70%, after: {exponential: 1 min}}]}}
""",
        demands=demands,
        figures=(
            *counted(demands, "customers"),
            Figure("turned away", turned_away, 0.04, unmet(channel="service")),
            Figure("session", 60.0, 0.02, session_length, "s"),
            Figure("contained", 0.6, 0.03, sessions_ended(Outcome.CONTAINED)),
            Figure(
                "without help",
                turned_away + left,
                0.025,
                ended_as(Outcome.UNHELPED, channel="service"),
            ),
            Figure(
                "calls per customer",
                0.7 * (turned_away + left),
                0.035,
                made("phone"),
                "",
            ),
        ),
        replications=30,
        seed=906,
        window=WINDOW,
    )


def _out_of_order() -> Case:
    rate, every, lasts = 4 / 60, 100.0, 30.0
    contained, failed = 40.0, 20.0  # mean length of a session
    theory = broken(every, lasts, [(0.5, contained), (0.5, failed)])
    contains = 0.5 * every / (every + contained)
    passes = 0.5 * every / (every + failed)
    # the time to the end of a session or to the outage, whichever is first
    length = 0.5 / (1 / contained + 1 / every) + 0.5 / (1 / failed + 1 / every)
    demands = (Demand(*WINDOW, rate, 30.0),)
    return Case(
        title="A bot that breaks down",
        setting="4 customers a minute at a bot that works for 100 s and is out of "
        "order for 30 s (exponential, gamma with cv 0.7), and would contain half of "
        "those it meets in 40 s and pass on the others after 20 s (exponential); "
        "whom it cannot serve, or serve to the end, goes to the agents",
        source="Alternating renewal process, Cox (1962)",
        scenario=phone(
            "talk: {exponential: 30 s}",
            rate=rate,
            staff=40,
            more="""
automation:
  bot:
    fronts: phone
    contains: 50%
    session: {exponential: 40 s}
    failed_session: {exponential: 20 s}
    outages: {every: 100 s, for: {gamma: {mean: 30 s, cv: 0.7}}}
""",
        ),
        demands=demands,
        figures=(
            *counted(demands),
            Figure("out of order", theory.down, 0.065, out_of_order),
            Figure("found the bot out of order", theory.down, 0.085, unmet()),
            Figure("cut off", theory.cut_off, 0.085, sessions_ended(Outcome.CUT_OFF)),
            Figure("contained", contains, 0.04, sessions_ended(Outcome.CONTAINED)),
            Figure("passed on", passes, 0.04, sessions_ended(Outcome.ESCALATED)),
            Figure("session", length, 0.04, session_length, "s"),
            Figure(
                "came to agents",
                theory.down + (1 - theory.down) * (1 - contains),
                0.02,
                served,
                "",
            ),
        ),
        replications=30,
        seed=907,
        window=WINDOW,
    )


CASES: dict[str, Callable[[], Case]] = {
    "bot-arithmetic": partial(
        _arithmetic, "What a bot leaves over", "", 901, first_only=False
    ),
    "bot-first-only": partial(
        _arithmetic,
        "What a bot leaves over, met once",
        ", and pass the bot by",
        902,
        first_only=True,
    ),
    "bot-told": _told,
    "bot-one-agent": _heavier,
    "bot-priority": _ahead,
    "bot-full": _full,
    "bot-turns-away": _turned_away,
    "bot-out-of-order": _out_of_order,
}
