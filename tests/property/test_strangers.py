"""What happens to customers does not depend on strangers on another floor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from examples import examples
from hypothesis import given
from hypothesis import strategies as st
from journey_channels import clocks, laws
from journey_strategies import journeys
from strategies import play_out

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt
    from journey_strategies import Data
    from strategies import Played

EXAMPLES = 50
OWNERS = {
    "contacts": "customer",
    "interactions": "contact",
    "turns": "contact",
    "holds": "contact",
    "sessions": "contact",
    "notices": "customer",
    "agent_spans": "agent",
}
UNTIL = 900  # seconds: whoever comes later might keep the centre open for longer


@examples(EXAMPLES)
@given(journeys(), st.data(), st.integers(0, 3))
def test_strangers_on_a_floor_of_their_own_change_nothing_for_the_others(
    data: Data, drawn: st.DataObject, seed: int
) -> None:
    # first or last of all names, so that everybody else's codes move or stay
    name = drawn.draw(st.sampled_from(["alien", "zoo"]), label="strangers")
    shared = with_strangers(data, name, drawn.draw(strangers(), label="channel"))

    alone = play_out(data, seed=seed)
    beside = play_out(shared, seed=seed)

    assert len(beside.journal.contacts) > len(alone.journal.contacts)
    assert rows_of_others(beside, name) == rows_of_others(alone, name)


def strangers() -> st.SearchStrategy[Data]:
    """Return a channel whose customers come early, on the grid the others come on."""
    times = st.lists(clocks(0, UNTIL), min_size=1, max_size=40)
    return st.fixed_dictionaries(
        {
            "kind": st.just("call"),
            "arrivals": times.map(lambda listed: {"times": listed}),
            "talk": laws(10, 60),
            "wrap_up": laws(10, 60),
            "patience": laws(10, 60),
        }
    )


def with_strangers(data: Data, name: str, channel: Data) -> Data:
    """Return the centre with a channel and a team besides that lead nowhere."""
    customers = data["customers"]
    after = {
        event: channels | {name: []} for event, channels in customers["after"].items()
    }
    team = {"staff": "2", "skills": {name: 1}}
    return data | {
        "channels": data["channels"] | {name: channel},
        "agents": data["agents"] | {name: team},
        "customers": customers | {"after": after},
    }


def rows_of_others(run: Played, name: str) -> dict[str, list[Any]]:
    """Return the rows of the others by table, with names and numbers of their own."""
    journal, names = run.journal, run.journal.provenance
    stay = {
        "customer": run.population.channel != place(run.population.channels, name),
        "contact": journal.contacts["channel"] != place(names.channels, name),
        "agent": journal.agents["group"] != place(names.groups, name),
    }
    read: dict[str, Any] = {
        "channel": np.array([*names.channels, None]),  # the last one is for -1: none
        "group": np.array([*names.groups, None]),
        **{column: renumbered(stays) for column, stays in stay.items()},
    }
    made = {}
    for table, owner in OWNERS.items():
        rows: Any = getattr(journal, table)
        rows = rows[stay[owner][rows[owner]]]
        columns = [
            read[column][rows[column]] if column in read else rows[column]
            for column in rows.dtype.names
        ]
        # as text, in which never is never
        made[table] = list(
            zip(*(one.astype(str).tolist() for one in columns), strict=True)
        )
    return made


def place(names: Sequence[str], name: str) -> int:
    """Return a name's code; another one than any where it is not there."""
    return names.index(name) if name in names else len(names)


def renumbered(stays: npt.NDArray[np.bool_]) -> npt.NDArray[np.intp]:
    """Return numbers among those who stay by number among all; the last one is none."""
    return np.append(np.cumsum(stays) - 1, -1)
