"""Letters sent through a real server on this computer: once, to whom they were approved, whatever happens midway."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import ExitStack
from dataclasses import replace
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pytest

from tests.mail_server import PASSWORD, USER, Authority, Letterbox, cut_after, free_port, listening
from tests.post_houses import AT, COPIES, NOW, approve, files, house, parcels
from toolkit.findings import ToolkitError
from toolkit.house import House
from toolkit.ledger import Ledger
from toolkit.mail import opened
from toolkit.produce import post

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def where(tmp_path: Path, port: int, authority: Authority, monkeypatch: pytest.MonkeyPatch) -> House:
    """A house that sends through it."""
    monkeypatch.setenv("BOUTIQUE_SMTP_PASSWORD", PASSWORD)
    return at_port(tmp_path, port, authority)


def at_port(folder: Path, port: int, authority: Authority, **more: object) -> House:
    """The house with its server at that port."""
    return house(folder, **{"host": "localhost", "port": port, "user": USER, "ca_file": authority.file} | more)


def fate(posted: post.Posted) -> tuple[str, dict[str, tuple[str, str]]]:
    """What became of a parcel, at each address."""
    return posted.state, {address.split("@")[0]: (state, answer) for address, state, answer in posted.answers}


def test_what_was_approved_arrives_once_encrypted_and_logged_in(where: House, box: Letterbox) -> None:
    """Byte for byte after its date, to its reader and the copies; sent again, nothing leaves."""
    ready = parcels(where, ["Alba"], cc=COPIES)
    approve(where, ready)
    (sent,) = post.send(where, ready, now=NOW)
    took = ("sent", "250 2.0.0")
    assert fate(sent) == ("sent", {"Alba": took, "buyer": took, "office": took})
    ((to, data),) = box.messages
    assert to == ("Alba@brand.example", *COPIES)
    assert data == b"Date: Tue, 03 Nov 2026 09:30:00 +0000\r\n" + ready[0].message
    read = opened(data)
    assert read.enclosed == files("Alba")
    assert ".5 % de plus\n.\nVoici" in read.words.replace("\r", "")
    assert box.logins == [True]
    assert fate(post.send(where, ready, now=NOW)[0]) == fate(sent)
    assert len(box.messages) == 1


def test_the_identifier_is_the_documents_and_the_readers(where: House) -> None:
    """The same for the same document and reader whatever it says, another for another revision."""
    (ready,) = parcels(where, ["Alba"])
    (other,) = parcels(where, ["Alba"], words="Other words.")
    later = post.parcel(where, ready.number, 2, ready.letter)
    names = [opened(one.message).heading["Message-ID"] for one in (ready, other, later)]
    assert names[0] == names[1] != names[2]
    assert names[0].startswith("<T-2026-001.r1.")
    assert names[0].endswith("@corvane.example>")


@pytest.mark.parametrize("change", ["words", "copy", "subject", "nothing"])
def test_nothing_leaves_that_was_not_approved_exactly_so(where: House, box: Letterbox, change: str) -> None:
    """A word, a subject, an address: each needs the person again; so does a letter nobody saw."""
    (ready,) = parcels(where, ["Alba"])
    if change != "nothing":
        approve(where, [ready])
        changes: dict[str, Any] = {
            "words": {"words": ready.letter.words.replace("Voici", "Voilà")},
            "copy": {"cc": ("other@brand.example",)},
            "subject": {"subject": "Sell-through Alba, Octobre 2026"},
        }
        ready = post.parcel(where, ready.number, 1, replace(ready.letter, **changes[change]))
    (found,) = post.send(where, [ready], now=NOW)
    assert found.state == "waiting"
    assert post.exit_code([found]) == 4
    assert box.messages == []
    approve(where, [ready])
    assert post.send(where, [ready], now=NOW)[0].state == "sent"


def test_only_issued_files_can_be_approved_and_only_a_document_in_force_leaves(where: House, box: Letterbox) -> None:
    """Another file is refused with its name; a withdrawn document stays, and holds back nothing else."""
    first, second = parcels(where, ["Alba", "Beryl"])
    foreign = replace(first.letter, enclosed=files("Beryl"))
    with pytest.raises(ToolkitError, match=r"Beryl\.xlsx is not what was issued as T-2026-001"):
        approve(where, [post.parcel(where, first.number, 1, foreign)])
    approve(where, [first, second])
    with Ledger.open(where.folder) as ledger:
        ledger.withdraw(first.number, "wrong", "CM", at=AT)
    states = [one.state for one in post.send(where, [first, second], now=NOW)]
    assert states == ["waiting", "sent"]
    assert [to for to, _ in box.messages] == [("Beryl@brand.example",)]


def test_the_message_is_looked_at_before_it_can_be_approved(where: House) -> None:
    """The words, the subject and each enclosed file, as they can be read back; one that fails holds all."""
    ready = parcels(where, ["Alba", "Beryl"])
    seen: list[str] = []

    def look(finished: Any) -> None:
        seen.extend(finished)
        if any(b"Beryl" in data for data in finished.values()):
            raise ToolkitError("a leak", code="leak")

    with pytest.raises(ToolkitError, match="a leak"):
        post.approve(where, ready, "CM", look, at=AT)
    assert "Alba.csv" in seen
    assert [one.state for one in post.send(where, ready, now=NOW)] == ["waiting", "waiting"]


def test_a_wrong_password_is_said_and_nothing_is_written_down(
    where: House, box: Letterbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing leaves; with the right one it does. The password stands in no message."""
    ready = parcels(where, ["Alba"])
    approve(where, ready)
    monkeypatch.setenv("BOUTIQUE_SMTP_PASSWORD", "guessed-it")
    with pytest.raises(ToolkitError) as refused:
        post.send(where, ready, now=NOW)
    assert (refused.value.code, refused.value.status) == ("mail-login", 5)
    assert "guessed-it" not in f"{refused.value.message} {refused.value.hint}"
    assert (box.messages, box.logins) == ([], [False])
    monkeypatch.setenv("BOUTIQUE_SMTP_PASSWORD", PASSWORD)
    assert post.send(where, ready, now=NOW)[0].state == "sent"


