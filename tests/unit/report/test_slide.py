"""Slides: words broken by their width, letters large enough, files without dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from omnisim.report.slide import TEXT, Line, broken, new_slide, save_slide, width_of
from omnisim.trial.verdict import Verdict

if TYPE_CHECKING:
    from pathlib import Path

    from matplotlib.figure import Figure

LONG = "Agents who may hold more chats at once are more productive " * 6


def slide(headline: str = "A belief") -> Figure:
    return new_slide(
        headline,
        [Line("Chat needs a third.", Verdict.REFUTED), Line("So they say.")],
        "20 replications",
        [("quiet", "#0072B2"), ("busy", "#D55E00")],
    )


def texts_of(figure: Figure) -> list[str]:
    return [text.get_text() for text in figure.texts]


def test_a_slide_says_everything_once() -> None:
    assert texts_of(slide()) == [
        "A belief",
        "REFUTED",
        "Chat needs a third.",
        "So they say.",
        "■ quiet",
        "■ busy",
        "20 replications",
    ]


def test_a_slide_is_1280_by_720_and_no_letter_is_below_18_points() -> None:
    figure = slide()

    assert figure.get_size_inches().tolist() == [12.8, 7.2]
    assert figure.dpi == 100
    assert min(text.get_fontsize() for text in figure.texts) == 18


@pytest.mark.parametrize(
    ("verdict", "word", "colour"),
    [
        (Verdict.SUPPORTED, "SUPPORTED", (0.0, 0.478, 0.353, 1.0)),
        (Verdict.REFUTED, "REFUTED", (0.835, 0.369, 0.0, 1.0)),
        (Verdict.UNDECIDED, "NOT DECIDED", (0.463, 0.463, 0.463, 1.0)),
    ],
)
def test_a_verdict_has_a_word_and_a_colour(
    verdict: Verdict, word: str, colour: tuple[float, ...]
) -> None:
    stamp = new_slide("A belief", [Line("says", verdict)], "").texts[1]

    assert stamp.get_text() == word
    patch = stamp.get_bbox_patch()
    assert patch is not None
    assert patch.get_facecolor() == pytest.approx(colour, abs=1e-3)


def test_lines_are_no_wider_than_there_is_room() -> None:
    lines = broken(LONG, TEXT, 300.0)

    assert " ".join(lines) == LONG.strip()
    assert max(width_of(line, TEXT) for line in lines) <= 300


def test_a_word_that_is_too_wide_has_a_line_of_its_own() -> None:
    assert broken("an incomprehensibility", TEXT, 50.0) == ["an", "incomprehensibility"]


def test_nothing_has_no_width_and_a_dollar_is_a_dollar() -> None:
    assert width_of(" ", TEXT) == 0
    assert width_of("$5", TEXT) > width_of("5", TEXT)


def test_what_has_no_room_is_cut_off_visibly() -> None:
    texts = texts_of(slide(LONG))

    assert texts[2].endswith(" …")
    assert texts[3] == "REFUTED"


@pytest.mark.parametrize("ending", ["svg", "png"])
def test_equal_slides_are_equal_files(ending: str, tmp_path: Path) -> None:
    first = save_slide(slide(), tmp_path / "new" / f"a.{ending}")
    second = save_slide(slide(), tmp_path / f"b.{ending}")

    assert first.read_bytes() == second.read_bytes()


def test_other_endings_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"ends in \.svg or \.png"):
        save_slide(slide(), tmp_path / "a.pdf")
