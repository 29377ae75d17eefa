"""Pictures of moves, of the ends of bots' sessions, and of outages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from made_results import made_results
from scenario_parts import calendar, channel, group, scenario

from omnisim.report.plots import save_pictures
from omnisim.report.plots_journeys import plot_bots, plot_moves, plot_outages
from omnisim.scenario.automation import Bot
from omnisim.scenario.journeys import After, Customers
from omnisim.scenario.laws import Constant
from omnisim.scenario.outages import Outage
from omnisim.scenario.schema import Scenario, Skill, Step

if TYPE_CHECKING:
    from pathlib import Path

    from matplotlib.axes import Axes

    from omnisim.experiment.results import Results

AT_NINE = Outage(at=32400.0, lasts=Constant(value=900.0))
OPEN = (16, 17, 18, 19)  # half hours: 16 is 8:00, when the centre opens


def centre(**parts: Any) -> Scenario:  # noqa: ANN401 - any part of a scenario
    """Return two channels of calls between which customers move."""
    skills = {"phone": Skill(), "sales": Skill()}
    after = {"phone": (Step(channel="sales", share=0.5),)}
    made = {
        "channels": {"phone": channel(), "sales": channel()},
        "agents": {"desk": group(skills=skills)},
        "customers": Customers(after=After(abandoned=after)),
    }
    return scenario(**(made | parts))


def fronted(*fronts: str, **more: Any) -> Scenario:  # noqa: ANN401 - any field of a bot
    """Return a centre with a bot in front of some channels."""
    bot = Bot(fronts=fronts, contains={"any": 0.5}, session=Constant(value=60), **more)
    return centre(automation={"helper": bot})


def moved(**moves: tuple[float, float]) -> dict[tuple[str, str, str], Any]:
    """Return moves between channels, by both their names, and their shares."""
    return {
        (kpi, f"move:{name.replace('_', ' > ')}", "run"): [(value, 1.0)] * 2
        for name, pair in moves.items()
        for kpi, value in zip(("moves", "move_share"), pair, strict=True)
    }


def words(axes: Axes) -> list[str]:
    """Return what is written into a picture."""
    return [text.get_text() for text in axes.texts]


def test_moves_are_drawn_with_their_share_and_their_number() -> None:
    results = made_results(
        centre(),
        moved(
            phone_phone=(30, 0.75),
            phone_sales=(10, 0.25),
            sales_phone=(0, 0),
            sales_sales=(4, 1),
        ),
    )

    axes = plot_moves(results)

    assert words(axes) == ["75 %", "30", "25 %", "10", "0 %", "100 %", "4"]
    assert axes.images[0].get_array().tolist() == [[0.75, 0.25], [0, 1]]
    assert [label.get_text() for label in axes.get_xticklabels()] == [
        "by phone",
        "by sales",
    ]
    assert [label.get_text() for label in axes.get_yticklabels()] == [
        "after phone",
        "after sales",
    ]
    assert "a day" in axes.get_xlabel()


def test_the_message_of_moves_is_the_largest_one_to_another_channel() -> None:
    results = made_results(
        centre(calendar=calendar(days=3)),
        moved(phone_phone=(30, 0.75), phone_sales=(10, 0.25), sales_phone=(4, 1)),
    )

    axes = plot_moves(results)

    assert axes.get_title(loc="left") == (
        "25 % of those who come again after phone do so by sales"
    )
    assert "in 3 days" in axes.get_xlabel()


def test_where_everybody_stays_the_message_says_so() -> None:
    axes = plot_moves(made_results(centre(), moved(phone_phone=(30, 1))))

    assert axes.get_title(loc="left") == "Nobody moves to another channel"


def met(asked: Scenario, **bars: tuple[float, float, float]) -> Results:
    """Return containment, true containment and escalation by channel."""
    names = ("containment", "true_containment", "escalation")
    return made_results(
        asked,
        {
            (kpi, part if part == "all" else f"channel:{part}", "run"): [(value, 1)] * 2
            for part, values in bars.items()
            for kpi, value in zip(names, values, strict=True)
        },
    )


def test_the_ends_of_sessions_add_up_to_all_of_them() -> None:
    results = met(
        fronted("phone", "sales"),
        phone=(0.5, 0.375, 0.25),
        sales=(0.25, 0.25, 0.75),
        all=(0.4375, 0.34375, 0.375),
    )

    axes = plot_bots(results)

    widths = np.array(
        [[bar.get_width() for bar in bars] for bars in axes.containers]
    ).T.tolist()
    assert widths[0] == [37.5, 12.5, 25, 25]
    assert widths[1] == [25, 0, 75, 0]
    assert [sum(bar) for bar in widths] == [100, 100, 100]
    assert axes.get_title(loc="left") == (
        "Bots report 44 % contained, and resolve the issue of 34 %"
    )
    assert words(axes)[:4] == ["38 %", "12 %", "25 %", "25 %"]


@pytest.mark.parametrize(
    ("outages", "said"), [((), "left"), ((AT_NINE,), "left, or cut off")]
)
def test_sessions_are_cut_off_only_where_something_breaks(
    outages: tuple[Outage, ...], said: str
) -> None:
    asked = fronted("phone", outages=outages)

    axes = plot_bots(met(asked, phone=(0.5, 0.5, 0.25), all=(0.5, 0.5, 0.25)))

    assert axes.get_legend_handles_labels()[1][-1] == said
    assert [label.get_text() for label in axes.get_yticklabels()] == ["phone"]


def broken(queue: float) -> Results:
    """Return an outage at nine that cuts off nine, and a queue after it, in hours."""
    asked = centre(channels={"phone": channel(outages=(AT_NINE,)), "sales": channel()})
    figures = {
        "cut_off": (0, 2, 7, 0),
        "outage_time": (0, 0, 0.25, 0),
        "bot_outage_time": (0, 0, 0, 0.5),
        "queue_time": (0.25, 0.25, 0.25, queue),
    }
    return made_results(
        asked,
        {
            (kpi, "all", f"interval:{at}"): [(value, 1.0)] * 2
            for kpi, values in figures.items()
            for at, value in zip(OPEN, values, strict=True)
        },
    )


def test_outages_are_drawn_with_whom_they_cut_off_and_who_waits() -> None:
    axes = plot_outages(broken(queue=2.0))

    right = axes.figure.axes[1]
    cut_off = axes.patches[-1].get_data().values
    assert cut_off[16:20].tolist() == [0, 2, 7, 0]
    assert right.lines[0].get_ydata()[16:20].tolist() == [0.5, 0.5, 0.5, 4]
    assert axes.get_title(loc="left") == (
        "Outages cut off or keep out 9 contacts; queues are longest at 09:30: 4 wait"
    )
    assert axes.get_ylabel() == "contacts per 30 min"
    assert right.get_ylabel() == "customers in queues"


def test_the_ground_is_the_darker_the_longer_something_is_out_of_order() -> None:
    axes = plot_outages(broken(queue=2.0))

    shades = {patch.get_x(): patch.get_alpha() for patch in axes.patches[:2]}
    assert shades == pytest.approx({18 * 1800: 0.2, 19 * 1800: 0.3})
    assert axes.get_legend_handles_labels()[1].count("out of order") == 1


def test_a_queue_of_nobody_to_speak_of_is_not_mentioned() -> None:
    axes = plot_outages(broken(queue=0.25))

    assert axes.get_title(loc="left") == "Outages cut off or keep out 9 contacts"


def test_pictures_are_drawn_where_they_have_something_to_tell(tmp_path: Path) -> None:
    counted = {("arrived", "all", "run"): [(1.0, 1.0)]}

    plain = save_pictures(made_results(scenario(), counted), tmp_path)
    asked = fronted("phone", outages=(AT_NINE,))
    all_of_it = save_pictures(made_results(asked, counted), tmp_path)

    new = {path.stem for path in all_of_it} - {path.stem for path in plain}
    assert new == {"bots", "moves", "outages"}
