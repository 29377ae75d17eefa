from omnisim.report.digits import Shown
from omnisim.report.layout import Grid, Row, Sheet, to_ascii


def grid(*columns: str) -> Grid:
    """Return a grid of two rows over as many columns as are named, at least one."""
    n = len(columns) or 1
    return Grid(
        "WAITING",
        columns,
        (
            Row("Service level", "%", (Shown("80.6", "1.2", "%"),) * n),
            Row("Longest", "m:ss", (Shown("12:05", "", "m:ss"),) * n),
        ),
    )


def drawn(*grids: Grid, width: int = 80, ascii_only: bool = False) -> str:
    sheet = Sheet(width, ascii_only)
    sheet.draw(grids)
    return sheet.text()


def test_values_line_up_at_the_half_width_sign() -> None:
    assert drawn(grid()) == (
        "\nWAITING\n  Service level  %      80.6 ± 1.2\n  Longest        m:ss  12:05"
    )


def test_columns_have_their_heads_above_them() -> None:
    assert drawn(grid("all", "phone")) == (
        "\n"
        "WAITING                        all        phone\n"
        "  Service level  %      80.6 ± 1.2   80.6 ± 1.2\n"
        "  Longest        m:ss  12:05        12:05"
    )


def test_columns_that_do_not_fit_continue_below() -> None:
    lines = drawn(grid("all", "phone", "sales"), width=50).splitlines()

    assert lines[1] == "WAITING                        all        phone"
    assert lines[5] == "WAITING, continued           sales"
    assert max(map(len, lines)) <= 50


def test_a_column_wider_than_the_terminal_is_drawn_all_the_same() -> None:
    name = "a_channel_with_a_name_as_long_as_a_whole_terminal_is_wide"

    assert name in drawn(grid(name), width=40)


def test_a_word_stands_behind_each_cell() -> None:
    row = Row("Wait", "s", (Shown("-3.1", "0.4"),), notes=("better",))

    assert drawn(Grid("", (), (row,))).endswith("Wait  s  -3.1 ± 0.4  better")


def test_a_terminal_without_our_signs_gets_plain_ascii() -> None:
    text = drawn(grid("all", "phone"), ascii_only=True)

    assert text.isascii()
    assert " 80.6 +/- 1.2   80.6 +/- 1.2" in text


def test_every_sign_of_ours_has_a_spelling_in_ascii() -> None:
    assert to_ascii("±●▲■○∞÷…").isascii()


def test_a_number_stays_with_its_unit_and_half_width_when_a_line_is_broken() -> None:
    sheet = Sheet(40)

    sheet.say("of all the callers on that Monday 80.6 % ± 1.2 within 20 s")

    assert sheet.text() == (
        "of all the callers on that Monday\n80.6 % ± 1.2 within 20 s"
    )


def test_a_coloured_sheet_says_the_same_as_a_plain_one() -> None:
    sheet = Sheet()
    sheet.add(("● green", "bold green"), ("  Abandonment", ""))
    sheet.draw([grid("all")])

    assert [line.rstrip() for line in sheet.to_rich().plain.splitlines()] == (
        sheet.text().splitlines()
    )
