"""Figures of any small floor of many channels: windows and groups agree."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from examples import examples
from floors import CHANNELS, CHAT, EMAIL, MESSAGE, PHONE, Talk, journal, scenario
from hypothesis import given
from hypothesis import strategies as st

from omnisim.journal import Activity, State
from omnisim.kpi import KPIS, compute
from omnisim.kpi.cohort import ATTRIBUTIONS

if TYPE_CHECKING:
    from omnisim.journal import Journal
    from omnisim.kpi import KpiTable

GRID = 300
END = 3600  # two intervals of half an hour
MOST = 4  # places that an agent has for each channel, all together
_DESK = scenario(dict.fromkeys(CHANNELS, MOST))
SCENARIO = _DESK.model_copy(
    update={"agents": dict.fromkeys(("desk", "seniors"), _DESK.agents["desk"])}
)
NEAR = {"rtol": 1e-9, "atol": 1e-6}
BY_CLOCK = (
    "occupancy", "slot_utilisation", "handson", "switching", "concurrency",
    "concurrency_seen", "share_holding_1", "share_holding_2", "share_holding_3",
    "share_holding_4_up", "linear_ratio", "idle", "ringing", "avail",
    "blocked_capacity", "time_above_limit", "lost_attention", "lost_places",
)  # fmt: skip


@dataclass(frozen=True)
class Held:
    """One contact in hand, on the grid; its wrap-up is the last third of it."""

    agent: int
    channel: int
    begin: int
    end: int
    silent: bool

    @property
    def ended(self) -> float:
        """When the conversation was over."""
        return self.end - (self.end - self.begin) / 3

    @property
    def left(self) -> float:
        """When a customer who said nothing was gone: half-way."""
        return (self.begin + self.end) / 2 if self.silent else math.nan


@dataclass(frozen=True)
class Floor:
    """Who held what, and what came of it."""

    held: list[Held]
    journal: Journal


@st.composite
def floors(draw: st.DrawFn) -> Floor:
    """Return three agents in two groups, with up to eight contacts."""
    ticks = st.integers(0, END // GRID)
    held = [
        Held(
            draw(st.integers(0, 2)),
            draw(st.sampled_from([PHONE, CHAT, EMAIL, MESSAGE])),
            GRID * begin,
            GRID * (begin + draw(st.integers(1, 8))),
            draw(st.booleans()),
        )
        for begin in sorted(draw(st.lists(ticks, max_size=8)))
    ]
    attended = draw(st.lists(st.integers(0, 9), min_size=40, max_size=40))
    talks = [
        Talk(
            channel=one.channel,
            came=one.begin,
            taken=one.begin,
            ended=one.ended,
            done=one.end,
            left=one.left,
            silent=int(one.silent),
            agent=one.agent,
        )
        for one in held
    ]
    last = max([END, *(one.end for one in held)])
    day = journal(
        *talks,
        holds=[(n, one.agent, one.begin, one.end) for n, one in enumerate(held)],
        groups=("desk", "seniors"),
        agents=[(0, 0), (0, 1), (1, 0)],
        duties=[(agent, Activity.WORK, 0, last) for agent in range(3)],
        agent_spans=[
            span for agent in range(3) for span in _spans(agent, held, last, attended)
        ],
        ended_at=last,
    )
    return Floor(held, day)


def _spans(
    agent: int, held: list[Held], last: int, attended: list[int]
) -> list[tuple[float, ...]]:
    """Tile an agent's time; whom she attends to is drawn."""
    mine = [n for n, one in enumerate(held) if one.agent == agent]
    marks = {0, last, *(held[n].begin for n in mine), *(held[n].end for n in mine)}
    edges = sorted(marks | set(range(0, last, GRID)))
    rows = []
    for place, (begin, end) in enumerate(itertools.pairwise(edges)):
        here = [n for n in mine if held[n].begin <= begin < held[n].end]
        pick = attended[place % len(attended)]
        if not here:
            rows.append((agent, State.IDLE, 0, -1, begin, end))
        elif pick == 0:
            rows.append((agent, State.WAITING, len(here), -1, begin, end))
        else:
            state = State.SWITCHING if pick == 1 else State.WRITING
            who = here[pick % len(here)]
            rows.append((agent, state, len(here), who, begin, end))
    return rows


