"""``boutique sellthrough --email mailbox`` into a real mailbox on this computer: each draft once, whatever breaks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.mail_server import PASSWORD, USER, cut_after
from tests.mailbox_server import Inbox, mailbox
from tests.maisons import Shelf
from tests.selling_houses import ASKED, issued, sell, settled, states, with_servers
from toolkit.mail import opened

KEEP = (*ASKED, "--email", "mailbox")
DRAFTS = "Brouillons d'&AOk-t&AOk-"


@pytest.fixture(scope="module")
def server() -> Iterator[Inbox]:
    """The mailbox."""
    with mailbox() as server:
        yield server


@pytest.fixture
def inbox(server: Inbox) -> Inbox:
    """The mailbox, with no draft in it."""
    with server.looking(DRAFTS) as hers:
        if hers.search(None, "ALL")[1][0]:
            hers.store("1:*", "+FLAGS", r"(\Deleted)")
            hers.expunge()
    return server


@pytest.fixture(scope="module")
def house(shelf: Shelf) -> Path:
    """The clean maison, two of its reports issued and looked at."""
    return issued(shelf)


@pytest.fixture
def folder(tmp_path: Path, house: Path, inbox: Inbox, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same house, which drafts into that mailbox."""
    monkeypatch.setenv("BOUTIQUE_IMAP_PASSWORD", PASSWORD)
    return with_servers(house, tmp_path / "house", told(inbox))


def told(inbox: Inbox, **more: object) -> dict[str, object]:
    """The house's settings."""
    usual = {"imap_host": "localhost", "imap_port": inbox.tls, "imap_user": USER, "ca_file": inbox.authority.file}
    return usual | more


def drafts(inbox: Inbox) -> Counter[str]:
    """How often each draft stands in the mailbox, by its identifier."""
    return Counter(opened(data).heading["Message-ID"] for _, data in inbox.holds(DRAFTS))


def test_the_letters_stand_among_the_drafts_once(folder: Path, inbox: Inbox) -> None:
    """With the files that were issued; the same command again adds none."""
    for _ in range(2):
        kept = sell(folder, *KEEP, "--json")
        assert (kept.code, states(kept)) == (0, ["drafted", "drafted"])
    assert list(drafts(inbox).values()) == [1, 1]
    enclosed = {name: data for _, letter in inbox.holds(DRAFTS) for name, data in opened(letter).enclosed.items()}
    made = folder / "documents" / "sell-through"
    assert enclosed == {path.name: path.read_bytes() for path in made.glob("*.csv")}


def test_a_draft_she_changed_is_left_as_it_is(folder: Path, inbox: Inbox) -> None:
    """It is said (3), and hers alone stands there."""
    sell(folder, *KEEP)
    with inbox.looking(DRAFTS) as hers:
        _, parts = hers.fetch("1", "(BODY.PEEK[])")
        mine = parts[0]
        assert isinstance(mine, tuple)
        hers.append(f'"{DRAFTS}"', r"(\Draft)", "", mine[1].replace(b"Subject: ", b"Subject: Re "))
        hers.store("1", "+FLAGS", r"(\Deleted)")
        hers.expunge()
    again = sell(folder, *KEEP)
    assert again.code == 3
    assert "left as it is" in again.out
    assert list(drafts(inbox).values()) == [1, 1]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, "refused the login"),
        ({"drafts_folder": "Entwürfe"}, "has no folder"),
    ],
)
def test_what_is_wrong_is_one_message(
    folder: Path, inbox: Inbox, monkeypatch: pytest.MonkeyPatch, change: dict[str, object], said: str
) -> None:
    """Exit 5, nothing drafted, what was issued is still told; once it is right, all stand there."""
    settled(folder, told(inbox, **change))
    if not change:
        monkeypatch.setenv("BOUTIQUE_IMAP_PASSWORD", "wrong")
    failed = sell(folder, *KEEP)
    assert failed.code == 5
    assert said in failed.err
    assert failed.out == ""
    assert "Traceback" not in failed.err
    assert "Delmare Genève, October 2026" in failed.err
    assert not drafts(inbox)
    monkeypatch.setenv("BOUTIQUE_IMAP_PASSWORD", PASSWORD)
    settled(folder, told(inbox))
    assert states(sell(folder, *KEEP, "--json")) == ["drafted", "drafted"]


@pytest.mark.parametrize("most", [1200, 5500])
def test_a_line_that_is_cut_loses_and_doubles_nothing(folder: Path, inbox: Inbox, most: int) -> None:
    """While it logs in, within the second letter: the next run drafts what is missing and nothing else."""
    with cut_after(inbox.tls, most) as port:
        settled(folder, told(inbox, imap_port=port))
        failed = sell(folder, *KEEP)
    assert failed.code == 5
    assert "Traceback" not in failed.err
    assert max(drafts(inbox).values(), default=0) <= 1
    settled(folder, told(inbox))
    assert states(sell(folder, *KEEP, "--json")) == ["drafted", "drafted"]
    assert list(drafts(inbox).values()) == [1, 1]
