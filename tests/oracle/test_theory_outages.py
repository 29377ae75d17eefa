"""The chain of outages against special cases with known answers."""

from __future__ import annotations

import pytest
from theory.erlang import erlang_a
from theory.outages import Cuts, outages


@pytest.mark.parametrize("cuts", ["new", "waiting", "all"])
def test_outages_that_never_come_leave_palms_queue(cuts: Cuts) -> None:
    figures = outages(
        3, 2.5, handle_time=1.0, patience=0.8, every=1e12, lasts=1.0, cuts=cuts
    )

    palm = erlang_a(3, 2.5, 1.0, 0.8)
    assert figures.delayed == pytest.approx(palm.delayed)
    assert figures.abandoned == pytest.approx(palm.abandoned)
    assert figures.mean_wait == pytest.approx(palm.mean_wait)
    assert figures.occupancy == pytest.approx(palm.occupancy)


@pytest.mark.parametrize("cuts", ["new", "waiting", "all"])
def test_arrivals_see_an_outage_as_often_as_there_is_one(cuts: Cuts) -> None:
    figures = outages(
        2, 2.0, handle_time=1.0, patience=1.0, every=6.0, lasts=2.0, cuts=cuts
    )

    assert figures.down == pytest.approx(0.25)
    assert figures.kept_out == pytest.approx(0.25)


@pytest.mark.parametrize("cuts", ["new", "waiting", "all"])
def test_every_contact_ends_in_one_way(cuts: Cuts) -> None:
    figures = outages(
        2,
        2.0,
        handle_time=1.0,
        patience=1.0,
        every=6.0,
        lasts=2.0,
        cuts=cuts,
        again=0.6,
        pause=1.5,
        most=(20, 30),
    )

    served = 2 * figures.occupancy / 1.0 / 2.0 / figures.contacts
    cut = figures.kept_out + figures.cut_waiting + figures.cut_talking
    assert served + cut + figures.abandoned == pytest.approx(1.0)
    # who is cut off or kept out comes again with 0.6
    assert figures.contacts == pytest.approx(1 / (1 - 0.6 * cut))
    assert figures.edge < 1e-9


def test_one_who_talks_alone_is_cut_off_as_a_race_of_two_clocks() -> None:
    # with an agent for everybody: talk of mean 1 against outages each 4
    figures = outages(
        12, 0.5, handle_time=1.0, patience=1.0, every=4.0, lasts=1.0, cuts="all"
    )

    assert figures.cut_talking / (1 - figures.kept_out) == pytest.approx(1 / 5)
    assert figures.cut_waiting == pytest.approx(0.0, abs=1e-9)


def test_long_outages_and_long_times_between_are_two_queues() -> None:
    # while it works it is Erlang A; while it does not, nobody is there
    figures = outages(
        2, 2.0, handle_time=1.0, patience=1.0, every=3e4, lasts=1e4, cuts="new"
    )

    palm = erlang_a(2, 2.0, 1.0, 1.0)
    assert figures.occupancy == pytest.approx(0.75 * palm.occupancy, rel=1e-3)
    assert figures.mean_wait == pytest.approx(palm.mean_wait, rel=1e-3)


def test_clearing_the_queue_shortens_it() -> None:
    settings = {"handle_time": 1.0, "patience": 2.0, "every": 3.0, "lasts": 1.0}

    left = outages(2, 3.0, cuts="new", **settings)
    cleared = outages(2, 3.0, cuts="waiting", **settings)
    emptied = outages(2, 3.0, cuts="all", **settings)

    assert left.mean_wait > cleared.mean_wait > emptied.mean_wait
    assert left.occupancy > cleared.occupancy > emptied.occupancy