def test_one_address_refused_is_not_all_refused(where: House, box: Letterbox) -> None:
    """The two others have it; later only what was refused for now is tried again, and for good only when asked."""
    ready = parcels(where, ["Alba"], cc=COPIES)
    approve(where, ready)
    box.refused = {COPIES[0]: "550 5.1.1 <buyer@brand.example> unknown", COPIES[1]: "451 4.7.1 later"}
    (sent,) = post.send(where, ready, now=NOW)
    refused = {"buyer": ("refused", "550 5.1.1"), "office": ("refused", "451 4.7.1")}
    assert fate(sent) == ("partly", {"Alba": ("sent", "250 2.0.0"), **refused})
    assert post.exit_code([sent]) == 3
    box.refused = {}
    post.send(where, ready, now=NOW)
    assert [to for to, _ in box.messages] == [("Alba@brand.example",), (COPIES[1],)]
    (whole,) = post.send(where, ready, now=NOW, again=True)
    assert whole.state == "sent"
    assert [to for to, _ in box.messages][2:] == [(COPIES[0],)]
    assert set(box.came().values()) == {1}


@pytest.mark.parametrize("answer", ["554 5.7.1 no", "452 4.3.1 full"])
def test_a_message_refused_at_its_end_is_known_to_be_refused(where: House, box: Letterbox, answer: str) -> None:
    """It is no doubt: the server said so."""
    ready = parcels(where, ["Alba"])
    approve(where, ready)
    box.answer = answer
    assert fate(post.send(where, ready, now=NOW)[0]) == ("refused", {"Alba": ("refused", answer[:9])})
    assert post.in_doubt(where) == ()


