"""Which contact counts where: codes of window, channel and issue for every row.

A *cell code* is ``(cell * n_channels + channel) * n_issues + issue``, and
`Cohort.n_codes` stands for rows that are in no window. All of a contact's
interactions and turns count where the contact does.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from omnisim.journal.schema import Outcome
from omnisim.kpi.conversations import Conversations, first_of_each
from omnisim.kpi.histories import Histories
from omnisim.scenario.choices import DEFERRED, Kind

if TYPE_CHECKING:
    from omnisim.journal.journal import Journal, Table
    from omnisim.kpi.windows import Codes, Floats, Grid
    from omnisim.scenario.schema import Scenario

__all__ = ["ATTRIBUTIONS", "Cohort", "tally", "thresholds", "total", "wanted"]

ATTRIBUTIONS = ("arrival", "end", "overlap")
_TURNED_AWAY = (
    Outcome.BLOCKED,
    Outcome.CLOSED,
    Outcome.CONTAINED,
    Outcome.UNHELPED,
)


@dataclass(frozen=True, eq=False)
class Cohort:
    """The rows of a journal with their place in windows and slices.

    Parameters
    ----------
    journal : Journal
    grid : Grid
    attribution : str
        ``"arrival"``: all of a contact counts where it arrived; ``"end"``: where
        the contact closed, and handling where its wrap-up ended; ``"overlap"``: as
        arrival, but handling time is split by the clock.
    kinds : tuple of Kind
        Of the channels, in the journal's order.
    """

    journal: Journal
    grid: Grid
    attribution: str
    kinds: tuple[Kind, ...]

    @property
    def contacts(self) -> Table:
        """The contacts table."""
        return self.journal.contacts

    @property
    def legs(self) -> Table:
        """The interactions table."""
        return self.journal.interactions

    @cached_property
    def shape(self) -> tuple[int, int, int]:
        """Numbers of cells, channels and issues."""
        names = self.journal.provenance
        return self.grid.n_cells, len(names.channels), len(names.issues)

    @property
    def n_codes(self) -> int:
        """The number of cell codes; itself the code of rows in no window."""
        cells, channels, issues = self.shape
        return cells * channels * issues

    @cached_property
    def code(self) -> Codes:
        """The cell code of each contact."""
        instants = "closed_at" if self.attribution == "end" else "arrived_at"
        return self.code_at(self.contacts[instants], self.contacts)

    @cached_property
    def born(self) -> Codes:
        """The cell code of each contact by its arrival, whatever the attribution."""
        if self.attribution != "end":
            return self.code
        return self.code_at(self.contacts["arrived_at"], self.contacts)

    @cached_property
    def leg_code(self) -> Codes:
        """The cell code of each interaction: its contact's."""
        code: Codes = self.code[self.legs["contact"]]
        return code

    @cached_property
    def finish_code(self) -> Codes:
        """The cell code at which an interaction's handling counts.

        Handling counts where the conversation ended, with all its interactions.
        """
        if self.attribution != "end":
            return self.leg_code
        end_at = self.legs["wrap_up_end_at"][self.talks.end]
        return self.code_at(
            np.where(self.talks.is_done, end_at, np.nan),
            self.contacts[["channel", "issue"]][self.legs["contact"]],
        )

    @cached_property
    def is_live(self) -> npt.NDArray[np.bool_]:
        """Whether customers wait live, by channel."""
        return ~self.of_kind(*DEFERRED)

    @property
    def has_conversations(self) -> bool:
        """Whether agents converse on other channels than calls."""
        return any(kind not in (Kind.CALL, Kind.BOT) for kind in self.kinds)

    def of_kind(self, *kinds: Kind) -> npt.NDArray[np.bool_]:
        """Say of each channel whether it is of one of some kinds."""
        return np.array([kind in kinds for kind in self.kinds], dtype=bool)

    @cached_property
    def talks(self) -> Conversations:
        """Which interactions are one conversation, and which count as answered."""
        legs = self.legs
        if legs["outcome"].max(initial=0) > Outcome.TRANSFERRED or legs["silent"].any():
            return Conversations.of(legs, self.contacts["outcome"])
        return Conversations.of_calls(legs)

    @cached_property
    def histories(self) -> Histories:
        """Whose contact each is, and how that customer's history began."""
        return Histories.of(self.contacts, self.born, self.n_codes)

    @cached_property
    def first_replies(self) -> npt.NDArray[np.intp]:
        """The rows of the turns with which contacts had their first reply."""
        turns = self.journal.turns
        rows = np.flatnonzero(~np.isnan(turns["ended_at"]))
        found: npt.NDArray[np.intp] = rows[first_of_each(turns["contact"][rows])]
        return found

    @cached_property
    def first_reply_at(self) -> Floats:
        """When each contact had its first reply; NaN never."""
        turns, found = self.journal.turns, np.full(len(self.contacts), np.nan)
        found[turns["contact"][self.first_replies]] = turns["ended_at"][
            self.first_replies
        ]
        return found

    def live(self, contact: npt.NDArray[np.integer]) -> npt.NDArray[np.bool_] | bool:
        """Say of some contacts whether their customers wait live.

        Parameters
        ----------
        contact : array of int, shape (n,)
            Rows of the contacts table.

        Returns
        -------
        array of bool, shape (n,), or True if all channels are live
        """
        if self.is_live.all():
            return True
        found: npt.NDArray[np.bool_] = self.is_live[self.contacts["channel"][contact]]
        return found

    @cached_property
    def is_offered(self) -> npt.NDArray[np.bool_]:
        """Whether a contact asked for an agent: it joined a queue, or was yet to.

        Those turned away or kept out did not, nor those who were done with a bot or
        still with it; a call back that is not due yet did.
        """
        outcome, sessions = self.contacts["outcome"], self.journal.sessions
        offered: npt.NDArray[np.bool_] = ~np.isin(outcome, _TURNED_AWAY)
        offered &= outcome != Outcome.CUT_OFF
        offered[sessions["contact"]] = False
        offered[self.legs["contact"]] = True
        return offered

    @cached_property
    def is_first(self) -> npt.NDArray[np.bool_]:
        """Whether an interaction is its contact's first."""
        first: npt.NDArray[np.bool_] = self.legs["leg"] == 0
        return first

    def leg_row(
        self, contact: npt.NDArray[np.integer], leg: npt.NDArray[np.integer]
    ) -> npt.NDArray[np.intp]:
        """Return the rows of interactions, given by contact and number of the leg."""
        first = np.searchsorted(self.legs["contact"], contact)
        row: npt.NDArray[np.intp] = first + leg
        return row

    def code_at(self, instants: Floats, about: Table) -> Codes:
        """Return the cell codes of some contacts at instants of one's own choice.

        Parameters
        ----------
        instants : array of float, shape (n,), seconds
        about : structured array, shape (n,)
            With the columns ``channel`` and ``issue``.
        """
        _, channels, issues = self.shape
        code: Codes = self.grid.locate(instants) * np.int32(channels)
        code += about["channel"]
        code *= np.int32(issues)
        code += about["issue"]
        return np.minimum(code, np.int32(self.n_codes), out=code)

    def cell_of(self, code: Codes) -> Codes:
        """Return the cells of cell codes; `Grid.n_cells` for rows in no window."""
        _, channels, issues = self.shape
        return code // np.int32(channels * issues)

    def slices(self, kind: str) -> Codes:
        """Return which slice of a kind each channel and issue belong to.

        Parameters
        ----------
        kind : str
            ``"all"``, ``"channel"``, ``"issue"`` or ``"channel_issue"``.

        Returns
        -------
        array of int, shape (n_channels, n_issues)
        """
        _, channels, issues = self.shape
        place = np.zeros((channels, issues), dtype=np.int32)
        if kind in ("channel", "channel_issue"):
            place += np.arange(channels, dtype=np.int32)[:, None]
        if kind == "channel_issue":
            place *= issues
        if kind in ("issue", "channel_issue"):
            place += np.arange(issues, dtype=np.int32)
        return place

    def by_channel(self, values: Floats) -> Floats:
        """Return a value per cell code from one per channel, NaN outside.

        Parameters
        ----------
        values : array of float, shape (n_channels,)

        Returns
        -------
        array of float, shape (n_codes + 1,)
        """
        cells, _, issues = self.shape
        return np.append(np.tile(np.repeat(values, issues), cells), np.nan)

    def tally(self, code: Codes) -> Floats:
        """Count rows by cell code, shape (n_codes,)."""
        return tally(code, self.n_codes)

    def total(self, code: Codes, weights: npt.NDArray[np.generic]) -> Floats:
        """Add up weights by cell code, shape (n_codes,)."""
        return total(code, weights, self.n_codes)


