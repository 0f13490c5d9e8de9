"""``boutique sellthrough --email send`` through a real server on this computer: once, after approval, never on a doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import openpyxl
import pytest

from tests.houses import Ran, run
from tests.mail_server import PASSWORD, USER, Authority, Letterbox, listening
from toolkit.demo import maison, story
from toolkit.files import write_all

BRANDS = ("Delmare Genève", "Maison Solveig")
ASKED = (*BRANDS, "--format", "csv")
SEND = (*ASKED, "--email", "send")
APPROVE = (*ASKED, "--approve", "--by", "Camille R.")


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """Who vouches for the server."""
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def box() -> Letterbox:
    """What the server took."""
    return Letterbox()


@pytest.fixture
def port(box: Letterbox, authority: Authority) -> Iterator[int]:
    """A server with STARTTLS and a login."""
    with listening(box, authority.server()) as port:
        yield port


@pytest.fixture
def folder(tmp_path: Path, port: int, authority: Authority, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The clean maison, which sends through that server; two reports issued and looked at."""
    monkeypatch.setenv("BOUTIQUE_SMTP_PASSWORD", PASSWORD)
    write_all({tmp_path / name: data for name, data in maison.registers(clean=True)[0].items()}, overwrite=False)
    story.map_columns(tmp_path, clean=True)
    settings = tmp_path / "boutique.toml"
    told = {"host": "localhost", "port": port, "user": USER, "ca_file": authority.file}
    kept = re.sub(r"\[mail\](?:\n(?!\[)[^\n]*)*", "", settings.read_text("utf-8"))
    lines = "".join(f'{key} = "{value}"\n' for key, value in told.items())
    settings.write_text(f"{kept}\n[mail]\n{lines}", "utf-8")
    assert sell(tmp_path, *ASKED).code == 0
    return tmp_path


def sell(folder: Path, *arguments: object) -> Ran:
    """Run the command on the house."""
    return run("sellthrough", *arguments, "--house", folder, "--as-at", "2026-10-31")


def states(ran: Ran) -> list[str]:
    """What became of each letter."""
    return [report["letter"]["state"] for report in ran.json["reports"]]


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
