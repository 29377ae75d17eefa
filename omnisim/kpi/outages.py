"""Outages: how long, whom they cut off, who came back, and how long until all is well.

A contact that was cut off counts where it counts otherwise; outages count by the
clock. Recovery is told by queues, not by waits: all is well once about as many
customers wait as was usual before the outage (`omnisim.kpi.recovery`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from omnisim.journal.schema import Outcome
from omnisim.kpi.figure import Kpi, count, ratio
from omnisim.kpi.recovery import Queue, recoveries
from omnisim.scenario.choices import Kind
from omnisim.scenario.timeline import open_spans

if TYPE_CHECKING:
    from collections.abc import Iterator

    from omnisim.kpi.cohort import Cohort
    from omnisim.kpi.conversations import Flags
    from omnisim.kpi.windows import Floats
    from omnisim.scenario.schema import Scenario

__all__ = ["FIGURES", "add_up", "add_up_time", "were_inside"]

_OUT = "time inside the window by the clock, whenever the outage began"
_HOURS = "out of order in the window, in hours, all together"

_ENDED = "outages that ended in the window"
_OF_QUEUES = (
    "Every queue counts by itself: an outage of a bot for each channel that the bot "
    "fronts. Outages that overlap are one."
)

FIGURES = (
    Kpi(
        id="outage_time", title="Outage of channels", unit="h", direction="down",
        formula=f"time that channels were {_HOURS}", cohort=_OUT, estimator="count",
        remark="Each channel by itself; bots are not among them.",
        numerator="channel_outage", denominator="hour",
    ),
    Kpi(
        id="bot_outage_time", title="Outage of bots", unit="h", direction="down",
        formula=f"time that bots were {_HOURS}", cohort=_OUT, estimator="count",
        remark="Each bot by itself.",
        numerator="bot_outage", denominator="hour",
    ),
    count("kept_out", "Contacts kept out by an outage", "kept_out",
          direction="down",
          remark="Came while the channel was out of order: neither a bot nor a queue "
          "took them."),
    count("cut_off_inside", "Contacts cut off inside", "cut_off_inside",
          direction="down",
          remark="When the outage began; or they came from a bot or an agent while it "
          "lasted, and found the queue closed."),
    ratio(
        "came_back", "Came back after an outage", "cut_off_returned",
        "customers_cut_off",
        cohort="customers whose first contact to be cut off or kept out counts in "
        "the window",
        remark="On whichever channel, and whatever became of it. Who had a second "
        "contact open before has not come back by that.",
    ),
    Kpi(
        id="queue_time", title="Time in queues", unit="h", direction="down",
        formula="time that live customers waited in queues, in hours, all together",
        cohort="time inside the window by the clock, whenever the contacts came",
        estimator="count",
        remark="Divided by the length of the window it is the mean number of those who "
        "wait. Ring time belongs to it. Only where there are outages.",
        numerator="queue_time", denominator="hour",
    ),
    ratio(
        "recovery_time", "Time to recover from an outage", "time_to_recover",
        "outages_over", unit="s", direction="down", cohort=_ENDED,
        source="own choice",
        remark="From the end of an outage until no more customers wait in the queue of "
        "the channel than usual, and no more in the mean of the 15 minutes that "
        "follow. Usual is the mean of the hour before the outage, or since the channel "
        "opened, and half a customer more. Where the next outage or the end of play "
        "comes first, it counts until then (outages_lasting). Queues vary by "
        "themselves: in a busy centre it would be some minutes even if nothing had "
        f"happened. {_OF_QUEUES}",
    ),
    count("outages_lasting", "Outages not recovered from", "outages_lasting",
          unit="outages", direction="down", cohort=_ENDED,
          remark="The next outage, or the end of play, came before recovery "
          f"(recovery_time). {_OF_QUEUES}"),
)  # fmt: skip


def add_up(cohort: Cohort) -> dict[str, Floats]:
    """Count who was cut off, and who came back, by cell code.

    Parameters
    ----------
    cohort : Cohort

    Returns
    -------
    dict of str to array of float, shape (n_codes,)
        By name of the measure.
    """
    contacts, histories = cohort.contacts, cohort.histories
    cut_off = np.flatnonzero(contacts["outcome"] == Outcome.CUT_OFF)
    inside = were_inside(cohort)
    once = cut_off[histories.earliest(cut_off)]
    latest = np.full(int(histories.customer.max(initial=-1)) + 1, -1, dtype=np.intp)
    # of several values for one place the last stays: the customer's latest contact
    latest[histories.customer] = np.arange(len(contacts))
    after = latest[histories.customer[once]]
    returned = (after > once) & (
        contacts["arrived_at"][after] >= contacts["closed_at"][once]
    )
    code = cohort.code
    return {
        "kept_out": cohort.tally(code[cut_off[~inside[cut_off]]]),
        "cut_off_inside": cohort.tally(code[cut_off[inside[cut_off]]]),
        "customers_cut_off": cohort.tally(code[once]),
        "cut_off_returned": cohort.tally(code[once[returned]]),
    }


def were_inside(cohort: Cohort) -> Flags:
    """Say of each contact whether it joined a queue or met a bot.

    Who was kept out by an outage did neither.
    """
    inside = np.zeros(len(cohort.contacts), dtype=bool)
    inside[cohort.legs["contact"]] = True
    inside[cohort.journal.sessions["contact"]] = True
    return inside


def add_up_time(cohort: Cohort, scenario: Scenario) -> dict[str, Floats]:
    """Add up, by the clock, how long outages lasted and recoveries took.

    Parameters
    ----------
    cohort : Cohort
    scenario : Scenario
        Read for the channels that bots front.

    Returns
    -------
    dict of str to array of float
        By name of the measure: shape (n_cells, n_channels), or (n_cells, 1) for
        ``bot_outage``, which belongs to no channel.
    """
    grid, outages = cohort.grid, cohort.journal.outages
    n_cells, n_channels, _ = cohort.shape
    of_bots = outages["channel"] < 0
    channels, bots = outages[~of_bots], outages[of_bots]
    nobody = np.zeros(len(bots), dtype=np.intp)
    took, over, lasting = np.zeros((3, n_cells, n_channels))
    for channel, spans in _affected(cohort, scenario):
        name = cohort.journal.provenance.channels[channel]
        opened = np.array([opens for opens, _ in open_spans(scenario, name)])
        for end, seconds, has in recoveries(_queue(cohort, channel), spans, opened):
            cell = int(grid.locate(np.array([end]))[0])
            if cell < n_cells:
                took[cell, channel] += seconds
                over[cell, channel] += 1
                lasting[cell, channel] += not has
    return {
        "channel_outage": grid.spread(
            channels["from_at"], channels["to_at"], channels["channel"], n_channels
        ).T,
        "bot_outage": grid.spread(bots["from_at"], bots["to_at"], nobody, 1).T,
        "time_to_recover": took,
        "outages_over": over,
        "outages_lasting": lasting,
        "queue_time": _queue_time(cohort),
    }


def _queue_time(cohort: Cohort) -> Floats:
    """Add up how long live customers waited, shape (n_cells, n_channels)."""
    legs = cohort.legs
    channel = cohort.contacts["channel"][legs["contact"]]
    until = np.fmin(legs["answered_at"], legs["left_at"])
    until = np.fmin(until, cohort.journal.provenance.ended_at)
    live = np.flatnonzero(cohort.is_live[channel])
    return cohort.grid.spread(
        legs["queued_at"][live], until[live], channel[live], cohort.shape[1]
    ).T


def _affected(
    cohort: Cohort, scenario: Scenario
) -> Iterator[tuple[int, list[tuple[float, float]]]]:
    """Yield each channel with a queue and outages, those of its bots included."""
    names, outages = cohort.journal.provenance, cohort.journal.outages
    for channel, name in enumerate(names.channels):
        fronting = [
            code
            for code, bot in enumerate(names.bots)
            if name in scenario.automation[bot].fronts
        ]
        mine = (outages["channel"] == channel) | np.isin(outages["bot"], fronting)
        if mine.any() and cohort.kinds[channel] is not Kind.BOT:
            yield channel, outages[["from_at", "to_at"]][mine].tolist()


def _queue(cohort: Cohort, channel: int) -> Queue:
    """Return how many wait in the queues of a channel."""
    legs = cohort.legs
    legs = legs[cohort.contacts["channel"][legs["contact"]] == channel]
    left = np.fmin(legs["answered_at"], legs["left_at"])
    # a call back that was not picked up had its turn all the same
    missed = np.isnan(left) & (legs["outcome"] != Outcome.OPEN)
    left = np.where(missed, legs["turn_at"], left)
    return Queue.of(legs["queued_at"], left, cohort.journal.provenance.ended_at)
