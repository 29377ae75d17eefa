"""Messages to customers: sent, and what came of them."""

from __future__ import annotations

import pytest
from lives import figures, handled
from talks import CHAT, MAIL, PHONE
from talks import figures as told

from omnisim.journal import Notice

NINE = 9 * 3600.0


def test_messages_count_by_kind_and_by_whether_they_worked() -> None:
    table = told(
        notices=[
            (0, -1, Notice.PROACTIVE, PHONE, 0, 1, NINE),
            (1, -1, Notice.PROACTIVE, PHONE, 0, 0, NINE + 10),
            (2, -1, Notice.INVITATION, CHAT, 0, 1, NINE + 20),
            (3, -1, Notice.INVITATION, CHAT, 0, 0, NINE + 30),
            (4, -1, Notice.INVITATION, CHAT, 0, 0, NINE + 3600),
            (5, 0, Notice.UPDATE, MAIL, 0, 1, NINE + 3600),
        ]
    )

    assert table.parts("proactive_sent") == (2, 1)
    assert table.parts("contacts_spared") == (1, 1)
    assert table.parts("invitations") == (3, 1)
    assert table.parts("invitations", window="interval:10") == (1, 1)
    assert table.parts("invitations_accepted", "channel:chat") == (1, 1)
    assert table.parts("invitations_accepted", "channel:phone") == (0, 1)
    assert table.parts("updates_sent", "channel_issue:mail/question") == (1, 1)
    assert table.parts("chases_spared") == (1, 1)


def test_who_was_spared_a_contact_is_no_customer() -> None:
    table = figures(
        handled(0), notices=[(7, -1, Notice.PROACTIVE, 0, 0, 1, 0)], bots=()
    )

    assert table.value("customers") == 1
    assert table.value("contacts_spared") == 1


def test_without_messages_there_are_no_figures_about_them() -> None:
    with pytest.raises(KeyError):
        figures(handled(0)).value("updates_sent")
