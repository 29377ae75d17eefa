"""A trial laid out to read: cells, searches, verdicts, and what they rest on."""

from __future__ import annotations

from dataclasses import replace

from judged_trials import conducted, solve
from made_trials import factor

from omnisim.report.trial_tables import to_markdown, to_sheet
from omnisim.trial.expression import parse
from omnisim.trial.model import Claim, Precision

CAPS = factor("cap", 1, 2, 3)
LOADS = factor("load", 1, 10)


def test_a_trial_is_told_from_belief_to_what_it_rests_on() -> None:
    claim = Claim("more caps, more waiting", parse("asa[cap=3] > asa[cap=1]"))
    found = conducted(
        CAPS, belief="Caps wait.", question="Do they?", sd=0.1, watch=(parse("asa"),)
    )
    asked = conducted(CAPS, claims=["asa[cap=3] > asa[cap=1]"], sd=0.1)
    (judged,) = asked.outcome.judged
    outcome = replace(found.outcome, judged=(replace(judged, claim=claim),))

    text = to_sheet(found._replace(outcome=outcome)).text()

    assert text == (
        "Caps wait.\n"
        "Do they?\n"
        "\n"
        "  cap           asa (s)\n"
        "  1      10.003 ± 0.047\n"
        "  2      19.988 ± 0.051\n"
        "  3      30.029 ± 0.046\n"
        "\n"
        "VERDICTS\n"
        "  ● supported: more caps, more waiting\n"
        "    asa[cap=3] is 30.029 s, 20.026 ± 0.061 s above asa[cap=1] (10.003 s);\n"
        "    confidence 95 %.\n"
        "\n"
        "20 replications of each cell, seed 1, the same customers in all; ± is "
        "the half-\nwidth of a 95 % confidence interval of each figure by itself."
    )


def test_cells_of_unlike_replications_tell_them() -> None:
    looks = Precision(at_least=20, at_most=40)
    found = conducted(CAPS, claims=["asa[cap=3] < 30 s"], precision=looks, sd=5)

    text = to_sheet(found).text()

    assert "  cap       asa (s)  replications\n" in text
    assert text.count("            20\n") == 2
    assert text.count("            40\n") == 1
    assert "\nSeed 1, the same customers in all; " in text


def test_levels_that_stand_aside_make_tables_of_their_own() -> None:
    found = conducted(CAPS, replace(LOADS, is_aside=True), sd=0.1)

    text = to_sheet(found).text()

    assert "\nload=1\n\n  cap           asa (s)\n  1 " in text
    assert "\nload=10\n\n  cap " in text


def test_levels_line_up_under_their_factors() -> None:
    text = to_sheet(conducted(CAPS, LOADS, sd=0.1)).text()

    assert "\n  cap  load           asa (s)\n" in text
    assert "\n  1    10 " in text
    assert "\n  3    1  " in text


def test_signs_are_spelt_out_for_a_plain_terminal() -> None:
    found = conducted(CAPS, claims=["asa[cap=3] < 20 s"], sd=0.1)

    text = to_sheet(found, ascii_only=True).text()

    assert text.isascii()
    assert "# refuted: asa[cap=3] < 20 s" in text


def test_searches_are_told_with_what_they_found() -> None:
    found = conducted(
        LOADS,
        truth=lambda levels: levels["load"] - levels["staff"],
        solve=solve("asa <= 0.5", 1, 40),
        sd=0.01,
    )

    text = to_sheet(found).text()

    assert (
        "\nThe smallest staff so that asa <= 0.5, each with 95 % confidence\n"
        "  load=1: 1, the smallest allowed\n"
        "  load=10: 10\n"
    ) in text
    assert "  load  staff " in text


def test_a_search_of_one_cell_needs_no_levels() -> None:
    found = conducted(
        truth=lambda levels: 7 - levels["staff"],
        solve=solve("asa <= 0.5", 1, 40),
        sd=0.01,
    )

    text = to_sheet(found).text()

    assert "confidence\n  7\n" in text


def test_an_opening_word_of_ours_begins_with_a_capital() -> None:
    found = conducted(CAPS, claims=["asa < 15 s"], sd=0.1)

    assert "\n    Fails at 2 of 3 levels of cap, " in to_sheet(found).text()


def test_markdown_tells_the_same() -> None:
    found = conducted(
        LOADS,
        replace(CAPS, is_aside=True),
        belief="It <waits>.",
        question="Does it?",
        truth=lambda levels: levels["load"] - levels["staff"],
        solve=solve("asa <= 0.5", 1, 40),
        claims=["agents_needed[load=10] > 5"],
        sd=0.001,
    )

    text = to_markdown(found)

    assert text.startswith("# It \\<waits>.\n\nDoes it?\n\n## cap=1\n\n")
    assert "| load | staff | asa (s) |\n| --- | --- | ---: |\n| 1 | 1 | " in text
    assert (
        "## The smallest staff so that asa \\<= 0.5, each with 95 % confidence\n\n"
        "- load=1, cap=1: 1, the smallest allowed\n"
    ) in text
    assert (
        "\n\n## Verdicts\n\n**● supported: agents\\_needed[load=10] > 5**\n\n" in text
    )
    assert text.endswith("\n\n- " + text.rpartition("\n- ")[2])
    assert "each figure by itself.\n" in text


def test_markdown_of_a_plain_trial_has_one_table() -> None:
    text = to_markdown(conducted(CAPS, belief="Caps wait.", sd=0.1))

    assert text == (
        "# Caps wait.\n"
        "\n"
        "| cap | asa (s) |\n"
        "| --- | --- |\n"
        "| 1 | 10.003 ± 0.047 |\n"
        "| 2 | 19.988 ± 0.051 |\n"
        "| 3 | 30.029 ± 0.046 |\n"
        "\n"
        "- 20 replications of each cell, seed 1, the same customers in all; ± is the "
        "half-width of a 95 % confidence interval of each figure by itself.\n"
    )


def test_a_figure_that_nobody_makes_is_not_there() -> None:
    found = conducted(CAPS, watch=(parse("0 * asa / 0"),))

    assert "| 1 | n/a |" in to_markdown(found)
