"""What agents' time on the floor goes into, and how full their hands are.

All of it by the clock, as in `omnisim.kpi.staff`. Three figures that are often
mistaken for one another: *occupancy* asks whether anything is in hand, *slot
utilisation* how much of what could be, *hands-on time* whether anything has the
agent's attention. For agents who hold one contact at a time, and that a call, they
are equal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from omnisim.journal.schema import Activity, Outcome, State
from omnisim.kpi import room
from omnisim.kpi.cohort import tally
from omnisim.kpi.figure import CLOCK, count, hours, ratio
from omnisim.kpi.in_hand import HANDS_ON, in_hand, leg_of, only_calls
from omnisim.kpi.stretches import chains, common, stretches
from omnisim.scenario import capacity
from omnisim.units import HOUR

if TYPE_CHECKING:
    from omnisim.journal.journal import Journal
    from omnisim.kpi.cohort import Cohort
    from omnisim.kpi.in_hand import InHand
    from omnisim.kpi.loads import Held
    from omnisim.kpi.stretches import Rows
    from omnisim.kpi.windows import Floats, Grid
    from omnisim.scenario.schema import Scenario

__all__ = [
    "FIGURES",
    "add_up",
    "add_up_calls",
    "add_up_groups",
    "floor_hours_by_channel",
]

_CHUNK = 1 << 15  # spans looked at together, so that memory does not grow with them
_WARNING = (
    "The word is used otherwise elsewhere: an ICMI article of 2012 counts meetings and "
    "breaks as occupied, most vendors do not; never compare it without the definition."
)
_OVERRUN = "Overrun is above and below the line; ringing is not in hand."
_DISCOVERING = (
    "Finding out that a customer had left the queue silently, or that another contact "
    "of hers had been answered."
)
_PER_HOUR = (
    "Contacts by the window they count in, hours by the clock. For a channel: hours "
    "of all groups that serve it, whatever else they do in them."
)

FIGURES = (
    ratio(
        "occupancy", "Occupancy", "busy", "on_floor", cohort=CLOCK,
        source="Amazon Connect (wall-clock time, however many contacts are in hand)",
        remark=f"{_WARNING} Wrap-up and kept places are in hand. {_OVERRUN}",
    ),
    ratio("slot_utilisation", "Slot utilisation", "capacity_used", "on_floor",
          cohort=CLOCK, source="Amazon Connect: active slots by capacity",
          remark="Each contact in hand takes 1 ÷ the most that any mix allows, or its "
          "units. Where that is the same C for all and places are kept until wrap-up "
          "ends, it is occupancy x concurrency ÷ C. A call beside a mail that was put "
          f"aside, or a revival above the limit, takes it past 100 %. {_OVERRUN}"),
    ratio("handson", "Hands-on time", "hands_on", "on_floor", cohort=CLOCK,
          source="NICE and Genesys: focus time",
          remark="Talking, writing, working, wrap-up, switching, dialling and finding "
          "out that a customer has left; chats modelled by their rate throughout. "
          "Ringing is not: the agent waits to be connected."),
    ratio("switching", "Switching", "switching_time", "hands_on", direction="down",
          cohort=CLOCK,
          remark="Of the hands-on time, the part lost to turning to another "
          "conversation."),
    ratio("concurrency", "Concurrency", "in_hand", "busy", unit="", cohort=CLOCK,
          source="Call Centre Helper; unanswered.io",
          remark="Contacts in hand while there is any, as the clock sees it: 1 for "
          "calls."),
    ratio("concurrency_seen", "Concurrency as conversations see it",
          "in_hand_squared", "in_hand", unit="", cohort=CLOCK,
          source="length-biased sampling",
          remark="How many are in hand at a random moment of a random conversation, "
          "itself included: never below the concurrency."),
    ratio("share_holding_1", "Busy time with one in hand", "held_1", "busy",
          cohort=CLOCK),
    ratio("share_holding_2", "Busy time with two in hand", "held_2", "busy",
          cohort=CLOCK),
    ratio("share_holding_3", "Busy time with three in hand", "held_3", "busy",
          cohort=CLOCK),
    ratio("share_holding_4_up", "Busy time with four or more in hand", "held_4_up",
          "busy", cohort=CLOCK),
    ratio("linear_ratio", "Handle time by linear time", "handling", "linear",
          cohort=CLOCK, source="NICE: can exceed 100 %",
          remark="Handle times, counted as often as they overlap, by the time in which "
          "the agent has any. Unlike the concurrency it leaves out places kept for a "
          "breath or for a caller who waits for the agent's attention. 100 % for "
          "calls."),
    ratio("idle", "Idle time", "idle_time", "on_floor", cohort=CLOCK,
          remark="Nothing in hand. occupancy + idle + ringing = 100 %."),
    ratio("ringing", "Ringing time", "ringing_time", "on_floor", cohort=CLOCK,
          direction="down",
          remark="Waiting for an offered contact to be picked up, nothing in hand."),
    ratio("avail", "Time with room", "room", "on_floor", cohort=CLOCK,
          remark="On duty, and what is in hand leaves room for a contact of at least "
          "one of the agent's channels. Idle time, where one contact is held at a "
          "time."),
    ratio("blocked_capacity", "Blocked capacity", "blocked_room", "on_floor",
          direction="down", cohort=CLOCK,
          remark="Capacity that is not taken, and that the mixes shut to every "
          "newcomer: the chat places of an agent on the phone."),
    ratio("time_above_limit", "Time above the limit", "above_limit", "on_floor",
          direction="down", cohort=CLOCK,
          remark="More in hand than any order of arrival would have allowed, since "
          "conversations came back to life."),
    count("revived_above_limit", "Contacts taken back above the limit", "begun_above",
          unit="times", direction="down", cohort=CLOCK, source="Zendesk, LiveAgent",
          remark="Places taken by an agent who had no room for the contact: quiet "
          "conversations that came back to life."),
    ratio("handled_per_agent_hour", "Contacts handled per agent hour", "handled",
          "floor_hours", unit="contacts/h", direction="up", remark=_PER_HOUR),
    ratio("resolved_per_agent_hour", "Contacts resolved per agent hour", "resolved",
          "floor_hours", unit="contacts/h", direction="up",
          remark=f"What more chats per agent are to be judged by. {_PER_HOUR}"),
    *(
        hours(f"hours_{state.name.lower()}", title, f"in_{state.name.lower()}",
              remark=remark)
        for state, title, remark in (
            (State.IDLE, "Hours idle", "Nothing to attend to; nothing in hand."),
            (State.RINGING, "Hours ringing", "Whatever else is in hand."),
            (State.TALKING, "Hours talking", "On the phone."),
            (State.WRAP_UP, "Hours in wrap-up", ""),
            (State.AWAY, "Hours away", "Stepped back after an unanswered offer."),
            (State.WAITING, "Hours waiting for customers",
             "Conversations in hand, and all customers are at their turn."),
            (State.SWITCHING, "Hours switching", "Turning to another conversation."),
            (State.WRITING, "Hours writing", "Agent turns of chats and messages."),
            (State.WORKING, "Hours working on mail", ""),
            (State.CHATTING, "Hours chatting", "With chats modelled by their rate."),
            (State.DISCOVERING, "Hours discovering", _DISCOVERING),
            (State.DIALLING, "Hours dialling", "Calling back."),
        )
    ),
)  # fmt: skip


def add_up(
    journal: Journal, grid: Grid, scenario: Scenario, held: Held | None
) -> dict[str, Floats]:
    """Add up agents' time on the floor by cell and group.

    Parameters
    ----------
    journal : Journal
    grid : Grid
    scenario : Scenario
    held : Held
        Loads of the agents who may come to hold several contacts; None if none may.

    Returns
    -------
    dict of str to array of float, shape (n_cells, n_groups), seconds
        By name of the measure; ``floor_hours`` in hours, ``begun_above`` a number.
    """
    hands = in_hand(journal, scenario)
    measures = _of_spans(journal, grid, hands)
    if only_calls(journal, scenario):
        measures["linear"] = measures["in_talking"] + measures["in_wrap_up"]
        measures["handling"] = measures["linear"]
    else:
        measures |= _linear(journal, grid)
    measures["floor_hours"] = measures["on_floor"] / HOUR
    # where there is but one place, it is the whole capacity
    measures["capacity_used"] = measures["held"]
    measures["room"] = measures["idle_time"] + _bare(journal, grid, hands, measures)
    for name in ("blocked_room", "above_limit", "begun_above"):
        measures[name] = np.zeros_like(measures["held"])
    if held is not None:
        measures |= room.add_up(journal, grid, scenario, held, measures)
    return measures


def add_up_calls(journal: Journal, grid: Grid, scenario: Scenario) -> dict[str, Floats]:
    """Add up the time of agents who hold one call at a time, as `add_up` does.

    Measures that would say the same as others are left out.
    """
    measures = _of_spans(journal, grid, in_hand(journal, scenario))
    found = {name: measures[name] for name in _OF_CALLS}
    if scenario.customers.twins.found_out or measures["in_discovering"].any():
        found["in_discovering"] = measures["in_discovering"]
    # the one place is the whole capacity
    found["capacity_used"] = measures["held"]
    found["floor_hours"] = measures["on_floor"] / HOUR
    return found


_OF_CALLS = (
    "on_floor", "busy", "in_hand", "hands_on", "idle_time", "ringing_time",
    *(f"in_{state.name.lower()}" for state in State if state <= State.AWAY),
)  # fmt: skip


def add_up_groups(
    cohort: Cohort, place: npt.NDArray[np.intp], n: int
) -> dict[str, Floats]:
    """Count the contacts that each group resolved.

    Parameters
    ----------
    cohort : Cohort
    place : array of int, shape (n_interactions,)
        Where each interaction counts, `n` where it does not.
    n : int

    Returns
    -------
    dict of str to array of float, shape (n,)
        By name of the measure.
    """
    legs = cohort.legs
    last = np.flatnonzero(legs["outcome"] == Outcome.HANDLED)
    resolved = cohort.contacts["resolved"][legs["contact"][last]] == 1
    return {"resolved": tally(place[last[resolved]], n)}


def floor_hours_by_channel(
    journal: Journal, scenario: Scenario, floor_hours: Floats
) -> Floats:
    """Return the hours on the floor of those who serve each channel.

    Parameters
    ----------
    journal : Journal
    scenario : Scenario
    floor_hours : array of float, shape (n_cells, n_groups)

    Returns
    -------
    array of float, shape (n_cells, n_channels)
    """
    names = journal.provenance
    serves = np.array(
        [
            np.isin(names.channels, capacity.channels_of(scenario, group))
            for group in names.groups
        ],
        dtype=np.float64,
    ).reshape(len(names.groups), len(names.channels))
    return floor_hours @ serves


def _of_spans(journal: Journal, grid: Grid, hands: InHand) -> dict[str, Floats]:
    """Add up spans by what the agent does and how much is in hand."""
    most = int(hands.held.max(initial=0)) + 1
    code = hands.state.astype(np.int32)
    code *= 2 * most
    code += hands.held
    if hands.loose.any():
        code += np.int32(most) * hands.loose
    seen = np.bincount(code, minlength=2 * most * len(State)) > 0
    used = np.flatnonzero(seen)
    place = np.cumsum(seen) - 1
    group = journal.agents["group"].astype(np.intp) * len(used)
    n_groups = len(journal.provenance.groups)
    n_rows = n_groups * len(used)
    total = np.zeros((n_rows, grid.n_cells))
    for at in range(0, len(code), _CHUNK):
        part = slice(at, at + _CHUNK)
        row = group[hands.agent[part]]
        row += place[code[part]]
        total += grid.spread(hands.from_at[part], hands.to_at[part], row, n_rows)
    time = total.reshape(n_groups, len(used), grid.n_cells)
    state, rest = np.divmod(used, 2 * most)
    loose, held = np.divmod(rest, most)
    if not hands.is_cut:
        # the offer that rings keeps a place, but is not in hand yet
        held = np.where(state == State.RINGING, np.maximum(held - 1, 0), held)
    weights = _weights(state, held, loose)
    found = np.stack(list(weights.values())) @ time  # (n_groups, n_measures, n_cells)
    return dict(zip(weights, np.transpose(found, (1, 2, 0)), strict=True))


def _weights(state: Rows, held: Rows, loose: Rows) -> dict[str, Floats]:
    """Return how much each combination counts for each measure."""
    there = state != State.AWAY
    attends = np.isin(state, HANDS_ON)
    n = np.where(attends, np.maximum(held + loose, 1), held) * there
    free = there & (n == 0)
    weights = {
        "on_floor": there,
        "busy": n > 0,
        "in_hand": n,
        "in_hand_squared": n * n,
        "held": held * there,
        "hands_on": attends,
        "held_1": n == 1,
        "held_2": n == 2,  # noqa: PLR2004 - as the name says
        "held_3": n == 3,  # noqa: PLR2004 - as the name says
        "held_4_up": n > 3,  # noqa: PLR2004 - as the name says
        "idle_time": free & (state != State.RINGING),
        "ringing_time": free & (state == State.RINGING),
        "switching_time": state == State.SWITCHING,
    }
    each = np.equal.outer(list(State), state)
    weights |= zip((f"in_{one.name.lower()}" for one in State), each, strict=True)
    return {name: weight.astype(np.float64) for name, weight in weights.items()}


def _linear(journal: Journal, grid: Grid) -> dict[str, Floats]:
    """Add up handle times as often as they overlap, and once."""
    legs, groups = journal.interactions, journal.agents["group"]
    holds, leg = journal.holds, leg_of(journal)
    # conversations while they take a place, wrap-ups whether they do or not
    begin = np.maximum(holds["from_at"], legs["answered_at"][leg])
    end = np.fmin(holds["to_at"], legs["talk_end_at"][leg])
    talks = np.flatnonzero(end > begin)
    wraps = legs[~np.isnan(legs["talk_end_at"]) & (legs["agent"] >= 0)]
    over = wraps["wrap_up_end_at"]
    over = np.where(np.isnan(over), journal.provenance.ended_at, over)
    rows = stretches(
        np.concatenate((holds["agent"][talks], wraps["agent"])),
        np.concatenate((begin[talks], wraps["talk_end_at"])),
        np.concatenate((end[talks], over)),
    )
    handled = rows[np.lexsort((rows["from_at"], rows["agent"]))]
    n_groups = len(journal.provenance.groups)
    return {
        name: grid.spread(
            rows["from_at"],
            rows["to_at"],
            groups[rows["agent"]].astype(np.intp),
            n_groups,
        ).T
        for name, rows in (
            ("handling", handled),
            ("linear", chains(handled, touching=True)),
        )
    }


def _bare(
    journal: Journal, grid: Grid, hands: InHand, measures: dict[str, Floats]
) -> Floats:
    """Add up scheduled time spent on a contact while all places are free."""
    if np.array_equal(measures["in_hand"], measures["held"]):
        return np.zeros_like(measures["held"])
    bare = np.flatnonzero((hands.held == 0) & np.isin(hands.state, HANDS_ON))
    rows = stretches(hands.agent[bare], hands.from_at[bare], hands.to_at[bare])
    work = journal.duties[journal.duties["activity"] == Activity.WORK]
    parts, _ = common(rows, work)
    group = journal.agents["group"][parts["agent"]].astype(np.intp)
    n_groups = len(journal.provenance.groups)
    return grid.spread(parts["from_at"], parts["to_at"], group, n_groups).T
