"""``boutique sellthrough --email send`` through a real server on this computer: once, after approval, never on a doubt."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default
from pathlib import Path

import openpyxl
import pytest

from tests.mail_server import PASSWORD, USER, Authority, Letterbox
from tests.maisons import Shelf
from tests.selling_houses import ASKED, BRANDS, issued, sell, states, with_servers
from toolkit.house import read as read_house

SEND = (*ASKED, "--email", "send")
APPROVE = (*ASKED, "--approve", "--by", "Camille R.")


@pytest.fixture(scope="module")
def house(shelf: Shelf) -> Path:
    """The clean maison, two of its reports issued and looked at."""
    return issued(shelf)


@pytest.fixture
def folder(
    tmp_path: Path, house: Path, port: int, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """The same house, which sends through that server."""
    monkeypatch.setenv("BOUTIQUE_SMTP_PASSWORD", PASSWORD)
    told = {"host": "localhost", "port": port, "user": USER, "ca_file": authority.file}
    return with_servers(house, tmp_path / "house", told)


def test_two_letters_leave_once_approved_and_only_once(folder: Path, box: Letterbox) -> None:
    """Waiting until approved (4); then sent (0) with the very file that was issued; again, nothing leaves."""
    assert sell(folder, *SEND).code == 4
    assert box.messages == []
    assert sell(folder, *APPROVE).code == 0
    sent = sell(folder, *SEND, "--json")
    assert (sent.code, states(sent)) == (0, ["sent", "sent"])
    letters = [message_from_bytes(data, policy=default) for _, data in box.messages]
    for letter, brand in zip(letters, BRANDS, strict=True):
        (enclosed,) = letter.iter_attachments()
        issued = folder / "documents" / "sell-through" / f"Sell-through-{brand.replace(' ', '-')}-2026-10.csv"
        assert enclosed.get_payload(decode=True) == issued.read_bytes()
    assert sell(folder, *SEND).code == 0
    assert set(box.came().values()) == {1}


def test_a_figure_changed_after_approval_is_not_sent(folder: Path, box: Letterbox) -> None:
    """The approval holds for the words and files it was given for: another revision waits again."""
    assert sell(folder, *APPROVE).code == 0
    path = folder / "registers" / "Vitrines.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book["Brand goods"]
    row = next(row for row in sheet.iter_rows(min_row=2)
               if row[1].value == BRANDS[0] and row[29].value == "In stock")  # fmt: skip
    row[2].value = "Aurore"
    book.save(path)
    assert sell(folder, *ASKED, "--overwrite").code == 0
    ran = sell(folder, *SEND, "--json")
    assert (ran.code, states(ran)) == (4, ["waiting", "sent"])
    assert len(box.messages) == 1


def test_a_line_cut_after_the_letter_is_a_question_not_a_second_letter(folder: Path, box: Letterbox) -> None:
    """Nobody knows whether the first arrived: it is not repeated (3), the second goes; she says what she found out."""
    assert sell(folder, *APPROVE).code == 0
    box.cut = 1
    first = sell(folder, *SEND, "--json")
    assert first.code == 3
    assert states(first)[0] == "unknown"
    again = sell(folder, *SEND, "--json")
    assert again.code == 3
    assert set(box.came().values()) == {1}
    settled = sell(folder, *ASKED, "--resolve", "sent", "--by", "Camille R.")
    assert settled.code == 0, settled.err
    last = sell(folder, *SEND, "--json")
    assert (last.code, states(last)) == (0, ["sent", "sent"])
    assert set(box.came().values()) == {1}


def test_an_outside_service_that_fails_is_said_so(folder: Path, box: Letterbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong password: exit 5, one sentence, nothing sent, and sent once it is right."""
    assert sell(folder, *APPROVE).code == 0
    monkeypatch.setenv("BOUTIQUE_SMTP_PASSWORD", "wrong")
    failed = sell(folder, *SEND)
    assert failed.code == 5
    assert "Traceback" not in failed.err + failed.out
    assert box.messages == []
    monkeypatch.setenv("BOUTIQUE_SMTP_PASSWORD", PASSWORD)
    assert sell(folder, *SEND).code == 0
    assert len(box.messages) == 2


def test_every_period_of_a_brand_has_a_letter_of_its_own(folder: Path, box: Letterbox) -> None:
    """Where several are due, each is approved and sent with its own file: none is lost, none goes twice."""
    every = ("--all", "--format", "csv")
    issued_now = sell(folder, *every, "--json").json["reports"]
    assert len(issued_now) > len({report["brand"] for report in issued_now})
    assert sell(folder, *every, "--approve", "--by", "Camille R.").code == 0
    sent = sell(folder, *every, "--email", "send", "--json")
    assert (sent.code, set(states(sent))) == (0, {"sent"})
    enclosed = [
        part.get_filename() for _, data in box.messages for part in message_from_bytes(data, policy=default).iter_attachments()
    ]
    assert sorted(map(str, enclosed)) == sorted(Path(report["files"][0]["path"]).name for report in issued_now)
    assert sell(folder, *every, "--email", "send").code == 0
    assert set(box.came().values()) == {1}


def test_a_test_goes_to_the_house_alone(folder: Path, box: Letterbox) -> None:
    """As the letter is, files and all; it is said, nothing is recorded as sent, and the letter leaves later."""
    tried = sell(folder, *ASKED, "--email", "test")
    assert tried.code == 4  # the letters themselves wait for approval
    assert tried.out.count("a test of it was sent to ") == 2
    assert {to for to, _ in box.messages} == {(house_address(folder),)}
    letters = [message_from_bytes(data, policy=default) for _, data in box.messages]
    assert [letter["Subject"].startswith("Test: ") for letter in letters] == [True, True]
    assert [len(list(letter.iter_attachments())) for letter in letters] == [1, 1]
    assert sell(folder, *APPROVE).code == 0
    box.messages.clear()
    assert states(sell(folder, *SEND, "--json")) == ["sent", "sent"]
    assert house_address(folder) not in {where for to, _ in box.messages for where in to}


def house_address(folder: Path) -> str:
    """The house's own address."""
    return str(read_house(folder)["house.email"])


@pytest.mark.parametrize(
    ("fault", "said"),
    [("password", "refused the login"), ("cut", "may have arrived or not"), ("refused", "550")],
)
def test_a_test_that_fails_is_one_message(
    folder: Path, box: Letterbox, monkeypatch: pytest.MonkeyPatch, fault: str, said: str
) -> None:
    """Exit 5, and what was issued is still told; the letter itself is untouched."""
    if fault == "password":
        monkeypatch.setenv("BOUTIQUE_SMTP_PASSWORD", "wrong")
    elif fault == "cut":
        box.cut = 1
    else:
        box.refused[house_address(folder)] = "550 5.1.1 nobody here"
    failed = sell(folder, *ASKED, "--email", "test")
    assert failed.code == 5
    assert failed.out == ""
    assert failed.err.count("Error") + failed.err.count("Traceback") <= 1
    assert said in failed.err
    assert "Delmare Genève, October 2026" in failed.err
    assert len(box.messages) == (1 if fault == "cut" else 0)


def test_who_decides_is_asked_before_anything_is_issued(folder: Path) -> None:
    """Else the reports of a mistyped command would stand in the ledger."""
    refused = sell(folder, *BRANDS, "--period", "2026-09", "--format", "csv", "--approve")
    assert refused.code == 2
    assert not list((folder / "documents").rglob("*2026-09*"))
