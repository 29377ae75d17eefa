"""Whatever is changed on the floor, the journals tell of the same customers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from omnisim import load
from omnisim.experiment import play_replication

if TYPE_CHECKING:
    from omnisim.journal import Journal

FILE = "scenarios/two_skills.yaml"
FACTS = ["channel", "issue", "arrived_at"]


def play(**changes: str) -> Journal:
    """Play the two languages with some values changed, dots written as two lines."""
    named = {name.replace("__", "."): text for name, text in changes.items()}
    return play_replication(load(FILE, changes=named), seed=4, replication=0).journal


def first_contacts(journal: Journal) -> np.ndarray:
    """Return channel, issue and instant of everybody's first contact."""
    return journal.contacts[journal.contacts["attempt"] == 1][FACTS]


def work_by_agent(journal: Journal, group: str) -> dict[float, float]:
    """Return the talk of first contacts that a group answered, by their arrival."""
    legs = journal.interactions
    mine = legs[legs["group"] == journal.provenance.groups.index(group)]
    arrived_at = journal.contacts["arrived_at"][mine["contact"]]
    talk = mine["talk_end_at"] - mine["answered_at"]
    return dict(zip(arrived_at.tolist(), talk.tolist(), strict=True))


@pytest.mark.parametrize(
    "changes",
    [
        {"agents__back_office__staff": "6"},
        {"agents__bilingual_desk__pace": "1.5"},
        {"agents__bilingual_desk__reserved": "null"},
        {"routing__choose_contact": "longest_wait"},
        {"routing__choose_agent": "random"},
        {"routing__overflow": "[]"},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_what_changes_on_the_floor_changes_what_happens_but_no_customer(
    changes: dict[str, str],
) -> None:
    before, after = play(), play(**changes)

    assert not after.is_identical(before)
    assert first_contacts(after).tolist() == first_contacts(before).tolist()


def test_who_is_served_by_a_group_of_another_pace_brings_the_same_work() -> None:
    before = work_by_agent(play(), "bilingual_desk")
    after = work_by_agent(play(agents__bilingual_desk__pace="2.06"), "bilingual_desk")

    both = sorted(before.keys() & after.keys())
    assert len(both) > 100
    np.testing.assert_allclose(
        [after[instant] for instant in both],
        [2 * before[instant] for instant in both],
        rtol=1e-6,
    )


def test_more_demand_adds_customers_and_keeps_every_old_one() -> None:
    more = {
        "channels__english__arrivals__scale": "1.3",
        "channels__spanish__arrivals__scale": "1.3",
    }

    before, after = (
        first_contacts(play()).tolist(),
        first_contacts(play(**more)).tolist(),
    )

    assert len(after) > 1.2 * len(before)
    assert set(before) < set(after)
