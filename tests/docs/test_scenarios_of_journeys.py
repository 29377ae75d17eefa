"""The scenarios of bots, journeys and advice come to what their comments say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from omnisim import load
from omnisim.experiment import play_replication
from omnisim.journal import check
from omnisim.kpi import compute
from omnisim.report.lights import read_targets
from omnisim.scenario.hints import warnings_of

if TYPE_CHECKING:
    from omnisim.kpi import KpiTable


def played(name: str, pytestconfig: pytest.Config) -> KpiTable:
    """Play a scenario's first replication and return its figures."""
    asked = load(pytestconfig.rootpath / "scenarios" / f"{name}.yaml")
    journal = play_replication(asked, seed=1, replication=0).journal
    return compute(journal, asked)


@pytest.fixture(scope="module")
def shop(pytestconfig: pytest.Config) -> KpiTable:
    """Return the figures of the shop with every channel."""
    return played("omnichannel_retailer", pytestconfig)


@pytest.mark.parametrize(
    "name",
    [
        "bot_in_front",
        "bot_in_front_without",
        "omnichannel_retailer",
        "omnichannel_retailer_silos",
    ],
)
def test_scenarios_of_journeys_say_nothing_that_is_probably_not_meant(
    name: str, pytestconfig: pytest.Config
) -> None:
    asked = load(pytestconfig.rootpath / "scenarios" / f"{name}.yaml")

    assert warnings_of(asked) == []
    assert read_targets(asked) != ()


@pytest.mark.parametrize(
    "name",
    [
        "please_use_our_chat",
        "please_use_our_chat_staffed",
        "please_use_our_chat_without",
    ],
)
def test_in_a_storm_the_only_warning_is_that_people_are_too_few(
    name: str, pytestconfig: pytest.Config
) -> None:
    asked = load(pytestconfig.rootpath / "scenarios" / f"{name}.yaml")

    (warning,) = warnings_of(asked)
    assert "fewer agents are on duty than contacts keep busy" in warning


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["bot_in_front", "omnichannel_retailer", "please_use_our_chat"]
)
def test_journeys_keep_the_laws_of_journals(
    name: str, pytestconfig: pytest.Config
) -> None:
    asked = load(pytestconfig.rootpath / "scenarios" / f"{name}.yaml")

    journal = play_replication(asked, seed=2, replication=0).journal

    check(journal)


@pytest.mark.slow
def test_a_bot_reports_more_than_it_settles_and_leaves_the_harder_work(
    pytestconfig: pytest.Config,
) -> None:
    bot = played("bot_in_front", pytestconfig)
    people = played("bot_in_front_without", pytestconfig)

    assert bot.value("containment") == pytest.approx(0.44, abs=0.03)
    assert bot.value("true_containment") == pytest.approx(0.31, abs=0.03)
    # agents' chats grow longer by the mixture, and by the story told again
    longer = bot.value("aht", slice="channel:chat")
    assert longer > 1.15 * people.value("aht", slice="channel:chat")
    # those it does not help call
    calls = bot.value("arrived", slice="channel:phone")
    assert calls > 1.1 * people.value("arrived", slice="channel:phone")
    # four chats in ten contained save two hours in ten
    saved = 1 - bot.value("paid") / people.value("paid")
    assert saved == pytest.approx(0.19, abs=0.03)
    assert bot.value("share_resolved") < people.value("share_resolved")
    assert bot.value("cost_per_resolution") < people.value("cost_per_resolution")


@pytest.mark.slow
def test_advice_to_chat_where_nobody_chats_brings_contacts_and_no_help(
    pytestconfig: pytest.Config,
) -> None:
    advised = played("please_use_our_chat", pytestconfig)
    silent = played("please_use_our_chat_without", pytestconfig)
    staffed = played("please_use_our_chat_staffed", pytestconfig)

    assert advised.value("abandonment", slice="channel:chat") > 0.7
    assert advised.value("arrived") > 1.2 * silent.value("arrived")
    assert advised.value("share_resolved") < silent.value("share_resolved") + 0.02
    # and yet the phone looks better: who moved did not abandon
    looks = advised.value("abandonment", slice="channel:phone")
    assert looks < silent.value("abandonment", slice="channel:phone") - 0.1
    assert staffed.value("abandonment", slice="channel:chat") < 0.4
    assert staffed.value("share_resolved") > advised.value("share_resolved")


@pytest.mark.slow
def test_a_shop_with_every_channel_runs_as_a_real_one_does(shop: KpiTable) -> None:
    assert 0.03 < shop.value("abandonment") < 0.08
    assert 0.75 < shop.value("occupancy") < 0.88
    assert shop.value("service_level", slice="channel:phone") > 0.8
    assert shop.value("service_level", slice="channel:chat") > 0.8
    assert shop.value("sla_met") > 0.95


@pytest.mark.slow
@pytest.mark.parametrize(
    "figure",
    [
        "bot_turned_away",
        "callback_taken",
        "chases_spared",
        "contacts_spared",
        "contained",
        "cut_off",
        "duplicates",
        "escalation",
        "invitations_accepted",
        "moved",
        "quit",
        "stories_repeated",
        "unhelped",
    ],
)
def test_all_that_the_shop_tells_of_does_happen(figure: str, shop: KpiTable) -> None:
    assert shop.value(figure) > 0


@pytest.mark.slow
def test_in_silos_the_story_is_told_more_often_for_the_same_money(
    shop: KpiTable, pytestconfig: pytest.Config
) -> None:
    silos = played("omnichannel_retailer_silos", pytestconfig)

    assert silos.value("stories_repeated") > 2 * shop.value("stories_repeated")
    assert silos.value("abandonment") > shop.value("abandonment")
    assert silos.value("satisfaction") < shop.value("satisfaction")
