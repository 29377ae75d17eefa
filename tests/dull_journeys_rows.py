"""The rows of dull journeys and those of a journal, in the same plain form."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from dull_journeys_people import Agent

from omnisim.journal.schema import Activity

if TYPE_CHECKING:
    from dull_journeys import Journeys
    from dull_journeys_people import Trouble

    from omnisim.journal import Journal
    from omnisim.scenario import Scenario

__all__ = ["agents_of", "rows_of_journal", "rows_of_journeys"]

Row = tuple[float | None, ...]
Rows = dict[str, list[Row]]

TABLES = ("contacts", "interactions", "sessions", "notices", "outages")


def agents_of(scenario: Scenario, journal: Journal) -> list[Agent]:
    """Return the agents with their stretches of work, as scheduled."""
    groups = sorted(scenario.agents)
    sizes = [
        int((journal.agents["group"] == code).sum()) for code in range(len(groups))
    ]
    return [
        Agent(
            number,
            int(row["group"]),
            int(row["number"]),
            sizes[row["group"]],
            scenario.agents[groups[row["group"]]],
            [
                (float(duty["from_at"]), float(duty["to_at"]))
                for duty in journal.duties
                if duty["agent"] == number and duty["activity"] == Activity.WORK
            ],
        )
        for number, row in enumerate(journal.agents)
    ]


def rows_of_journal(journal: Journal) -> Rows:
    """Return the rows of a journal, None for what never was.

    Interactions, sessions and outages are written when they are over: here they stand
    in order.
    """
    rows = {
        name: [
            tuple(None if math.isnan(value) else value for value in row)
            for row in getattr(journal, name).tolist()
        ]
        for name in TABLES
    }
    for name in ("interactions", "sessions", "outages"):
        rows[name].sort(key=lambda row: row[:3])
    return rows


def rows_of_journeys(made: Journeys, limit: float, ended_at: float) -> Rows:
    """Return the same of the dull simulator, of a run that ended when all was over."""
    bots = sorted(made.scenario.automation)
    codes = {name: code for code, name in enumerate(made.population.channels)}

    def row(*values: Any) -> Row:  # noqa: ANN401 - numbers of any kind
        return tuple(
            None if math.isnan(one) or (type(one) is float and one > limit) else one
            for one in values
        )

    return {
        "contacts": [
            row(
                one.coming.customer, codes[one.coming.channel],
                made.population.issues.index(one.issue), one.coming.attempt,
                one.coming.cause, one.outcome, one.resolved, int(one.vulnerable),
                one.coming.at, one.closed_at,
            )
            for one in made.visits
        ],
        "interactions": [
            row(
                one.number, 0, leg.outcome, 0, leg.story, leg.told,
                -1 if agent is None or math.isnan(leg.answered_at) else agent.group,
                -1 if agent is None or math.isnan(leg.answered_at) else agent.number,
                leg.n_offers, leg.queued_at, leg.turn_at, leg.answered_at,
                leg.left_at, leg.talk_end_at, leg.wrap_up_end_at,
            )
            for one in made.visits
            if (leg := one.leg) is not None
            for agent in [leg.agent]
        ],
        "sessions": [
            row(
                one.number, bots.index(one.session.bot), one.session.outcome,
                one.session.from_at,
                ended_at if math.isnan(one.session.to_at) else one.session.to_at,
            )
            for one in made.visits
            if one.session is not None
        ],
        "notices": [row(*one) for one in made.notices],
        "outages": sorted(
            (
                codes.get(name, -1),
                bots.index(name.removeprefix("bot ")) if name not in codes else -1,
                begin,
                min(end, ended_at),
            )
            for name, found in made.troubles.items()
            for begin, end in merged(found)
            if begin <= ended_at
        ),
    }  # fmt: skip


def merged(found: list[Trouble]) -> list[tuple[float, float]]:
    """Return times without a break in which something is out of order."""
    made: list[tuple[float, float]] = []
    for one in found:
        if made and one.from_at <= made[-1][1]:
            made[-1] = (made[-1][0], max(made[-1][1], one.to_at))
        else:
            made.append((one.from_at, one.to_at))
    return made
