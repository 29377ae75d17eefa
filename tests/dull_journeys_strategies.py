"""Hypothesis: small centres of calls and bots, with everything that moves customers.

All of it happens in the last few minutes of a calendar of one day that begins on a
Monday at eight, on a grid of five seconds, so that ties abound. Valid by
construction: whoever comes again or moves does so with a share below one, or after
some time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["DAY", "Data", "centres"]

Data = dict[str, Any]

DAY = 86400
LENGTH = 200  # seconds in which everything happens, to the end of the calendar
GRID = 5
SHARES = ("0%", "30%", "50%", "80%", "100%")
ISSUES = ("fault", "order")


def seconds(low: int, high: int) -> st.SearchStrategy[str]:
    """Return durations on the grid."""
    return st.integers(low // GRID, high // GRID).map(lambda n: f"{n * GRID} s")


def laws(low: int, high: int) -> st.SearchStrategy[Any]:
    """Return constants, or short lists of observations."""
    one = seconds(low, high)
    return one | st.lists(one, min_size=2, max_size=3).map(
        lambda several: {"observations": several}
    )


def clock(second: int) -> str:
    """Write a second of the last few minutes before eight in the morning."""
    at = 8 * 3600 - LENGTH + second
    return f"{at // 3600:02d}:{at // 60 % 60:02d}:{at % 60:02d}"


def clocks(low: int, high: int) -> st.SearchStrategy[str]:
    """Return clock times of the last few minutes."""
    return st.integers(low // GRID, high // GRID).map(lambda n: clock(n * GRID))


def rarely(one: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return something one time in three, else None."""
    return st.none() | st.none() | one


def told(keys: Data) -> Data:
    """Leave out what is None."""
    return {key: one for key, one in keys.items() if one is not None}


def share() -> st.SearchStrategy[str]:
    """Return a share."""
    return st.sampled_from(SHARES)


def by_issue() -> st.SearchStrategy[Any]:
    """Return a share, or one for each issue."""
    return share() | st.fixed_dictionaries({"order": share(), "any": share()})


