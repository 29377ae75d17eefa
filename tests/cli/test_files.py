"""`init`, `validate` and `schema`: files before anything is played."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from omnisim.cli import main
from omnisim.cli.init import templates
from omnisim.report.lights import read_targets
from omnisim.scenario import loads


def invoke(*words: str | Path) -> Result:
    return CliRunner().invoke(
        main, [str(word) for word in words], prog_name="omnisim", catch_exceptions=False
    )


@pytest.fixture
def starter(tmp_path: Path) -> Path:
    path = tmp_path / "starter.yaml"
    path.write_text(templates()["starter"], encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "name",
    [
        "starter",
        "skills",
        "erlang",
        "chat",
        "blended",
        "mail",
        "messaging",
        "bot",
        "journeys",
    ],
)
def test_every_template_is_a_valid_scenario_that_explains_itself(name: str) -> None:
    text = templates()[name]

    assert text.startswith("# ")
    assert f"omnisim run {name}.yaml" in text
    assert read_targets(loads(text)) != ()


def test_init_writes_the_starter_and_says_what_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    result = invoke("init")

    assert result.exit_code == 0
    assert result.stdout == ""
    assert result.stderr == (
        "omnisim: wrote starter.yaml; next: omnisim run starter.yaml\n"
    )
    assert (tmp_path / "starter.yaml").read_text("utf-8") == templates()["starter"]


def test_init_never_overwrites(tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text("mine", encoding="utf-8")

    result = invoke("init", "--to", mine)

    assert result.exit_code == 2
    assert "exists and is left alone" in result.stderr
    assert mine.read_text("utf-8") == "mine"


def test_init_writes_to_stdout_for_a_dash() -> None:
    assert invoke("init", "erlang", "--to", "-").stdout == templates()["erlang"]


def test_init_lists_its_templates() -> None:
    lines = invoke("init", "--list").stdout.splitlines()

    names = [line.split()[0] for line in lines]
    assert names == [
        "blended",
        "bot",
        "chat",
        "erlang",
        "journeys",
        "mail",
        "messaging",
        "skills",
        "starter",
    ]


def test_init_that_lists_writes_nothing(tmp_path: Path) -> None:
    assert invoke("init", "--list", "--to", tmp_path / "x.yaml").exit_code == 2


def test_init_names_the_nearest_template() -> None:
    result = invoke("init", "skils")

    assert result.exit_code == 2
    assert "did you mean 'skills'?" in result.stderr


def test_init_into_a_folder_that_does_not_exist_says_so(tmp_path: Path) -> None:
    result = invoke("init", "--to", tmp_path / "no" / "such.yaml")

    assert result.exit_code == 2
    assert "No such file or directory" in result.stderr
    assert "Traceback" not in result.output


def test_validate_describes_a_sound_file_on_stdout(starter: Path) -> None:
    result = invoke("validate", starter)

    assert result.exit_code == 0
    assert result.stderr == ""
    assert result.stdout == (
        f"{starter}: ok: Customer service, ordinary Monday: "
        "1 day, 1 channel, 2 issues, 1 agent group\n"
    )


def test_validate_tells_every_fault_of_every_file_with_its_place(
    starter: Path, tmp_path: Path
) -> None:
    text = templates()["starter"]
    one, two = tmp_path / "one.yaml", tmp_path / "two.yaml"
    one.write_text(text.replace("patience:", "patiense:"), encoding="utf-8")
    two.write_text(text.replace("abandonment:", "abandonmnt:"), encoding="utf-8")

    result = invoke("validate", one, starter, two)

    assert result.exit_code == 2
    assert result.stdout.startswith(f"{starter}: ok")
    assert f"{one}:30:5: channels.phone.patiense: unknown key" in result.stderr
    assert "did you mean 'patience'?" in result.stderr
    assert f"{two}:54:3: targets.abandonmnt: unknown figure" in result.stderr
    assert "did you mean 'abandonment'?" in result.stderr
    assert result.stderr.endswith("omnisim: 2 faults\n")
    assert "Traceback" not in result.output


def test_validate_of_a_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    result = invoke("validate", tmp_path / "nowhere.yaml")

    assert result.exit_code == 2
    assert "nowhere.yaml" in result.stderr
    assert "Traceback" not in result.output


def test_validate_prints_warnings_but_does_not_fail(tmp_path: Path) -> None:
    path = tmp_path / "thin.yaml"
    text = templates()["erlang"].replace("counts: 14}", "counts: 4}")
    path.write_text(text.replace("    patience: {exponential: 3 min}\n", ""), "utf-8")

    result = invoke("validate", path)

    assert result.exit_code == 0
    assert "warning: " in result.stderr
    assert ": ok: " in result.stdout


def test_validate_without_files_is_wrong_usage() -> None:
    assert invoke("validate").exit_code == 2


def test_schema_prints_json_that_knows_the_sections() -> None:
    result = invoke("schema")

    schema = json.loads(result.stdout)
    assert result.exit_code == 0
    assert result.stderr == ""
    assert schema["$schema"].startswith("https://json-schema.org/")
    assert '"calendar"' in result.stdout
