"""What holds for every small scenario: customers bring their work and patience."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from examples import examples
from hypothesis import assume, given
from strategies import Data, Played, play_out, played, scenarios

from omnisim.engine import play
from omnisim.journal import Journal, Outcome
from omnisim.population import CHUNK, Population, Stays

if TYPE_CHECKING:
    import numpy.typing as npt

EXAMPLES = 60


@examples(EXAMPLES)
@given(played())
def test_talk_lasts_as_long_as_the_work_the_customer_brought(run: Played) -> None:
    rows = run.journal.interactions
    rows = rows[~np.isnan(rows["talk_end_at"])]

    talks = rows["talk_end_at"] - rows["answered_at"]

    assert talks.tolist() == [expected_talk(run, row) for row in rows]


@examples(EXAMPLES)
@given(played())
def test_wrap_up_lasts_as_long_as_the_work_the_customer_brought(run: Played) -> None:
    rows = run.journal.interactions
    rows = rows[~np.isnan(rows["wrap_up_end_at"])]

    wrap_ups = rows["wrap_up_end_at"] - rows["talk_end_at"]

    assert wrap_ups.tolist() == [
        stay_of(run, row).wrap_up * pace_of(run, row) for row in rows
    ]


@examples(3 * EXAMPLES)  # few scenarios have anybody who gives up
@given(scenarios())
def test_a_missed_turn_is_when_an_endlessly_patient_customer_is_answered(
    data: Data,
) -> None:
    run = play_out(without_feedback(data))
    gave_up = np.flatnonzero(run.journal.interactions["outcome"] == Outcome.ABANDONED)
    assume(len(gave_up))
    missed = run.journal.interactions[gave_up[len(gave_up) // 2]]
    contact = run.journal.contacts[missed["contact"]]

    patient = EndlesslyPatient(
        run.population,
        int(contact["customer"]),
        int(contact["attempt"]),
        int(missed["leg"]),
    )
    answered = answer_of(play(run.scenario, patient), patient)  # type: ignore[arg-type] # stands in for one

    assert answered == missed["turn_at"] or math.isnan(answered + missed["turn_at"])


@dataclass(frozen=True)
class Brought:
    """What one customer brings to one stay, in seconds."""

    talk: float
    wrap_up: float


def stay_of(run: Played, row: np.void) -> Brought:
    """Return what the customer of an interaction brought to it."""
    contact = run.journal.contacts[row["contact"]]
    stays = run.population.stays(
        int(contact["customer"]) // CHUNK,
        attempt=int(contact["attempt"]),
        leg=int(row["leg"]),
        channel=int(contact["channel"]),
    )
    place = int(contact["customer"]) % CHUNK
    return Brought(float(stays.talk[place]), float(stays.wrap_up[place]))


def pace_of(run: Played, row: np.void) -> float:
    """Return the pace of the answering group for a contact."""
    names = run.journal.provenance
    contact = run.journal.contacts[row["contact"]]
    channel, issue = names.channels[contact["channel"]], names.issues[contact["issue"]]
    group = run.scenario.agents[names.groups[row["group"]]]
    skill = group.skills.get(f"{channel}/{issue}") or group.skills.get(channel)
    return group.pace * (1.0 if skill is None else skill.pace)


def expected_talk(run: Played, row: np.void) -> float:
    """Return the talk time by the rules that scenarios drawn here can have."""
    talk = stay_of(run, row).talk * pace_of(run, row)
    if must_tell_again(run, row):
        talk *= 1 + run.scenario.customers.repeat_work
    if row["outcome"] == Outcome.TRANSFERRED:
        talk *= run.scenario.routing.transfers[0].talk
    return talk


def must_tell_again(run: Played, row: np.void) -> bool:
    """Say whether somebody was told the story before, and it got lost."""
    if row["leg"]:
        return run.scenario.routing.transfers[0].context == "lost"
    contacts, rows = run.journal.contacts, run.journal.interactions
    customer = contacts["customer"][row["contact"]]
    has_talked = (
        (contacts["customer"][rows["contact"]] == customer)
        & (rows["contact"] < row["contact"])
        & (rows["agent"] >= 0)
    ).any()
    return bool(has_talked) and run.scenario.customers.context.again == "lost"


def without_feedback(data: Data) -> Data:
    """Return a scenario in which whoever waits changes nothing for the others."""
    kept: dict[str, Any] = {**data, "routing": dict(data["routing"])}
    kept["routing"].pop("ring", None)
    kept["channels"] = {
        name: {
            key: value
            for key, value in channel.items()
            if key not in ("lines", "announce")
        }
        for name, channel in data["channels"].items()
    }
    kept["customers"] = {**data["customers"], "after": {}}
    return kept


@dataclass
class EndlesslyPatient:
    """A population in which one customer, in one stay, waits for ever."""

    population: Population
    customer: int
    attempt: int
    leg: int

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - stands in for all of it
        return getattr(self.population, name)

    def __len__(self) -> int:
        return len(self.population)

    def stays(
        self, chunk: int, *, attempt: int, leg: int, channel: int | None = None
    ) -> Stays:
        """Return what the population has, but for the one stay."""
        stays = self.population.stays(chunk, attempt=attempt, leg=leg, channel=channel)
        is_it = (attempt, leg) == (self.attempt, self.leg)
        if not is_it or chunk != self.customer // CHUNK:
            return stays
        patience: npt.NDArray[np.float64] = stays.patience.copy()
        patience[self.customer % CHUNK] = math.inf
        return stays._replace(patience=patience)


def answer_of(journal: Journal, patient: EndlesslyPatient) -> float:
    """Return when the patient customer's stay was answered; NaN if never."""
    contacts, rows = journal.contacts, journal.interactions
    mine = (
        (contacts["customer"][rows["contact"]] == patient.customer)
        & (contacts["attempt"][rows["contact"]] == patient.attempt)
        & (rows["leg"] == patient.leg)
    )
    return float(rows["answered_at"][mine][0])
