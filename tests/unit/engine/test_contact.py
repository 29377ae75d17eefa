"""A contact guards what the engine takes for granted about it."""

from __future__ import annotations

from typing import cast

import pytest

from omnisim.engine.state import Contact, Queue
from omnisim.journal.schema import Cause


def contact() -> Contact:
    nowhere = cast("Queue", None)  # no queue is asked for anything
    return Contact(0, 0, 0, 1, Cause.FIRST, 0.0, nowhere, 1.0, 1.0, 0.0, 0.0, 1.0)


def test_contact_that_nobody_has_in_hand_has_no_holder() -> None:
    with pytest.raises(ValueError, match="nobody has contact -1 in hand"):
        _ = contact().holder


def test_contact_that_waits_for_nothing_cannot_be_woken() -> None:
    with pytest.raises(ValueError, match="contact -1 waits for nothing"):
        contact().wake()


def test_life_of_a_contact_that_waits_for_nothing_cannot_be_let_go() -> None:
    with pytest.raises(ValueError, match="contact -1 waits for nothing"):
        contact().let_life_go()