@st.composite
def outages(draw: st.DrawFn, *, cuts: bool) -> Data:
    """Return an outage, planned or random."""
    made: Data = {"for": draw(laws(0, 90))}
    when = draw(st.sampled_from(["clock", "clock", "date", "random"]))
    if when == "clock":
        made["at"] = draw(clocks(-20, LENGTH) | st.just(clock(LENGTH // 2)))
        made["days"] = draw(st.sampled_from(["all", "tuesday", ["monday", "tuesday"]]))
    elif when == "date":
        made["at"] = f"2026-03-03 {draw(clocks(0, LENGTH - GRID))}"
    else:
        made["every"] = draw(st.sampled_from(["5 min", "20 min"]))
    if cuts:
        made["cuts"] = draw(st.none() | st.sampled_from(["new", "waiting", "all"]))
    return told(made)


def some_outages(*, cuts: bool) -> st.SearchStrategy[Any]:
    """Return one outage, or several that may overlap."""
    return outages(cuts=cuts) | st.lists(outages(cuts=cuts), min_size=2, max_size=3)


@st.composite
def offers(draw: st.DrawFn, to: Sequence[str]) -> list[Data]:
    """Return advice on arrival, or after a wait."""
    made = []
    for _ in range(draw(st.integers(1, 2))):
        offer = {"to": draw(st.sampled_from(to)), "share": draw(share())}
        when = draw(st.sampled_from(["", "above", "after"]))
        if when == "above":
            offer["above"] = draw(seconds(0, 20))
        if when == "after":
            offer["after"] = draw(seconds(5, 40))
        made.append(offer)
    return made


@st.composite
def calls(draw: st.DrawFn, others: Sequence[str]) -> Data:
    """Return a channel of calls; `others` may be advised without leading back."""
    times = st.integers((DAY - LENGTH) // GRID, DAY // GRID - 1)
    announce: Data = {}
    if draw(st.booleans()):
        announce["tolerance"] = draw(st.just("never") | laws(0, 40))
        if others and draw(st.booleans()):
            announce["offer"] = draw(offers(others))
    return told(
        {
            "kind": "call",
            "arrivals": {
                "times": [
                    f"{n * GRID} s"
                    for n in draw(st.lists(times, min_size=1, max_size=9))
                ]
            },
            "talk": draw(laws(5, 60)),
            "wrap_up": draw(laws(0, 30)),
            "patience": draw(st.just("never") | laws(5, 90)),
            "priority": draw(st.integers(1, 3)),
            "lines": draw(rarely(st.integers(1, 4))),
            "open": draw(rarely(clocks(60, LENGTH).map(lambda at: f"06:00-{at}"))),
            "outages": draw(st.none() | some_outages(cuts=True)),
            "announce": announce or None,
            "invite": draw(
                rarely(
                    st.fixed_dictionaries({"share": share(), "room": st.integers(1, 2)})
                )
            ),
        }
    )


@st.composite
def bots(draw: st.DrawFn, fronts: Sequence[str]) -> Data:
    """Return a bot in front of these channels."""
    agent = draw(st.sampled_from([0, 50, 80, 100]))
    has_app = "app" in fronts
    made: Data = {
        "fronts": list(fronts),
        "contains": draw(by_issue()),
        "false_containment": draw(by_issue()),
        "session": draw(laws(0, 40)),
        "failed_session": draw(st.none() | laws(0, 30)),
        "otherwise": {"leave": "100%"},
        "sessions": draw(rarely(st.integers(1, 2))),
        "meets": draw(rarely(st.sampled_from(["all", "first"]))),
        "outages": draw(st.none() | some_outages(cuts=False)),
    }
    if not has_app:
        made["otherwise"] = {"agent": f"{agent}%", "leave": f"{100 - agent}%"}
    if list(fronts) != ["app"]:
        made |= {
            "context": draw(st.none() | st.sampled_from(["kept", "lost"])),
            "told": draw(st.none() | st.sampled_from(["yes", "no"])),
            "priority": draw(st.none() | st.integers(1, 3)),
            "unavailable": draw(st.none() | st.sampled_from(["agent", "refuse"])),
        }
    return told(made)


@st.composite
def groups(draw: st.DrawFn, channels: Sequence[str]) -> Data:
    """Return agents alike, who work in shifts."""
    shifts = []
    for _ in range(draw(st.integers(1, 2))):
        begin = draw(st.integers(0, 80 // GRID)) * GRID
        end = draw(st.integers((begin + 40) // GRID, (LENGTH + 60) // GRID)) * GRID
        pause = draw(
            st.sets(
                st.integers(begin // GRID + 1, end // GRID - 1), min_size=2, max_size=2
            )
        )
        first, last = sorted(pause)
        breaks = [f"{clock(first * GRID)}-{clock(last * GRID)}"]
        shifts.append(
            {
                "n": draw(st.integers(1, 2)),
                "hours": f"{clock(begin)}-{clock(end)}",
                "breaks": draw(st.just([]) | st.just([]) | st.just(breaks)),
                "days": "tuesday",
            }
        )
    learning = st.fixed_dictionaries(
        {
            "new": st.integers(0, sum(shift["n"] for shift in shifts)),
            "slower": st.sampled_from(["50%", "100%"]),
            "halves": st.sampled_from(["1 day", "2 days"]),
            "since": st.sampled_from(["0 s", "2 days"]),
        }
    )
    return told(
        {
            "shifts": shifts,
            "skills": {name: draw(st.integers(1, 2)) for name in channels},
            "pace": draw(st.sampled_from(["1", "2"])),
            "resolves": draw(rarely(st.sampled_from(["50%", "1.5"]))),
            "learning": draw(rarely(learning)),
        }
    )


@st.composite
def steps(draw: st.DrawFn, channels: Sequence[str], *, tied: bool) -> list[Data]:
    """Return what some do next; where it takes no time, with few tries."""
    made = []
    to = draw(st.lists(st.sampled_from(channels), min_size=1, max_size=3))
    for channel in to:
        most = 90 // len(to)
        some = st.integers(most // 3, most).map(lambda one: f"{one}%")
        first, further = draw(some), draw(rarely(some | st.just("0%")))
        step = {
            channel: first,
            "after": draw(laws(5, 40)),
            "further": further,
            "tries": draw(rarely(st.integers(2, 3))),
        }
        if tied and draw(st.booleans()):
            step |= {"after": "0 s", "tries": draw(st.integers(2, 4))}
        made.append(told(step))
    return made


@st.composite
def afters(draw: st.DrawFn, channels: Sequence[str], fronted: Sequence[str]) -> Data:
    """Return what follows what can happen on the channels."""
    served = [name for name in channels if name != "app"]
    possible = {
        "blocked": channels,
        "balked": served,
        "abandoned": served,
        "unresolved": served,
        "cut_off": channels,
        "unhelped": fronted,
        "contained": fronted,
    }
    made: Data = {}
    for event, where in possible.items():
        if not where or draw(st.integers(0, 2)) == 0:
            continue
        name = draw(st.just("any") | st.sampled_from(list(where)))
        made[event] = {name: draw(steps(channels, tied=True))}
        if name != "any" and draw(st.booleans()):
            own = st.just([]) | steps(channels, tied=True)
            made[event][f"{name}/fault"] = draw(own)
    return made


@st.composite
def customers(draw: st.DrawFn, channels: Sequence[str], fronted: Sequence[str]) -> Data:
    """Return what customers do besides waiting."""
    served = [name for name in channels if name != "app"]
    doubles: Data = {}
    for name in served:
        others = [one for one in channels if one != name]
        if not others or draw(st.integers(0, 2)) == 0:
            continue
        to = draw(st.lists(st.sampled_from(others), min_size=1, max_size=2))
        doubles[name] = [
            {
                "open": one,
                "probability": f"{draw(st.sampled_from([40, 100])) // len(to)}%",
                "after": draw(laws(0, 30)),
            }
            for one in to
        ]
    fates: Data = {"withdrawn": 30, "merged": 20, "found_out": 30, "in_full": 20}
    alone = draw(st.none() | st.sampled_from(sorted(fates)))
    if alone:
        fates = {alone: 100}
    word = st.sampled_from(["kept", "lost", "lost"])
    context = {name: draw(word) for name in ("again", "switch", "bot")}
    message = st.fixed_dictionaries({"reaches": share(), "saves": share()})
    where = draw(st.sampled_from(channels))
    about = draw(st.sampled_from([where, f"{where}/fault"]))
    return told(
        {
            "vulnerable": draw(st.none() | st.sampled_from(["30%", "50%"])),
            "context": context,
            "repeat_work": draw(st.sampled_from(["0", "0.5", "1"])),
            "told_patience": draw(rarely(st.sampled_from(["0.5", "2"]))),
            "resolved": {"any": draw(by_issue())},
            "dilution": draw(rarely(st.just("50%"))),
            "after": draw(afters(channels, fronted)),
            "impatient_duplicates": doubles,
            "twins": {
                **{fate: f"{percent}%" for fate, percent in fates.items()},
                "discovery": draw(laws(0, 20)),
            },
            "proactive": draw(rarely(message.map(lambda one: {about: one}))),
        }
    )


@st.composite
def centres(draw: st.DrawFn) -> Data:
    """Return a scenario as plain values."""
    served = list("abc"[: draw(st.integers(1, 3))])
    has_app = draw(st.booleans())
    channels = [*served, *(["app"] if has_app else [])]
    automation: Data = {}
    if has_app:
        with_others = draw(rarely(st.just([served[0]]))) or []
        automation["helper"] = draw(bots(["app", *with_others]))
    free = [
        name
        for name in served
        if name not in automation.get("helper", {}).get("fronts", ())
    ]
    if free and draw(st.booleans()):
        some = st.lists(st.sampled_from(free), min_size=1, max_size=2, unique=True)
        automation["voice"] = draw(bots(draw(some)))
    fronted = [name for bot in automation.values() for name in bot["fronts"]]
    agents = {"main": draw(groups(served))}
    if draw(st.booleans()):
        own = st.lists(st.sampled_from(served), min_size=1, max_size=2, unique=True)
        agents["side"] = draw(groups(draw(own)))
    made: Data = {
        name: draw(calls([*served[n + 1 :], *channels[len(served) :]]))
        for n, name in enumerate(served)
    }
    if has_app:
        times = st.integers((DAY - LENGTH) // GRID, DAY // GRID - 1)
        made["app"] = told(
            {
                "kind": "bot",
                "arrivals": {
                    "times": [
                        f"{n * GRID} s"
                        for n in draw(st.lists(times, min_size=1, max_size=4))
                    ]
                },
                "lines": draw(rarely(st.integers(1, 2))),
                "outages": draw(rarely(some_outages(cuts=True))),
            }
        )
    order: Data = {"share": "50%"}
    fault: Data = {
        "share": "50%",
        "effort": "2",
        "priority": draw(st.none() | st.just(2)),
    }
    return {
        "name": "dull journeys",
        "calendar": {
            "start": "2026-03-02 08:00",
            "run_out": draw(seconds(0, 120)),
        },
        "issues": {"order": order, "fault": told(fault)},
        "channels": made,
        "agents": agents,
        "routing": {
            "choose_contact": draw(
                st.sampled_from(["priority", "longest_wait", "preference"])
            )
        },
        "automation": automation,
        "customers": draw(customers(channels, fronted)),
    }
