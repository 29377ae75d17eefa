"""Has anything moved that nobody meant to move.

Instants are compared to nine digits, not to the bit: logarithms and powers may
differ in the last bit from one processor to the next.
"""

from __future__ import annotations

import numpy as np
import pytest
from golden_centre import FOLDER, STORED, made_now, population_columns

from omnisim.journal import files
from omnisim.journal.schema import TABLES

REASON = "if it was meant to move, run `make golden` and say why in the commit"


def test_population_is_the_stored_one() -> None:
    population, _ = made_now()

    stored = np.genfromtxt(FOLDER / "population.csv", delimiter=",", skip_header=1)
    made = np.column_stack([*population_columns(population).values()])
    np.testing.assert_allclose(made, stored, rtol=1e-9, err_msg=REASON)


@pytest.mark.parametrize("table", TABLES)
def test_journal_is_the_stored_one(table: str) -> None:
    _, journal = made_now()

    made, stored = getattr(journal, table), getattr(files.load(STORED), table)
    assert made.dtype == stored.dtype
    np.testing.assert_allclose(
        np.array(made.tolist(), float),
        np.array(stored.tolist(), float),
        rtol=1e-9,
        err_msg=REASON,
    )
