"""Files on disk: what they extend, what tables they name, and what is no scenario."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from pydantic import ValidationError
from scenario_texts import FULL, SMALL, faults, small

from omnisim.errors import ScenarioError
from omnisim.scenario import Scenario, load, loads
from omnisim.scenario.laws import Observed
from omnisim.scenario.schema import Recorded
from omnisim.scenario.yamltext import parse

STAFF = "start,count\n08:00,7\n08:30,7\n09:00,8\n09:30,8\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Run in a fresh folder that holds the small bank."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "base.yaml").write_text(SMALL, encoding="utf-8")
    return tmp_path


def faults_of(path: str) -> list[str]:
    """Return the faults of a file, each as printed."""
    with pytest.raises(ScenarioError) as caught:
        load(path)
    return [str(fault) for fault in caught.value.faults]


def write(name: str, text: str) -> str:
    """Write a file and return its name."""
    Path(name).parent.mkdir(exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")
    return name


def test_file_is_read_as_its_text_is() -> None:
    assert load("base.yaml") == small()
    assert load(Path("base.yaml")) == small()


def test_file_without_a_name_bears_its_own() -> None:
    path = write("quiet_day.yaml", SMALL.replace("name: Small bank\n", ""))

    assert load(path).name == "quiet_day"


def test_byte_order_mark_is_no_part_of_a_file() -> None:
    Path("bom.yaml").write_bytes(b"\xef\xbb\xbf" + SMALL.encode())

    assert load("bom.yaml") == small()


def test_lines_may_end_as_windows_ends_them() -> None:
    Path("crlf.yaml").write_bytes(SMALL.replace("\n", "\r\n").encode())

    assert load("crlf.yaml") == small()


def test_missing_file_is_a_fault() -> None:
    assert faults_of("none.yaml") == ["none.yaml: no such file"]


def test_folder_is_no_file(folder: Path) -> None:
    assert faults_of(str(folder)) == [f"{folder}: is a folder, not a file"]


@pytest.mark.parametrize("content", [b"PK\x03\x04\x00\x00", bytes(range(256))])
def test_binary_file_is_no_scenario(content: bytes) -> None:
    Path("book.yaml").write_bytes(content)

    assert faults_of("book.yaml") == ["book.yaml: is not a text file"]


def test_other_encoding_is_named_with_its_place() -> None:
    Path("latin.yaml").write_bytes("name: x\ndescription: Zürich\n".encode("latin-1"))

    assert faults_of("latin.yaml") == [
        "latin.yaml:2:15: byte 0xfc is not UTF-8; save the file in the encoding UTF-8"
    ]


def test_large_file_is_refused_at_once() -> None:
    Path("large.yaml").write_bytes(b"# words\n" * 1_250_000)
    began = time.perf_counter()

    assert faults_of("large.yaml") == [
        "large.yaml: is larger than 1 MiB; put long tables into a CSV file"
    ]
    assert time.perf_counter() - began < 0.5


def test_large_text_is_refused() -> None:
    assert faults("#" * (1 << 21)) == [
        "bank.yaml: is larger than 1 MiB; put long tables into a CSV file"
    ]


def test_file_that_cannot_be_opened_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)

    assert faults_of("base.yaml") == ["base.yaml: cannot be read: Permission denied"]


def test_pipe_is_not_waited_for() -> None:
    os.mkfifo("pipe.yaml")

    assert faults_of("pipe.yaml") == ["pipe.yaml: is not a file"]


def test_changes_are_laid_over_what_a_file_extends() -> None:
    path = write("more.yaml", "extends: base.yaml\nagents: {desk: {staff: 9}}\n")

    assert load(path) == small("staff: 7", "staff: 9")


def test_files_may_extend_in_a_chain_from_other_folders() -> None:
    write("days/monday.yaml", "extends: ../base.yaml\nname: Monday\n")
    path = write("top.yaml", "extends: days/monday.yaml\ndescription: busy\n")
    scenario = load(path)

    assert (scenario.name, scenario.description) == ("Monday", "busy")


def test_text_extends_files_of_its_folder(folder: Path) -> None:
    assert loads("extends: base.yaml", folder=folder) == small()
    assert loads("extends: base.yaml", folder=str(folder)) == small()


def test_null_drops_a_value() -> None:
    path = write("p.yaml", "extends: base.yaml\nchannels: {phone: {patience: null}}\n")

    assert load(path) == small("    patience: {exponential: 3 min}\n", "")


def test_null_without_anything_to_drop_says_nothing() -> None:
    assert small("name:", "routing: null\nextends: ~\nname:") == small()


def test_null_of_a_needed_key_is_told_where_it_stands() -> None:
    path = write("p.yaml", "extends: base.yaml\nchannels: {phone: {talk: null}}\n")

    assert faults_of(path) == [
        (
            "p.yaml:2:20: channels.phone.talk: is missing; "
            "write one such as talk: {exponential: 5 min}"
        )
    ]


def test_another_law_takes_the_place_of_the_first() -> None:
    path = write("p.yaml", "extends: base.yaml\nchannels: {phone: {talk: {gamma: "
                 "{mean: 4 min, cv: 2}}}}\n")  # fmt: skip

    assert load(path) == small("{exponential: 5 min}", "{gamma: {mean: 4 min, cv: 2}}")


def test_another_form_of_arrivals_takes_the_place_of_the_first() -> None:
    path = write(
        "p.yaml", "extends: base.yaml\nchannels: {phone: {arrivals: {rate: 9/h}}}\n"
    )

    assert load(path) == small("{per: hour, counts: [60, 80]}", "{rate: 9/h}")


def test_shifts_take_the_place_of_staff() -> None:
    shifts = '[{n: 7, hours: "08:00-10:00"}]'
    path = write(
        "p.yaml", f"extends: base.yaml\nagents: {{desk: {{shifts: {shifts}}}}}"
    )

    assert load(path) == small("staff: 7", f"shifts: {shifts}")


def test_fault_stands_in_the_file_it_was_written_in() -> None:
    write("base.yaml", SMALL.replace("staff: 7", "staff: x"))
    path = write("p.yaml", "extends: base.yaml\nchannels: {phone: {lines: y}}\n")

    assert [fault.split(": ")[0] for fault in faults_of(path)] == [
        "p.yaml:2:27",
        "base.yaml:11:12",
    ]


def test_faults_of_the_text_of_both_files_are_told() -> None:
    write("base.yaml", SMALL + "name: again\n")
    path = write("p.yaml", "extends: base.yaml\ndescription: x\ndescription: y\n")

    assert [fault.split(": ")[0] for fault in faults_of(path)] == [
        "p.yaml:3:1",
        "base.yaml:13:1",
    ]


@pytest.mark.parametrize(
    ("extends", "wrong"),
    [
        ("none.yaml", "none.yaml: no such file"),
        ("p.yaml", "files extend each other in a circle: p.yaml -> p.yaml"),
        ("q.yaml", "files extend each other in a circle: p.yaml -> q.yaml -> p.yaml"),
        ("[base.yaml]", "must be the name of a file, not a list"),
        ('" "', "must be the name of a file, not ' '"),
        (".", ".: is a folder, not a file"),
    ],
)
def test_extends_of_no_usable_file_is_told(extends: str, wrong: str) -> None:
    write("q.yaml", "extends: p.yaml\n")
    (fault,) = faults_of(write("p.yaml", f"extends: {extends}\n"))

    assert fault.endswith(f".yaml:1:1: extends: {wrong}")


def test_endless_chain_is_cut() -> None:
    for n in range(30):
        write(f"f{n}.yaml", f"extends: f{n + 1}.yaml\n")

    assert faults_of("f0.yaml") == [
        "f19.yaml:1:1: extends: more than 20 files extend each other"
    ]


def test_staff_may_be_a_table_in_a_file() -> None:
    write("staff.csv", STAFF)
    by_name = small("staff: 7", "staff: staff.csv").agents["desk"].staff
    by_columns = small("staff: 7", "staff: {file: staff.csv, per: 30 min}")

    assert by_name is not None
    assert [row.count for row in by_name.rows] == [7, 7, 8, 8]
    assert by_columns.agents["desk"].staff == by_name


def test_table_is_looked_up_beside_the_file_that_names_it(folder: Path) -> None:
    write("sub/staff.csv", STAFF)
    write("sub/base.yaml", SMALL.replace("staff: 7", "staff: staff.csv"))
    path = write("p.yaml", "extends: sub/base.yaml\nname: other\n")

    assert load(path).agents["desk"].staff == (
        small("staff: 7", "staff: staff.csv", folder=folder / "sub")
        .agents["desk"]
        .staff
    )


def test_arrivals_may_be_a_table_in_a_file() -> None:
    write("calls.csv", "time;volume\n08:00;60,5\n09:00;80\n")
    arrivals = "{file: calls.csv, count: volume, per: hour, scale: 2}"
    found = small("{per: hour, counts: [60, 80]}", arrivals).channels["phone"].arrivals

    assert found is not None
    assert found.scale == 2
    assert found.table is not None
    assert [row.count for row in found.table.rows] == [60.5, 80]


def test_scale_may_change_where_a_file_was_named_alone() -> None:
    write("calls.csv", "start,count\n08:00,60\n09:00,80\n")
    scenario = small(
        "{per: hour, counts: [60, 80]}",
        "calls.csv",
        changes={"channels.phone.arrivals.scale": "1.2"},
    )

    assert scenario.channels["phone"].arrivals is not None
    assert scenario.channels["phone"].arrivals.scale == 1.2
    assert scenario.channels["phone"].arrivals.table is not None


def test_recorded_arrivals_may_be_in_a_file() -> None:
    write("log.csv", "time\n08:03:20\n08:00:05\n")
    found = small("{per: hour, counts: [60, 80]}", "{times: log.csv}")

    assert found.channels["phone"].arrivals is not None
    assert found.channels["phone"].arrivals.recorded == (
        Recorded(at=5),
        Recorded(at=200),
    )


def test_observed_durations_may_be_in_a_file() -> None:
    write("talk.csv", "talk_s\n90\n60\n")
    found = small(
        "{exponential: 5 min}", "{empirical: {file: talk.csv, column: talk_s}}"
    )

    assert found.channels["phone"].talk == Observed(values=(60, 90))


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("staff: 7", "staff: none.csv", "agents.desk.staff"),
        (
            "{per: hour, counts: [60, 80]}",
            "{times: none.csv}",
            "channels.phone.arrivals.times",
        ),
        (
            "{exponential: 5 min}",
            "{empirical: {file: none.csv}}",
            "channels.phone.talk.empirical.file",
        ),
    ],
)
def test_missing_table_is_a_fault_of_who_names_it(
    old: str, new: str, path: str
) -> None:
    (fault,) = faults(SMALL.replace(old, new))

    assert f"{path}: " in fault
    assert "none.csv" in fault


def test_fault_in_a_table_has_its_line() -> None:
    write("staff.csv", STAFF.replace("09:00,8", "09:00,eight"))
    (fault,) = faults(SMALL.replace("staff: 7", "staff: staff.csv"))

    assert fault.startswith("staff.csv:4:")
    assert "agents.desk.staff" in fault


def test_staff_shorter_than_the_day_is_a_fault() -> None:
    (fault,) = faults(SMALL.replace("staff: 7", "staff: {per: 30 min, counts: [7, 7]}"))

    assert "agents.desk.staff.counts: 2 steps of 30 min make 1 h, short of" in fault


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("staff: 7", "staff: staff.csv"),
        ("{exponential: 5 min}", "{empirical: {file: talk.csv}}"),
    ],
)
def test_models_alone_read_no_files(old: str, new: str) -> None:
    tree, _ = parse(SMALL.replace(old, new), "bank.yaml")

    with pytest.raises(ValidationError, match="a file can only be named in a scenario"):
        Scenario.model_validate(tree)


def test_many_scenarios_load_quickly() -> None:
    began = time.perf_counter()
    for _ in range(20):
        loads(FULL)

    assert (time.perf_counter() - began) / 20 < 0.05


def test_file_of_a_similar_name_is_suggested_for_a_missing_one() -> None:
    assert faults_of("bsae.yaml") == [
        "bsae.yaml: no such file; did you mean 'base.yaml'?"
    ]


def test_utf_16_is_named() -> None:
    Path("wide.yaml").write_bytes(SMALL.encode("utf-16"))

    assert faults_of("wide.yaml") == [
        "wide.yaml: is UTF-16; save the file in the encoding UTF-8"
    ]


def test_missing_table_is_a_fault_where_it_is_named() -> None:
    path = write("p.yaml", SMALL.replace("staff: 7", "staff: {file: none.csv}"))

    assert faults_of(path) == [
        (
            "p.yaml:11:19: agents.desk.staff.file: none.csv: cannot read the file: "
            "No such file or directory"
        )
    ]