@pytest.mark.parametrize("arrived", [True, False])
def test_a_line_cut_before_the_answer_is_a_question_and_never_repeated(
    where: House, box: Letterbox, *, arrived: bool
) -> None:
    """The next run asks and sends nothing; what the person says holds. The letters after it go their way."""
    ready = parcels(where, ["Alba", "Beryl"])
    approve(where, ready)
    box.cut = 1
    first, second = post.send(where, ready, now=NOW)
    assert (first.state, second.state) == ("unknown", "sent")
    assert post.exit_code([first, second]) == 3
    for again in (False, True):
        assert post.send(where, ready, now=NOW, again=again)[0].state == "unknown"
    assert [one.number for one in post.in_doubt(where)] == [ready[0].number]
    assert box.came().total() == 2
    assert post.resolve(where, ready[0].number, 1, sent=arrived, who="CM", at=NOW) == 1
    with pytest.raises(ToolkitError, match="everything is known"):
        post.resolve(where, ready[0].number, 1, sent=arrived, who="CM", at=NOW)
    assert post.send(where, ready, now=NOW)[0].state == "sent"
    assert box.came().total() == (2 if arrived else 3)


def test_while_nobody_knows_of_one_address_nothing_goes_to_another(where: House, box: Letterbox) -> None:
    """A copy that was put off could go again by itself; the letter may have arrived, so a person is asked first."""
    (ready,) = parcels(where, ["Alba"], cc=[COPIES[0]])
    approve(where, [ready])
    box.refused[COPIES[0]] = "450 4.2.1 later"
    box.cut = 1
    (first,) = post.send(where, [ready], now=NOW)
    assert fate(first)[0] == "unknown"
    box.refused.clear()
    for posted in (*post.send(where, [ready], now=NOW, again=True), *post.review(where, [ready])):
        assert (posted.state, "may have arrived or not" in posted.note) == ("unknown", True)
    assert not box.has(COPIES[0])
    post.resolve(where, ready.number, 1, sent=True, who="CM", at=NOW)
    assert post.send(where, [ready], now=NOW)[0].state == "sent"
    assert set(box.came().values()) == {1}


def test_a_line_cut_within_the_message_is_no_doubt(where: House, box: Letterbox, authority: Authority) -> None:
    """The server was never told that it is complete: it is sent again, and came once."""
    ready = parcels(where, ["Plates"])
    approve(where, ready)
    with cut_after(int(where["mail.port"]), 700_000) as broken:
        there = at_port(where.folder, broken, authority)
        (found,) = post.send(there, ready, now=NOW)
    assert fate(found) == ("not-sent", {"Plates": ("not-sent", "cut")})
    assert post.exit_code([found]) == 5
    assert box.messages == []
    there = at_port(where.folder, int(where["mail.port"]), authority)
    assert post.send(there, ready, now=NOW)[0].state == "sent"
    assert set(box.came().values()) == {1}


CHILD = """
import os, signal, sys
from pathlib import Path
from tests.post_houses import NOW, letter
from toolkit.house import read
from toolkit.ledger import Ledger
from toolkit.produce import post
if sys.argv[2] == "unrecorded":
    Ledger.record = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)
where = read(Path(sys.argv[1]))
post.send(where, [post.parcel(where, "T-2026-001", 1, letter("Alba"))], now=NOW)
"""


