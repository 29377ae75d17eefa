"""What holds for every small scenario: nothing is lost, nobody is in two places."""

import math
import tempfile
from itertools import pairwise

import numpy as np
from examples import examples
from hypothesis import given
from strategies import Played, played

from omnisim.journal import Journal, Outcome, check, load, save, tell_contact
from omnisim.population import CHUNK
from omnisim.scenario import timeline

EXAMPLES = 60


@examples(2 * EXAMPLES)
@given(played())
def test_the_journal_obeys_every_law(run: Played) -> None:
    check(run.journal)


@examples(EXAMPLES)
@given(played())
def test_every_contact_ends_exactly_once(run: Played) -> None:
    n_by_outcome = np.bincount(run.journal.contacts["outcome"], minlength=len(Outcome))
    firsts = run.journal.contacts["customer"][run.journal.contacts["attempt"] == 1]

    assert n_by_outcome[: Outcome.TRANSFERRED].sum() == len(run.journal.contacts)
    assert sorted(firsts.tolist()) == list(range(len(run.population)))


@examples(EXAMPLES)
@given(played())
def test_an_abandoned_wait_equals_the_patience(run: Played) -> None:
    gave_up = run.journal.interactions["outcome"] == Outcome.ABANDONED
    rows = run.journal.interactions[gave_up]

    waits = rows["left_at"] - rows["queued_at"]

    assert waits.tolist() == patience_of(run, rows)


@examples(EXAMPLES)
@given(played())
def test_nobody_is_answered_after_losing_patience(run: Played) -> None:
    rows = run.journal.interactions[run.journal.interactions["agent"] >= 0]

    waits = rows["answered_at"] - rows["queued_at"]

    assert (waits <= np.array(patience_of(run, rows))).all()


@examples(EXAMPLES)
@given(played())
def test_no_agent_holds_two_calls_at_once(run: Played) -> None:
    rows = run.journal.interactions[run.journal.interactions["agent"] >= 0]
    rows = rows[np.lexsort((rows["contact"], rows["answered_at"], rows["agent"]))]
    over = np.nan_to_num(rows["wrap_up_end_at"], nan=run.journal.provenance.ended_at)

    same = rows["agent"][1:] == rows["agent"][:-1]

    assert (rows["answered_at"][1:][same] >= over[:-1][same]).all()


@examples(3 * EXAMPLES)  # the test sees ties that are rare
@given(played())
def test_who_comes_is_blocked_if_and_only_if_all_lines_are_in_use(run: Played) -> None:
    wrong = [
        contact
        for contact, n_in_use, lines, outcome in line_use(run)
        if (outcome == Outcome.BLOCKED) != (n_in_use >= lines)
    ]

    assert wrong == []


@examples(EXAMPLES)
@given(played())
def test_who_comes_is_turned_away_if_and_only_if_the_channel_is_closed(
    run: Played,
) -> None:
    wrong = [
        number
        for number, contact in enumerate(run.journal.contacts)
        if (contact["outcome"] == Outcome.CLOSED) == is_open(run, contact)
    ]

    assert wrong == []


@examples(EXAMPLES)
@given(played())
def test_time_spent_waiting_adds_up_two_ways(run: Played) -> None:
    """Little's law on the journal itself: the area under the queue is all waits."""
    begin, end = waits_of(run.journal)

    assert area_under_queue(begin, end) == (end - begin).sum()


@examples(EXAMPLES // 3)
@given(played())
def test_a_journal_comes_back_from_its_files(run: Played) -> None:
    with tempfile.TemporaryDirectory() as folder:
        save(run.journal, folder)

        assert load(folder).is_identical(run.journal)


@examples(EXAMPLES // 3)
@given(played())
def test_every_contact_has_a_story(run: Played) -> None:
    start = run.scenario.calendar.start

    stories = [
        tell_contact(run.journal, n, start=start)
        for n in range(len(run.journal.contacts))
    ]

    assert [story for story in stories if "nan" in story or "  " in story] == []


def patience_of(run: Played, rows: np.ndarray) -> list[float]:
    """Return the patience each interaction's customer brought."""
    contacts = run.journal.contacts[rows["contact"]]
    return [
        float(
            run.population.stays(
                customer // CHUNK, attempt=attempt, leg=leg, channel=channel
            ).patience[customer % CHUNK]
        )
        for customer, attempt, leg, channel in zip(
            contacts["customer"].tolist(),
            contacts["attempt"].tolist(),
            rows["leg"].tolist(),
            contacts["channel"].tolist(),
            strict=True,
        )
    ]


def line_use(run: Played) -> list[tuple[int, int, float, int]]:
    """Return (contact, lines in use as it came, lines, outcome) if not closed.

    Who left at the very instant has freed the line; who came before at the same
    instant has taken one.
    """
    contacts = run.journal.contacts
    refused = (Outcome.BLOCKED, Outcome.CLOSED)
    found = []
    for number, contact in enumerate(contacts):
        if contact["outcome"] == Outcome.CLOSED:
            continue
        name = run.journal.provenance.channels[contact["channel"]]
        lines = run.scenario.channels[name].lines
        n_in_use = sum(
            1
            for other in contacts[:number]
            if other["channel"] == contact["channel"]
            and other["outcome"] not in refused
            and not other["closed_at"] <= contact["arrived_at"]
        )
        found.append(
            (
                number,
                n_in_use,
                math.inf if lines is None else lines,
                int(contact["outcome"]),
            )
        )
    return found


def is_open(run: Played, contact: np.void) -> bool:
    """Say whether the channel was open when the contact came."""
    name = run.journal.provenance.channels[contact["channel"]]
    return any(
        opens <= contact["arrived_at"] < closes
        for opens, closes in timeline.open_spans(run.scenario, name)
    )


def waits_of(journal: Journal) -> tuple[np.ndarray, np.ndarray]:
    """Return beginning and end of each wait; who still waits does so to the end."""
    rows = journal.interactions
    end = np.where(np.isnan(rows["answered_at"]), rows["left_at"], rows["answered_at"])
    return rows["queued_at"], np.nan_to_num(end, nan=journal.provenance.ended_at)


def area_under_queue(begin: np.ndarray, end: np.ndarray) -> float:
    """Return the integral over time of the number waiting, counted at each step."""
    instants = np.unique(np.concatenate([begin, end]))
    return float(
        sum(
            int(((begin <= at) & (end > at)).sum()) * (following - at)
            for at, following in pairwise(instants)
        )
    )
