"""Hypothesis: small desks where agents do several things at once, in whole seconds.

A few minutes before the end of a day, with up to six channels, three agents and a
dozen contacts. All that customers bring is drawn here and not by the population:
instants lie on a grid of five seconds, so that ties abound, and every factor is a
power of two, so that halved speeds stay exact.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from hypothesis import strategies as st

from omnisim.population import Purpose

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["DAY", "Made", "desks"]

DAY = 86400
LENGTH = 200  # seconds in which contacts come, to the end of the calendar
CHANNELS = ("phone", "chat", "rated", "text", "email", "back")
SPEAKING = ("phone", "back")
KINDS = {
    "phone": "call",
    "chat": "chat",
    "rated": "chat",
    "text": "message",
    "email": "mail",
    "back": "callback",
}
RULES = ("longest_idle", "least_loaded", "most_loaded", "most_spare")
ORDERS = ("priority", "longest_wait", "due_first", "weighted_wait", "preference")

Data = dict[str, Any]
Value = TypeVar("Value")


@dataclass
class Made:
    """A scenario as plain values, and what its customers bring, typed."""

    data: Data
    run_out: int
    brings: dict[int, dict[str, float]] = field(default_factory=dict)
    turns: dict[int, list[tuple[float, ...]]] = field(default_factory=dict)
    coins: dict[tuple[Any, ...], float] = field(default_factory=dict)
    durations: dict[tuple[Any, ...], float] = field(default_factory=dict)


def whole(low: int, high: int) -> st.SearchStrategy[int]:
    """Return multiples of five."""
    return st.integers(low // 5, high // 5).map(lambda n: 5 * n)


def often(usual: Value, *others: Value) -> st.SearchStrategy[Value]:
    """Return the usual as often as all others together."""
    return st.sampled_from([usual] * len(others) + list(others))


def clock(second: int) -> str:
    """Write a second of the last few minutes of the day, which ends at eight."""
    at = 8 * 3600 - LENGTH + second
    return f"{at // 3600:02d}:{at // 60 % 60:02d}:{at % 60:02d}"


@st.composite
def shifts(draw: st.DrawFn) -> Data:
    """Return hours on duty, perhaps with a break."""
    begin = draw(whole(0, 60))
    end = draw(whole(begin + 40, LENGTH + 100))
    pause = sorted(draw(st.sets(whole(begin + 5, end - 5), min_size=2, max_size=2)))
    return {
        "n": str(draw(st.integers(1, 2))),
        "hours": f"{clock(begin)}-{clock(end)}",
        "breaks": draw(st.sampled_from([[], ["-".join(map(clock, pause))]])),
        "days": "tuesday",
    }


@st.composite
def channels_of(draw: st.DrawFn, name: str) -> Data:
    """Return a channel with its arrivals; what they bring is typed elsewhere."""
    times = st.lists(whole(DAY - LENGTH, DAY - LENGTH + 100), min_size=2, max_size=6)
    channel: Data = {
        "kind": KINDS[name],
        "arrivals": {"times": [f"{at} s" for at in draw(times)]},
        "priority": str(draw(st.integers(1, 2))),
        "weight": str(draw(st.integers(1, 2))),
        "target": f"80% within {draw(whole(0, 60))} s",
        "place_until": draw(often("wrap_up", "end")),
    }
    if name in SPEAKING:
        channel["talk"] = "1 s"
    if name in {"chat", "text"}:
        channel |= {
            "turns": "1",
            "agent_turn": "1 s",
            "customer_turn": "1 s",
            "silent": draw(often("0%", "50%")),
            "close_after": f"{draw(whole(5, 20))} s",
            "customer_drift": draw(often("0%", "100%")),
        }
    if name == "rated":
        channel["duration_by_open_chats"] = ["8 s", "16 s", "32 s"]
        channel["silent"] = draw(often("0%", "50%"))
    if name == "text":
        channel["quiet_after"] = f"{draw(whole(5, 40))} s"
        channel["revive"] = draw(often("queue", "exceed"))
    if name == "email":
        channel |= {"work": "1 s", "turns": "1", "customer_turn": "1 s"}
    if name == "back":
        channel["answers"] = draw(often("100%", "50%"))
        channel["tries"] = str(draw(st.integers(1, 2)))
        channel["window"] = {
            "after": f"{draw(whole(0, 20))} s",
            "lasts": f"{draw(whole(5, 60))} s",
        }
    return channel


@st.composite
def mixes(draw: st.DrawFn, channels: Sequence[str], most: int) -> Data:
    """Return one mix of up to so many of each channel."""
    mix: Data = {name: str(draw(st.integers(2, most))) for name in channels}
    mix[channels[-1]] = str(draw(st.integers(1, 2)))
    if draw(st.booleans()):
        mix["total"] = str(draw(st.integers(1, 4)))
    return mix


@st.composite
def holdings(draw: st.DrawFn, channels: Sequence[str], *, slow: bool) -> Data:
    """Return what an agent may hold; of slow ones two at most, mails aside."""
    form = draw(st.sampled_from(["mixes", "mixes", "mixes", "mixes", "units", "one"]))
    if form == "mixes" and not slow:
        return {"may_hold": draw(st.lists(mixes(channels, 3), min_size=1, max_size=2))}
    if form == "mixes":
        return {"may_hold": [{**draw(mixes(channels, 2)), "total": "2"}]}
    if form == "units":
        each = st.sampled_from(["2", "4"] if slow else ["1", "2", "4"])
        return {"units": {"total": "4", **{name: draw(each) for name in channels}}}
    return {}


@st.composite
def groups_of(draw: st.DrawFn, channels: Sequence[str], *, exceeds: bool) -> Data:
    """Return a group with these skills."""
    slow = not exceeds and draw(st.booleans())
    some = st.sampled_from(list(channels))
    group: Data = {
        "skills": {
            name: {"preference": str(draw(st.integers(1, 2)))} for name in channels
        },
        "pace": draw(often("1", "2")),
        "shifts": draw(st.lists(shifts(), min_size=1, max_size=2)),
        "slowdown": "100%" if slow else "0%",
        "switch_cost": draw(often("0 s", "5 s")),
        "breathing": draw(often("0 s", "5 s")),
        **draw(holdings(channels, slow=slow)),
    }
    if draw(st.integers(0, 3)) == 0:
        kept = draw(st.lists(some, min_size=1, max_size=2, unique=True))
        group["reserved"] = dict.fromkeys(kept, draw(often("1", "2")))
    if len(channels) > 1 and draw(st.integers(0, 3)) == 0:
        first, second = draw(st.lists(some, min_size=2, max_size=2, unique=True))
        group["while_on"] = {first: [second]}
    if len(channels) > 1 and "email" in channels and draw(st.booleans()):
        newcomer = draw(some.filter(lambda name: name != "email"))
        group["interrupts"] = {newcomer: ["email"]}
    if draw(st.integers(0, 3)) == 0:
        kinds = ["call", "callback", "chat", "message", "mail"]
        group["attention"] = draw(st.permutations(kinds))
    ways = st.sampled_from(["finish", "hand_over", "return_to_queue"])
    group["at_duty_end"] = {
        name: draw(ways) for name in channels if name not in SPEAKING
    }
    return group


@st.composite
def desks(draw: st.DrawFn) -> Made:
    """Return a desk with all that its customers bring."""
    names = draw(
        st.lists(st.sampled_from(CHANNELS), min_size=1, max_size=3, unique=True)
    )
    channels = {name: draw(channels_of(name)) for name in names}
    exceeds = any(one.get("revive") == "exceed" for one in channels.values())
    groups = {"desk": draw(groups_of(names, exceeds=exceeds))}
    if draw(st.booleans()):
        some = draw(st.lists(st.sampled_from(names), min_size=1, unique=True))
        groups["side"] = draw(groups_of(some, exceeds=exceeds))
    run_out = draw(whole(0, 400))
    data: Data = {
        "name": "desk",
        "calendar": {"start": "2026-03-02 08:00", "run_out": f"{run_out} s"},
        "channels": channels,
        "agents": groups,
        "routing": {
            "choose_agent": draw(st.sampled_from(RULES)),
            "choose_contact": draw(st.sampled_from(ORDERS)),
        },
    }
    others = [name for name in names if name != "email"]
    if others != names and others and draw(st.booleans()):
        step = {
            draw(st.sampled_from(others)): "50%",
            "after": f"{draw(whole(5, 60))} s",
        }
        data["customers"] = {"after": {"unanswered": {"email": [step]}}}
    made = Made(data, run_out)
    for customer in range(
        sum(len(one["arrivals"]["times"]) for one in channels.values())
    ):
        draw(bringing(made, customer))
    return made


@st.composite
def bringing(draw: st.DrawFn, made: Made, customer: int) -> None:
    """Type what a customer brings to each of her contacts."""
    never = st.just(math.inf)
    patience = never | never | whole(10, 60).map(float)
    made.brings[customer] = {
        "patience": draw(patience),
        "talk": float(draw(whole(5, 40))),
        "wrap_up": float(draw(often(0, 5, 10))),
    }
    turn = st.tuples(whole(5, 25), whole(0, 40), patience)
    made.turns[customer] = [
        (float(agent), float(pause), waits)
        for agent, pause, waits in draw(st.lists(turn, min_size=1, max_size=4))
    ]
    half = st.sampled_from([0.25, 0.75])
    for purpose in (Purpose.SILENT, Purpose.REACHED, Purpose.CHASE, Purpose.RESOLVED):
        made.coins[purpose, customer] = draw(half)
    for purpose in (Purpose.DISCOVERY, Purpose.DIAL, Purpose.RETRY):
        made.durations[purpose, customer] = float(draw(whole(5, 20)))
