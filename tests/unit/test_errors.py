from __future__ import annotations

import pickle

from omnisim.errors import MissingExtraError


def test_a_missing_extra_is_told_the_same_by_another_process() -> None:
    error = MissingExtraError("reading calls.xlsx", "excel")

    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes

    assert str(copy) == str(error)
    assert (copy.purpose, copy.extra) == ("reading calls.xlsx", "excel")
