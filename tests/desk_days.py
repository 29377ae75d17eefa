"""Hypothesis: small valid scenarios of all kinds of channels, in whole seconds.

Five minutes a day of a centre with up to four channels, two issues and two groups
whose agents do several things at once; a handful of recorded arrivals, some of
them before opening. What customers bring is drawn by the population, from laws
whose values lie on a grid of ten seconds: many things happen at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st
from strategies import (
    GRID,
    LENGTH,
    Data,
    Played,
    clock,
    issues_of,
    laws,
    play_out,
    seconds,
    shifts,
    staffs,
)

from omnisim.scenario.choices import AgentRule, AtDutyEnd, ContactRule
from omnisim.scenario.schema import ATTENTION

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["desk_days", "played_desks"]

KINDS = {
    "phone": "call",
    "chat": "chat",
    "rated": "chat",  # told by its rates
    "text": "message",
    "email": "mail",
    "back": "callback",
}
LIVE = ("phone", "chat", "rated")
FOLLOWS = {
    "blocked": tuple(KINDS),
    "balked": tuple(KINDS),
    "abandoned": tuple(KINDS),
    "unresolved": tuple(KINDS),
    "quit": ("chat", "text"),
    "unreached": ("back",),
    "unanswered": ("text", "email", "back"),
}
ALWAYS_FINISHED = ("phone", "back")
GROUPS = ("desk", "side")
PRESETS = (
    "webex.exclusive",
    "webex.blended_realtime",
    "webex.blended",
    "amazon_connect",
    "genesys",
    "salesforce_units",
    "twilio",
    "zendesk",
    "intercom",
    "liveagent",
    "nice",
)


def rarely() -> st.SearchStrategy[bool]:
    """Return yes once in four times."""
    return st.integers(0, 3).map(lambda n: n == 3)


def texts(low: int, high: int) -> st.SearchStrategy[str]:
    """Return durations on the grid, as text."""
    return seconds(low, high).map(lambda value: f"{value} s")


@st.composite
def turns_of(draw: st.DrawFn) -> Data:
    """Return how a conversation of turns goes."""
    numbers = st.sampled_from(
        ["1", "2", "4", ["1", "3"], {"tally": {"1": "50%", "3": "50%"}}]
    )
    return {
        "turns": draw(numbers),
        "agent_turn": draw(laws(high=40)),
        "customer_turn": draw(laws(high=60)),
        "customer_drift": draw(st.sampled_from(["0%", "0%", "100%"])),
        "reply_patience": draw(st.just("never") | laws(low=GRID)),
        "silent": draw(st.sampled_from(["0%", "50%", "100%"])),
        "close_after": draw(texts(0, 60)),
        "discovery": draw(laws(high=30)),
    }


@st.composite
def conversations_of(draw: st.DrawFn, name: str) -> Data:
    """Return the fields of the kind of a channel."""
    if name == "phone":
        return {"talk": draw(laws())}
    if name == "back":
        return {
            "talk": draw(laws()),
            "dial": draw(laws(high=20)),
            "answers": draw(st.sampled_from(["30%", "70%", "100%"])),
            "tries": draw(st.sampled_from(["1", "2", "3"])),
            "retry": draw(laws(low=GRID)),
            "window": {"after": draw(texts(0, 60)), "lasts": draw(texts(GRID, 120))},
        }
    if name == "rated":
        alone = draw(
            st.sampled_from([{}, {"duration": {"observations": ["10 s", "50 s"]}}])
        )
        return {
            "duration_by_open_chats": ["30 s", "40 s", "60 s"],
            "silent": draw(st.sampled_from(["0%", "50%"])),
            "discovery": draw(laws(high=30)),
            **alone,
        }
    if name == "email":
        return {
            "work": draw(laws()),
            "turns": draw(st.sampled_from(["1", "2", ["1", "3"]])),
            "customer_turn": draw(laws(high=120)),
        }
    told: Data = draw(turns_of())
    if name == "text":
        told["quiet_after"] = draw(texts(0, 40))
        told["revive"] = draw(st.sampled_from(["exceed", "queue"]))
    return told


@st.composite
def channels_of(draw: st.DrawFn, name: str, n_days: int, *, back: bool) -> Data:
    """Return a channel with recorded arrivals; `back`: calls back can be offered."""
    hour = st.sampled_from(["08", "08", "08", "07"])  # at seven all is closed
    times = st.builds(
        lambda day, at, hour: f"2026-03-{2 + day:02d} {hour}{clock(at)[2:]}",
        st.integers(1 if n_days > 1 else 0, n_days - 1) | st.just(0),
        seconds(0, LENGTH + 20),
        hour,
    ).filter(lambda text: text >= "2026-03-02 08")
    channel: Data = {
        "kind": KINDS[name],
        "arrivals": {"times": draw(st.lists(times, min_size=1, max_size=7))},
        **draw(conversations_of(name)),
        "wrap_up": draw(laws(high=30)),
        "place_until": draw(st.sampled_from(["wrap_up", "wrap_up", "end"])),
        # who is called back later joins the queue by an event of its own
        "patience": draw(st.just("never") | laws(low=GRID if name == "back" else 0)),
        "priority": str(draw(st.integers(1, 3))),
        "weight": str(draw(st.integers(0, 3))),
        "target": f"80% within {draw(seconds(0, 90))} s",
    }
    if draw(rarely()):
        channel["lines"] = str(draw(st.integers(1, 4)))
    if name in LIVE and (back or draw(rarely())):
        announce: Data = {
            "estimate": draw(st.sampled_from(["last_wait", "queue_length"])),
            "tolerance": draw(st.just("never") | laws()),
        }
        if back:
            above = draw(texts(0, 20))
            announce["offer"] = {"to": "back", "share": "70%", "above": above}
        channel["announce"] = announce
    if draw(rarely()):
        channel["open"] = "08:00:30-08:02, 08:03-08:04:30"
    return channel


@st.composite
def mixes(draw: st.DrawFn, channels: Sequence[str]) -> Data:
    """Return one mix of up to three of each channel."""
    mix: Data = {name: str(draw(st.integers(1, 3))) for name in channels}
    if draw(st.booleans()):
        mix["total"] = str(draw(st.integers(1, 4)))
    return mix


@st.composite
def holdings(draw: st.DrawFn, channels: Sequence[str]) -> Data:
    """Return what an agent may hold of the channels that may come to her."""
    form = draw(st.sampled_from(["mixes", "mixes", "units", "preset", "one"]))
    if form == "mixes":
        return {"may_hold": draw(st.lists(mixes(channels), min_size=1, max_size=2))}
    if form == "units":
        each = st.sampled_from(["1", "2", "4"])
        return {"units": {"total": "4", **{name: draw(each) for name in channels}}}
    if form == "preset":
        return {"may_hold": draw(st.sampled_from(PRESETS))}
    return {}


@st.composite
def groups_of(draw: st.DrawFn, skills: Sequence[str], reach: Sequence[str]) -> Data:
    """Return a group with these skills, to which the channels in reach may come."""
    own = sorted({skill.split("/")[0] for skill in skills})
    one = st.sampled_from(own)
    group: Data = {
        "skills": {
            skill: {
                "preference": str(draw(st.integers(1, 2))),
                "pace": draw(st.sampled_from(["1", "1", "2"])),
            }
            for skill in skills
        },
        "pace": draw(st.sampled_from(["1", "1", "2"])),
        "wage": "20 EUR/h",
        "switch_cost": draw(st.sampled_from(["0 s", "0 s", "10 s"])),
        "slowdown": draw(st.sampled_from(["0%", "0%", "50%", "100%"])),
        "breathing": draw(st.sampled_from(["0 s", "0 s", "10 s", {own[0]: "10 s"}])),
        **draw(holdings(reach)),
    }
    if draw(st.booleans()):
        group["shifts"] = draw(st.lists(shifts(), min_size=1, max_size=2))
    else:
        group["staff"] = draw(staffs())
    if draw(rarely()):
        group["shrinkage"] = {
            "planned": draw(st.sampled_from(["0%", "25%"])),
            "absence": draw(st.sampled_from(["0%", "50%"])),
        }
    if draw(rarely()):
        group["reserved"] = {draw(one): "1"}
    if len(own) > 1 and draw(rarely()):
        first, second = draw(st.permutations(own))[:2]
        group["while_on"] = {first: [second]}
    if len(own) > 1 and draw(rarely()):
        first, second = draw(st.permutations(own))[:2]
        group["interrupts"] = {first: [second]}
    if draw(rarely()):
        group["attention"] = draw(st.permutations([kind.value for kind in ATTENTION]))
    ways = st.sampled_from([way.value for way in AtDutyEnd])
    group["at_duty_end"] = {
        name: draw(ways) for name in reach if name not in ALWAYS_FINISHED
    }
    return group


@st.composite
def routings(draw: st.DrawFn, channels: Sequence[str], n_groups: int) -> Data:
    """Return rules of routing; contacts go over from the first group to the second."""
    rules = st.sampled_from([rule.value for rule in AgentRule])
    routing: Data = {
        "choose_agent": draw(st.lists(rules, min_size=1, max_size=2, unique=True)),
        "choose_contact": draw(st.sampled_from([rule.value for rule in ContactRule])),
    }
    if draw(rarely()):
        routing["ring"] = {
            "time": draw(texts(0, 10)),
            "unanswered": draw(st.sampled_from(["0%", "30%", "70%"])),
            "away": draw(texts(0, 30)),
        }
    one = st.sampled_from(list(channels))
    if n_groups > 1 and draw(rarely()):
        over = {"to": "side", "after": draw(texts(0, 60)), "channel": draw(one)}
        routing["overflow"] = [over]
    if n_groups > 1 and draw(st.booleans()):
        routing["transfers"] = [
            {
                "channel": draw(one),
                "from": "desk",
                "to": "side",
                "share": draw(st.sampled_from(["30%", "100%"])),
                "talk": draw(st.sampled_from(["0%", "50%", "100%"])),
                "context": draw(st.sampled_from(["kept", "lost"])),
            }
        ]
    return routing


@st.composite
def customers_of(draw: st.DrawFn, channels: Sequence[str]) -> Data:
    """Return what customers do next; on average less than one contact follows one.

    Nobody is turned away from a mail at night: more would go on for ever.
    """
    after: Data = {}
    for event, where in FOLLOWS.items():
        if set(where).intersection(channels) and draw(st.booleans()):
            next_ = draw(st.sampled_from(list(channels)))
            share = "20%" if event == "unanswered" else "40%"
            after[event] = {"any": [{next_: share, "after": draw(laws(low=GRID))}]}
    return {
        "context": draw(st.sampled_from(["kept", "lost"])),
        "repeat_work": draw(st.sampled_from(["0", "1"])),
        "resolved": {"any": draw(st.sampled_from(["50%", "90%", "100%"]))},
        "after": after,
    }


@st.composite
def desk_days(draw: st.DrawFn) -> Data:
    """Return a scenario as plain values, valid by construction.

    The first group serves everybody; the second some channels, or one issue of one.
    """
    n_days = draw(st.sampled_from([1, 1, 1, 2]))
    names = draw(
        st.lists(st.sampled_from(sorted(KINDS)), min_size=1, max_size=4, unique=True)
    )
    channels = sorted(names)
    issues = ("balance", "dispute")[: draw(st.integers(1, 2))]
    groups = GROUPS[: draw(st.integers(1, 2))]
    routing = draw(routings(channels, len(groups)))
    narrow = [*channels, *(f"{channel}/{issues[0]}" for channel in channels)]
    some = st.lists(st.sampled_from(narrow), min_size=1, max_size=3, unique=True)
    skills = [list(channels), *(draw(some) for _ in groups[1:])]
    led = {
        rule["channel"]
        for key in ("overflow", "transfers")
        for rule in routing.get(key, ())
    }
    reach = [
        channels,
        *(sorted(led | {skill.split("/")[0] for skill in mine}) for mine in skills[1:]),
    ]
    calendar: Data = {
        "start": "2026-03-02 08:00",
        "days": str(n_days),
        "open": "08:00-08:05",
        "interval": "5 min",
    }
    if draw(rarely()):
        calendar["run_out"] = draw(texts(0, 60))
    offers = "back" in channels and draw(st.booleans())
    return {
        "name": "desk",
        "calendar": calendar,
        "issues": {
            name: {key: value for key, value in issue.items() if key != "needs"}
            for name, issue in draw(issues_of(issues)).items()
        },
        "channels": {
            name: draw(channels_of(name, n_days, back=offers)) for name in channels
        },
        "agents": {
            name: draw(groups_of(mine, all_))
            for name, mine, all_ in zip(groups, skills, reach, strict=True)
        },
        "routing": routing,
        "customers": draw(customers_of(channels)),
    }


@st.composite
def played_desks(draw: st.DrawFn) -> Played:
    """Return a scenario with the journal of one replication."""
    return play_out(draw(desk_days()), seed=draw(st.integers(0, 3)))
