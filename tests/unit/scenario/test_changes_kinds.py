"""Changes to how conversations are told."""

from scenario_texts import FLOOR

from omnisim.scenario import loads
from omnisim.scenario.countlaws import Poisson, Tally
from omnisim.scenario.laws import Constant

PLAIN = FLOOR.replace(", turns: [3, 9], agent_turn: 50 s, reply_patience: 9 min", "")


def test_law_of_turns_gives_way_to_another() -> None:
    made = loads(FLOOR, changes={"channels.chat.turns": "{poisson: 3}"})

    assert made.channels["chat"].turns == Poisson(mean=3.0)


def test_parameter_of_a_law_of_turns_may_change() -> None:
    made = loads(FLOOR, changes={"channels.sms.turns.tally": "{1: 50%, 3: 50%}"})

    assert made.channels["sms"].turns == Tally(values=(1, 3), shares=(0.5, 0.5))


def test_chat_told_by_its_turns_may_be_told_by_rates() -> None:
    changes = {"channels.chat.duration_by_open_chats": "[6 min, 8 min]"}
    chat = loads(PLAIN, changes=changes).channels["chat"]

    assert chat.duration_by_open_chats == (360.0, 480.0)
    assert chat.turns is None
    assert chat.silent == 0.2
    assert chat.discovery == Constant(value=30.0)


def test_chat_told_by_rates_may_be_told_by_its_turns() -> None:
    changes = {
        "channels.quick.agent_turn": "20 s",
        "channels.quick.turns": "5",
        "channels.quick.customer_turn": "30 s",
    }
    chat = loads(FLOOR, changes=changes).channels["quick"]

    assert chat.duration_by_open_chats == ()
    assert chat.duration is None
    assert chat.agent_turn == Constant(value=20.0)


def test_window_of_a_call_back_may_change_in_part() -> None:
    made = loads(FLOOR, changes={"channels.back.window.lasts": "3 h"})

    assert made.channels["back"].window.after == 7200.0
    assert made.channels["back"].window.lasts == 10800.0
