"""Texts that are YAML, nearly YAML, or meant to do harm."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml
from scenario_texts import FULL, SMALL, faults, faults_of_small, small

from omnisim.errors import ScenarioError
from omnisim.scenario import yamltext
from omnisim.scenario.nodes import Keys
from omnisim.scenario.yamltext import parse

if TYPE_CHECKING:
    from pathlib import Path


def stopped(text: str) -> str:
    """Return the last fault of a text that cannot be read."""
    with pytest.raises(ScenarioError) as caught:
        parse(text, "x.yaml")
    return str(caught.value.faults[-1])


def test_scalars_stay_text_and_know_their_place() -> None:
    tree, faults_found = parse("a:\n  b: 22:30\n  c: [no, 1e3]\n", "x.yaml")

    assert faults_found == []
    assert tree == {"a": {"b": "22:30", "c": ["no", "1e3"]}}
    assert isinstance(tree, Keys)
    inner = tree["a"]
    assert isinstance(inner, Keys)
    assert (inner.marks["b"].line, inner.marks["b"].column) == (2, 3)
    assert inner["b"].mark.column == 6  # type: ignore[union-attr] # a text, as just seen


@pytest.mark.parametrize("written", ["null", "~", "Null", "NULL"])
def test_null_is_nothing(written: str) -> None:
    assert parse(f"a: {written}", "x.yaml")[0] == {"a": None}


def test_null_in_quotes_is_a_word() -> None:
    assert parse("a: 'null'", "x.yaml")[0] == {"a": "null"}


@pytest.mark.parametrize("loader", [yaml.SafeLoader, yaml.CSafeLoader])
def test_both_parsers_make_the_same_tree(
    loader: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = parse(FULL, "x.yaml")
    monkeypatch.setattr(yamltext, "_LOADER", loader)

    assert parse(FULL, "x.yaml") == usual


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n", "---\n", "null"])
def test_empty_file_says_what_a_scenario_needs(text: str) -> None:
    assert faults(text) == [
        "bank.yaml:1:1: is empty; a scenario needs calendar, channels and agents"
    ]


@pytest.mark.parametrize("text", ["just words", "[a, b]", "- a\n- b\n"])
def test_text_that_is_no_mapping_is_no_scenario(text: str) -> None:
    assert faults(text) == [
        "bank.yaml:1:1: not a scenario: must be a mapping such as 'calendar: ...'"
    ]


def test_duplicate_key_names_the_first() -> None:
    assert faults(SMALL + "name: Again\n") == [
        "bank.yaml:13:1: name: duplicate key, first given on line 1"
    ]


def test_duplicate_key_does_not_hide_other_faults() -> None:
    found = faults(SMALL.replace("staff: 7", "staff: x") + "name: Again\n")

    assert [fault.split(": ")[1] for fault in found] == ["agents.desk.staff", "name"]


def test_tab_as_indent_is_named() -> None:
    assert faults_of_small("    talk:", "\ttalk:") == [
        "bank.yaml:7:1: a tab stands where only spaces may; indent with spaces"
    ]


@pytest.mark.parametrize("loader", [yaml.SafeLoader, yaml.CSafeLoader])
def test_both_parsers_name_a_tab(
    loader: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yamltext, "_LOADER", loader)

    assert "a tab stands" in stopped("a:\n\tb: 1\n")


@pytest.mark.parametrize(
    "text", ["a: b: c", "a: [1, 2\nb: 3", "a: 'open", "a: @b", "{a: 1", "a\nb: 1", "%x"]
)
def test_text_that_is_not_yaml_is_placed(text: str) -> None:
    assert stopped(text).startswith("x.yaml:")
    assert "not YAML: " in stopped(text)


def test_key_without_a_value_is_no_null() -> None:
    assert faults_of_small("talk: {exponential: 5 min}", "talk:") == [
        (
            "bank.yaml:7:5: channels.phone.talk: has no value; leave the key out, "
            "or write null to drop the value of the file this one extends"
        )
    ]


def test_item_without_a_value_is_a_fault() -> None:
    (fault,) = faults_of_small("[60, 80]", "[60, null, 80]")

    assert fault == (
        "bank.yaml:6:40: channels.phone.arrivals.counts.1: "
        "an item of this list has no value"
    )


@pytest.mark.parametrize("text", ["a: " + "[" * 100_000, "{a: " * 1000])
def test_deep_nesting_is_refused(text: str) -> None:
    assert "nested more than 30 levels deep" in stopped(text)


def test_alias_repeats_what_is_marked() -> None:
    text = SMALL.replace("talk: {", "talk: &five {").replace(
        "patience: {exponential: 3 min}", "patience: *five"
    )

    assert small("3 min", "5 min").channels["phone"].patience == (
        small("talk: {", "talk: &five {").channels["phone"].talk
    )
    assert "*five" in text


def test_alias_bomb_is_refused() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]

    assert "aliases repeat more than 5000 values" in stopped("\n".join(lines))


@pytest.mark.parametrize("text", ["a: *b", "a: &a [*a]", "a: &a {b: *a}"])
def test_alias_of_nothing_finished_is_refused(text: str) -> None:
    assert "nothing before is marked" in stopped(text)


def test_merge_key_points_to_extends() -> None:
    (fault,) = faults(SMALL + "    <<: {pace: 1}\n")

    assert fault.startswith("bank.yaml:13:5: agents.desk.<<: merge keys are not read")
    assert "'extends'" in fault


def test_no_text_can_run_code(tmp_path: Path) -> None:
    made = tmp_path / "made"
    found = faults(f"{SMALL}description: !!python/object/apply:os.mkdir ['{made}']\n")

    assert (
        "tag 'tag:yaml.org,2002:python/object/apply:os.mkdir' is refused" in found[-1]
    )
    assert not made.exists()


@pytest.mark.parametrize("value", ["!!str x", "!x {a: 1}", "! x", "!!binary aGk="])
def test_tags_are_refused(value: str) -> None:
    assert any("is refused; write a plain" in one for one in faults(f"name: {value}"))


def test_tag_on_a_key_is_refused() -> None:
    assert any("tag '!x' is refused" in one for one in faults("!x name: y"))


@pytest.mark.parametrize("text", ["[a]: b", "{a: 1}: b", "? [a]\n: b"])
def test_key_is_a_word(text: str) -> None:
    assert "a key must be a plain word" in stopped(text)


def test_second_document_is_refused() -> None:
    assert stopped("a: 1\n---\nb: 2") == (
        "x.yaml:2:1: a second document begins; a file holds one"
    )


@pytest.mark.parametrize("character", ["\x00", "\x07", "\ud800", "\x1b"])
def test_characters_no_text_has_are_refused(character: str) -> None:
    assert stopped(f"a: b\nc: d{character}") == (
        f"x.yaml:2:5: character {character!r} may not stand in a text file"
    )


def test_key_of_endless_length_is_refused() -> None:
    assert "a key of more than 200 characters" in stopped(f"? {'a' * 900}\n: 1")


def test_text_of_endless_length_is_refused() -> None:
    assert "a text of more than 10000 characters" in stopped(f"a: {'b' * 10_001}")
