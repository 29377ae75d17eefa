"""How fast an agent works: what she has learnt, and what strains her."""

from __future__ import annotations

from collections import deque
from types import SimpleNamespace
from typing import Any

from omnisim.engine.pace import pace
from omnisim.engine.plan import StrainPlan

STRAIN = StrainPlan(slower=1.0, above=0.5, over=100.0)


def agent(**changes: Any) -> Any:  # noqa: ANN401 - what `pace` looks at, no more
    """Return an agent with nothing in hand."""
    made = {
        "learning": (),
        "held": 0,
        "busy": deque(),
        "busy_since": float("nan"),
        "group": SimpleNamespace(strain=None),
    }
    return SimpleNamespace(**(made | changes))


def test_one_who_is_neither_new_nor_strained_works_at_standard_pace() -> None:
    assert pace(agent(), 3600) == 1


def test_new_agents_learn_from_day_to_day() -> None:
    new = agent(learning=(1.5, 1.25))

    assert [pace(new, at) for at in (0, 86_399, 86_400)] == [1.5, 1.5, 1.25]


def test_who_works_past_the_last_day_has_learnt_no_more() -> None:
    assert pace(agent(learning=(1.5, 1.25)), 3 * 86_400) == 1.25


def test_occupancy_up_to_the_limit_strains_nobody() -> None:
    busy = agent(group=SimpleNamespace(strain=STRAIN), busy=deque([(0.0, 50.0)]))

    assert pace(busy, 100) == 1


def test_occupancy_above_the_limit_slows_by_so_much_a_point() -> None:
    # 30 s and 45 s of the last 100 s: 25 points above the limit
    busy = agent(
        group=SimpleNamespace(strain=STRAIN),
        busy=deque([(0.0, 30.0), (40.0, 85.0)]),
    )

    assert pace(busy, 100) == 1.25


def test_only_the_last_while_counts_and_what_is_in_hand_counts_too() -> None:
    # 200 to 300: 20 s of what began before, 55 s up to now
    busy = agent(
        group=SimpleNamespace(strain=STRAIN),
        busy=deque([(0.0, 150.0), (150.0, 220.0)]),
        held=1,
        busy_since=245.0,
    )

    assert pace(busy, 300) == 1.25
    assert list(busy.busy) == [(150.0, 220.0)]  # nobody will ask for the first again


def test_strain_comes_on_top_of_what_is_yet_to_be_learnt() -> None:
    both = agent(
        learning=(2.0,),
        group=SimpleNamespace(strain=STRAIN),
        busy=deque([(0.0, 75.0)]),
    )

    assert pace(both, 100) == 2.5