@pytest.mark.parametrize("moment", ["unanswered", "unrecorded"])
def test_a_run_killed_between_sending_and_recording_is_a_question(where: House, box: Letterbox, moment: str) -> None:
    """Killed before the answer came, or before it was recorded: the next run sends nothing by itself, and says so."""
    ready = parcels(where, ["Alba"])
    approve(where, ready)
    command = [sys.executable, "-c", CHILD, str(where.folder), moment]
    child = subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(ROOT)})
    if moment == "unanswered":
        box.each = child.kill
    assert child.wait(60) == -signal.SIGKILL
    assert len(box.messages) == 1
    assert len(post.in_doubt(where)) == 1
    assert post.send(where, ready, now=NOW)[0].state == "unknown"
    post.resolve(where, ready[0].number, 1, sent=True, who="CM", at=NOW)
    (found,) = post.send(where, ready, now=NOW)
    assert fate(found) == ("sent", {"Alba": ("sent", "CM")})
    assert len(box.messages) == 1


def test_the_daily_limit_counts_addresses_and_the_rest_goes_tomorrow(
    tmp_path: Path, port: int, box: Letterbox, authority: Authority, where: House
) -> None:
    """Three a day: a letter to three and one to one; what waits is not lost."""
    limited = at_port(tmp_path, port, authority, daily_limit=3)
    ready = parcels(limited, ["Alba"], cc=COPIES) + parcels(limited, ["Beryl"])
    approve(limited, ready)
    assert [one.state for one in post.send(limited, ready, now=NOW)] == ["sent", "limit"]
    assert [one.state for one in post.send(limited, ready, now=NOW)] == ["sent", "limit"]
    tomorrow = NOW.replace(day=4, hour=0)
    assert [one.state for one in post.send(limited, ready, now=tomorrow)] == ["sent", "sent"]
    assert set(box.came().values()) == {1}


def test_a_test_letter_goes_to_the_house_alone_and_is_not_recorded(where: House, box: Letterbox) -> None:
    """Without any approval; the reader's letter is still to be approved and sent."""
    (ready,) = parcels(where, ["Alba"], cc=COPIES)
    assert post.try_out(where, ready, now=NOW) == "registers@corvane.example"
    ((to, data),) = box.messages
    assert to == ("registers@corvane.example",)
    read = message_from_bytes(data, policy=default)
    assert (read["To"], read["Cc"]) == ("registers@corvane.example", None)
    assert read["Subject"].startswith("Test: ")
    assert post.send(where, [ready], now=NOW)[0].state == "waiting"
    with Ledger.rehearse(where.folder) as ledger:
        assert ledger.deliveries() == ()


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ({"ca_file": ""}, "mail-certificate"),
        ({"host": "127.0.0.1"}, "mail-certificate"),
        ({"security": "none"}, "mail-settings"),
        ({"security": "none", "host": "mail.example.com", "user": ""}, "mail-settings"),
        ({"host": ""}, "mail-settings"),
        ({"port": "nobody's"}, "mail-unreachable"),
        ({"ca_file": "boutique.toml"}, "mail-settings"),
    ],
)  # fmt: skip
def test_no_password_and_no_letter_goes_where_it_should_not(
    where: House, box: Letterbox, authority: Authority, settings: dict[str, Any], code: str
) -> None:
    """A certificate of another authority or name, a line in clear, a server nobody named or nobody reaches."""
    port = free_port() if "port" in settings else int(where["mail.port"])
    wrong = at_port(where.folder, **{**settings, "port": port, "authority": authority})
    ready = parcels(wrong, ["Alba"])
    approve(wrong, ready)
    with pytest.raises(ToolkitError) as refused:
        post.send(wrong, ready, now=NOW)
    assert refused.value.code == code
    assert (box.messages, box.logins) == ([], [])
    with Ledger.rehearse(where.folder) as ledger:
        assert ledger.deliveries() == ()


def test_a_server_without_encryption_gets_neither_password_nor_letter(
    tmp_path: Path, authority: Authority, where: House
) -> None:
    """Also not where somebody on the way took the offer out of its greeting."""
    plain = Letterbox()
    with listening(plain, None) as port:
        there = at_port(tmp_path, port, authority)
        ready = parcels(there, ["Alba"])
        approve(there, ready)
        with pytest.raises(ToolkitError, match="offers no encryption"):
            post.send(there, ready, now=NOW)
        assert plain.messages == []
        # On this very computer, without a login, a person may allow it.
        here = house(tmp_path, host="127.0.0.1", port=port, security="none")
        assert post.send(here, ready, now=NOW)[0].state == "sent"


