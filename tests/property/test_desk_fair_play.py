"""What holds for every small desk of all kinds: play is a function of the scenario."""

from __future__ import annotations

import gc

from desk_days import desk_days
from examples import examples
from hypothesis import given
from strategies import Data, play_out

from omnisim.engine import play

EXAMPLES = 30


@examples(EXAMPLES)
@given(desk_days())
def test_the_order_of_sections_changes_nothing(data: Data) -> None:
    one, other = play_out(data), play_out(turned_round(data))

    assert other.journal.is_identical(one.journal)


@examples(EXAMPLES // 2)
@given(desk_days())
def test_playing_again_changes_nothing(data: Data) -> None:
    run = play_out(data)

    again = play(run.scenario, run.population)

    assert again.is_identical(run.journal)
    assert play_out(data).journal.is_identical(run.journal)


def test_a_longer_day_leaves_no_more_to_the_collector_of_cycles() -> None:
    # what is made once a run stays; contacts are freed as soon as they are over
    assert n_in_cycles(hours=8) < n_in_cycles(hours=2) + 300


def n_in_cycles(hours: int) -> int:
    """Play a busy day of every kind; return how many objects only cycles hold."""
    run = play_out(busy(hours))
    gc.collect()
    gc.disable()
    try:
        play(run.scenario, run.population)
        return gc.collect()
    finally:
        gc.enable()


def busy(hours: int) -> Data:
    """Return a day with 30 contacts an hour on each channel, more than are served."""
    turns = {
        "turns": {"geometric": "3"},
        "agent_turn": "30 s",
        "customer_turn": {"exponential": "60 s"},
        "reply_patience": {"exponential": "10 min"},
        "silent": "50%",
        "quiet_after": "1 min",
    }
    of_chats = {key: turns[key] for key in turns if key != "quiet_after"}
    told: Data = {
        "phone": {"kind": "call", "talk": "3 min"},
        "chat": {"kind": "chat", **of_chats},
        "rated": {"kind": "chat", "duration_by_open_chats": ["2 min", "3 min"]},
        "text": {"kind": "message", **turns},
        "email": {"kind": "mail", "work": {"exponential": "2 min"}},
        "back": {"kind": "callback", "talk": "2 min", "answers": "60%"},
    }
    common = {
        "arrivals": {"rate": "30/h"},
        "patience": {"exponential": "5 min"},
        "wrap_up": "20 s",
    }
    return {
        "name": "busy",
        "calendar": {"start": "2026-03-02 08:00", "open": f"08:00-{8 + hours:02d}:00"},
        "channels": {name: one | common for name, one in told.items()},
        "agents": {
            "desk": {
                "staff": "6",
                "skills": dict.fromkeys(told, "1"),
                "may_hold": {**dict.fromkeys(told, "2"), "total": "3"},
                "slowdown": "10%",
                "switch_cost": "2 s",
            }
        },
        "customers": {
            "after": {"unanswered": {"email": [{"phone": "30%", "after": "2 min"}]}}
        },
    }


def turned_round(value: object) -> Data:
    """Return the same mappings, keys in reverse order at every depth."""
    if isinstance(value, dict):
        return {key: turned_round(value[key]) for key in reversed(value)}
    if isinstance(value, list):
        return [turned_round(item) for item in value]
    return value
