"""``boutique dossier`` and ``boutique fields``: from a small house's registers to issued files."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from tests.houses import make, run, table
from toolkit.ledger import Ledger
from toolkit.render import press

DAY = "2026-10-31"
HEADING = ("Stock No", "Brand", "Model", "Description", "Condition", "Category", "Serial No", "Date in", "Supplier",
           "Purchase invoice", "Cost", "Currency", "Photo")  # fmt: skip
GOOD = ("W1", "Omega", "Seamaster", "Steel wristwatch", "New", "Watch", "84E61234", "2026-03-02", "Tempora SA",
        "P-17", "4210", "GBP", "dial.jpg")  # fmt: skip
PLAIN = ("W2", "Rolex", "Datejust", "Steel wristwatch", "New", "Watch", "R7712345", "2026-03-05", "Tempora SA",
         "P-18", "5310", "GBP", "")  # fmt: skip
BAD = ("W3", "Rolex", "Submariner", "Steel wristwatch", "New", "Watch", "R8812345", "2026-03-05", "Tempora SA",
       "P-19", "6310", "GBP", "gone.jpg")  # fmt: skip


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A house of three watches; of one the photograph that its row names is missing."""
    camera = Image.Exif()
    camera.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    Image.linear_gradient("L").resize((600, 450)).convert("RGB").save(out, "JPEG", exif=camera)
    folder = make(tmp_path / "house", {"Stock.csv": table(HEADING, (GOOD, PLAIN, BAD))}, house_name="Maison Test")
    (folder / "evidence").mkdir()
    (folder / "evidence" / "dial.jpg").write_bytes(out.getvalue())
    return folder


def dossier(house: Path, *arguments: str) -> list[dict[str, object]]:
    """The dossiers of one run, as JSON."""
    ran = run("dossier", *arguments, "--house", house, "--as-at", DAY, "--json")
    assert ran.json["schema"] == "boutique.dossier/1", ran.out
    made: list[dict[str, object]] = ran.json["dossiers"]
    return made


def test_one_that_is_withheld_never_stops_the_others(house: Path) -> None:
    """Each piece has its number and file; the one without names the cell and what to do."""
    ran = run("dossier", "W1", "W3", "W2", "--house", house, "--as-at", DAY, "--json")
    first, held, last = ran.json["dossiers"]
    assert ran.code == 3
    assert [first["number"], held["number"], last["number"]] == ["D-2026-001", "", "D-2026-002"]
    assert [first["state"], held["state"], last["state"]] == ["issued", "withheld", "issued"]
    assert held["withheld"][0]["place"]["cell"] == "M4"
    assert held["withheld"][0]["hint"]
    files = sorted(path.name for path in (house / "documents" / "dossiers").iterdir())
    assert files == ["Dossier-W1-client.pdf", "Dossier-W2-client.pdf"]


def test_the_file_holds_its_facts_and_nothing_of_where_a_picture_was_taken(house: Path) -> None:
    """The canonical facts travel with it; the photograph is there without its properties; no cost, no supplier."""
    dossier(house, "W1")
    data = (house / "documents" / "dossiers" / "Dossier-W1-client.pdf").read_bytes()
    assert b"GPS" not in data
    assert b"Exif" not in data
    with pikepdf.open(io.BytesIO(data)) as document:
        facts = document.attachments["facts.json"].get_file().read_bytes().decode()
        assert '"stock_no":"W1"' in facts
        assert "4210" not in facts
        assert "Tempora" not in facts
        assert "D-2026-001" in str(document.docinfo["/Title"])


def test_the_same_again_is_unchanged_and_the_house_has_a_copy_of_its_own(house: Path) -> None:
    """A second run writes nothing; the internal copy has a number of its own and shows the cost."""
    dossier(house, "W1")
    path = house / "documents" / "dossiers" / "Dossier-W1-client.pdf"
    before = path.read_bytes()
    assert dossier(house, "W1")[0]["state"] == "unchanged"
    assert path.read_bytes() == before
    own = dossier(house, "W1", "--edition", "internal")[0]
    assert (own["number"], own["edition"]) == ("D-2026-002", "internal")


