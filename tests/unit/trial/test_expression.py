"""Small expressions: what they mean, and what is told of texts that are none."""

from __future__ import annotations

import pytest

from omnisim.errors import ScenarioError
from omnisim.trial.expression import (
    Both,
    Call,
    Comparison,
    Figure,
    Negation,
    Node,
    Number,
    Operation,
    figures_in,
    parse,
)

A, B, C = Figure("a"), Figure("b"), Figure("c")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("3", Number(3.0)),
        (" .5 ", Number(0.5)),
        ("1e3", Number(1000.0)),
        ("5%", Number(0.05)),
        ("20 s", Number(20.0)),
        ("2min", Number(120.0)),
        ("1.5 h", Number(5400.0)),
        ("1 day", Number(86400.0)),
        ("2 days", Number(172800.0)),
        ("a", A),
        ("asa.phone", Figure("asa", "phone")),
        ("asa.channel:phone", Figure("asa", "channel:phone")),
        ('asa."phone > chat"', Figure("asa", "phone > chat")),
        ("a[cap=3]", Figure("a", "all", (("cap", "3"),))),
        (
            "a.x[ cap = 3 , load=20 s ]",
            Figure("a", "x", (("cap", "3"), ("load", "20 s"))),
        ),
        ("a + b - c", Operation("-", Operation("+", A, B), C)),
        ("a - b * c", Operation("-", A, Operation("*", B, C))),
        ("a / b / c", Operation("/", Operation("/", A, B), C)),
        ("(a + b) * c", Operation("*", Operation("+", A, B), C)),
        ("-a * b", Operation("*", Operation("-", Number(0.0), A), B)),
        ("a - -b", Operation("-", A, Operation("-", Number(0.0), B))),
        ("min(a, b + c)", Call("min", (A, Operation("+", B, C)))),
        ("max(a)", Call("max", (A,))),
        ("abs(a - b)", Call("abs", (Operation("-", A, B),))),
        ("min", Figure("min")),
        ("a <= 5%", Comparison("<=", A, Number(0.05))),
        ("a < b + c", Comparison("<", A, Operation("+", B, C))),
        ("a >= b", Comparison(">=", A, B)),
        ("a > b", Comparison(">", A, B)),
        ("not a < b", Negation(Comparison("<", A, B))),
        ("not not a < b", Negation(Negation(Comparison("<", A, B)))),
        (
            "a < b and b < c or c < a",
            Both(
                "or",
                Both("and", Comparison("<", A, B), Comparison("<", B, C)),
                Comparison("<", C, A),
            ),
        ),
        (
            "a < b and (b < c or c < a)",
            Both(
                "and",
                Comparison("<", A, B),
                Both("or", Comparison("<", B, C), Comparison("<", C, A)),
            ),
        ),
    ],
)
def test_text_is_read_as_people_mean_it(text: str, tree: Node) -> None:
    assert parse(text).tree == tree


def test_text_is_kept_without_the_space_around_it() -> None:
    assert parse("  a < b ").text == "a < b"


def test_figures_know_where_they_stand() -> None:
    figures = list(figures_in(parse("  a + min(b[x=b], 3) < c").tree))
    assert [figure.start for figure in figures] == [2, 10, 23]


def test_only_conditions_hold_or_not() -> None:
    assert parse("a < b").is_condition
    assert parse("not a < b").is_condition
    assert parse("a < b or b < a").is_condition
    assert not parse("a + b").is_condition


def test_figures_come_from_left_to_right() -> None:
    tree = parse("not (a + 1 < min(b, 2 * c)) and b[x=1] > -a or c > 1").tree
    assert [one.name for one in figures_in(tree)] == ["a", "b", "c", "b", "a", "c"]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("", "'': at character 1: a number or a figure is missing before the end"),
        (
            "a <=",
            "'a <=': at character 5: a number or a figure is missing before the end",
        ),
        ("a + * b", ("'a + * b': at character 5: a number or a figure is missing "
         "before '*'")),
        ("a ! b", "'a ! b': at character 3: '!' is not understood"),
        ("a b", "'a b': at character 3: 'b' is not expected here"),
        ("(a", "'(a': at character 3: ')' is missing before the end"),
        ("(a b", "'(a b': at character 4: ')' is missing before 'b'"),
        ("min(a, b", "'min(a, b': at character 9: ')' is missing before the end"),
        ("a[cap=3", "'a[cap=3': at character 2: ']' is missing"),
        ("a[cap]", "'a[cap]': at character 2: 'cap' is not factor=level"),
        ("a[]", "'a[]': at character 2: '' is not factor=level"),
        ("abs(a, b)", "'abs(a, b)': at character 10: abs takes one value"),
        (
            "a == b",
            ("'a == b': at character 3: equality is never certain; write "
            "abs(a - b) <= a tolerance"),
        ),
        (
            "a < b < c",
            ("'a < b < c': at character 7: comparisons cannot be chained; join them "
            "with 'and'"),
        ),
        (
            "a and b < c",
            ("'a and b < c': at character 12: a number stands where a condition is "
            "needed"),
        ),
        (
            "not a",
            "'not a': at character 6: a number stands where a condition is needed",
        ),
        (
            "(a < b) + 1",
            ("'(a < b) + 1': at character 12: a condition stands where a number is "
            "needed"),
        ),
        (
            "-(a < b)",
            "'-(a < b)': at character 9: a condition stands where a number is needed",
        ),
        (
            "min((a < b), 1)",
            ("'min((a < b), 1)': at character 16: a condition stands where a number is "
            "needed"),
        ),
    ],
)  # fmt: skip
def test_text_that_is_no_expression_is_told_where(text: str, wrong: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        parse(text)
    assert str(caught.value) == wrong
