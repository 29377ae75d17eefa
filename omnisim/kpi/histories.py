"""Whose contact each is: what a customer did before, and how her history began.

A customer has one issue and makes contacts until it is resolved or she gives up.
Most customers of most scenarios come once, which spares nearly all of the work.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from omnisim.journal.journal import Table
    from omnisim.kpi.windows import Codes, Floats

__all__ = ["Histories", "Rows"]

Rows = npt.NDArray[np.signedinteger]


@dataclass(frozen=True, eq=False)
class Histories:
    """Whose contact each is, and how that customer's history began.

    Parameters
    ----------
    customer : array of int, shape (n_contacts,)
    home : array of int, shape (n_contacts,)
        Cell code of the customer's first contact.
    began_at : array of float, shape (n_contacts,), seconds
        Arrival of that contact.
    come_once : bool
        No customer came a second time.
    """

    customer: npt.NDArray[np.int32]
    home: Codes
    began_at: Floats
    come_once: bool

    @classmethod
    def of(cls, contacts: Table, born: Codes, nowhere: int) -> Histories:
        """Follow the customers of a journal.

        Parameters
        ----------
        contacts : Table
            The contacts table.
        born : array of int, shape (n_contacts,)
            Cell code of each contact by its arrival.
        nowhere : int
            The code of contacts in no window.
        """
        customer, arrived_at = contacts["customer"], contacts["arrived_at"]
        is_first = contacts["attempt"] == 1
        if is_first.all():
            return cls(customer, born, arrived_at, come_once=True)
        n = int(customer.max()) + 1
        home = np.full(n, nowhere, dtype=np.int32)
        home[customer[is_first]] = born[is_first]
        began_at = np.full(n, np.nan)
        began_at[customer[is_first]] = arrived_at[is_first]
        return cls(customer, home[customer], began_at[customer], come_once=False)

    def earliest(self, rows: Rows) -> Rows:
        """Return which of some contacts are the first of their customers.

        Parameters
        ----------
        rows : array of int, shape (n,)
            Rows of the contacts table, in the order that is asked about.

        Returns
        -------
        array of int
            Places in `rows`.
        """
        places = np.arange(len(rows))
        if self.come_once:
            return places
        first = np.full(int(self.customer.max()) + 1, -1, dtype=np.intp)
        # of several values for one place the last stays: here the earliest contact
        first[self.customer[rows[::-1]]] = places[::-1]
        return first[first >= 0]

    def among(self, rows: Rows, others: Rows) -> npt.NDArray[np.bool_]:
        """Say which of some contacts are of a customer who made one of the others."""
        known = np.zeros(int(self.customer.max(initial=-1)) + 1, dtype=bool)
        known[self.customer[others]] = True
        found: npt.NDArray[np.bool_] = known[self.customer[rows]]
        return found

    @cached_property
    def steps(self) -> tuple[Rows, Rows]:
        """The further contacts, and of each the customer's contact before.

        Both by customer, then time: rows of the contacts table. Before is who
        arrived before, whether that contact was over by then or not.
        """
        if self.come_once:
            nobody = np.zeros(0, dtype=np.intp)
            return nobody, nobody
        times = np.bincount(self.customer)
        mine = np.flatnonzero(times[self.customer] > 1)
        # contacts are in order of arrival, and a stable sort keeps them so
        order = mine[np.argsort(self.customer[mine], kind="stable")]
        customer = self.customer[order]
        goes_on = np.flatnonzero(customer[1:] == customer[:-1])
        return order[goes_on + 1], order[goes_on]
