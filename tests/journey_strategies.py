"""Hypothesis: small centres whose customers move between channels, bots and contacts.

Twenty minutes with two to four channels of mixed kinds, a handful of recorded
arrivals on each, and whatever may happen to customers besides waiting: bots in
front, channels out of order, advice, second contacts, messages, invitations, a
story told again. Valid by construction, and small enough to be played. Instants lie
on a grid of ten seconds, so that ties abound; next steps take some time, and leave
a share who give up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st
from journey_channels import (
    COSTS,
    DEFERRED,
    KINDS,
    LIVE,
    SHARES,
    Data,
    automations,
    channels_of,
    laws,
    rarely,
    seconds,
    some,
    told,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Data", "journeys"]

ISSUES = ("order", "fault")
OF_EVENTS = {  # kinds of channel on which they can happen; of bots: if one fronts it
    "blocked": (*LIVE, *DEFERRED, "app"),
    "balked": (*LIVE, *DEFERRED),
    "abandoned": (*LIVE, *DEFERRED),
    "unresolved": (*LIVE, *DEFERRED),
    "quit": ("chat", "text"),
    "unreached": ("back",),
    "unanswered": DEFERRED,
    "cut_off": (*LIVE, *DEFERRED, "app"),
}


@st.composite
def groups(draw: st.DrawFn, channels: Sequence[str]) -> Data:
    """Return agents who serve these channels and may hold two chats."""
    preference = st.integers(1, 2)
    n = draw(st.sampled_from([1, 1, 2]))
    group: Data = {
        "shifts": [{"n": n, "hours": "08:00-08:40"}],
        "skills": {name: draw(preference) for name in channels},
        "wage": "24 EUR/h",
        "resolves": draw(rarely(st.sampled_from(["90%", "1.2"]))),
        "learning": draw(
            rarely(
                st.fixed_dictionaries(
                    {
                        "new": st.integers(0, n),
                        "slower": st.sampled_from(["50%", "100%"]),
                        "halves": st.sampled_from(["1 day", "10 days"]),
                        "since": st.sampled_from(["0 s", "1 day"]),
                    }
                )
            )
        ),
        "strain": draw(
            rarely(
                st.fixed_dictionaries(
                    {
                        "slower": st.sampled_from(["1%", "5%"]),
                        "above": st.sampled_from(["0%", "50%", "85%"]),
                        "over": seconds(60, 600),
                    }
                )
            )
        ),
    }
    if draw(st.booleans()):
        each = {
            name: 1 if KINDS[name] in ("call", "callback") else 2 for name in channels
        }
        group["may_hold"] = {**each, "total": draw(st.integers(2, 3))}
    return told(group)


@st.composite
def steps(draw: st.DrawFn, channels: Sequence[str], most: int) -> Any:  # noqa: ANN401 - one or a list
    """Return next steps that together are taken by `most` per cent at the most."""
    made = []
    to = draw(some(channels))
    for channel in to:
        share = st.integers(1, most // len(to)).map(lambda share: f"{share}%")
        step = {
            channel: draw(share),
            "after": draw(laws(10, 200)),
            "further": draw(rarely(share | st.just("0%"))),
            "tries": draw(rarely(st.integers(2, 4))),
        }
        made.append(told(step))
    return made[0] if len(made) == 1 and draw(st.booleans()) else made


@st.composite
def afters(draw: st.DrawFn, channels: Sequence[str], fronted: Sequence[str]) -> Data:
    """Return what follows what can happen on the channels, mostly."""
    happens = {
        event: [name for name in channels if name in possible]
        for event, possible in OF_EVENTS.items()
    }
    happens["unhelped"] = happens["contained"] = list(fronted)
    made: Data = {}
    for event, possible in happens.items():
        most = 30 if event == "unanswered" else 70
        if not possible or not draw(st.booleans()):
            continue
        if draw(st.booleans()):
            made[event] = {"any": draw(steps(channels, most))}
            continue
        one = draw(st.sampled_from(possible))
        made[event] = {one: draw(steps(channels, most))}
        if draw(st.booleans()):
            own = draw(st.just([]) | steps(channels, most))
            made[event][f"{one}/fault"] = own
    return made


@st.composite
def duplicates(draw: st.DrawFn, channels: Sequence[str]) -> Data:
    """Return second contacts opened while waiting on some channels."""
    made: Data = {}
    for name in draw(some([one for one in channels if one != "app"])):
        to = draw(some([one for one in channels if one != name]))
        shares = ["50%", "100%"] if len(to) == 1 else ["20%", "50%"]
        opened = [
            {
                "open": one,
                "probability": draw(st.sampled_from(shares)),
                "after": draw(laws(10, 100)),
            }
            for one in to
        ]
        made[name] = opened[0] if len(opened) == 1 else opened
    return made


def fates() -> st.SearchStrategy[Any]:
    """Return what becomes of twins."""
    mixed = {"withdrawn": "30%", "merged": "20%", "found_out": "25%", "in_full": "25%"}
    return st.sampled_from(
        [
            "withdrawn",
            "merged",
            "found_out",
            "in_full",
            {"withdrawn": "50%", "found_out": "50%", "discovery": "30 s"},
            {**mixed, "discovery": {"observations": ["0 s", "20 s"]}},
        ]
    )


def contexts() -> st.SearchStrategy[Any]:
    """Return whether the story travels."""
    word = st.sampled_from(["kept", "lost"])
    moves = ("again", "switch", "transfer", "bot", "any")
    return word | st.dictionaries(st.sampled_from(moves), word)


@st.composite
def customers_of(
    draw: st.DrawFn, channels: Sequence[str], fronted: Sequence[str]
) -> Data:
    """Return what customers do besides waiting."""
    later = [name for name in channels if name in DEFERRED]
    share = st.sampled_from(SHARES)
    update = st.fixed_dictionaries(
        {"after": seconds(30, 300), "saves": share, "share": share},
        optional={"cost": st.sampled_from(COSTS)},
    )
    message = st.fixed_dictionaries(
        {"reaches": share, "saves": share},
        optional={"cost": st.sampled_from(COSTS)},
    )
    where = draw(st.sampled_from(channels))
    made: Data = {
        "vulnerable": draw(rarely(st.sampled_from(["10%", "50%"]))),
        "context": draw(contexts()),
        "repeat_work": draw(st.sampled_from(["0", "0.5", "1"])),
        "told_patience": draw(rarely(st.sampled_from(["0.5", "2"]))),
        "resolved": {
            "any": draw(
                st.sampled_from(["100%", "50%", {"order": "80%", "any": "60%"}])
            )
        },
        "dilution": draw(rarely(st.sampled_from(["5%", "50%"]))),
        "after": draw(afters(channels, fronted)),
        "impatient_duplicates": draw(st.none() | duplicates(channels)),
        "twins": draw(fates()),
        "proactive": draw(
            rarely(
                st.sampled_from([where, f"{where}/fault"]).flatmap(
                    lambda name: st.fixed_dictionaries({name: message})
                )
            )
        ),
    }
    if later:
        made["updates"] = draw(
            rarely(st.dictionaries(st.sampled_from(later), update, min_size=1))
        )
    return told(made)


@st.composite
def journeys(draw: st.DrawFn) -> Data:
    """Return a scenario as plain values, valid by construction."""
    first = draw(st.sampled_from(["phone", "chat"]))
    rest = st.sampled_from([name for name in KINDS if name != first])
    channels = [first, *draw(st.lists(rest, min_size=1, max_size=3, unique=True))]
    served = [name for name in channels if name != "app"]
    automation = draw(automations(channels))
    fronted = [
        name
        for bot in automation.values()
        for name in (
            [bot["fronts"]] if isinstance(bot["fronts"], str) else bot["fronts"]
        )
    ]
    agents = {"desk": draw(groups(served))}
    routing: Data = {}
    if draw(st.booleans()):
        agents["side"] = draw(groups(draw(some(served))))
        if draw(st.booleans()):
            routing["transfers"] = [
                {
                    "issue": draw(st.sampled_from(ISSUES)),
                    "from": "side",
                    "to": "desk",
                    "share": draw(st.sampled_from(["30%", "100%"])),
                    "told": draw(st.sampled_from(["yes", "no"])),
                }
            ]
    return {
        "name": "journeys",
        "calendar": {
            "start": "2026-03-02 08:00",
            "open": "08:00-08:20",
            "interval": "5 min",
            "run_out": draw(seconds(0, 2400)),
        },
        "issues": {"order": "60%", "fault": {"share": "40%", "effort": "2"}},
        "channels": {
            name: draw(channels_of(name, channels[n + 1 :]))
            for n, name in enumerate(channels)
        },
        "agents": agents,
        "routing": routing,
        "automation": automation,
        "customers": draw(customers_of(channels, fronted)),
        "satisfaction": draw(
            st.sampled_from([None, {}, {"best": "1", "per_minute": "0.005"}])
        ),
    }
