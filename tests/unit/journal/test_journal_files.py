import dataclasses
import json
import sys
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
from afternoon import afternoon
from evening import evening
from typed import empty, morning, typed

from omnisim.errors import JournalError, MissingExtraError
from omnisim.journal import TABLES, Activity, load, save

FILES = sorted([*(f"{table}.csv" for table in TABLES), "provenance.json"])


def edit(path: Path, old: str, new: str) -> None:
    """Replace the first occurrence of a text in a file."""
    path.write_text(path.read_text().replace(old, new, 1))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with the morning in it."""
    save(morning(), tmp_path)
    return tmp_path


def test_a_saved_journal_comes_back_bit_for_bit(folder: Path) -> None:
    journal = load(folder)

    assert journal.is_identical(morning())


def test_a_journal_of_conversations_comes_back_bit_for_bit(tmp_path: Path) -> None:
    save(afternoon(), tmp_path)

    assert load(tmp_path).is_identical(afternoon())


def test_turns_and_holds_are_written_one_to_a_line(tmp_path: Path) -> None:
    save(afternoon(), tmp_path)

    turns = (tmp_path / "turns.csv").read_text().splitlines()
    holds = (tmp_path / "holds.csv").read_text().splitlines()
    interactions = (tmp_path / "interactions.csv").read_text().splitlines()

    assert turns[0] == "contact,leg,turn,asked_at,began_at,ended_at"
    assert turns[4] == "1,0,1,60.0,70.0,"
    assert holds[0] == "contact,leg,agent,from_at,to_at"
    assert holds[7] == "6,0,1,100.0,500.0"
    assert interactions[4] == (
        "3,0,abandoned,yes,no,,desk,0,1,30.0,90.0,90.0,60.0,160.0,160.0"
    )


def test_instants_keep_every_digit(tmp_path: Path) -> None:
    instant = float(np.nextafter(1 / 3, 1))
    journal = typed(duties=[(0, Activity.BREAK, instant, 1.0)], agents=[(0, 0)])
    save(journal, tmp_path)

    assert load(tmp_path).duties["from_at"][0] == instant


def test_an_empty_journal_comes_back(tmp_path: Path) -> None:
    save(empty(), tmp_path / "new" / "folder")

    assert load(tmp_path / "new" / "folder").is_identical(empty())


def test_a_planner_can_read_the_contacts(folder: Path) -> None:
    lines = (folder / "contacts.csv").read_text().splitlines()

    assert lines[0] == (
        "contact,customer,channel,issue,attempt,cause,outcome,resolved,"
        "vulnerable,arrived_at,closed_at"
    )
    assert lines[3] == "2,2,phone,balance,1,first,abandoned,,no,20.0,35.0"
    assert lines[10] == "9,1,phone,dispute,2,unresolved,open,,no,3590.0,"


def test_journeys_come_back_bit_for_bit(tmp_path: Path) -> None:
    save(evening(), tmp_path)

    sessions = (tmp_path / "sessions.csv").read_text().splitlines()
    notices = (tmp_path / "notices.csv").read_text().splitlines()
    outages = (tmp_path / "outages.csv").read_text().splitlines()

    assert load(tmp_path).is_identical(evening())
    assert sessions[6] == "23,helper,contained,1610.0,1640.0"
    assert notices[2] == "15,,proactive,web,balance,no,1610.0"
    assert outages[1:3] == ["phone,,1000.0,1200.0", ",voice,1400.0,1500.0"]


def test_names_with_commas_quotes_and_line_breaks_come_back(tmp_path: Path) -> None:
    journal = dataclasses.replace(
        morning(),
        provenance=dataclasses.replace(
            morning().provenance, channels=('a "b", c', "d\ne é"), issues=("=1", "-1")
        ),
    )
    save(journal, tmp_path)

    assert load(tmp_path).is_identical(journal)


def test_saving_leaves_nothing_but_the_files(folder: Path) -> None:
    assert sorted(path.name for path in folder.iterdir()) == FILES


def test_saving_over_a_journal_replaces_it(folder: Path) -> None:
    save(empty(), folder)

    assert load(folder).is_identical(empty())


def test_a_failed_save_leaves_the_journal_before_as_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json, "dumps", _fail)

    with pytest.raises(OSError, match="disk full"):
        save(empty(), folder)

    assert load(folder).is_identical(morning())
    assert sorted(path.name for path in folder.iterdir()) == FILES


def _fail(*_: object, **__: object) -> str:
    raise OSError("disk full")


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "contacts.csv",
            "2,2,phone,",
            "2,2,fone,",
            (
                "contacts.csv:4: channel is 'fone'; allowed: phone, sales; "
                "did you mean 'phone'?"
            ),
        ),
        (
            "contacts.csv",
            "handled",
            "lost",
            (
                "contacts.csv:2: outcome is 'lost'; allowed: open, handled, abandoned, "
                "blocked, balked, closed, transferred"
            ),
        ),
        (
            "contacts.csv",
            ",yes,",
            ",1,",
            "contacts.csv:2: resolved is '1'; allowed: no, yes",
        ),
        (
            "contacts.csv",
            "20.0",
            "09:00:20",
            (
                "contacts.csv:4: arrived_at is '09:00:20'; "
                "allowed: seconds such as 95.5, or nothing"
            ),
        ),
        (
            "contacts.csv",
            "20.0",
            "inf",
            "contacts.csv:4: arrived_at is 'inf'; allowed: seconds such as 95.5",
        ),
        (
            "contacts.csv",
            "\n2,",
            "\n3,",
            "contacts.csv:4: contact is '3'; allowed: 2, the next",
        ),
        (
            "interactions.csv",
            "desk,0,1,",
            "desk,0,1.0,",
            (
                "interactions.csv:2: n_offers is '1.0'; "
                "allowed: a whole number from 0 to 32767, or nothing"
            ),
        ),
        (
            "interactions.csv",
            "desk,0,1,",
            "desk,0,40000,",
            "interactions.csv:2: n_offers is '40000'; allowed: a whole number",
        ),
        (
            "agents.csv",
            "agent,group",
            "agent,team",
            (
                "agents.csv:1: the columns are agent, team, number; "
                "allowed: agent, group, number"
            ),
        ),
        (
            "agents.csv",
            "1,desk,1",
            "1,desk",
            "agents.csv:3: 2 cells; allowed: 3, one for each column",
        ),
        (
            "agents.csv",
            "2,seniors,0\n",
            "",
            "agents.csv: holds 2 rows, provenance.json says 3",
        ),
        (
            "agents.csv",
            "1,desk,1",
            '1,"desk,1',
            "agents.csv:4: unexpected end of data; allowed: comma-separated values",
        ),
        (
            "provenance.json",
            '"seed": 1',
            '"seed": one',
            "provenance.json:4: Expecting value; allowed: JSON as `save` wrote it",
        ),
        (
            "provenance.json",
            '"seed": 1',
            '"seed": true',
            "provenance.json: seed is True; allowed: a whole number of at least 0",
        ),
        (
            "provenance.json",
            '"horizon": 3600.0',
            '"horizon": "1 h"',
            "provenance.json: horizon is '1 h'; allowed: seconds such as 86400.0",
        ),
        (
            "provenance.json",
            '"phone"',
            "7",
            "provenance.json: channels is [7, 'sales']; allowed: a list of names",
        ),
        (
            "provenance.json",
            '"engine"',
            '"motor"',
            "provenance.json: found version, motor, seed",
        ),
        (
            "provenance.json",
            '"duties": 9',
            '"duties": -9',
            "allowed: the number of rows of contacts, interactions",
        ),
    ],
)
def test_an_edited_file_is_answered_with_line_and_what_is_allowed(
    folder: Path, file: str, old: str, new: str, message: str
) -> None:
    edit(folder / file, old, new)

    with pytest.raises(JournalError) as error:
        load(folder)

    assert message in str(error.value)


def test_faults_of_a_file_are_told_together_up_to_five(folder: Path) -> None:
    path = folder / "contacts.csv"
    path.write_text(path.read_text().replace("phone", "fone"))

    with pytest.raises(JournalError) as error:
        load(folder)

    assert str(error.value).count("did you mean 'phone'?") == 5
    assert str(error.value).endswith("and 3 more")


def test_a_file_that_reads_well_but_breaks_a_law_is_refused(folder: Path) -> None:
    edit(folder / "contacts.csv", "20.0,35.0", "20.0,36.0")

    with pytest.raises(JournalError, match="a contact closes when talk ends") as error:
        load(folder)

    assert str(error.value).startswith(f"{folder}: the journal breaks 1 law")


def test_an_emptied_file_is_told(folder: Path) -> None:
    (folder / "duties.csv").write_text("")

    with pytest.raises(JournalError, match=r"duties\.csv:1: the columns are missing"):
        load(folder)


def test_a_missing_file_is_answered_with_what_a_journal_is(tmp_path: Path) -> None:
    with pytest.raises(JournalError, match=r"provenance\.json: there is no such file"):
        load(tmp_path)


def test_a_folder_where_a_file_should_be_is_told(folder: Path) -> None:
    (folder / "duties.csv").unlink()
    (folder / "duties.csv").mkdir()

    with pytest.raises(JournalError, match=r"duties\.csv: cannot be read"):
        load(folder)


def test_a_file_in_another_encoding_is_told(folder: Path) -> None:
    (folder / "duties.csv").write_bytes(b"agent\xff")

    with pytest.raises(JournalError, match=r"byte 5 is not text; allowed: UTF-8"):
        load(folder)


def test_provenance_that_is_no_object_is_told(folder: Path) -> None:
    (folder / "provenance.json").write_text("[]")

    with pytest.raises(JournalError, match=r"found \[\]; allowed: version, engine"):
        load(folder)


def test_a_file_saved_by_a_spreadsheet_comes_back(folder: Path) -> None:
    path = folder / "contacts.csv"
    text = path.read_text().replace("\n", "\r\n")
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())

    assert load(folder).is_identical(morning())


def test_parquet_files_carry_names_units_and_nulls(tmp_path: Path) -> None:
    save(morning(), tmp_path, parquet=True)

    table = pq.read_table(tmp_path / "contacts.parquet")

    assert table.column("outcome").to_pylist()[:3] == [
        "handled",
        "handled",
        "abandoned",
    ]
    assert table.column("resolved").to_pylist()[:3] == ["yes", "no", None]
    assert table.column("closed_at").to_pylist()[9] is None
    assert table.schema.field("arrived_at").metadata[b"unit"] == b"s"
    assert json.loads(table.schema.metadata[b"omnisim"])["seed"] == 1


def test_parquet_files_hold_turns_and_places(tmp_path: Path) -> None:
    save(afternoon(), tmp_path, parquet=True)

    turns = pq.read_table(tmp_path / "turns.parquet")
    holds = pq.read_table(tmp_path / "holds.parquet")
    interactions = pq.read_table(tmp_path / "interactions.parquet")
    spans = pq.read_table(tmp_path / "agent_spans.parquet")

    assert turns.column("ended_at").to_pylist()[2:4] == [45.0, None]
    assert holds.num_rows == 24
    assert interactions.column("silent").to_pylist()[1:4] == ["no", "yes", "yes"]
    assert spans.column("state").to_pylist()[10] == "discovering"


def test_parquet_files_hold_sessions_and_outages(tmp_path: Path) -> None:
    save(evening(), tmp_path, parquet=True)

    sessions = pq.read_table(tmp_path / "sessions.parquet")
    outages = pq.read_table(tmp_path / "outages.parquet")

    assert sessions["bot"].to_pylist()[4:6] == ["voice", "helper"]
    assert outages["channel"].to_pylist() == ["phone", None, "chat"]


def test_parquet_files_of_an_earlier_journal_do_not_stay(tmp_path: Path) -> None:
    save(morning(), tmp_path, parquet=True)

    save(empty(), tmp_path)

    assert sorted(path.name for path in tmp_path.iterdir()) == FILES


def test_parquet_without_its_extra_is_answered_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)

    with pytest.raises(MissingExtraError, match=r"omnisim\[parquet\]"):
        save(morning(), tmp_path / "new", parquet=True)

    assert not (tmp_path / "new").exists()