def test_a_line_that_is_encrypted_from_its_beginning(tmp_path: Path, authority: Authority, where: House) -> None:
    """As on port 465."""
    box = Letterbox()
    with listening(box, authority.server(), at_once=True) as port:
        there = at_port(tmp_path, port, authority, security="tls")
        ready = parcels(there, ["Alba"])
        approve(there, ready)
        assert post.send(there, ready, now=NOW)[0].state == "sent"
    assert (len(box.messages), box.logins) == (1, [True])


def test_a_server_that_takes_few_letters_over_a_line_gets_the_rest_over_another(where: House, box: Letterbox) -> None:
    """Each comes once."""
    ready = parcels(where, ["Alba", "Beryl", "Corail"])
    approve(where, ready)

    def tire() -> None:
        box.tired = 1

    box.each = tire
    assert [one.state for one in post.send(where, ready, now=NOW)] == ["sent"] * 3
    assert set(box.came().values()) == {1}
    assert len(box.logins) == 3


def test_a_letter_larger_than_the_server_takes_is_refused_before_it_leaves(where: House, box: Letterbox) -> None:
    """It is known to be refused, and why."""
    ready = parcels(where, ["Plates"])
    approve(where, ready)
    box.most = 5_000_000
    assert fate(post.send(where, ready, now=NOW)[0]) == ("refused", {"Plates": ("refused", "552 5.3.4")})
    assert box.messages == []


def test_a_sender_the_server_refuses_stops_the_round(where: House, box: Letterbox) -> None:
    """The letters stay as they were, to be sent once it is put right."""
    ready = parcels(where, ["Alba", "Beryl"])
    approve(where, ready)
    box.sender = "553 5.7.1 not yours"
    posted = post.send(where, ready, now=NOW)
    assert [one.state for one in posted] == ["not-sent", "not-sent"]
    assert "does not take letters from registers@corvane.example (553 5.7.1)" in posted[0].note
    box.sender = "250 yes"
    assert [one.state for one in post.send(where, ready, now=NOW)] == ["sent", "sent"]


def test_no_name_subject_or_address_makes_another_heading(where: House) -> None:
    """Whatever stands in a contract: one reader, no second heading; an address with a line's end is none."""
    (ready,) = parcels(where, ["Alba"])
    evil = "Aubert\r\nBcc: all@elsewhere.example\r\n\r\n<b@elsewhere.example>, x"
    made = post.parcel(where, ready.number, 1, replace(ready.letter, to=(evil, ready.reader), subject=evil))
    read = message_from_bytes(made.message, policy=default)
    assert read["Bcc"] is None
    assert [address.addr_spec for address in read["To"].addresses] == [ready.reader]
    for wrong in ("a@brand.example\r\nRCPT TO:<b@x.example>", "a@brand.example,b@x.example", ""):
        with pytest.raises(ToolkitError, match="cannot be addressed"):
            post.parcel(where, ready.number, 1, replace(ready.letter, to=("A", wrong)))
        with pytest.raises(ToolkitError, match="cannot be addressed"):
            post.parcel(where, ready.number, 1, replace(ready.letter, cc=(wrong,)))


def test_two_runs_at_once_send_once(where: House, box: Letterbox) -> None:
    """Each sees what the other did."""
    ready = parcels(where, ["Alba"])
    approve(where, ready)
    command = [sys.executable, "-c", CHILD, str(where.folder), "whole"]
    with ExitStack() as both:
        children = [
            both.enter_context(subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(ROOT)})) for _ in "ab"
        ]
        assert [child.wait(60) for child in children] == [0, 0]
    assert len(box.messages) == 1
