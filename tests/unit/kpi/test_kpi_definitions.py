"""Definitions: every figure once, in words that follow from what is added up."""

from __future__ import annotations

import pytest
import scenario_parts as parts
import talks
from lives import abandoned, figures, handled

from omnisim.journal import Cause, Notice, Outcome
from omnisim.kpi import KPIS, explain_kpi
from omnisim.kpi.figure import in_words, terms
from omnisim.kpi.measures import MEASURES
from omnisim.scenario.automation import Bot
from omnisim.scenario.experience import Satisfaction
from omnisim.scenario.laws import Constant
from omnisim.scenario.money import Price

PRICE = Price(amount=0.1, currency="EUR", per="minute")
PAID = talks.centre(phone=parts.channel(cost=(PRICE,)))
HELPER = Bot(fronts=("phone",), contains={"any": 0.5}, session=Constant(value=60.0))


@pytest.mark.parametrize("kpi", KPIS.values(), ids=KPIS)
def test_every_figure_says_all_there_is_to_say(kpi) -> None:  # noqa: ANN001 - a Kpi
    text = explain_kpi(kpi.id)

    assert text.startswith(f"{kpi.title} ({kpi.id})")
    assert kpi.direction in ("up", "down", "none")
    assert kpi.estimator in ("ratio", "chance", "mean", "count")
    assert "Formula:" in text
    assert "Counts:" in text
    assert max(map(len, text.splitlines())) <= 79


def test_every_figure_is_computed_where_there_is_all_that_they_are_about() -> None:
    table = talks.figures(
        talks.Talk(at=0, customer=0, outcome=Outcome.MOVED, resolved=-1, closed=9),
        talks.Talk(
            at=9, customer=0, attempt=2, cause=Cause.MOVED, outcome=Outcome.OPEN
        ),
        talks.Talk(at=10, outcome=Outcome.WITHDRAWN, resolved=-1, closed=20),
        of=PAID.model_copy(
            update={"automation": {"helper": HELPER}, "satisfaction": Satisfaction()}
        ),
        bots=("helper",),
        outages=[(talks.PHONE, -1, 0, 9)],
        notices=[(0, -1, Notice.PROACTIVE, talks.PHONE, 0, 0, 0)],
    )

    assert set(table.kpi.tolist()) == set(KPIS)


def test_a_centre_of_calls_has_no_figures_about_conversations() -> None:
    told = set(figures(handled(0)).kpi.tolist())

    assert told >= {"service_level", "asa", "abandonment", "aht", "fcr", "occupancy"}
    assert told.isdisjoint({"first_response", "left_inside", "sla_met", "backlog"})
    assert told.isdisjoint(
        {"containment", "kept_out", "merged", "moves", "invitations"}
    )
    assert told.isdisjoint({"share_resolved", "moved", "cost"})


def test_ids_and_titles_name_one_figure_each() -> None:
    assert len({kpi.title for kpi in KPIS.values()}) == len(KPIS)
    assert list(KPIS) == [kpi.id for kpi in KPIS.values()]


def test_every_measure_is_part_of_a_figure_or_leads_to_one() -> None:
    used = {
        name
        for kpi in KPIS.values()
        for half in (kpi.numerator, kpi.denominator)
        for name in terms(half)
    }

    assert set(MEASURES) - used == {"level_demand", "first_finished", "bot_only"}


def test_a_formula_reads_as_it_is_added_up() -> None:
    assert KPIS["abandonment"].formula == ("contacts abandoned ÷ contacts offered")
    assert in_words("talk + wrap_up") == "talk or conversation time + wrap-up time"


def test_occupancy_warns_of_its_other_meaning() -> None:
    assert "ICMI" in explain_kpi("occupancy")


@pytest.mark.parametrize(
    ("form", "example"),
    [
        ("offered", "860 / 1060 = 81.13 %"),
        ("answered", "860 / 1000 = 86.00 %"),
        ("abandon_ok", "880 / 1060 = 83.02 %"),
        ("excl_abandon_tau", "860 / 1040 = 82.69 %"),
        ("short_ok", "870 / 1060 = 82.08 %"),
        ("excl_short", "860 / 1050 = 81.90 %"),
    ],
)
def test_each_form_of_the_service_level_is_explained_by_its_example(
    form: str, example: str
) -> None:
    assert example in KPIS[f"service_level_{form}"].remark


def test_a_miss_is_answered_with_the_nearest_name() -> None:
    with pytest.raises(KeyError, match="did you mean 'occupancy'"):
        explain_kpi("ocupancy")


def test_a_miss_far_from_every_name_points_to_the_list() -> None:
    with pytest.raises(KeyError, match="lists them all"):
        explain_kpi("zzz")


def test_a_count_is_a_mean_in_which_a_missing_row_is_0() -> None:
    assert "a row that is missing counts as 0" in explain_kpi("abandoned")


def test_the_direction_is_told_in_words() -> None:
    assert "share; lower is better" in explain_kpi("abandonment")
    assert "neither good nor bad" in explain_kpi("talk")
    assert "a pure number" in explain_kpi("concurrency")


def test_values_are_numerators_by_denominators() -> None:
    table = figures(handled(0), abandoned(0, 9))

    assert table.value("abandonment") == 0.5
