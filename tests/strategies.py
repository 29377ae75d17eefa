"""Hypothesis: small valid scenarios whose times are whole seconds, so that ties abound.

Five minutes of a centre with up to three channels, issues and groups, a handful
of recorded arrivals, and every rule of routing and behaviour that calls know.
Instants lie on a grid of ten seconds, and many things therefore happen at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from omnisim.engine import play
from omnisim.population import draw_population
from omnisim.scenario import from_dict
from omnisim.scenario.choices import AgentRule, ContactRule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from omnisim.journal import Journal
    from omnisim.population import Population
    from omnisim.scenario import Scenario

__all__ = ["Data", "Played", "plain_queues", "play_out", "played", "scenarios"]

Data = dict[str, Any]

CHANNELS = ("phone", "sales", "vip")
ISSUES = ("balance", "dispute", "order")
GROUPS = ("desk", "junior", "seniors")
LENGTH = 300  # seconds open
GRID = 10


@dataclass(frozen=True)
class Played:
    """A scenario as it was written, and what came of it."""

    data: Data
    scenario: Scenario
    population: Population
    journal: Journal


def seconds(low: int = 0, high: int = 60) -> st.SearchStrategy[int]:
    """Return whole seconds on the grid."""
    return st.integers(low // GRID, high // GRID).map(lambda n: n * GRID)


def clocks(low: int = 0, high: int = LENGTH) -> st.SearchStrategy[str]:
    """Return clock times of the morning on the grid."""
    return seconds(low, high).map(clock)


def clock(second: int) -> str:
    """Write a second after eight as a clock time."""
    return f"08:{second // 60:02d}:{second % 60:02d}"


def laws(low: int = 0, high: int = 60) -> st.SearchStrategy[Any]:
    """Return laws of whole seconds: constant, or a short list of observations."""
    constant = seconds(low, high).map(lambda value: f"{value} s")
    observed = st.lists(constant, min_size=1, max_size=4).map(
        lambda values: {"observations": values}
    )
    return constant | observed


def shares() -> st.SearchStrategy[str]:
    """Return shares, the certain ones among them."""
    return st.sampled_from(["0%", "20%", "50%", "80%", "100%"])


@st.composite
def shifts(draw: st.DrawFn) -> Data:
    """Return agents on duty at the same hours, perhaps with breaks."""
    start = draw(seconds(0, 150))
    end = draw(seconds(start + 60, LENGTH + 60))
    marks = draw(
        st.lists(seconds(start + GRID, end - GRID), max_size=4, unique=True).map(sorted)
    )
    marks = marks[: len(marks) // 2 * 2]
    return {
        "n": str(draw(st.integers(1, 3))),
        "hours": f"{clock(start)}-{clock(end)}",
        "breaks": [
            f"{clock(begin)}-{clock(over)}"
            for begin, over in zip(marks[::2], marks[1::2], strict=True)
        ],
    }


def staffs() -> st.SearchStrategy[Data]:
    """Return head counts that rise and fall."""
    counts = st.lists(st.integers(0, 3), min_size=5, max_size=5).filter(any)
    return counts.map(lambda heads: {"per": "1 min", "counts": [str(n) for n in heads]})


@st.composite
def groups(draw: st.DrawFn, skills: Sequence[str]) -> Data:
    """Return a group with these skills."""
    channels = sorted({skill.split("/")[0] for skill in skills})
    group: Data = {
        "skills": {
            skill: {
                "preference": str(draw(st.integers(1, 2))),
                "pace": draw(st.sampled_from(["1", "1", "2"])),
            }
            for skill in skills
        },
        "qualified_for": draw(st.sampled_from([["law"], ["law"], []])),
        "pace": draw(st.sampled_from(["1", "1", "2"])),
        "wage": draw(st.sampled_from(["20 EUR/h", "30 EUR/h"])),
    }
    if draw(st.booleans()):
        group["shifts"] = draw(st.lists(shifts(), min_size=1, max_size=2))
    else:
        group["staff"] = draw(staffs())
    if draw(st.integers(0, 3)) == 0:
        group["shrinkage"] = {
            "planned": draw(st.sampled_from(["0%", "25%"])),
            "absence": draw(shares()),
        }
    if draw(st.integers(0, 3)) == 0:
        group["reserved"] = {draw(st.sampled_from(channels)): "1"}
    return group


@st.composite
def channels_of(draw: st.DrawFn, n_days: int) -> Data:
    """Return a channel with recorded arrivals."""
    times = st.builds(
        lambda day, at: f"2026-03-{2 + day:02d} {at}",
        st.integers(0, n_days - 1),
        clocks(0, LENGTH + 20),
    )
    channel: Data = {
        "kind": "call",
        "arrivals": {"times": draw(st.lists(times, min_size=1, max_size=15))},
        "talk": draw(laws()),
        "wrap_up": draw(laws(high=40)),
        "patience": draw(st.just("never") | laws()),
        "priority": str(draw(st.integers(1, 3))),
        "weight": str(draw(st.integers(0, 3))),
        "target": f"80% within {draw(seconds(0, 60))} s",
    }
    if draw(st.booleans()):
        channel["lines"] = str(draw(st.integers(1, 4)))
    if draw(st.integers(0, 3)) == 0:
        channel["announce"] = {
            "estimate": draw(st.sampled_from(["last_wait", "queue_length"])),
            "tolerance": draw(laws(high=60)),
        }
    if draw(st.integers(0, 3)) == 0:
        channel["open"] = "08:00:30-08:02, 08:03-08:04:30"
    return channel


@st.composite
def issues_of(draw: st.DrawFn, names: Sequence[str]) -> Data:
    """Return issues whose shares make up the whole."""
    made: Data = {}
    for name, share in zip(names, _SHARES[len(names)], strict=True):
        made[name] = {"share": share, "effort": draw(st.sampled_from(["1", "1", "2"]))}
        if draw(st.integers(0, 3)) == 0:
            made[name]["needs"] = "law"
        if draw(st.integers(0, 3)) == 0:
            made[name]["priority"] = str(draw(st.integers(1, 3)))
    return made


_SHARES = {1: ["100%"], 2: ["70%", "30%"], 3: ["50%", "30%", "20%"]}


@st.composite
def routings(
    draw: st.DrawFn,
    channels: Sequence[str],
    issues: Sequence[str],
    names: Sequence[str],
    qualified: Sequence[str],
) -> Data:
    """Return rules of routing; contacts only go over to the qualified groups."""
    rules = st.sampled_from([rule.value for rule in AgentRule])
    routing: Data = {
        "choose_agent": draw(st.lists(rules, min_size=1, max_size=2, unique=True)),
        "choose_contact": draw(st.sampled_from([rule.value for rule in ContactRule])),
    }
    if len(names) > 1 and draw(st.booleans()):
        routing["overflow"] = [
            {"to": name, "after": f"{draw(seconds(0, 60))} s"}
            for name in qualified[1:] or qualified
        ]
        if draw(st.booleans()):
            routing["overflow"][0]["channel"] = draw(st.sampled_from(channels))
    if draw(st.integers(0, 2)) == 0:
        routing["ring"] = {
            "time": f"{draw(seconds(0, 10))} s",
            "unanswered": draw(st.sampled_from(["0%", "30%", "70%"])),
            "away": f"{draw(seconds(0, 30))} s",
        }
    if len(names) > 1 and draw(st.booleans()):
        target = draw(st.sampled_from(qualified))
        source = draw(st.sampled_from([name for name in names if name != target]))
        routing["transfers"] = [
            {
                "issue": draw(st.sampled_from(issues)),
                "from": source,
                "to": target,
                "share": draw(st.sampled_from(["30%", "100%"])),
                "talk": draw(st.sampled_from(["0%", "100%"])),
                "context": draw(st.sampled_from(["kept", "lost"])),
            }
        ]
    return routing


@st.composite
def customers_of(draw: st.DrawFn, channels: Sequence[str]) -> Data:
    """Return what customers do next."""
    made: Data = {
        "context": draw(st.sampled_from(["kept", "lost"])),
        "repeat_work": draw(st.sampled_from(["0", "1"])),
        "resolved": {"any": draw(st.sampled_from(["50%", "90%", "100%"]))},
        "after": {},
    }
    for outcome in ("blocked", "balked", "abandoned", "unresolved"):
        if draw(st.booleans()):
            step = {
                draw(st.sampled_from(channels)): draw(st.sampled_from(["40%", "80%"])),
                "after": draw(laws(low=GRID)),
            }
            made["after"][outcome] = {"any": [step]}
    return made


@st.composite
def scenarios(draw: st.DrawFn, *, most_days: int = 2) -> Data:
    """Return a scenario as plain values, valid by construction.

    The first group may serve everybody; the others have some of the channels,
    or one issue of one channel.
    """
    n_days = min(draw(st.sampled_from([1, 1, 1, 2])), most_days)
    channels = CHANNELS[: draw(st.integers(1, 3))]
    issues = ISSUES[: draw(st.integers(1, 3))]
    names = GROUPS[: draw(st.integers(1, 3))]
    narrow = [*channels, *(f"{channel}/{issues[0]}" for channel in channels)]
    skills = [list(channels)] + [
        draw(st.lists(st.sampled_from(narrow), min_size=1, max_size=2, unique=True))
        for _ in names[1:]
    ]
    calendar: Data = {
        "start": "2026-03-02 08:00",
        "days": str(n_days),
        "open": "08:00-08:05",
        "interval": "5 min",
    }
    if draw(st.integers(0, 3)) == 0:
        calendar["run_out"] = f"{draw(seconds(0, 60))} s"
    agents = {
        name: draw(groups(mine)) for name, mine in zip(names, skills, strict=True)
    }
    agents[names[0]]["qualified_for"] = ["law"]
    qualified = [name for name in names if agents[name]["qualified_for"]]
    return {
        "name": "small",
        "calendar": calendar,
        "issues": draw(issues_of(issues)),
        "channels": {name: draw(channels_of(n_days)) for name in channels},
        "agents": agents,
        "routing": draw(routings(channels, issues, names, qualified)),
        "customers": draw(customers_of(channels)),
    }


@st.composite
def played(draw: st.DrawFn) -> Played:
    """Return a scenario with the journal of one replication."""
    return play_out(draw(scenarios()), seed=draw(st.integers(0, 3)))


@st.composite
def plain_queues(draw: st.DrawFn) -> Data:
    """Return one group that serves one endlessly patient queue in order of arrival."""
    times = draw(st.lists(clocks(), min_size=1, max_size=15))
    return {
        "name": "plain",
        "calendar": {"start": "2026-03-02 08:00", "open": "08:00-08:05"},
        "channels": {
            "phone": {
                "kind": "call",
                "arrivals": {"times": times},
                "talk": draw(laws()),
                "wrap_up": draw(laws()),
            }
        },
        "agents": {
            "desk": {"staff": str(draw(st.integers(1, 3))), "skills": {"phone": "1"}}
        },
    }


def play_out(data: Data, *, seed: int = 1) -> Played:
    """Draw and play one replication of a scenario given as plain values."""
    scenario = from_dict(data)
    population = draw_population(scenario, seed=seed, replication=0)
    return Played(data, scenario, population, play(scenario, population))
