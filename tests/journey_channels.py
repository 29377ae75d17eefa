"""Hypothesis: channels and bots of small centres, for `journey_strategies`.

Instants and durations lie on a grid of ten seconds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "COSTS",
    "DEFERRED",
    "KINDS",
    "LIVE",
    "SHARES",
    "Data",
    "automations",
    "channels_of",
    "laws",
    "rarely",
    "seconds",
    "some",
    "told",
]

Data = dict[str, Any]

KINDS = {
    "phone": "call",
    "chat": "chat",
    "rated": "chat",
    "text": "message",
    "email": "mail",
    "back": "callback",
    "app": "bot",
}
LIVE = ("phone", "chat", "rated")
DEFERRED = ("text", "email", "back")
LENGTH = 1200  # seconds open
BUSY = 200  # seconds in which many come
GRID = 10
SHARES = ("0%", "20%", "50%", "80%", "100%")
COSTS = ("0.05 EUR", "0.1 EUR/message")


def seconds(low: int, high: int) -> st.SearchStrategy[str]:
    """Return durations on the grid."""
    return st.integers(low // GRID, high // GRID).map(lambda n: f"{n * GRID} s")


def clocks(low: int = 0, high: int = LENGTH) -> st.SearchStrategy[str]:
    """Return clock times after eight on the grid."""
    return st.integers(low // GRID, high // GRID).map(
        lambda n: f"08:{n * GRID // 60:02d}:{n * GRID % 60:02d}"
    )


def laws(low: int = 10, high: int = 120) -> st.SearchStrategy[Any]:
    """Return laws of whole seconds: constant, or a short list of observations."""
    constant = seconds(low, high)
    return constant | st.lists(constant, min_size=2, max_size=3).map(
        lambda several: {"observations": several}
    )


def some(names: Sequence[str], most: int = 2) -> st.SearchStrategy[list[str]]:
    """Return one or more of several names."""
    return st.lists(
        st.sampled_from(names), min_size=1, max_size=min(most, len(names)), unique=True
    )


def rarely(one: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return something one time in three, else None."""
    return st.none() | st.none() | one


def told(keys: Data) -> Data:
    """Leave out what is None."""
    return {key: one for key, one in keys.items() if one is not None}


@st.composite
def outages(draw: st.DrawFn, *, cuts: Sequence[str] = ()) -> Data:
    """Return an outage, planned or random."""
    made: Data = {"for": draw(laws(20, 200))}
    when = draw(st.sampled_from(["clock", "date", "random"]))
    if when == "clock":
        made["at"] = draw(clocks())
        made["days"] = draw(st.sampled_from(["weekdays", "all", ["monday", "friday"]]))
    elif when == "date":
        made["at"] = f"2026-03-02 {draw(clocks(0, LENGTH - GRID))}"
    else:
        made["every"] = draw(seconds(100, 900))
    chosen = draw(st.none() | st.sampled_from(cuts)) if cuts else None
    return told({**made, "cuts": chosen})


def several_outages(*, cuts: Sequence[str] = ()) -> st.SearchStrategy[Any]:
    """Return one outage, or two that may overlap."""
    return outages(cuts=cuts) | st.lists(outages(cuts=cuts), min_size=2, max_size=2)


@st.composite
def channels_of(draw: st.DrawFn, name: str, others: Sequence[str]) -> Data:
    """Return a channel; `others` may be advised without leading back here."""
    live, deferred = name in LIVE, name in DEFERRED
    lines = draw(rarely(st.integers(1, 4))) if name != "email" else None
    per_minute = [] if KINDS[name] in ("message", "mail") else ["0.02 EUR/minute"]
    prices = st.sampled_from([*per_minute, "1 EUR/contact"])
    cuts = ("new",) if deferred else ("new", "waiting", "all")
    channel: Data = {
        "kind": KINDS[name],
        **draw(conversations(name)),
        "lines": lines,
        "outages": draw(rarely(several_outages(cuts=cuts))),
        "cost": draw(rarely(prices | st.lists(prices, max_size=2))),
    }
    if live or draw(st.integers(0, 2)) > 0:
        times = draw(st.lists(clocks(0, BUSY) | clocks(), min_size=2, max_size=8))
        channel["arrivals"] = {"times": times}
    if lines is not None and draw(st.booleans()):
        channel["cost"] = "3 EUR/line"
    if name != "app":
        channel["wrap_up"] = draw(st.none() | laws(0, 40))
        channel["patience"] = draw(laws(10, 200)) if live else None
        channel["target"] = f"80% within {draw(seconds(0, 120))}"
        channel["priority"] = draw(st.integers(1, 3))
    if live and draw(st.integers(0, 2)) == 0:
        channel["invite"] = {
            "share": draw(st.sampled_from(SHARES)),
            "room": draw(st.integers(1, 2)),
            "cost": draw(st.sampled_from(COSTS)),
        }
    if live and others and draw(st.booleans()):
        channel["announce"] = draw(announcements(others))
    return told(channel)


