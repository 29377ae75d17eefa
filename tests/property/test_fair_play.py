"""What holds for every small scenario: agents serve, and changes do what they must."""

import re

import numpy as np
from eligible import idle_beside_waiting, overtaken, passed_over
from examples import examples
from hypothesis import assume, given
from strategies import Data, Played, plain_queues, play_out, played, scenarios

from omnisim.journal import TABLES, Journal

EXAMPLES = 60


@examples(EXAMPLES)
@given(played())
def test_nobody_idles_who_may_serve_a_contact_that_waits(run: Played) -> None:
    assert idle_beside_waiting(run.scenario, run.journal) == []


@examples(EXAMPLES)
@given(played())
def test_nobody_is_overtaken_within_a_queue(run: Played) -> None:
    assume("ring" not in run.data["routing"])  # a call that rings has left the queue

    assert overtaken(run.journal) == []


@examples(EXAMPLES)
@given(played())
def test_whom_an_agent_takes_is_first_by_the_rule(run: Played) -> None:
    assume("ring" not in run.data["routing"])  # an offer may come back, and go wrong

    assert passed_over(run.scenario, run.journal) == []


@examples(EXAMPLES)
@given(scenarios())
def test_the_order_of_sections_changes_nothing(data: Data) -> None:
    one, other = play_out(data), play_out(turned_round(data))

    assert other.journal.is_identical(one.journal)


@examples(EXAMPLES // 2)
@given(scenarios())
def test_playing_again_changes_nothing(data: Data) -> None:
    assert play_out(data).journal.is_identical(play_out(data).journal)


@examples(EXAMPLES)
@given(scenarios(most_days=1))
def test_all_times_doubled_doubles_every_instant(data: Data) -> None:
    one, other = play_out(data), play_out(doubled(data))

    assert instants(other.journal) == instants(one.journal, factor=2)
    assert the_rest(other.journal) == the_rest(one.journal)


@examples(EXAMPLES)
@given(plain_queues())
def test_one_more_agent_delays_nobody_in_a_plain_queue(data: Data) -> None:
    before = answers(play_out(data))
    n_agents = int(data["agents"]["desk"]["staff"])
    data["agents"]["desk"]["staff"] = str(n_agents + 1)
    after = answers(play_out(data))

    assert (after <= before).all()


def turned_round(value: object) -> object:
    """Return the same mappings, keys in reverse order at every depth."""
    if isinstance(value, dict):
        return {key: turned_round(value[key]) for key in reversed(value)}
    if isinstance(value, list):
        return [turned_round(item) for item in value]
    return value


def doubled(value: object) -> object:
    """Return the same scenario, every time after eight and every duration twice."""
    if isinstance(value, dict):
        return {key: doubled(part) for key, part in value.items()}
    if isinstance(value, list):
        return [doubled(part) for part in value]
    text = re.sub(r"08:(\d\d)(?::(\d\d))?", _twice_the_clock, str(value))
    return re.sub(r"(\d+) (s|min)\b", _twice_the_duration, text)


def _twice_the_clock(match: re.Match[str]) -> str:
    second = 2 * (60 * int(match[1]) + int(match[2] or 0))
    return f"08:{second // 60:02d}:{second % 60:02d}"


def _twice_the_duration(match: re.Match[str]) -> str:
    return f"{2 * int(match[1])} {match[2]}"


def instants(journal: Journal, factor: float = 1.0) -> dict[str, bytes]:
    """Return the bits of every column of instants, times a factor."""
    return {
        f"{table}.{column.name}": np.ascontiguousarray(
            journal.table(table)[column.name] * factor
        ).tobytes()
        for table, columns in TABLES.items()
        for column in columns
        if column.unit == "s"
    }


def the_rest(journal: Journal) -> dict[str, bytes]:
    """Return the bits of every other column."""
    return {
        f"{table}.{column.name}": np.ascontiguousarray(
            journal.table(table)[column.name]
        ).tobytes()
        for table, columns in TABLES.items()
        for column in columns
        if column.unit != "s"
    }


def answers(run: Played) -> np.ndarray:
    """Return when each contact was answered, infinity if never."""
    return np.nan_to_num(run.journal.interactions["answered_at"], nan=np.inf)
