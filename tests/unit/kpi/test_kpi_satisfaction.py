"""Scores of issues by the illustrative model, worked out by hand.

A minute takes a sixteenth off, a further contact an eighth, a story told again a
quarter, a move or an issue that is not resolved a half.
"""

from __future__ import annotations

from typing import Any

import pytest
import talks
from lives import Leg, abandoned, figures, handled, scenario, talking, waiting

from omnisim.journal import Cause, Outcome
from omnisim.kpi import KPIS, KpiTable, explain_kpi
from omnisim.scenario.experience import Satisfaction
from omnisim.scenario.laws import Constant
from omnisim.scenario.schema import Issue
from omnisim.units import MINUTE

MODEL = Satisfaction(
    best=1.0,
    per_minute=0.0625,
    per_contact=0.125,
    per_story=0.25,
    per_move=0.5,
    unresolved=0.5,
    satisfied=0.75,
    promoter=1.0,
    detractor=0.25,
)
IDS = ("satisfaction", "csat", "nps", "effort", "consistency")


def scored(*lives: Any, model: Satisfaction = MODEL, **more: Any) -> KpiTable:  # noqa: ANN401 - lives, and any part of a journal
    """Return the figures of some lives by the model above."""
    return figures(*lives, of=scenario(satisfaction=model), **more)


def of_two(*lives: Any, **more: Any) -> KpiTable:  # noqa: ANN401 - lives, and any part of a journal
    """Return the figures of contacts on two channels, about two issues."""
    about = {"balance": Issue(share=0.5), "dispute": Issue(share=0.5)}
    channels = {"phone": talks.parts.channel(), "sales": talks.parts.channel()}
    centre = scenario(satisfaction=MODEL, channels=channels, issues=about)
    names = {"channels": ("phone", "sales"), "issues": ("balance", "dispute")}
    return figures(*lives, of=centre, **(names | more))


def test_an_issue_that_took_no_time_and_was_resolved_at_once_has_the_best_score() -> (
    None
):
    table = scored(handled(0, talk=0))

    assert table.parts("satisfaction") == (1, 1)
    assert table.parts("effort") == (1, 1)


def test_each_minute_of_the_customers_own_time_takes_something_off() -> None:
    # a minute in the queue and three on the phone
    table = scored(handled(0, 60, talk=180))

    assert table.parts("satisfaction") == (0.75, 1)
    assert table.parts("effort") == (2.5, 1)


def test_an_issue_that_is_not_resolved_loses_score_but_is_no_effort() -> None:
    table = scored(handled(0, talk=0, resolved=False))

    assert table.parts("satisfaction") == (0.5, 1)
    assert table.parts("effort") == (1, 1)


def test_each_contact_after_the_first_takes_something_off() -> None:
    table = scored(
        abandoned(0, 0, customer=0),
        abandoned(50, 0, customer=0, attempt=2, cause=Cause.ABANDONED),
        handled(90, talk=0, customer=0, attempt=3, cause=Cause.ABANDONED),
    )

    assert table.parts("satisfaction") == (0.75, 1)
    assert table.parts("effort") == (2.5, 1)


def test_a_story_told_again_takes_something_off_one_that_nobody_heard_does_not() -> (
    None
):
    table = scored(
        handled(0, talk=0, customer=0, resolved=False),
        handled(50, talk=0, customer=0, attempt=2, cause=Cause.UNRESOLVED, story=True),
        handled(0, talk=0, customer=1, resolved=False),
        abandoned(50, 0, customer=1, attempt=2, cause=Cause.UNRESOLVED, story=True),
    )

    # the one: 1 - 1/8 - 1/4; the other: 1 - 1/8 - 1/2
    assert table.parts("satisfaction") == (0.625 + 0.375, 2)


def test_to_be_passed_on_without_a_word_takes_something_off() -> None:
    passed_on = handled(0, talk=0, legs=(Leg(talk=0, group=0),))

    table = scored(passed_on)

    assert table.parts("satisfaction") == (0.5, 1)


@pytest.mark.parametrize(("told", "score"), [(True, 1.0), (False, 0.5)])
def test_a_bots_customer_who_was_told_that_she_goes_on_has_not_been_moved(
    told: bool,  # noqa: FBT001 - a case of the test
    score: float,
) -> None:
    table = scored(handled(0, talk=0, session=0, told=told), bots=("robot",))

    assert table.parts("satisfaction") == (score, 1)


@pytest.mark.parametrize(
    ("cause", "score"),
    [
        (Cause.UNRESOLVED, 1 - 0.125 - 0.5),
        (Cause.MOVED, 1 - 0.125),
        (Cause.OFFERED, 1 - 0.125),
    ],
)
def test_another_channel_is_a_move_unless_she_was_advised_to_use_it(
    cause: Cause, score: float
) -> None:
    table = of_two(
        handled(0, talk=0, customer=0, resolved=False),
        handled(50, talk=0, customer=0, attempt=2, cause=cause, channel=1),
    )

    assert table.parts("satisfaction") == (score, 1)


def test_time_in_two_contacts_at_once_takes_off_as_much_as_in_one() -> None:
    # two minutes on the phone, one of them with a twin in the other queue
    table = of_two(
        handled(0, talk=120, customer=0),
        abandoned(0, 60, customer=0, attempt=2, cause=Cause.DUPLICATE, channel=1),
    )

    assert table.parts("satisfaction") == (1 - 2 / 16 - 0.125 - 0.5, 1)


