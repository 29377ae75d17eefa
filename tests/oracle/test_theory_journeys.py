"""Chains of contacts against sums by hand and the fundamental matrix."""

from __future__ import annotations

import pytest
from theory.journeys import Onward, follow, fundamental


def test_returns_as_often_as_it_takes_are_a_geometric_sum() -> None:
    # 30 % open, of whom 60 % come back: 0.18 of each lot
    found = follow([1.0], [0.7], [4.0], (Onward(0, 0, 0.6, 0.6, pause=10.0),))

    assert found.contacts == pytest.approx(1 / 0.82)
    assert found.resolved == pytest.approx(0.7 / 0.82)
    # 4 for the last contact, and 14 for each of the 0.18 / 0.82 before it
    assert found.time == pytest.approx(4 + 14 * 0.18 / 0.82)


def test_a_limit_ends_the_sum() -> None:
    # 0.5 open; of the first lot 0.8 come back, of the second 0.4, of the third none
    found = follow([1.0], [0.5], [0.0], (Onward(0, 0, 0.8, 0.4, tries=3, pause=1.0),))

    assert found.by_number == pytest.approx((1.0, 0.4, 0.08))
    assert found.resolved == pytest.approx(0.74)
    assert found.time == pytest.approx((0.4 * 0.5 + 0.08 * 0.5 * 2) / 0.74)


def test_visits_without_a_limit_meet_the_fundamental_matrix() -> None:
    ways = (
        Onward(0, 0, 0.3, 0.3),
        Onward(0, 1, 0.2, 0.2),
        Onward(1, 0, 0.5, 0.5),
        Onward(1, 2, 0.4, 0.4),
        Onward(2, 1, 0.9, 0.9),
    )

    found = follow([0.5, 0.3, 0.2], [0.6, 0.5, 0.2], [1.0, 1.0, 1.0], ways)

    matrix = [[0.4 * 0.3, 0.4 * 0.2, 0], [0.5 * 0.5, 0, 0.5 * 0.4], [0, 0.8 * 0.9, 0]]
    visits = fundamental([0.5, 0.3, 0.2], matrix)
    assert found.visits == pytest.approx(visits)
    assert found.moves == pytest.approx(visits[:, None] * matrix)
    assert found.switches == pytest.approx(found.contacts - 1 - visits[0] * 0.12)
    assert found.resolved == pytest.approx(visits @ [0.6, 0.5, 0.2])


def test_each_step_has_its_own_limit() -> None:
    # nobody is ever helped on 0: only a second contact may stay there
    ways = (Onward(0, 0, 0.5, 0.5, tries=2), Onward(0, 1, 0.4, 0.2), Onward(1, 0, 1, 1))

    found = follow([1.0, 0.0], [0.0, 0.5], [1.0, 2.0], ways)

    assert found.by_number[:4] == pytest.approx((1.0, 0.9, 0.3, 0.09))
    assert found.moves[0, 0] == pytest.approx(0.5)


def test_who_is_helped_has_spent_the_time_of_her_own_way() -> None:
    # half are helped on 0 after 3; the others after 3, a pause of 10 and 5 on 1
    found = follow(
        [1.0, 0.0], [0.5, 1.0], [3.0, 5.0], (Onward(0, 1, 1, 1, pause=10.0),)
    )

    assert found.resolved == pytest.approx(1.0)
    assert found.time == pytest.approx((3 + 18) / 2)