def test_a_changed_photograph_is_another_revision_and_needs_overwrite(house: Path) -> None:
    """The picture is part of what was issued; what exists is replaced only when asked."""
    dossier(house, "W1")
    out = io.BytesIO()
    Image.new("RGB", (600, 450), "#336699").save(out, "JPEG")
    (house / "evidence" / "dial.jpg").write_bytes(out.getvalue())
    refused = run("dossier", "W1", "--house", house, "--as-at", DAY)
    assert refused.code == 1
    assert "--overwrite" in refused.err
    assert dossier(house, "W1", "--overwrite")[0]["revision"] == 2


def test_a_draft_takes_no_number_and_a_dry_run_writes_nothing(house: Path) -> None:
    """Neither leaves a trace in the ledger."""
    assert dossier(house, "W2", "--dry-run")[0]["state"] == "dry-run"
    assert not (house / "documents").exists()
    draft = dossier(house, "W2", "--draft")[0]
    assert (draft["state"], draft["number"]) == ("draft", "")
    assert (house / "documents" / "dossiers" / "Dossier-W2-client-draft.pdf").is_file()
    assert dossier(house, "W2")[0]["number"] == "D-2026-001"


def test_a_damaged_photograph_withholds_its_piece_alone(house: Path) -> None:
    """The message names the file."""
    (house / "evidence" / "dial.jpg").write_bytes(b"no picture")
    held, made = dossier(house, "W1", "W2")
    assert held["state"] == "withheld"
    assert "dial.jpg" in str(held["withheld"])
    assert made["state"] == "issued"


def test_the_same_registers_make_the_same_bytes(house: Path, tmp_path: Path) -> None:
    """Two houses with the same registers issue the same file."""
    twin = make(tmp_path / "twin", {"Stock.csv": (house / "Stock.csv").read_text("utf-8")}, house_name="Maison Test")
    (twin / "evidence").mkdir()
    (twin / "evidence" / "dial.jpg").write_bytes((house / "evidence" / "dial.jpg").read_bytes())
    one, other = dossier(house, "W1"), dossier(twin, "W1")
    assert [file["sha256"] for file in one[0]["files"]] == [  # type: ignore[index, attr-defined]
        file["sha256"]
        for file in other[0]["files"]  # type: ignore[index, attr-defined]
    ]


SALES = ("Invoice no", "Date", "Type", "Stock No", "Client no", "Price", "Currency")
SOLD = (
    ("MC26-0007", "2026-09-12", "Sale", "W1", "C1", "6100", "GBP"),
    ("MC26-0007", "2026-09-12", "Sale", "W2", "C1", "7300", "GBP"),
    ("MC26-0009", "2026-10-20", "Sale", "W4", "C1", "5900", "GBP"),
)


@pytest.fixture
def trading(tmp_path: Path) -> Path:
    """A house that sold two watches on one invoice and a third one later."""
    another = ("W4", "Omega", "Speedmaster", *GOOD[3:6], "84E69999", *GOOD[7:9], "P-20", "3990", "GBP", "")
    files = {"Stock.csv": table(HEADING, (PLAIN, another, (*GOOD[:-1], ""))), "Sales.csv": table(SALES, SOLD)}
    return make(tmp_path / "trading", files, house_name="Maison Test")


def test_a_sale_names_its_pieces(trading: Path) -> None:
    """An invoice stands for all it lists, however it is typed; with a stock number it only says which sale is told."""
    both = dossier(trading, "--sale", "mc26 0007")
    assert [(each["stock_no"], each["number"]) for each in both] == [("W1", "D-2026-001"), ("W2", "D-2026-002")]
    one = dossier(trading, "W2", "--sale", "MC26-0007")
    assert [(each["stock_no"], each["state"]) for each in one] == [("W2", "unchanged")]


def test_all_sold_since_a_day_are_made_in_the_order_of_their_sale(trading: Path) -> None:
    """The day counts; what was sold before it is left out; a day after the last sale makes none."""
    assert [each["stock_no"] for each in dossier(trading, "--all-sold-since", "2026-09-12")] == ["W1", "W2", "W4"]
    assert [each["stock_no"] for each in dossier(trading, "--all-sold-since", "2026-09-13", "--dry-run")] == ["W4"]
    assert dossier(trading, "--all-sold-since", "2026-10-21") == []
    ran = run("dossier", "--all-sold-since", "2026-10-21", "--house", trading, "--as-at", DAY)
    assert (ran.code, ran.out) == (0, "No piece was sold in that time.\n")


