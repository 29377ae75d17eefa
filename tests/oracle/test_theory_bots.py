"""The sums over a bot's customers against figures worked out by hand."""

from __future__ import annotations

import pytest
from theory.bots import Issue, Returns, broken, front, left_over
from theory.journeys import Onward, follow

NONE = Returns()


def test_a_bot_leaves_the_agents_what_is_hard() -> None:
    # of 100: 60 easy, 42 of them contained; 40 hard, 4 of them contained
    issues = Issue(0.6, 0.7, misled=0.5, effort=0.5), Issue(0.4, 0.1, effort=2.0)

    found = front(issues, escalates=1.0, returns=NONE)

    assert found.contained == pytest.approx(0.46)
    assert found.resolved == pytest.approx(0.25)
    assert found.misled == pytest.approx(21 / 46)
    assert found.agents == pytest.approx(0.54)
    # 18 of half the work and 36 of twice the work; without the bot it is 1.1
    assert found.work == pytest.approx(81 / 54)
    assert found.helped == pytest.approx(0.79)


def test_who_leaves_the_bot_never_comes_to_an_agent() -> None:
    found = front((Issue(1.0, 0.2),), escalates=0.75, returns=NONE)

    assert found.escalated == pytest.approx(0.6)
    assert found.agents == pytest.approx(0.6)
    assert found.helped == pytest.approx(0.8)


def test_the_vulnerable_pass_the_bot_by() -> None:
    found = front((Issue(1.0, 0.5),), escalates=1.0, returns=NONE, vulnerable=0.2)

    assert found.sessions == pytest.approx(0.8)
    assert found.agents == pytest.approx(0.2 + 0.4)
    assert found.met == pytest.approx(2 / 3)


def test_who_tells_her_story_again_is_more_work() -> None:
    found = front(
        (Issue(1.0, 0.5),), escalates=1.0, returns=NONE, vulnerable=0.2, retold=0.3
    )

    assert found.work == pytest.approx(1.2)


def test_returns_through_the_bot_are_an_absorbing_chain() -> None:
    # ways of a contact: 0.4 contained, half misled; 0.45 by an agent; 0.15 leave
    returns = Returns(contained=0.6, unhelped=0.4, unresolved=0.9)
    issue = Issue(1.0, 0.4, misled=0.5, resolved=0.8)

    found = front((issue,), escalates=0.75, returns=returns)

    again = 0.2 * 0.6 + 0.15 * 0.4 + 0.45 * 0.2 * 0.9
    assert found.contacts == pytest.approx(1 / (1 - again))
    assert found.agents == pytest.approx(0.45 / (1 - again))
    assert found.helped == pytest.approx((0.2 + 0.45 * 0.8) / (1 - again))


def test_who_meets_the_bot_once_goes_on_with_the_agents() -> None:
    returns = Returns(contained=0.6, unhelped=0.4, unresolved=0.5)
    issue = Issue(1.0, 0.4, misled=0.5, resolved=0.8)

    found = front((issue,), escalates=0.75, returns=returns, first_only=True)

    # channel 0 is the bot's way, channel 1 the agents'
    again = 0.2 * 0.6 + 0.15 * 0.4 + 0.45 * 0.2 * 0.5
    chain = follow(
        [1.0, 0.0],
        [0.0, 0.8],
        [0.0, 0.0],
        (Onward(0, 1, again, again), Onward(1, 1, 0.5, 0.5)),
    )
    assert found.contacts == pytest.approx(chain.contacts)
    assert found.sessions * found.contacts == pytest.approx(1.0)
    assert found.agents == pytest.approx(0.45 + chain.visits[1])
    assert found.helped == pytest.approx(0.2 + 0.45 * 0.8 + chain.resolved)


def test_every_issue_returns_by_its_own_chances() -> None:
    issues = Issue(0.5, 0.8, misled=0.25), Issue(0.5, 0.0, resolved=0.5)
    returns = Returns(contained=1.0, unresolved=1.0)

    found = front(issues, escalates=1.0, returns=returns)

    # 1 / 0.8 contacts for the one issue, 2 for the other
    assert found.contacts == pytest.approx(0.625 + 1.0)
    assert found.contained == pytest.approx(0.5 / 1.625)
    assert found.helped == pytest.approx(1.0)


def test_what_is_left_is_rarer_longer_and_more_varied() -> None:
    # half of the short work of mean 1 is contained, none of the long of mean 4
    found = left_over((Issue(0.8, 0.5, effort=0.5), Issue(0.2, 0.0, effort=2.0)), 2.0)

    assert found.share == pytest.approx(0.6)
    assert found.mean == pytest.approx((0.4 * 1 + 0.2 * 4) / 0.6)
    # second moments 2 and 32: (0.4 x 2 + 0.2 x 32) / 0.6 = 12, over a mean of 2
    assert found.cv == pytest.approx(2**0.5)


def test_long_sessions_are_cut_off_more_often() -> None:
    found = broken(60.0, 20.0, [(0.5, 20.0), (0.5, 60.0)])

    assert found.down == pytest.approx(0.25)
    assert found.begun == pytest.approx(1 / 80)
    assert found.cut_off == pytest.approx((0.25 + 0.5) / 2)
