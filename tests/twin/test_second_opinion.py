"""The engine beside a dull simulator that shares nothing but the order of events."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import dull_centre as dull
import pytest
from examples import examples
from hypothesis import given
from hypothesis import strategies as st

from omnisim.engine import play
from omnisim.journal import check
from omnisim.journal.schema import Activity
from omnisim.population import draw_population
from omnisim.scenario import from_dict

if TYPE_CHECKING:
    from omnisim.journal import Journal

NAMES = "abc"
DAY = 86400
LENGTH = 200  # seconds in which everything happens, to the end of the calendar


def whole(low: int, high: int) -> st.SearchStrategy[int]:
    """Return multiples of five, so that ties abound."""
    return st.integers(low // 5, high // 5).map(lambda n: 5 * n)


def laws(high: int) -> st.SearchStrategy[Any]:
    observed = st.lists(whole(0, high), min_size=1, max_size=3)
    return observed.map(lambda values: {"observations": [f"{v} s" for v in values]})


def clock(second: int) -> str:
    """Write a second of the last few minutes before eight in the morning."""
    at = 8 * 3600 - LENGTH + second
    return f"{at // 3600:02d}:{at // 60 % 60:02d}:{at % 60:02d}"


@st.composite
def shifts(draw: st.DrawFn) -> dict[str, Any]:
    begin = draw(whole(0, 100))
    end = draw(whole(begin + 40, LENGTH + 60))
    pause = sorted(draw(st.sets(whole(begin + 5, end - 5), min_size=2, max_size=2)))
    return {
        "n": str(draw(st.integers(1, 2))),
        "hours": f"{clock(begin)}-{clock(end)}",
        "breaks": draw(st.sampled_from([[], ["-".join(map(clock, pause))]])),
        "days": "tuesday",
    }


@st.composite
def centres(draw: st.DrawFn) -> tuple[dull.Centre, dict[str, Any]]:
    """Return the same centre twice: for the dull simulator, and as a scenario."""
    channels = range(draw(st.integers(1, 3)))
    groups = range(draw(st.integers(1, 3)))
    lines = [
        dull.Line(draw(st.integers(1, 2)), draw(st.none() | st.integers(1, 4)))
        for _ in channels
    ]
    skills = [
        {c: draw(st.integers(1, 2)) for c in channels if g == 0 or draw(st.booleans())}
        for g in groups
    ]
    crews = [
        dull.Group(
            skill,
            draw(st.integers(1, 2)),
            {c: 1 for c in skill if draw(st.integers(0, 3)) == 0},
        )
        for skill in skills
    ]
    overflow = [
        dull.Overflow(c, g, draw(whole(0, 40)))
        for g in groups
        for c in channels
        if c not in skills[g] and draw(st.booleans())
    ]
    transfer = draw(
        st.none() | st.builds(dull.Transfer, st.just(0), st.just(1), st.just(0.5))
    )
    rings = draw(st.booleans())
    centre = dull.Centre(
        channels=lines,
        groups=crews,
        overflow=overflow,
        transfer=transfer if len(groups) > 1 else None,
        contact_rule=draw(st.sampled_from(["priority", "longest_wait", "preference"])),
        ring=draw(whole(0, 15)) if rings else 0,
        unanswered=draw(st.sampled_from([0.0, 0.5])) if rings else 0.0,
        away=draw(whole(0, 30)) if rings else 0,
    )
    return centre, draw(scenario_of(centre))


@st.composite
def scenario_of(draw: st.DrawFn, centre: dull.Centre) -> dict[str, Any]:
    """Write a centre as a scenario; who comes and when is drawn here."""
    times = st.lists(whole(DAY - LENGTH, DAY - 5), min_size=1, max_size=14)
    routing: dict[str, Any] = {
        "choose_contact": centre.contact_rule,
        "ring": {
            "time": f"{centre.ring} s",
            "unanswered": f"{centre.unanswered:.0%}",
            "away": f"{centre.away} s",
        },
        "overflow": [
            {"channel": NAMES[o.channel], "to": NAMES[o.to], "after": f"{o.after} s"}
            for o in centre.overflow
        ],
    }
    if centre.transfer is not None:
        routing["transfers"] = [{"from": "a", "to": "b", "share": "50%"}]
    return {
        "name": "dull",
        "calendar": {"start": "2026-03-02 08:00", "run_out": f"{draw(whole(0, 60))} s"},
        "channels": {
            NAMES[number]: {
                "kind": "call",
                "arrivals": {"times": [f"{at} s" for at in draw(times)]},
                "talk": draw(laws(60)),
                "wrap_up": draw(laws(30)),
                "patience": draw(st.just("never") | laws(60)),
                "priority": str(channel.priority),
                **({} if channel.lines is None else {"lines": str(channel.lines)}),
            }
            for number, channel in enumerate(centre.channels)
        },
        "agents": {
            NAMES[number]: {
                "skills": {NAMES[c]: str(p) for c, p in group.preferences.items()},
                "pace": str(group.pace),
                "reserved": {NAMES[c]: str(n) for c, n in group.reserved.items()},
                "shifts": draw(st.lists(shifts(), min_size=1, max_size=2)),
            }
            for number, group in enumerate(centre.groups)
        },
        "routing": routing,
    }


def agents_of(journal: Journal) -> list[dull.Agent]:
    """Return the agents with their stretches of work, as scheduled."""
    return [
        dull.Agent(
            number,
            int(group),
            [
                (float(duty["from_at"]), float(duty["to_at"]))
                for duty in journal.duties
                if duty["agent"] == number and duty["activity"] == Activity.WORK
            ],
        )
        for number, group in enumerate(journal.agents["group"])
    ]


def rows_of_play(made: dull.Play, limit: float) -> list[tuple[float, ...]]:
    """Return the interactions as the journal has them; None for what never was."""
    return [
        (
            leg.contact,
            leg.leg,
            leg.outcome,
            0,  # callers who leave hang up
            0,  # the story travels with them
            0 if leg.leg else -1,  # nobody is told of a transfer
            *called(leg),
            leg.n_offers,
            *(
                None if math.isnan(at) or (at > limit and column != "turn_at") else at
                for column in INSTANTS
                for at in [getattr(leg, column)]
            ),
        )
        for leg in sorted(made.legs, key=lambda leg: (leg.contact, leg.leg))
    ]


def called(leg: dull.Leg) -> tuple[int, int]:
    """Return group and number of the agent who answered, if any."""
    if leg.agent is None or math.isnan(leg.answered_at):
        return -1, -1
    return leg.agent.group, leg.agent.number


INSTANTS = (
    "queued_at", "turn_at", "answered_at", "left_at", "talk_end_at", "wrap_up_end_at",
)  # fmt: skip


def rows_of_journal(journal: Journal) -> list[tuple[float, ...]]:
    return [
        tuple(None if math.isnan(value) else value for value in row)
        for row in journal.interactions.tolist()
    ]


@pytest.mark.slow
@examples(300)
@given(centres(), st.integers(0, 3))
def test_every_stay_is_the_same_to_the_bit(
    made: tuple[dull.Centre, dict[str, Any]], seed: int
) -> None:
    centre, data = made
    scenario = from_dict(data)
    population = draw_population(scenario, seed=seed, replication=0)
    journal = play(scenario, population)
    limit = DAY + (scenario.calendar.run_out or 0.0)

    opinion = dull.Play(centre, population, agents_of(journal), limit)

    check(journal)
    assert rows_of_journal(journal) == rows_of_play(opinion, limit)
