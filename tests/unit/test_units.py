"""Quantities as people write them, and what is wrong with those they mistype."""

from __future__ import annotations

import pytest

from omnisim import units


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("90 s", 90),
        ("5 min", 300),
        ("5min", 300),
        ("1h30", 5400),
        ("1 h 30 min", 5400),
        ("2 days", 172_800),
        ("1 week", 604_800),
        ("1e3 s", 1000),
        ("0 s", 0),
        (".5 h", 1800),
        ("250 ms", 0.25),
    ],
)
def test_duration_is_read_in_seconds(text: str, seconds: float) -> None:
    assert units.parse_duration(text) == seconds


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("5", "'5' has no unit; write '5 s' or '5 min'"),
        ("-5 min", "'-5 min' is negative; a duration is at least 0 s"),
        ("2,5 min", "'2,5 min' has a decimal comma; write a point, as in '2.5 min'"),
        ("", "a duration is missing; write one such as '5 min'"),
        ("1e300 days", "'1e300 days' is too long; a duration is at most 100 years"),
        ("1e999 s", "'1e999 s' is too long; a duration is at most 100 years"),
    ],
)
def test_duration_that_cannot_be_is_explained(text: str, wrong: str) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        units.parse_duration(text)

    assert str(caught.value) == wrong


def test_duration_with_a_unit_of_something_else_names_the_unit() -> None:
    with pytest.raises(ValueError, match="'EUR' is no unit of time"):
        units.parse_duration("5 EUR")


def test_duration_without_a_number_shows_how_to_write_one() -> None:
    with pytest.raises(ValueError, match="write a number and a unit"):
        units.parse_duration("soon")


@pytest.mark.parametrize(
    ("text", "share"), [("80%", 0.8), ("80 %", 0.8), ("0.8", 0.8), ("0", 0), ("1", 1)]
)
def test_share_is_read_between_0_and_1(text: str, share: float) -> None:
    assert units.parse_share(text) == share


def test_share_above_1_asks_for_the_percent_sign() -> None:
    with pytest.raises(ValueError, match="did you mean '80%'"):
        units.parse_share("80")


@pytest.mark.parametrize("text", ["120%", "-5%", "-0.1"])
def test_share_outside_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="write 0% to 100%"):
        units.parse_share(text)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("a", "is not a number"),
        ("1,5", "has a decimal comma"),
        ("1e999", "is too large"),
    ],
)
def test_number_that_is_none_is_explained(text: str, wrong: str) -> None:
    with pytest.raises(ValueError, match=wrong):
        units.parse_number(text)


def test_factor_may_be_a_percentage() -> None:
    assert units.parse_factor("110%") == 1.1


def test_factor_may_not_be_negative() -> None:
    with pytest.raises(ValueError, match="is negative"):
        units.parse_factor("-0.5")


def test_count_may_be_written_with_an_exponent() -> None:
    assert units.parse_count("1e3") == 1000


@pytest.mark.parametrize("text", ["1.5", "-1", "1e30"])
def test_count_is_whole_and_of_sensible_size(text: str) -> None:
    with pytest.raises(ValueError, match="is not a whole number from 0 to"):
        units.parse_count(text)


@pytest.mark.parametrize(
    ("text", "seconds"), [("8:00", 28_800), ("22:30", 81_000), ("08:03:20", 29_000)]
)
def test_clock_is_read_in_seconds_after_midnight(text: str, seconds: float) -> None:
    assert units.parse_clock(text) == seconds


@pytest.mark.parametrize("text", ["8", "8:60", "25:00", "24:00:01"])
def test_clock_that_no_clock_shows_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"not a clock time|past 24:00"):
        units.parse_clock(text)


def test_hours_past_midnight_end_above_a_day() -> None:
    assert units.parse_hours("22:30-06:00") == (81_000, 108_000)


def test_hours_may_be_written_with_a_dash() -> None:
    assert units.parse_hours("08:00 \u2013 12:00") == (28_800, 43_200)


@pytest.mark.parametrize("text", ["08:00", "08:00-08:00", "8-9"])
def test_hours_that_are_no_span_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"span|clock time"):
        units.parse_hours(text)


@pytest.mark.parametrize("text", ["36/h", "0.6 / min", "36 per hour"])
def test_rate_is_read_per_second(text: str) -> None:
    assert units.parse_rate(text) == pytest.approx(0.01)


@pytest.mark.parametrize("text", ["36", "36/year", "-1/h"])
def test_rate_needs_a_unit_of_time(text: str) -> None:
    with pytest.raises(ValueError, match="is not a rate"):
        units.parse_rate(text)


def test_wage_is_read_with_its_currency() -> None:
    assert units.parse_wage("24.50 EUR/h") == (24.5, "EUR")


@pytest.mark.parametrize("text", ["24", "24 EUR", "24/h"])
def test_wage_needs_currency_and_hour(text: str) -> None:
    with pytest.raises(ValueError, match="is not a wage"):
        units.parse_wage(text)


def test_target_is_a_share_within_a_time() -> None:
    assert units.parse_target("80% within 20 s") == (0.8, 20)


def test_target_without_a_time_is_refused() -> None:
    with pytest.raises(ValueError, match="is not a target"):
        units.parse_target("80%")


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(300, "5 min"), (12.5, "12.5 s"), (86_400, "1 day"), (0, "0 s"), (7200, "2 h")],
)
def test_duration_is_written_in_its_largest_whole_unit(
    seconds: float, text: str
) -> None:
    assert units.format_duration(float(seconds)) == text


def test_share_is_written_as_a_percentage() -> None:
    assert units.format_share(0.355) == "35.5%"


@pytest.mark.parametrize(
    ("seconds", "text"), [(28_800, "08:00"), (29_000, "08:03:20"), (90_000, "01:00")]
)
def test_clock_is_written_past_midnight_from_0_again(seconds: float, text: str) -> None:
    assert units.format_clock(seconds) == text


@pytest.mark.parametrize(
    ("text", "price"),
    [
        ("0.15 EUR/session", (0.15, "EUR", "session")),
        ("2 EUR per line", (2.0, "EUR", "line")),
        (" .05EUR / message ", (0.05, "EUR", "message")),
        ("3 € per contact", (3.0, "€", "contact")),
        ("1e-2 USD/min", (0.01, "USD", "minute")),
        ("0.05 EUR/Minute", (0.05, "EUR", "minute")),
        ("0.05 EUR", (0.05, "EUR", "")),
    ],
)
def test_price_is_read_with_what_it_is_for(
    text: str, price: tuple[float, str, str]
) -> None:
    assert units.parse_price(text) == price


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (
            "0,15 EUR",
            "'0,15 EUR' has a decimal comma; write a point, as in '0.15 EUR/session'",
        ),
        ("-1 EUR/line", "'-1 EUR/line' is negative; a price is at least 0"),
        (
            "0.15/session",
            "'0.15/session' has no currency; write one as in '0.15 EUR/session'",
        ),
        (
            "2 per line",
            "'2 per line' has no currency; write one as in '0.15 EUR/session'",
        ),
        ("2", "'2' has no currency; write one as in '0.15 EUR/session'"),
        ("5 min", "'5 min' is not a price; write one such as '0.15 EUR/session'"),
        ("free", "'free' is not a price; write one such as '0.15 EUR/session'"),
        (
            "2 EUR/line/day",
            "'2 EUR/line/day' is not a price; write one such as '0.15 EUR/session'",
        ),
    ],
)
def test_price_that_cannot_be_is_explained(text: str, wrong: str) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        units.parse_price(text)

    assert str(caught.value) == wrong