def tally(place: npt.NDArray[np.integer], n: int) -> Floats:
    """Count rows by place, those at place `n` left out.

    Parameters
    ----------
    place : array of int, shape (n_rows,)
        From 0 to `n`.
    n : int

    Returns
    -------
    array of float, shape (n,)
    """
    return np.bincount(place, minlength=n + 1)[:n].astype(np.float64)


def total(
    place: npt.NDArray[np.integer], weights: npt.NDArray[np.generic], n: int
) -> Floats:
    """Add up weights by place, those at place `n` left out, as `tally` counts."""
    found = np.bincount(place, weights=weights, minlength=n + 1)[:n]
    return found.astype(np.float64, copy=False)


def thresholds(scenario: Scenario, channels: tuple[str, ...]) -> Floats:
    """Return the threshold of each live channel's target in seconds.

    NaN without target, and for deferred channels: their due times go by the opening
    hours (`omnisim.kpi.deferred`).
    """
    found = [scenario.channels[name] for name in channels]
    return np.array(
        [
            np.nan
            if one.target is None or one.kind in DEFERRED
            else one.target.threshold
            for one in found
        ]
    )


def wanted(scenario: Scenario, channels: tuple[str, ...]) -> Floats:
    """Return the share each channel's target asks for, 0 without target."""
    targets = [scenario.channels[name].target for name in channels]
    return np.array([0.0 if t is None else t.share for t in targets])
