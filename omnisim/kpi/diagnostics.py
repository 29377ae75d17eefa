"""Signs of trouble on a floor where agents hold several contacts.

Agents who never come back to the phone because their chats overlap without end;
the night's mail that falls to whoever logs in first; work on customers who are
gone; mail that is put aside again and again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from omnisim.journal.schema import State
from omnisim.kpi.figure import CLOCK, mean, ratio
from omnisim.kpi.in_hand import HANDS_ON, leg_of, taken_at
from omnisim.kpi.staff import present
from omnisim.kpi.stretches import Line, chains, stretches

if TYPE_CHECKING:
    from omnisim.journal.journal import Journal, Table
    from omnisim.kpi.cohort import Cohort
    from omnisim.kpi.loads import Held
    from omnisim.kpi.windows import Floats, Grid
    from omnisim.scenario.schema import Scenario

__all__ = ["FIGURES", "Peaks", "add_up", "add_up_contacts"]

_FLOOD = 60.0  # seconds; on coming to the floor an agent fills up at once

FIGURES = (
    mean(
        "lock_in", "Longest time locked in",
        "longest unbroken time for which an agent held something", "lock_in",
        "lock_in_known", cohort=CLOCK, source="Twilio: lock-in to a channel",
        remark="Contacts that overlap, end to end: all the while she could not turn to "
        "a channel that does not go with what she holds. The part inside the window; "
        "offers included. Only groups that may hold several contacts have it: others "
        "are free to choose after each.",
    ),
    mean(
        "morning_flood", "Most contacts taken on arrival",
        "most contacts that one agent took within a minute of coming to the floor",
        "flood", "flood_known", unit="contacts", cohort=CLOCK,
        source="Zendesk, Salesforce: the backlog falls to the first agent online",
        remark="Only of groups that may hold several contacts. It counts in the window "
        "in which she came.",
    ),
    ratio("lost_attention", "Attention lost on customers who had left",
          "attention_lost", "hands_on", direction="down", cohort=CLOCK,
          source="silent abandonment: Castellanos, Yom-Tov, Goldberg and Park",
          remark="Finding out that nobody is there, and replies that nobody reads. "
          "Wrap-up is left out: it has to be done."),
    ratio("lost_places", "Places lost on customers who had left", "places_lost",
          "held", direction="down", cohort=CLOCK,
          source="silent abandonment: Castellanos, Yom-Tov, Goldberg and Park",
          remark="Of the time that places are taken. Until the conversation is closed; "
          "wrap-up is left out."),
    ratio("mail_interruptions", "Times a mail is put aside", "put_aside",
          "mails_begun", unit="times", direction="down",
          remark="For work that goes before it. Of mails whose work was begun; "
          "interrupted wrap-ups are not counted."),
)  # fmt: skip


def add_up(journal: Journal, grid: Grid, scenario: Scenario) -> dict[str, Floats]:
    """Add up what agents lost on customers who had left.

    Parameters
    ----------
    journal : Journal
    grid : Grid
    scenario : Scenario
        Read for how long an offer rings.

    Returns
    -------
    dict of str to array of float, shape (n_cells, n_groups), seconds
        By name of the measure.
    """
    n_groups = len(journal.provenance.groups)
    silent = np.flatnonzero(journal.interactions["silent"] == 1)
    if not len(silent):
        nothing = np.zeros((grid.n_cells, n_groups))
        return {"attention_lost": nothing, "places_lost": nothing}
    groups = journal.agents["group"].astype(np.intp)
    gone = journal.interactions[silent]
    left_at = np.full(len(journal.contacts), np.inf)
    left_at[gone["contact"]] = gone["left_at"]
    spans = journal.agent_spans
    attends = np.isin(spans["state"], HANDS_ON) & (spans["state"] != State.WRAP_UP)
    spans = spans[attends & (spans["contact"] >= 0)]
    begin = np.maximum(spans["from_at"], left_at[spans["contact"]])
    attention = grid.spread(begin, spans["to_at"], groups[spans["agent"]], n_groups)
    (mine,) = np.nonzero(journal.interactions["silent"][leg_of(journal)] == 1)
    holds = journal.holds[mine]
    taken = taken_at(journal, scenario)[mine]
    closed_at = journal.interactions["talk_end_at"][leg_of(journal)[mine]]
    places = grid.spread(
        np.maximum(taken, left_at[holds["contact"]]),
        np.fmin(holds["to_at"], closed_at),
        groups[holds["agent"]],
        n_groups,
    )
    return {"attention_lost": attention.T, "places_lost": places.T}


def add_up_contacts(cohort: Cohort) -> dict[str, Floats]:
    """Count by cell code how often mails were put aside.

    Returns
    -------
    dict of str to array of float, shape (n_codes,)
        By name of the measure.
    """
    spans, turns = cohort.journal.agent_spans, cohort.journal.turns
    work = spans[spans["state"] == State.WORKING] if len(turns) else spans[:0]
    goes_on = np.zeros(len(work), dtype=bool)
    goes_on[1:] = (
        (work["contact"][1:] == work["contact"][:-1])
        & (work["agent"][1:] == work["agent"][:-1])
        & (work["from_at"][1:] == work["to_at"][:-1])
    )
    n = len(cohort.contacts)
    pieces = np.bincount(work["contact"][~goes_on], minlength=n)
    rounds = np.bincount(turns["contact"][~np.isnan(turns["began_at"])], minlength=n)
    (begun,) = np.nonzero(pieces)
    aside = np.maximum(pieces[begun] - rounds[begun], 0)
    return {
        "put_aside": cohort.total(cohort.code[begun], aside),
        "mails_begun": cohort.tally(cohort.code[begun]),
    }


class Peaks:
    """Longest times and largest numbers, which do not add up.

    Parameters
    ----------
    cohort : Cohort
    scenario : Scenario
        Read for how long an offer rings.
    held : Held
        The holds of agents who may come to hold several contacts.
    """

    def __init__(self, cohort: Cohort, scenario: Scenario, held: Held) -> None:
        journal = cohort.journal
        self._grid = cohort.grid
        self._group = journal.agents["group"].astype(np.intp)
        self._n_groups = len(journal.provenance.groups)
        self._locked = _locked(journal, held)
        self._came, self._took = _floods(journal, scenario, held)

    def of(self, window_kind: str, slice_kind: str) -> dict[str, Floats]:
        """Return the peaks by window and slice.

        Parameters
        ----------
        window_kind : str
        slice_kind : str
            ``"all"`` or ``"group"``; other slices have none.

        Returns
        -------
        dict of str to array of float, shape (n_windows, n_slices)
            By name of the measure; 0 where there is none, with ``…_known`` 0 too.
        """
        if slice_kind not in ("all", "group"):
            return {}
        n_windows = len(self._grid.numbers(window_kind))
        locked, flood = np.full((2, n_windows, self._n_groups), -1.0)
        self._longest(window_kind, locked)
        cell = self._grid.locate(self._came["from_at"])
        counts = cell < self._grid.n_cells
        window = self._grid.members(window_kind)[cell[counts]]
        group = self._group[self._came["agent"][counts]]
        np.maximum.at(flood, (window, group), self._took[counts])
        measures = {}
        for name, peak in (("lock_in", locked), ("flood", flood)):
            whole = peak if slice_kind == "group" else peak.max(axis=1, keepdims=True)
            measures[name] = np.maximum(whole, 0.0)
            measures[f"{name}_known"] = (whole >= 0).astype(np.float64)
        return measures

    def _longest(self, window_kind: str, longest: Floats) -> None:
        """Write the longest stretch of each group inside each window."""
        rows, edges = self._locked, self._edges(window_kind)
        begin = np.maximum(rows["from_at"], edges[0])
        end = np.minimum(rows["to_at"], edges[-1])
        inside = end > begin
        begin, end = begin[inside], end[inside]
        group = self._group[rows["agent"][inside]]
        first = np.searchsorted(edges, begin, "right") - 1
        last = np.searchsorted(edges, end, "left") - 1
        stop = np.minimum(end, edges[first + 1])
        np.maximum.at(longest, (first, group), stop - begin)
        np.maximum.at(longest, (last, group), end - np.maximum(begin, edges[last]))
        # windows in between are filled: +1 where they begin, -1 where they stop
        change = np.zeros(longest.shape)
        np.add.at(change, (np.minimum(first + 1, last), group), 1)
        np.add.at(change, (last, group), -1)
        filled = np.cumsum(change, axis=0) > 0
        longest[filled] = np.broadcast_to(np.diff(edges)[:, None], filled.shape)[filled]

    def _edges(self, window_kind: str) -> Floats:
        member = self._grid.members(window_kind)
        starts = np.flatnonzero(np.diff(member, prepend=-1))
        return np.append(self._grid.edges[starts], self._grid.edges[-1])


def _locked(journal: Journal, held: Held) -> Table:
    """Return the stretches for which agents held something without a break."""
    holds = journal.holds[held.holds]
    order = np.lexsort((holds["from_at"], holds["agent"]))
    rows = (holds[name][order] for name in ("agent", "from_at", "to_at"))
    return chains(stretches(*rows), touching=False)


def _floods(journal: Journal, scenario: Scenario, held: Held) -> tuple[Table, Floats]:
    """Return when agents came to the floor, and how many contacts each then took."""
    came = present(journal.agent_spans)
    came = came[held.groups[journal.agents["group"][came["agent"]]]]
    holds = journal.holds[held.holds]
    taken = taken_at(journal, scenario)[held.holds]
    had = taken < holds["to_at"]
    line = Line.of(journal.holds["to_at"], came["to_at"] + _FLOOD)
    took = np.sort(line.at(holds["agent"][had], taken[had]))
    begin = line.at(came["agent"], came["from_at"])
    until = line.at(came["agent"], came["from_at"] + _FLOOD)
    n = np.searchsorted(took, until, "right") - np.searchsorted(took, begin, "left")
    return came, n.astype(np.float64)
