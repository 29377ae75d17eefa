"""The command that tells what real products let an agent hold."""

from click.testing import CliRunner, Result

from omnisim.cli import main


def invoke(*words: str) -> Result:
    return CliRunner().invoke(main, ["presets", *words], prog_name="omnisim")


def test_the_table_has_name_date_evidence_and_rule() -> None:
    result = invoke()

    lines = result.stdout.splitlines()
    assert result.exit_code == 0
    assert lines[:4] == [
        "preset                  as of       evidence  an agent may hold",
        "webex.exclusive         2026-11-22  read      one contact in all",
        (
            "webex.blended_realtime  2026-11-22  read      "
            "a call or up to 5 chats, beside 5"
        ),
        "                                              e-mails and 5 messages",
    ]


def test_the_table_says_where_only_an_excerpt_is_known() -> None:
    assert "salesforce_units        2026-11-22  in part   units:" in invoke().stdout


def test_the_table_fits_a_terminal() -> None:
    assert [line for line in invoke().stdout.splitlines() if len(line) > 80] == []


def test_one_preset_is_told_in_full() -> None:
    result = invoke("webex.blended_realtime")

    assert result.exit_code == 0
    assert result.stdout == (
        "webex.blended_realtime: Webex Contact Center, as of 2026-11-22\n"
        "\n"
        "Allows\n"
        "  a call or up to 5 chats, beside 5 e-mails and 5 messages\n"
        "\n"
        "Numbers\n"
        "           usual  possible\n"
        "  voice    1      1\n"
        "  chat     5      1 to 5\n"
        "  message  5      0 to 5\n"
        "  email    5      0 to 5\n"
        "\n"
        "Media\n"
        "  voice: channels of kind call, callback\n"
        "  chat: channels of kind chat\n"
        "  message: channels of kind message\n"
        "  email: channels of kind mail\n"
        "\n"
        "Elsewhere\n"
        "  An agent may dial out by hand while she holds digital work: not modelled.\n"
        "\n"
        "Evidence\n"
        "  help.webex.com, 'Manage multimedia profiles': read\n"
    )


def test_what_interrupts_and_what_is_offered_is_told() -> None:
    genesys, amazon = invoke("genesys").stdout, invoke("amazon_connect").stdout

    assert "  a newcomer on voice finds room beside any email\n" in genesys
    assert "  beside chat, only chat\n" in amazon


def test_a_number_without_a_usual_value_and_one_of_ours_are_marked() -> None:
    azure, nice = invoke("azure_router").stdout, invoke("nice").stdout

    assert "  email    -      1 or more\n" in azure
    assert "  total    5      1 or more  our choice\n" in nice


def test_an_unknown_preset_is_told_the_nearest() -> None:
    result = invoke("genesy")

    assert result.exit_code == 2
    assert result.stdout == ""
    assert "no preset is called 'genesy'; did you mean 'genesys'?" in result.stderr


def test_a_name_like_no_other_is_told_where_all_are_listed() -> None:
    result = invoke("xyz")

    assert (
        "no preset is called 'xyz' ('omnisim presets' lists them all)" in result.stderr
    )
