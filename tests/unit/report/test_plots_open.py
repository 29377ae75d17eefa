"""Pictures of what agents hold, of replies, and of what is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from made_results import made_results
from scenario_parts import calendar, channel, group, scenario

from omnisim.report.canvas import COLOURS, open_range, series, while_coming
from omnisim.report.plots import (
    plot_arrivals,
    plot_backlog,
    plot_in_hand,
    plot_replies,
    plot_staffing,
    save_pictures,
)
from omnisim.report.strokes import interval_text
from omnisim.scenario.countlaws import Fixed
from omnisim.scenario.laws import Constant
from omnisim.scenario.schema import (
    Arrivals,
    Channel,
    Group,
    Kind,
    Mix,
    Row,
    Scenario,
    Skill,
    Table,
)

if TYPE_CHECKING:
    from pathlib import Path

    from matplotlib.axes import Axes

    from omnisim.experiment.results import Results

HALF_PAST_EIGHT, NINE = 17, 18  # half hours of the day, by number


def chat(**parts: object) -> Channel:
    """Return a channel of chats in turns."""
    turns = {
        "turns": Fixed(value=3),
        "agent_turn": Constant(value=30.0),
        "customer_turn": Constant(value=60.0),
    }
    return channel(kind=Kind.CHAT, talk=None, **(turns | parts))


def mail(**parts: object) -> Channel:
    """Return a channel of mails."""
    return channel(kind=Kind.MAIL, talk=None, work=Constant(value=300.0), **parts)


def holding(most: int, *channels: str) -> Group:
    """Return a group whose agents may hold some contacts of each channel."""
    mix = Mix(most=dict.fromkeys(channels, most))
    return group(skills=dict.fromkeys(channels, Skill()), may_hold=(mix,))


def desk(*limits: int, **parts: object) -> Scenario:
    """Return a centre of chats with a group, a to c, for each limit."""
    agents = {
        name: holding(most, "chat") for name, most in zip("abc", limits, strict=False)
    }
    return scenario(channels={"chat": chat()}, agents=agents, **parts)


def office(*names: str, **parts: object) -> Scenario:
    """Return an office of channels of mails."""
    return scenario(
        channels={name: mail() for name in names},
        agents={"office": group(skills=dict.fromkeys(names, Skill()))},
        **parts,
    )


def counted(asked: Scenario, *figures: tuple[str, str, tuple[float, float]]) -> Results:
    """Return results by figure, slice and its values at 8:30 and 9:00."""
    return made_results(
        asked,
        {
            (kpi, part, f"interval:{at}"): [(value, 1.0)] * 2
            for kpi, part, pair in figures
            for at, value in zip((HALF_PAST_EIGHT, NINE), pair, strict=True)
        },
    )


def title(axes: Axes) -> str:
    return axes.get_title(loc="left")


def legend(axes: Axes) -> list[str]:
    return axes.get_legend_handles_labels()[1]


def notes(axes: Axes) -> list[str]:
    return [text.get_text() for text in axes.texts]


def test_what_agents_hold_is_drawn_beside_their_limit() -> None:
    axes = plot_in_hand(counted(desk(3), ("concurrency", "group:a", (1.5, 2.25))))

    assert title(axes) == (
        "Agents hold most at 09:00: 2.2 contacts each, of the 3 they may"
    )
    assert legend(axes) == ["a", "95 % confidence"]
    assert notes(axes) == ["limit: 3"]


def test_groups_of_one_limit_share_its_line() -> None:
    axes = plot_in_hand(
        counted(
            desk(3, 3),
            ("concurrency", "group:a", (1.5, 2.0)),
            ("concurrency", "group:b", (1.5, 1.0)),
        )
    )

    assert title(axes).startswith("A hold most at 09:00: 2.0")
    assert notes(axes) == ["limit: 3"]


def test_groups_of_different_limits_have_a_line_each() -> None:
    axes = plot_in_hand(
        counted(
            desk(3, 2, 1),
            ("concurrency", "group:a", (1.0, 1.5)),
            ("concurrency", "group:b", (1.75, 1.0)),
        )
    )

    assert title(axes).startswith("B hold most at 08:30: 1.8")
    assert notes(axes) == ["limit of\nb: 2", "limit of\na: 3"]
    assert legend(axes) == ["a", "b", "95 % confidence"]


def test_replies_are_drawn_from_arrival_and_from_the_customers_words() -> None:
    axes = plot_replies(
        counted(
            desk(3),
            ("first_response", "channel:chat", (40.0, 90.0)),
            ("reply_wait", "channel:chat", (50.0, 45.0)),
        )
    )

    assert title(axes) == (
        "Replies are slowest in chats that begin at 08:30: 50 s on average"
    )
    assert legend(axes) == [
        "first response, from arrival",
        "next reply, from the customer's words",
        "95 % confidence",
    ]


def test_of_several_channels_of_chats_each_is_named() -> None:
    names = ("web", "app")
    asked = scenario(
        channels={name: chat() for name in names}, agents={"desk": holding(2, *names)}
    )

    axes = plot_replies(
        counted(
            asked,
            ("reply_wait", "channel:app", (50.0, 45.0)),
            ("reply_wait", "channel:web", (130.0, 45.0)),
        )
    )

    assert title(axes).endswith("at 08:30: 2 min 10 s on average")
    assert "web: first response, from arrival" in legend(axes)
    assert [line.get_color() for line in axes.lines] == list(COLOURS[:4])


def test_a_legend_of_long_names_keeps_within_the_picture() -> None:
    names = ("live_chat_of_the_shop", "live_chat_of_the_workshop")
    asked = scenario(
        channels={name: chat() for name in names}, agents={"desk": holding(2, *names)}
    )

    axes = plot_replies(
        counted(
            asked,
            ("reply_wait", "channel:live_chat_of_the_shop", (50.0, 45.0)),
            ("reply_wait", "channel:live_chat_of_the_workshop", (130.0, 45.0)),
        )
    )

    figure = axes.figure
    figure.canvas.draw()
    shown = axes.get_legend().get_window_extent()
    assert shown.x1 <= figure.bbox.x1


def test_the_backlog_is_drawn_at_the_ends_of_intervals_over_the_open_hours() -> None:
    axes = plot_backlog(
        counted(office("mail"), ("backlog", "channel:mail", (12.0, 7.0)))
    )

    assert title(axes) == "The backlog is largest at 09:00: 12 wait"
    assert legend(axes) == ["open", "mail", "9 of 10 days"]
    (line,) = axes.lines
    assert (line.get_xdata()[HALF_PAST_EIGHT], line.get_ydata()[NINE]) == (32400.0, 7.0)


def test_of_several_backlogs_the_largest_is_named() -> None:
    axes = plot_backlog(
        counted(
            office("letters", "mail"),
            ("backlog", "channel:letters", (1.0, 30.0)),
            ("backlog", "channel:mail", (12.0, 7.0)),
        )
    )

    assert title(axes) == "The backlog of letters is largest at 09:30: 30 wait"


def test_where_agents_hold_several_their_hands_are_drawn_and_no_erlangs() -> None:
    axes = plot_staffing(
        counted(
            desk(3),
            ("staffed", "all", (4.0, 4.0)),
            ("occupancy", "all", (1.0, 1.0)),
            ("handson", "all", (0.5, 0.75)),
            ("offered_load", "all", (9.0, 9.0)),
        )
    )

    assert title(axes) == "Agents are busiest at 09:00: hands-on 75 % of their time"
    assert legend(axes) == ["with contacts in hand", "hands-on", "on the floor"]


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        (scenario(), {"arrivals", "waits", "staffing"}),
        (desk(1), {"arrivals", "waits", "staffing", "replies"}),
        (desk(3), {"arrivals", "waits", "staffing", "replies", "in_hand"}),
        (office("mail"), {"arrivals", "staffing", "backlog"}),
    ],
    ids=["calls", "one chat", "three chats", "mails"],
)
def test_pictures_that_would_be_empty_are_not_saved(
    asked: Scenario, names: set[str], tmp_path: Path
) -> None:
    written = save_pictures(counted(asked, ("arrived", "all", (1.0, 2.0))), tmp_path)

    assert {path.stem for path in written} == names


def test_mails_that_come_at_night_are_drawn_and_calls_are_not() -> None:
    night = Arrivals(table=Table(per=3600.0, rows=(Row(start=10800.0, count=5.0),)))
    asked = scenario(
        channels={"phone": channel(), "mail": mail(arrivals=night)},
        agents={"desk": group(skills={"phone": Skill(), "mail": Skill()})},
    )
    at_three = {
        ("arrived", part, "interval:6"): [(5.0, 1.0)] * 2
        for part in ("all", "channel:phone", "channel:mail")
    }
    results = made_results(asked, at_three)

    assert open_range(asked) == (3 * 3600.0, 10 * 3600.0)
    assert plot_arrivals(results).get_xlim() == (3 * 3600.0, 10 * 3600.0)
    mails = series(results, "arrived", "channel:mail")
    calls = series(results, "arrived", "channel:phone")
    assert not while_coming(mails, asked, "mail").is_empty
    assert while_coming(calls, asked, "phone").is_empty


def test_beside_a_midnight_there_is_no_room_for_the_date_before_it() -> None:
    asked = scenario(calendar=calendar(days=7))
    results = counted(asked, ("arrived", "all", (1.0, 2.0)))

    labels = [text.get_text() for text in plot_arrivals(results).get_xticklabels()]

    assert labels[:2] == ["12:00", "00:00\nTue 3 Mar"]


def test_an_interval_of_an_hour_is_called_so() -> None:
    hourly = made_results(
        scenario(calendar=calendar(interval=3600.0)),
        {("arrived", "all", "interval:8"): [(5.0, 1.0)] * 2},
    )

    assert interval_text(hourly) == "hour"
