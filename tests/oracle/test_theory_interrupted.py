"""Mail put aside for calls: the formula against a chain and textbook cases."""

from __future__ import annotations

import pytest
from theory.classes import pollaczek_khinchine
from theory.interrupted import interrupted, interrupted_chain


def test_exponential_handle_times_agree_with_the_chain() -> None:
    formula = interrupted((0.4, 0.25), (1.0, 1.2), (1.0, 1.0))

    assert interrupted_chain((0.4, 0.25), (1.0, 1.2)) == pytest.approx(formula)


def test_mail_alone_waits_as_in_any_queue() -> None:
    alone = interrupted((0.0, 0.5), (1.0, 1.2), (0.0, 0.6))

    assert alone == pytest.approx(1.2 + pollaczek_khinchine(0.5, 1.2, 0.6))


def test_rare_mail_is_lengthened_by_the_calls_that_come_meanwhile() -> None:
    # one that finds nobody takes E[S] / (1 - r); with probability r it first waits for
    # the calls in the centre to be gone: W0 / (1 - r) ** 2 in all
    rare = interrupted((0.5, 1e-12), (1.0, 3.0), (0.0, 1.0))

    assert rare == pytest.approx(3.0 / 0.5 + 0.25 / 0.25)


def test_the_law_of_equal_handle_times_does_not_matter_if_nobody_is_put_aside() -> None:
    # exponential with one mean: all in the centre together are M/M/1
    calls = 1.0 + pollaczek_khinchine(0.3, 1.0, 1.0)
    mail = interrupted((0.3, 0.4), (1.0, 1.0), (1.0, 1.0))

    assert 0.3 * calls + 0.4 * mail == pytest.approx(0.7 / 0.3)
