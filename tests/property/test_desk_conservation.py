"""What holds for every small desk of all kinds: nothing is lost, nobody overloaded."""

from __future__ import annotations

import tempfile
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
from desk_days import played_desks
from examples import examples
from hypothesis import given

from omnisim.journal import (
    Cause,
    Outcome,
    check,
    load,
    save,
    tell_agent,
    tell_contact,
)
from omnisim.population import CHUNK
from omnisim.scenario import timeline
from omnisim.scenario.capacity import interrupts_of, mixes_of, while_on_of
from omnisim.scenario.choices import DEFERRED

if TYPE_CHECKING:
    from strategies import Played

    from omnisim.scenario import Scenario

EXAMPLES = 40


@examples(2 * EXAMPLES)
@given(played_desks())
def test_the_journal_obeys_every_law(run: Played) -> None:
    check(run.journal)


@examples(EXAMPLES)
@given(played_desks())
def test_every_contact_ends_once_and_keeps_the_issue_of_its_customer(
    run: Played,
) -> None:
    contacts = run.journal.contacts
    firsts = contacts[contacts["cause"] == Cause.FIRST]

    assert sorted(firsts["customer"].tolist()) == list(range(len(run.population)))
    issues = run.population.issue[contacts["customer"]]
    assert contacts["issue"].tolist() == issues.tolist()
    is_open = np.isnan(contacts["closed_at"])
    assert is_open.tolist() == (contacts["outcome"] == Outcome.OPEN).tolist()


@examples(EXAMPLES)
@given(played_desks())
def test_nobody_whose_issue_is_resolved_comes_again(run: Played) -> None:
    contacts = run.journal.contacts
    resolved = contacts[contacts["resolved"] == 1]
    solved_at = dict(
        zip(resolved["customer"].tolist(), resolved["closed_at"].tolist(), strict=True)
    )

    late = [
        contact
        for contact in contacts
        if contact["arrived_at"] > solved_at.get(contact["customer"], np.inf)
    ]

    assert late == []


@examples(EXAMPLES)
@given(played_desks())
def test_an_abandoned_wait_equals_the_patience(run: Played) -> None:
    legs = run.journal.interactions
    gave_up = legs[(legs["outcome"] == Outcome.ABANDONED) & (legs["leg"] == 0)]

    waits = gave_up["left_at"] - gave_up["queued_at"]

    assert waits.tolist() == [patience_of(run, leg) for leg in gave_up]


@examples(EXAMPLES)
@given(played_desks())
def test_only_live_contacts_outside_the_opening_hours_are_turned_away(
    run: Played,
) -> None:
    wrong = [
        number
        for number, contact in enumerate(run.journal.contacts)
        if (contact["outcome"] == Outcome.CLOSED) == may_come(run, contact)
    ]

    assert wrong == []


@examples(2 * EXAMPLES)
@given(played_desks())
def test_nobody_takes_more_than_she_may_hold_but_what_comes_back_to_her(
    run: Played,
) -> None:
    assert above_the_limit(run) == []


@examples(EXAMPLES // 3)
@given(played_desks())
def test_a_journal_comes_back_from_its_files(run: Played) -> None:
    with tempfile.TemporaryDirectory() as folder:
        save(run.journal, folder)

        assert load(folder).is_identical(run.journal)


@examples(EXAMPLES)
@given(played_desks())
def test_every_contact_and_every_agent_has_a_story(run: Played) -> None:
    start = run.scenario.calendar.start

    stories = [
        tell_contact(run.journal, n, start=start)
        for n in range(len(run.journal.contacts))
    ] + [
        tell_agent(run.journal, n, start=start) for n in range(len(run.journal.agents))
    ]

    assert [story for story in stories if not story or "nan" in story] == []


def patience_of(run: Played, leg: np.void) -> float:
    """Return the patience that the customer brought to her first queue."""
    contact = run.journal.contacts[leg["contact"]]
    stays = run.population.stays(
        int(contact["customer"]) // CHUNK,
        attempt=int(contact["attempt"]),
        leg=0,
        channel=int(contact["channel"]),
    )
    return float(stays.patience[contact["customer"] % CHUNK])


def may_come(run: Played, contact: np.void) -> bool:
    """Say whether a contact is let in at the time of its arrival."""
    name = run.journal.provenance.channels[contact["channel"]]
    return run.scenario.channels[name].kind in DEFERRED or any(
        opens <= contact["arrived_at"] < closes
        for opens, closes in timeline.open_spans(run.scenario, name)
    )


def above_the_limit(run: Played) -> list[tuple[int, float]]:
    """Return who was given a contact for which she had no room, and when.

    A place taken again within a stay is a conversation that came back to life. Of
    several taken at one instant it is not known which was first: where that makes
    a difference, they do not count against each other.
    """
    journal, names = run.journal, run.journal.provenance
    holds = journal.holds
    channels = [
        names.channels[code] for code in journal.contacts["channel"][holds["contact"]]
    ]
    rooms = {group: Room(run.scenario, group) for group in run.scenario.agents}
    seen: set[tuple[int, int, int]] = set()
    is_new = []
    for hold in holds:
        stay = (int(hold["contact"]), int(hold["leg"]), int(hold["agent"]))
        is_new.append(stay not in seen)
        seen.add(stay)
    found = []
    for row in np.flatnonzero(is_new):
        agent, at = holds["agent"][row], holds["from_at"][row]
        room = rooms[names.groups[journal.agents["group"][agent]]]
        mine = (holds["agent"] == agent) & (holds["to_at"] > at)
        before = mine & (holds["from_at"] < at)
        at_once = mine & (holds["from_at"] == at) & is_new
        at_once[row] = False
        held = [channels[n] for n in np.flatnonzero(before)]
        with_it = [channels[n] for n in np.flatnonzero(at_once)]
        if not room.admits(channels[row], held, with_it):
            found.append((int(agent), float(at)))
    return found


class Room:
    """What an agent of a group may hold, by the words of the scenario."""

    def __init__(self, scenario: Scenario, group: str) -> None:
        self._mixes = mixes_of(scenario, group)
        self._parked = interrupts_of(scenario, group)
        self._bars = while_on_of(scenario, group)

    def admits(self, newcomer: str, held: list[str], with_it: list[str]) -> bool:
        """Say whether there is room beside what is held, or taken at that time."""
        if any(
            newcomer not in (one, *self._bars.get(one, (newcomer,))) for one in held
        ):
            return False
        parked = self._parked.get(newcomer, ())
        beside = held if self._parked else held + with_it
        counts = Counter(one for one in beside if one not in parked)
        counts[newcomer] += 1
        return any(
            all(n <= mix.get(one, 0) for one, n in counts.items())
            for mix in self._mixes
        )