@st.composite
def conversations(draw: st.DrawFn, name: str) -> Data:
    """Return what tells how conversations of a kind go."""
    work = draw(laws(30, 300))
    turns = {
        "turns": draw(st.sampled_from(["1", "2"])),
        "agent_turn": draw(laws(30, 200)),
        "customer_turn": draw(laws(10, 60)),
        "reply_patience": draw(st.sampled_from(["never", "40 s"])),
        "silent": draw(st.sampled_from(["0%", "50%"])),
    }
    forms: dict[str, Data] = {
        "phone": {"talk": work},
        "back": {
            "talk": work,
            "answers": draw(st.sampled_from(["100%", "50%"])),
            "tries": draw(st.integers(1, 2)),
            "retry": draw(laws(30, 120)),
            "window": {"after": draw(seconds(0, 60)), "lasts": draw(seconds(10, 60))},
        },
        "chat": turns,
        "text": {**turns, "quiet_after": draw(seconds(10, 120))},
        "rated": {"duration_by_open_chats": ["90 s", "120 s", "150 s"]},
        "email": {"work": work},
        "app": {},
    }
    return forms[name]


@st.composite
def announcements(draw: st.DrawFn, others: Sequence[str]) -> Data:
    """Return offers of other channels, on arrival or after a while."""
    offers = []
    for to in draw(some(others)):
        when = draw(st.sampled_from(["at once", "above", "after"]))
        offer = {"to": to, "share": draw(st.sampled_from(SHARES[1:]))}
        if when == "above":
            offer["above"] = draw(seconds(0, 60))
        if when == "after":
            offer["after"] = draw(seconds(10, 120))
        offers.append(offer)
    return {
        "estimate": draw(st.sampled_from(["last_wait", "queue_length"])),
        "offer": offers[0] if len(offers) == 1 else offers,
        "tolerance": draw(st.just("never") | laws(20, 200)),
    }


@st.composite
def bots(draw: st.DrawFn, fronts: Sequence[str]) -> Data:
    """Return a bot in front of these channels; alone on one of kind bot."""
    alone = fronts == ["app"]
    share = st.sampled_from(SHARES)
    by_issue = share | st.fixed_dictionaries({"order": share, "any": share})
    agent = draw(st.sampled_from([0, 0, 50, 80, 100]))
    prices = ["0.15 EUR/session", ["0.15 EUR/session", "0.01 EUR/minute"]]
    made: Data = {
        "fronts": fronts if len(fronts) > 1 or draw(st.booleans()) else fronts[0],
        "contains": draw(by_issue),
        "false_containment": draw(rarely(by_issue)),
        "session": draw(laws(10, 100)),
        "failed_session": draw(rarely(laws(10, 60))),
        "otherwise": {"leave": "100%"},
        "sessions": draw(rarely(st.integers(1, 2))),
        "meets": draw(rarely(st.sampled_from(["all", "first"]))),
        "outages": draw(rarely(several_outages())),
        "cost": draw(rarely(st.sampled_from(prices))),
    }
    if not alone:
        made |= {
            "otherwise": {"agent": f"{agent}%", "leave": f"{100 - agent}%"},
            "context": draw(rarely(st.sampled_from(["kept", "lost"]))),
            "told": draw(rarely(st.sampled_from(["yes", "no"]))),
            "priority": draw(rarely(st.integers(1, 3))),
            "unavailable": draw(rarely(st.sampled_from(["agent", "refuse"]))),
        }
    return told(made)


@st.composite
def automations(draw: st.DrawFn, channels: Sequence[str]) -> Data:
    """Return bots, one where there is a channel of kind bot."""
    made: Data = {}
    if "app" in channels:
        made["helper"] = draw(bots(["app"]))
    others = [name for name in channels if name != "app"]
    if draw(st.booleans()):
        made["voice"] = draw(bots(draw(some(others))))
    return made
