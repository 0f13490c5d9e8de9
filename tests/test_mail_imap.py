"""Drafts in a real mailbox on this computer: each once, with its enclosures, and never over what a person changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.mail_server import PASSWORD, USER
from tests.mailbox_server import Inbox, mailbox
from tests.post_houses import AT, COPIES, files, house, parcels
from toolkit.findings import ToolkitError
from toolkit.house import House
from toolkit.mail import opened
from toolkit.produce import post
from toolkit.produce.post import Parcel, Posted

FRENCH = "Brouillons d'&AOk-t&AOk-"


@pytest.fixture(scope="module")
def inbox() -> Iterator[Inbox]:
    """The mailbox."""
    with mailbox() as inbox:
        yield inbox


@pytest.fixture(autouse=True)
def password(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The password for it, in the environment."""
    monkeypatch.setenv("BOUTIQUE_IMAP_PASSWORD", PASSWORD)


def at(inbox: Inbox, folder: Path, **more: object) -> House:
    """A house whose drafts go there."""
    usual = {"imap_host": "localhost", "imap_port": inbox.tls, "imap_user": USER, "ca_file": inbox.authority.file}
    return house(folder, **usual | more)


def keep(where: House, ready: list[Parcel]) -> list[Posted]:
    """Put them among the drafts."""
    return list(post.keep_drafts(where, ready, [lambda _: None] * len(ready), at=AT))


def test_a_draft_is_in_the_folder_the_server_names_once(inbox: Inbox, tmp_path: Path) -> None:
    """Marked as a draft, with every file, in the folder for drafts whatever it is called; a second run adds nothing."""
    where = at(inbox, tmp_path)
    ready = parcels(where, ["Alba", "Beryl"], cc=COPIES)
    before = len(inbox.holds(FRENCH))
    for _ in range(2):
        assert [one.state for one in keep(where, ready)] == ["drafted", "drafted"]
    held = inbox.holds(FRENCH)[before:]
    assert len(held) == 2
    marks, data = held[0]
    assert b"\\Draft" in marks
    read = opened(data)
    assert read.enclosed == files("Alba")
    assert read.heading["Message-ID"] == opened(ready[0].message).heading["Message-ID"]
    assert read.heading["Date"] == "Sat, 31 Oct 2026 18:00:00 +0000"
    assert data.endswith(ready[0].message)


def test_a_draft_changed_by_hand_is_left_and_said(inbox: Inbox, tmp_path: Path) -> None:
    """And one that was deleted comes back; neither stands twice."""
    where = at(inbox, tmp_path, drafts_folder="Drafts")
    ready = parcels(where, ["Corail"])
    keep(where, ready)
    with inbox.looking("Drafts") as hers:
        _, found = hers.search(None, "ALL")
        newest = found[0].split()[-1].decode()
        _, parts = hers.fetch(newest, "(BODY.PEEK[])")
        mine = parts[0]
        assert isinstance(mine, tuple)
        changed = mine[1].replace(b"Voici octobre", b"Voici donc octobre")
        hers.append("Drafts", r"(\Draft)", "", changed)
        hers.store(newest, "+FLAGS", r"(\Deleted)")
    (kept,) = keep(where, ready)
    assert kept.state == "kept"
    assert post.exit_code([kept]) == 3
    with inbox.looking("Drafts") as hers:
        hers.store("1:*", "+FLAGS", r"(\Deleted)")
        hers.expunge()
    assert keep(where, ready)[0].state == "drafted"
    assert [opened(data).words for _, data in inbox.holds("Drafts")] == [opened(ready[0].message).words]


def test_starttls_and_a_folder_with_its_own_letters(inbox: Inbox, tmp_path: Path) -> None:
    """As a person writes its name."""
    where = at(inbox, tmp_path, imap_security="starttls", imap_port=inbox.clear, drafts_folder="Brouillons d'été")
    before = len(inbox.holds(FRENCH))
    assert keep(where, parcels(where, ["Diane"]))[0].state == "drafted"
    assert len(inbox.holds(FRENCH)) == before + 1


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ({"drafts_folder": "Entwürfe"}, "mail-folder"),
        ({"ca_file": ""}, "mail-certificate"),
        ({"imap_user": "somebody"}, "mail-login"),
        ({"imap_user": ""}, "mail-settings"),
        ({"imap_host": ""}, "mail-settings"),
        ({"imap_port": "1"}, "mail-unreachable"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(inbox: Inbox, tmp_path: Path, settings: dict[str, Any], code: str) -> None:
    """Nothing is put anywhere."""
    where = at(inbox, tmp_path, **settings)
    ready = parcels(where, ["Elan"])
    with pytest.raises(ToolkitError) as wrong:
        keep(where, ready)
    assert wrong.value.code == code
    assert not any(b"Elan" in data for folder in (FRENCH, "Drafts") for _, data in inbox.holds(folder))


def test_a_draft_is_looked_at_before_it_leaves_the_house(inbox: Inbox, tmp_path: Path) -> None:
    """One that fails holds all."""
    where = at(inbox, tmp_path)
    ready = parcels(where, ["Grenat", "Hiver"])

    def look(finished: Any) -> None:
        if any(b"Hiver" in data for data in finished.values()):
            raise ToolkitError("a leak")

    with pytest.raises(ToolkitError, match="a leak"):
        post.keep_drafts(where, ready, [look, look], at=AT)
    assert not any(b"Grenat" in data for _, data in inbox.holds(FRENCH))


def test_a_draft_for_other_words_is_told_from_the_one_there(inbox: Inbox, tmp_path: Path) -> None:
    """The same document with a new sentence: the old draft is not taken for it."""
    where = at(inbox, tmp_path)
    (ready,) = parcels(where, ["Iris"])
    keep(where, [ready])
    other = post.parcel(where, ready.number, 1, replace(ready.letter, words="Other words."))
    assert keep(where, [other])[0].state == "kept"