def parts(table: KpiTable, window: str, slice_: str) -> dict[str, tuple[float, float]]:
    """Return numerators and denominators, summed over windows and slices of a kind."""
    chosen = (table.window_kind == window) & (table.slice_kind == slice_)
    above, below = Counter[str](), Counter[str]()
    for kpi, one, other in zip(
        table.kpi[chosen],
        table.numerator[chosen],
        table.denominator[chosen],
        strict=True,
    ):
        above[kpi] += one
        below[kpi] += other
    return {kpi: (above[kpi], below[kpi]) for kpi in above}


@given(floors(), st.sampled_from(ATTRIBUTIONS))
@examples(30)
def test_windows_of_a_floor_add_up_to_the_run(floor: Floor, attribution: str) -> None:
    table = compute(floor.journal, SCENARIO, attribution=attribution)

    run = parts(table, "run", "all")
    by_interval = parts(table, "interval", "all")
    own = (*BY_CLOCK, "focus_time", "concurrency_cust", "mail_interruptions")
    np.testing.assert_allclose(
        [by_interval[kpi] for kpi in own], [run[kpi] for kpi in own], **NEAR
    )


@given(floors())
@examples(30)
def test_groups_of_a_floor_add_up_to_all(floor: Floor) -> None:
    table = compute(floor.journal, SCENARIO)

    whole, groups = parts(table, "run", "all"), parts(table, "run", "group")
    own = (*BY_CLOCK, "focus_time", "handled_per_agent_hour")
    np.testing.assert_allclose(
        [groups[kpi] for kpi in own], [whole[kpi] for kpi in own], **NEAR
    )


@given(floors())
@examples(30)
def test_with_constant_capacity_slots_are_occupancy_times_concurrency(
    floor: Floor,
) -> None:
    table = compute(floor.journal, SCENARIO)

    busy = table.parts("occupancy")[0]
    product = table.value("occupancy") * table.value("concurrency") if busy else 0
    places = MOST * len(CHANNELS)
    assert math.isclose(table.value("slot_utilisation"), product / places, abs_tol=1e-9)


@given(floors())
@examples(30)
def test_time_of_a_floor_splits_without_rest(floor: Floor) -> None:
    table = compute(floor.journal, SCENARIO)

    hours = sum(table.value(f"hours_{state.name.lower()}") for state in State)
    assert math.isclose(hours * 3600, table.parts("occupancy")[1])
    split = sum(table.value(kpi) for kpi in ("occupancy", "idle", "ringing"))
    assert math.isclose(split, 1)
    held = sum(table.parts(f"share_holding_{n}")[0] for n in ("1", "2", "3", "4_up"))
    assert math.isclose(held, table.parts("occupancy")[0], abs_tol=1e-6)


@given(floors())
@examples(30)
def test_shares_are_shares_and_the_conversation_sees_more_than_the_clock(
    floor: Floor,
) -> None:
    table = compute(floor.journal, SCENARIO)

    shares = [
        table.value(kpi)
        for kpi in BY_CLOCK
        if KPIS[kpi].unit == "share" and kpi != "linear_ratio"
    ]
    assert all(-1e-9 <= share <= 1 + 1e-9 for share in shares if not math.isnan(share))
    if floor.held:
        assert table.value("concurrency_seen") >= table.value("concurrency") - 1e-9
        assert table.value("linear_ratio") >= 1 - 1e-9


@given(floors())
@examples(40)
def test_a_floor_agrees_with_the_dullest_way_to_work_it_out(floor: Floor) -> None:
    table = compute(floor.journal, SCENARIO)

    for kpi, above in naive(floor).items():
        found = table.parts(kpi)[0]
        assert math.isclose(found, above, rel_tol=1e-9, abs_tol=1e-6), kpi


def naive(floor: Floor) -> dict[str, float]:
    """Look at every agent every half tick, a tick being longer than any step."""
    step = GRID / 6  # ends of conversations and leaving lie on it too
    found = Counter[str]()
    lost = [one for one in floor.held if one.silent]
    last = int(floor.journal.provenance.ended_at)
    for agent in range(3):
        for tick in range(int(last / step)):
            at = tick * step
            n = sum(
                one.agent == agent and one.begin <= at < one.end for one in floor.held
            )
            found["occupancy"] += step * (n > 0)
            found["concurrency"] += step * n
            found["concurrency_seen"] += step * n * n
            found["share_holding_2"] += step * (n == 2)
            found["slot_utilisation"] += step * n / (MOST * len(CHANNELS))
            found["avail"] += step
            found["lost_places"] += step * sum(
                one.agent == agent and one.left <= at < one.ended for one in lost
            )
    return dict(found)