MANY = (
    ("W1", "Steel wristwatch"), ("W2", "Steel wristwatch"), ("W3", "Gold wristwatch"), ("W4", "Watch with a 🎁"),
    ("W5", "Gold wristwatch"), ("W6", "Steel wristwatch"), ("W7", "Steel wristwatch"),
)  # fmt: skip


def many(folder: Path) -> Path:
    """A house of seven watches: the photograph of one is missing, the words of another cannot be set."""
    rows = [
        (number, "Omega", f"Seamaster {number}", words, "New", "Watch", f"84E61{number}", "2026-03-02", "Tempora SA",
         f"P-{number}", "4210", "GBP", "gone.jpg" if number == "W3" else "")
        for number, words in MANY
    ]  # fmt: skip
    return make(folder, {"Stock.csv": table(HEADING, rows)}, house_name="Maison Test")


def test_many_at_once_are_the_same_as_one_by_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processes set the pages: the same bytes, numbers and states in the order asked, two withheld with reasons."""
    monkeypatch.setattr(press, "processors", lambda: 2)
    numbers = [number for number, _ in MANY]
    at_once, single = many(tmp_path / "at once"), many(tmp_path / "single")
    made = dossier(at_once, *numbers)
    singly = [dossier(single, number)[0] for number in numbers]
    assert [str(each["number"])[-3:] for each in made] == ["001", "002", "", "", "004", "005", "006"]
    assert [each["state"] for each in made].count("issued") == 5
    assert "🎁" in str(made[3]["withheld"])
    for one, other in zip(made, singly, strict=True):
        assert {**one, "files": [file["sha256"] for file in one["files"]]} == {  # type: ignore[attr-defined]
            **other,
            "files": [file["sha256"] for file in other["files"]],  # type: ignore[attr-defined]
        }
    for house in (at_once, single):
        with Ledger.rehearse(house) as ledger:
            assert [(void.number, void.reason) for void in ledger.voids()] == [
                ("D-2026-003", "not issued: missing-glyph")
            ]
    again = dossier(at_once, *reversed(numbers))
    assert [each["state"] for each in again].count("unchanged") == 5


def test_a_dry_run_of_many_tells_the_numbers_they_will_have(tmp_path: Path) -> None:
    """Each its own, as the next run gives them; nothing is written."""
    house = many(tmp_path / "house")
    planned = dossier(house, "W1", "W2", "W3", "W5", "--dry-run")
    assert [each["number"] for each in planned] == ["D-2026-001", "D-2026-002", "", "D-2026-003"]
    assert not (house / ".boutique" / "ledger.sqlite").exists()
    made = dossier(house, "W1", "W2", "W3", "W5")
    assert [each["files"] for each in made] == [each["files"] for each in planned]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "No piece is named"),
        (("--sale", "MC26-9999"), "no invoice"),
        (("--all-sold-since", "October"), "is not a date"),
    ],
)
def test_what_cannot_be_meant_is_said(house: Path, arguments: tuple[str, ...], words: str) -> None:
    """A usage error is one sentence and no traceback."""
    ran = run("dossier", *arguments, "--house", house, "--as-at", DAY)
    assert ran.code != 0
    assert words in ran.err
    assert "Traceback" not in ran.err


def test_fields_lists_what_a_template_may_use_with_her_own_values(house: Path) -> None:
    """Names, loops and values; each name really fills a template of hers."""
    ran = run("fields", "dossier", "--piece", "W1", "--house", house, "--as-at", DAY, "--json")
    named = {field["name"]: field["value"] for field in ran.json["fields"]}
    assert named["dossier.stock_no"] == "W1"
    assert named["house"] == "Maison Test"
    loop = next(field for field in ran.json["fields"] if field["name"] == "fact.label")
    assert loop["within"] == "for fact in dossier.identification.facts"


def test_fields_of_the_schedule_and_of_no_template(house: Path) -> None:
    """The schedule's names are listed too; another word is a usage error."""
    ran = run("fields", "schedule", "--house", house, "--as-at", DAY)
    assert "schedule.html" in ran.out
    assert "figure.label" in ran.out
    assert run("fields", "letter", "--house", house, "--as-at", DAY).code == 2
