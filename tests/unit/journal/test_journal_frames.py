import datetime as dt

import pandas as pd
import pytest
from afternoon import afternoon
from evening import evening
from typed import NINE, empty, morning

from omnisim.journal import to_frame


def test_codes_are_told_by_name() -> None:
    contacts = to_frame(morning(), "contacts")

    assert contacts.loc[1, ["channel", "issue", "cause", "outcome"]].tolist() == [
        "phone",
        "dispute",
        "first",
        "handled",
    ]
    assert to_frame(morning(), "duties")["activity"].tolist()[4:6] == [
        "work",
        "planned",
    ]


def test_what_never_was_is_missing() -> None:
    contacts = to_frame(morning(), "contacts")
    interactions = to_frame(morning(), "interactions")

    assert contacts["resolved"].tolist()[:3] == [True, False, pd.NA]
    assert interactions["agent"].isna().sum() == 3
    assert interactions["group"].isna().sum() == 3
    assert interactions["answered_at"].isna().sum() == 3


def test_turns_and_holds_are_frames_like_the_others() -> None:
    turns = to_frame(afternoon(), "turns", start=NINE)
    holds = to_frame(afternoon(), "holds")
    interactions = to_frame(afternoon(), "interactions")

    assert turns["began_clock"][13] == NINE + dt.timedelta(seconds=1805)
    assert turns["ended_at"].isna().tolist()[:4] == [False, False, False, True]
    assert holds.loc[7].tolist() == [6, 0, 1, 700.0, 1020.0]
    assert interactions["silent"].tolist()[:4] == [False, False, True, True]


def test_bots_outages_and_messages_are_frames_like_the_others() -> None:
    sessions = to_frame(evening(), "sessions")
    outages = to_frame(evening(), "outages", start=NINE)
    notices = to_frame(evening(), "notices")
    interactions = to_frame(evening(), "interactions")

    assert sessions.loc[5, ["bot", "outcome"]].tolist() == ["helper", "contained"]
    assert outages["channel"].isna().tolist() == [False, True, False]
    assert outages["bot"].isna().tolist() == [True, False, True]
    assert outages["from_clock"][1] == NINE + dt.timedelta(seconds=1400)
    assert notices["kind"].tolist()[1:3] == ["proactive", "invitation"]
    assert notices["contact"].isna().tolist()[:2] == [False, True]
    assert interactions["told"].tolist()[1:3] == [pd.NA, True]


def test_rows_carry_the_numbers_that_other_tables_use() -> None:
    assert to_frame(morning(), "contacts").index.name == "contact"
    assert to_frame(morning(), "agents").index.name == "agent"
    assert to_frame(morning(), "duties").index.name == "row"


def test_a_start_adds_wall_clock_times_beside_the_seconds() -> None:
    contacts = to_frame(morning(), "contacts", start=NINE)

    assert list(contacts.columns)[-4:] == [
        "arrived_at",
        "arrived_clock",
        "closed_at",
        "closed_clock",
    ]
    assert contacts["closed_clock"][7] == NINE + dt.timedelta(seconds=163)
    assert contacts["closed_clock"].isna().tolist()[-2:] == [True, True]


def test_an_empty_table_keeps_its_columns() -> None:
    contacts = to_frame(empty(), "contacts", start=NINE)

    assert len(contacts) == 0
    assert contacts["arrived_clock"].dtype.kind == "M"


def test_an_unknown_table_is_refused() -> None:
    with pytest.raises(ValueError, match="no table 'calls'"):
        to_frame(morning(), "calls")
