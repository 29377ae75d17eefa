"""Reports of chats, messages, mails and calls back: what is said, and about which."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest
from made_results import made_results
from scenario_parts import channel, group, scenario

from omnisim.kpi import KPIS
from omnisim.report.comparison import verdict
from omnisim.report.lights import leading_kpi, read_targets
from omnisim.report.parts import IF_ANY, PARTS
from omnisim.report.plots import save_pictures
from omnisim.report.tables import to_sheet
from omnisim.scenario.schema import Channel, Kind, Mix, Scenario, Skill, Target

if TYPE_CHECKING:
    from pathlib import Path

    from omnisim.experiment.results import Results

FOUR_HOURS = Target(share=0.9, threshold=14400.0)
MAIL = "channel:mail"


def centre(**channels: Channel) -> Scenario:
    """Return a centre of some channels and one group for all of them."""
    skills = dict.fromkeys(channels, Skill())
    return scenario(channels=channels, agents={"desk": group(skills=skills)})


def mail(**parts: object) -> Channel:
    """Return a channel of mails to be answered within four hours."""
    return channel(**({"kind": Kind.MAIL, "talk": None, "target": FOUR_HOURS} | parts))


def said(asked: Scenario, counted: dict[tuple[str, str], list[float]]) -> str:
    """Return the report of figures given by their values, one per replication."""
    return to_sheet(results(asked, counted), width=200).text()


def results(asked: Scenario, counted: dict[tuple[str, str], list[float]]) -> Results:
    """Return results whose figures have these values in their replications."""
    return made_results(
        asked,
        {
            (kpi, part, "run"): [
                (value, 0.0 if math.isnan(value) else 1.0) for value in each
            ]
            for (kpi, part), each in counted.items()
        },
    )


def test_every_figure_of_a_report_is_defined() -> None:
    named = {kpi for part in PARTS for kpi in part.kpis}

    assert named | IF_ANY <= set(KPIS)


def test_mails_are_judged_by_their_due_time_and_what_is_left() -> None:
    text = said(
        centre(mail=mail()),
        {("sla_met", MAIL): [0.8, 0.9], ("backlog", MAIL): [12.0, 12.0]},
    )

    assert (
        "85 % ± 64 of mails answered within 4 h of opening time, target 90 %. "
        "12 wait at the end." in text
    )
    assert "Answered by the due time: messages, mails and calls back" in text
    assert "Service level '" not in text


def test_nothing_left_is_not_mentioned_and_certainty_has_no_half_width() -> None:
    text = said(
        centre(mail=mail()),
        {("sla_met", MAIL): [0.85, 0.85], ("backlog", MAIL): [0.0, 0.0]},
    )

    assert "85 % of mails answered within 4 h of opening time, target 90 %.\n" in text


def test_a_channel_of_which_nothing_came_due_says_so() -> None:
    text = said(centre(mail=mail()), {("sla_met", MAIL): [math.nan, math.nan]})

    assert "none of the mails has come due, target 90 %." in text


def test_of_several_channels_each_is_named() -> None:
    live = Target(share=0.8, threshold=30.0)
    text = said(
        centre(chat=channel(kind=Kind.CHAT, talk=None, target=live), mail=mail()),
        {
            ("sla_met", MAIL): [0.85, 0.85],
            ("service_level", "channel:chat"): [0.7, 0.7],
        },
    )

    assert "70 % of chat customers answered within 30 s, target 80 %." in text
    assert "85 % of mails (mail) answered within 4 h of opening time" in text
    assert "Service level 'offered'" in text


def test_a_target_of_a_deferred_channel_is_a_light_about_its_due_time() -> None:
    text = said(centre(mail=mail()), {("sla_met", MAIL): [0.95, 0.95]})

    assert "Answered by the due time, mail" in text
    assert ">= 90 % within 4 h of opening time" in text


def test_a_target_of_the_same_figure_under_targets_takes_its_place() -> None:
    asked = centre(mail=mail()).model_copy(
        update={"targets": {"sla_met.mail": {"green": ">= 99%"}}}
    )

    (target,) = read_targets(asked)

    assert str(target.green) == ">= 99 %"


def test_without_a_target_the_headline_says_when_mails_were_taken() -> None:
    text = said(
        centre(mail=mail(target=None)),
        {
            ("arrived", "all"): [40.0, 40.0],
            ("taken_after", "all"): [3600.0, 3600.0],
            ("abandonment", "all"): [0.0, 0.0],
        },
    )

    assert "40 contacts, taken after 1 h on average; 0 % abandon." in text


@pytest.mark.parametrize(
    ("channels", "kpi"),
    [
        ({"phone": channel()}, "asa"),
        ({"phone": channel(), "mail": mail(target=None)}, "asa"),
        ({"mail": mail(target=None)}, "taken_after"),
        ({"phone": channel(), "mail": mail()}, "sla_met"),
        ({"phone": channel(target=FOUR_HOURS), "mail": mail()}, "service_level"),
    ],
)
def test_what_planners_ask_for_first_depends_on_what_there_is(
    channels: dict[str, Channel], kpi: str
) -> None:
    assert leading_kpi(centre(**channels)) == kpi


def test_figures_have_columns_only_for_the_channels_they_are_about() -> None:
    text = said(
        centre(phone=channel(), mail=mail(), letters=mail()),
        {
            ("asa", "channel:phone"): [10.0, 10.0],
            ("backlog", "all"): [7.0, 7.0],
            ("backlog", MAIL): [5.0, 5.0],
            ("backlog", "channel:letters"): [2.0, 2.0],
        },
    )

    heads = [line.split() for line in text.splitlines()]
    assert ["WAITING,", "phone"] in heads
    assert ["DEFERRED", "WORK", "letters", "mail"] in heads
    assert "CONVERSATIONS" not in text
    assert "CALLS BACK" not in text


def test_a_centre_of_calls_has_no_part_about_conversations() -> None:
    text = said(centre(phone=channel()), {("asa", "all"): [10.0, 10.0]})

    assert "WAITING" in text
    assert "DEFERRED" not in text


def desk(**groups: int) -> Scenario:
    """Return a centre of calls and mails, and groups by how many mails they hold."""
    skills = {"phone": Skill(), "mail": Skill()}
    return scenario(
        channels={"phone": channel(), "mail": mail()},
        agents={
            name: group(
                skills=skills,
                may_hold=(Mix(most={"mail": most, "phone": 1}, total=most),),
            )
            for name, most in groups.items()
        },
    )


def test_what_it_is_to_hold_several_is_told_of_the_groups_that_may() -> None:
    text = said(
        desk(front=1, back=3),
        {
            ("concurrency", "group:front"): [1.0, 1.0],
            ("concurrency", "group:back"): [1.5, 1.5],
            ("lock_in", "group:back"): [9000.0, 9000.0],
            ("share_holding_2", "group:back"): [0.0, 0.0],
        },
    )

    part = text[text.index("SEVERAL AT ONCE, back") :].splitlines()
    assert [" ".join(line.split()) for line in part[1:3]] == [
        "Concurrency 1.50",
        "Longest time locked in h:mm:ss 2:30:00",
    ]
    assert "Busy time" not in text


def test_nobody_is_told_of_being_locked_in_to_the_only_channel() -> None:
    asked = desk(back=3).model_copy(update={"channels": {"mail": mail()}})

    text = said(
        asked,
        {("concurrency", "all"): [1.5, 1.5], ("lock_in", "all"): [9000.0, 9000.0]},
    )

    assert "SEVERAL AT ONCE" in text
    assert "Longest time locked in" not in text


def test_customers_who_left_the_queue_of_messages_are_told_if_there_are_any() -> None:
    asked = centre(mail=mail(), letters=mail())

    some = said(asked, {("abandonment", "all"): [0.1, 0.1]})
    none = said(asked, {("abandonment", "all"): [0.0, 0.0]})

    assert "Abandonment" in some
    assert "Abandonment" not in none


def test_open_mails_are_a_backlog_and_open_calls_are_warned_of() -> None:
    channels = {
        (kpi, f"channel:{name}"): [count] * 10
        for kpi, name, count in (
            ("open", "phone", 2.0),
            ("arrived", "phone", 100.0),
            ("open", "mail", 500.0),
            ("arrived", "mail", 500.0),
        )
    }

    both = said(centre(phone=channel(), mail=mail()), channels)
    alone = said(centre(mail=mail()), channels)

    assert "Warning: 2.0% of the contacts were still open" in both
    assert "still open" not in alone


def test_a_smaller_backlog_is_better() -> None:
    assert verdict("backlog", -5.0, 1.0) == "better"
    assert verdict("sla_met", -0.1, 0.01) == "worse"


def test_without_a_live_target_there_is_no_picture_of_service_level(
    tmp_path: Path,
) -> None:
    asked = centre(mail=mail())

    written = save_pictures(results(asked, {("sla_met", MAIL): [0.9, 0.9]}), tmp_path)

    assert not [path for path in written if path.stem == "service_level"]