def test_a_score_lies_between_0_and_1_and_an_effort_between_1_and_7() -> None:
    table = scored(abandoned(0, 40 * MINUTE))

    assert table.parts("satisfaction") == (0, 1)
    assert table.parts("effort") == (7, 1)


def test_who_may_still_be_helped_has_no_score_yet() -> None:
    table = scored(
        waiting(0),
        abandoned(0, 0, customer=1),
        talking(50, customer=1, attempt=2, cause=Cause.ABANDONED),
        handled(0, talk=0, customer=2),
        waiting(50, customer=2, attempt=2, cause=Cause.DUPLICATE),
        ended_at=110,
    )

    # only the last one's issue is resolved: a minute in the queue, one contact more
    assert table.parts("csat") == (1, 1)
    assert table.value("satisfaction") == 1 - 0.125 - 0.0625


def test_scores_count_where_the_first_contact_arrived() -> None:
    table = scored(
        abandoned(0, 0, customer=0),
        handled(1900, talk=0, customer=0, attempt=2, cause=Cause.ABANDONED),
    )

    assert table.parts("satisfaction", window="interval:0") == (0.875, 1)
    assert table.parts("satisfaction", window="interval:1") == (0, 0)


def test_satisfied_promoters_and_detractors_are_told_by_their_limits() -> None:
    # scores 1, 15/16, 3/4, 1/2 and 1/4: the limits themselves count
    table = scored(
        handled(0, talk=0),
        handled(0, talk=60),
        handled(0, talk=240),
        handled(0, talk=480),
        handled(0, talk=720),
    )

    assert table.parts("csat") == (3, 5)
    assert table.parts("nps") == (1 - 1, 5)


def test_a_limit_that_is_met_but_for_rounding_is_met() -> None:
    # 0.95 - 5 x 0.03 - 0.1 is below 0.7 in floating point
    model = Satisfaction(best=0.95, per_minute=0.03, per_contact=0.1)

    table = scored(
        abandoned(0, 0, customer=0),
        handled(50, talk=300, customer=0, attempt=2, cause=Cause.ABANDONED),
        model=model,
    )

    assert table.parts("csat") == (1, 1)


def test_with_the_usual_parameters_a_quick_call_pleases() -> None:
    table = scored(handled(0, 60, talk=240), model=Satisfaction())

    assert table.value("satisfaction") == pytest.approx(0.95 - 0.05)
    assert table.value("nps") == 1


def test_a_scenario_that_does_not_ask_for_the_model_has_none_of_its_figures() -> None:
    table = figures(handled(0, talk=0), of=scenario())

    assert set(table.kpi.tolist()).isdisjoint(IDS)


def test_consistency_is_the_worst_channel_by_the_best() -> None:
    # mean scores: of 1 and 1/2 by phone, of 1/2 and 0 by sales
    table = of_two(
        handled(0, talk=0),
        handled(0, talk=0, resolved=False),
        handled(0, talk=0, resolved=False, channel=1, issue=1),
        abandoned(0, 40 * MINUTE, channel=1, issue=1),
    )

    assert table.value("consistency") == 0.25 / 0.75
    assert table.value("consistency", window="interval:0") == 0.25 / 0.75
    assert table.parts("consistency", "issue:balance") == pytest.approx(
        (float("nan"), 0), nan_ok=True
    )


def test_an_issue_belongs_to_the_channel_on_which_it_began() -> None:
    table = of_two(
        handled(0, talk=0, customer=0, resolved=False),
        handled(50, talk=0, customer=0, attempt=2, cause=Cause.UNRESOLVED, channel=1),
        handled(0, talk=0, channel=1, customer=1),
    )

    assert table.value("satisfaction", "channel:phone") == 0.375
    assert table.value("satisfaction", "channel:sales") == 1
    assert table.value("consistency") == 0.375


@pytest.mark.parametrize("slice_", ["channel:phone", "group:desk"])
def test_one_channel_alone_has_no_consistency(slice_: str) -> None:
    table = scored(handled(0))

    told = table.kpi[table.slice_kind == slice_.partition(":")[0]]

    assert "consistency" not in told
    assert table.parts("consistency")[1] == 0


def test_where_no_channel_pleases_anybody_there_is_nothing_to_compare() -> None:
    table = of_two(abandoned(0, 40 * MINUTE), abandoned(0, 40 * MINUTE, channel=1))

    assert table.parts("consistency")[1] == 0


def test_waiting_for_a_mail_costs_no_time_of_ones_own() -> None:
    mail = talks.parts.channel(
        kind=talks.Kind.MAIL, talk=None, work=Constant(value=60.0)
    )
    centre = talks.centre(mail=mail).model_copy(update={"satisfaction": MODEL})

    table = talks.figures(
        talks.conversed(0, 3600, (3600, 7200), channel=talks.MAIL), of=centre
    )

    assert table.parts("satisfaction") == (1, 1)


def test_who_was_contained_for_good_is_as_pleased_as_anybody() -> None:
    contained = {"outcome": Outcome.CONTAINED, "session": 60}

    table = scored(
        handled(0, **contained),
        handled(0, **contained, resolved=False),
        bots=("robot",),
    )

    assert table.parts("satisfaction") == (0.9375 + 0.4375, 2)


@pytest.mark.parametrize("kpi", IDS)
def test_every_figure_of_the_model_is_called_illustrative_and_tells_its_formula(
    kpi: str,
) -> None:
    text = " ".join(explain_kpi(kpi).split())

    assert "(illustrative)" in KPIS[kpi].title
    assert "not measured" in text
    assert "per_minute x minutes of the customer's own time" in text
