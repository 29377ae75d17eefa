"""How much of an agent's attention a conversation takes, beside how long it lasts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from omnisim.kpi.cohort import tally, total
from omnisim.kpi.figure import ratio
from omnisim.kpi.in_hand import HANDS_ON, only_calls
from omnisim.kpi.stretches import Line

if TYPE_CHECKING:
    from omnisim.journal.journal import Table
    from omnisim.kpi.cohort import Cohort
    from omnisim.kpi.stretches import Rows
    from omnisim.kpi.windows import Floats
    from omnisim.scenario.schema import Scenario

__all__ = ["FIGURES", "Focus"]

_RATE = (
    "Not defined for chats that are modelled by their rate: there the attention is "
    "not told apart by conversation."
)

FIGURES = (
    ratio("focus_time", "Focus time", "focus", "focussed", unit="s", direction="down",
          source="NICE, Genesys, Call Centre Helper: hands-on handle time",
          remark="Attention that a conversation took, switching to it and wrap-up "
          f"included; the handle time, for calls. {_RATE}"),
    ratio("concurrency_cust", "Concurrency as customers would work it out", "session",
          "session_focus", unit="", source="Call Centre Helper",
          remark="Session time by the focus time in it, wrap-up left out: 1 for calls. "
          "What customers take to write counts as if the agent served others all the "
          f"while, so it is above the concurrency. {_RATE}"),
)  # fmt: skip


class Focus:
    """The attention that conversations took which are over.

    Parameters
    ----------
    cohort : Cohort
    scenario : Scenario
        Read for the channels that are modelled by their rate.
    """

    def __init__(self, cohort: Cohort, scenario: Scenario) -> None:
        self._cohort = cohort
        self._simple = only_calls(cohort.journal, scenario)
        names = cohort.journal.provenance.channels
        self._is_told_apart = np.array(
            [not scenario.channels[name].duration_by_open_chats for name in names]
        )
        if not self._simple:
            self._spans, self._leg = self._attended()

    def add_up(self, measures: dict[str, Floats]) -> dict[str, Floats]:
        """Add up attention by cell code.

        Parameters
        ----------
        measures : dict of str to array of float, shape (n_codes,)
            Talk and wrap-up of conversations that are over, and their number.

        Returns
        -------
        dict of str to array of float, shape (n_codes,)
            By name of the measure.
        """
        if self._simple:
            return _of_calls(measures)
        cohort = self._cohort
        _, channels, issues = cohort.shape
        contacts = cohort.contacts[["channel", "issue"]][cohort.legs["contact"]]
        part = contacts["channel"].astype(np.intp) * issues + contacts["issue"]
        told_apart = cohort.by_channel(self._is_told_apart.astype(np.float64))[:-1]
        return {
            "focussed": measures["finished"] * told_apart,
            "session": measures["talk"] * told_apart,
            **self._attention(
                cohort.finish_code, cohort.n_codes, part, channels * issues
            ),
        }

    def add_up_groups(
        self, place: npt.NDArray[np.intp], n: int, measures: dict[str, Floats]
    ) -> dict[str, Floats]:
        """Add up attention by the group that gave it.

        Parameters
        ----------
        place : array of int, shape (n_interactions,)
            Where each interaction counts, `n` where it does not.
        n : int
        measures : dict of str to array of float, shape (n,)
            As for `add_up`, by group.

        Returns
        -------
        dict of str to array of float, shape (n,)
            By name of the measure.
        """
        if self._simple:
            return _of_calls(measures)
        cohort = self._cohort
        legs = cohort.legs
        channel = cohort.contacts["channel"][legs["contact"]]
        ends = cohort.talks.ends & self._is_told_apart[channel]
        n_groups = len(cohort.journal.provenance.groups)
        group = legs["group"].astype(np.intp)
        return {
            "focussed": tally(place[ends], n),
            **self._attention(place, n, group, n_groups),
        }

    def _attention(
        self,
        place: npt.NDArray[np.signedinteger],
        n: int,
        part: npt.NDArray[np.intp],
        n_parts: int,
    ) -> dict[str, Floats]:
        """Add up attention, at the place of its interaction or split by the clock."""
        legs, spans, leg = self._cohort.legs, self._spans, self._leg
        found = {}
        for name, some in (
            ("focus", np.ones(len(spans), dtype=bool)),
            # before it there may be dialling or turning to a call, after it wrap-up
            (
                "session_focus",
                (spans["from_at"] >= legs["answered_at"][leg])
                & (spans["from_at"] < legs["talk_end_at"][leg]),
            ),
        ):
            begin, end = spans["from_at"][some], spans["to_at"][some]
            if self._cohort.attribution == "overlap":
                time = self._cohort.grid.spread(begin, end, part[leg[some]], n_parts)
                found[name] = time.T.ravel()
            else:
                found[name] = total(place[leg[some]], end - begin, n)
        return found

    def _attended(self) -> tuple[Table, Rows]:
        """Return the spans of attention that count, and the interaction of each."""
        cohort = self._cohort
        legs, spans = cohort.legs, cohort.journal.agent_spans
        spans = spans[np.isin(spans["state"], HANDS_ON) & (spans["contact"] >= 0)]
        channel = cohort.contacts["channel"][spans["contact"]]
        spans = spans[self._is_told_apart[channel]]
        # an agent's interactions with one contact follow one another
        (answered,) = np.nonzero(legs["agent"] >= 0)
        n = len(cohort.journal.agents)
        pairs = legs["contact"][answered].astype(np.int64) * n + legs["agent"][answered]
        known, pair = np.unique(pairs, return_inverse=True)
        asked = spans["contact"].astype(np.int64) * n + spans["agent"]
        theirs = np.searchsorted(known, asked)
        queued_at = legs["queued_at"][answered]
        order = np.lexsort((queued_at, pair))
        line = Line.of(queued_at, spans["from_at"])
        last = np.searchsorted(
            line.at(pair[order], queued_at[order]),
            line.at(theirs, spans["from_at"]),
            "right",
        )
        leg = answered[order][np.maximum(last - 1, 0)]
        # an offer that rang elsewhere, or a customer found to have left, has none
        mine = legs["contact"][leg].astype(np.int64) * n + legs["agent"][leg] == asked
        counts = mine & cohort.talks.is_done[leg]
        return spans[counts], leg[counts]


def _of_calls(measures: dict[str, Floats]) -> dict[str, Floats]:
    """Return the attention of calls, which is their handle time."""
    return {
        "focus": measures["talk"] + measures["wrap_up"],
        "focussed": measures["finished"],
        "session": measures["talk"],
        "session_focus": measures["talk"],
    }
