"""`explain`: what figures mean, and the stories of contacts, customers and agents."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from omnisim.cli import main

SCENARIO = """\
name: Tiny morning
calendar: {start: 2026-03-02 08:00, open: "08:00-10:00"}
issues: {question: {share: 100%}}
channels:
  phone:
    kind: call
    arrivals: {per: hour, counts: [30, 40]}
    talk: {exponential: 3 min}
    patience: {exponential: 2 min}
    target: 80% within 20 s
agents:
  desk: {staff: {per: hour, counts: 3}, skills: {phone: 1}}
targets:
  abandonment: {green: "<= 5%", amber: "<= 20%"}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "tiny.yaml"
    path.write_text(SCENARIO, encoding="utf-8")
    return path


def invoke(*words: str | Path) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(
        main, [str(word) for word in words], prog_name="omnisim", catch_exceptions=False
    )


def test_explain_tells_a_figures_definition() -> None:
    result = invoke("explain", "asa")

    assert result.stdout.startswith("Average speed of answer (asa)\n")
    assert "Formula:" in result.stdout


def test_explain_alone_lists_every_figure() -> None:
    lines = invoke("explain").stdout.splitlines()

    assert any(line.split()[0] == "service_level" for line in lines)


def test_explain_names_the_nearest_figure() -> None:
    result = invoke("explain", "servicelevel")

    assert result.exit_code == 2
    assert "did you mean 'service_level'?" in result.stderr


def test_explain_tells_a_contacts_story_the_same_for_the_same_seed(file: Path) -> None:
    result = invoke("explain", file, "--contact", "0", "--seed", "3")

    assert result.exit_code == 0
    assert "08:0" in result.stdout
    assert invoke("explain", file, "--contact", "0", "--seed", "3").stdout == (
        result.stdout
    )
    assert invoke("explain", file, "--contact", "0", "--seed", "4").stdout != (
        result.stdout
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--contact", "99999"), "no contact 99999"),
        (("--customer", "99999"), "no customer 99999; it has 0 to "),
        ((), "say which contact, customer or agent"),
        (("--seed", "3"), "add --contact N, --customer N or --agent N"),
        (("--days", "3"), "calendar.days"),
        (("--contact", "-1"), "--contact"),
    ],
)
def test_explain_of_a_contact_that_is_not_there_is_wrong_usage(
    file: Path, words: tuple[str, ...], told: str
) -> None:
    result = invoke("explain", file, *words)

    assert result.exit_code == 2
    assert told in result.stderr


def test_explain_tells_a_customers_journey(file: Path) -> None:
    result = invoke("explain", file, "--customer", "0", "--seed", "3")

    assert result.exit_code == 0
    assert result.stdout.startswith(
        "This is the journey of customer 0. It began at 08:"
    )
    assert "\n\nIn all: " in result.stdout


def test_only_waiting_live_is_a_customers_own_time(file: Path) -> None:
    text = file.read_text("utf-8")
    file.write_text(text.replace("kind: call", "kind: callback"), encoding="utf-8")

    result = invoke("explain", file, "--customer", "0")

    assert "They talked for 1 min 4 s, " in result.stdout
    assert "It took 1 min 4 s of the customer's own time." in result.stdout
    assert "1 min 24 s after it began." in result.stdout


def test_explain_tells_an_agents_day(file: Path) -> None:
    result = invoke("explain", file, "--agent", "0")

    assert result.exit_code == 0
    assert result.stdout.startswith("This is agent 0 of group ")


def test_explain_of_an_agent_that_is_not_there_is_wrong_usage(file: Path) -> None:
    result = invoke("explain", file, "--agent", "99")

    assert result.exit_code == 2
    assert "replication 0 has no agent 99; it has 0 to " in result.stderr


def test_explain_tells_one_story_at_a_time(file: Path) -> None:
    result = invoke("explain", file, "--agent", "0", "--customer", "0")

    assert result.exit_code == 2
    assert "--customer and --agent are several stories; ask for one" in result.stderr


@pytest.mark.parametrize("option", ["--contact", "--customer", "--agent"])
def test_a_story_needs_its_scenario(option: str) -> None:
    result = invoke("explain", option, "3")

    assert result.exit_code == 2
    assert f"{option} needs the scenario FILE it comes from" in result.stderr
