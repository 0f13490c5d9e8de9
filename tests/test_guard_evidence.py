"""Scans and signatures: a PDF that travels in a dossier is opened too, and a signed file is looked at as it leaves."""

from __future__ import annotations

import io
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import page as validation
import pikepdf
import pytest
import weasyprint
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12
from cryptography.x509.oid import NameOID

from tests.houses import make, run, table
from toolkit.guard import search
from toolkit.guard_words import Secret
from toolkit.render import seal as sealing
from toolkit.render.seal import signed

DAY = "2026-10-31"
HEADING = ("Stock No", "Brand", "Model", "Description", "Condition", "Category", "Date in", "Supplier",
           "Purchase invoice", "Cost", "Currency", "Metal", "Lab", "Report no", "Carat", "Lab grown")  # fmt: skip
RING = ("J1", "Chaumet", "Aigrette", "Diamond ring", "New", "Ring", "2026-03-02", "Tempora SA", "P-17", "4210", "GBP",
        "Platinum 950", "GIA", "2141438171", "1.02", "Natural")  # fmt: skip
LEAK = "<p>Sent to the laboratory by Tempora SA.</p>"


def scan(words: str = "") -> bytes:
    """A report as a PDF with a text, as a scanner that reads makes it."""
    html = f"<title>Report</title><h1>Report 2141438171</h1><p>Round brilliant, 1.02 ct.</p>{words}"
    made: bytes = weasyprint.HTML(string=html).write_pdf()
    return made


def locked() -> bytes:
    """The scan behind a password."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(scan())) as file:
        file.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    return out.getvalue()


def heavy() -> bytes:
    """A scan of thirty megabytes."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(scan())) as file:
        file.Root.Big = file.make_stream(bytes(30_000_000))
        file.save(out, compress_streams=False)
    return out.getvalue()


def _house(folder: Path, data: bytes, **settings: str) -> Path:
    """A house of one ring, with the scan of its report."""
    made = make(folder, {"Stock.csv": table(HEADING, (RING,))}, house_name="Maison Test", **settings)
    (made / "evidence").mkdir()
    (made / "evidence" / "J1-report.pdf").write_bytes(data)
    return made


def _dossier(house: Path, edition: str = "client") -> tuple[dict[str, object], bytes]:
    """The ring's dossier: what became of it, and its file where there is one."""
    ran = run("dossier", "J1", "--house", house, "--as-at", DAY, "--edition", edition, "--json")
    path = house / "documents" / "dossiers" / f"Dossier-J1-{edition}.pdf"
    return ran.json["dossiers"][0], path.read_bytes() if path.exists() else b""


def test_the_scan_of_a_report_travels_inside_and_breaks_no_standard(tmp_path: Path) -> None:
    """Byte for byte, as a supplement to the page, in a file that is PDF/A-3a and PDF/UA-1 all the same."""
    told, made = _dossier(_house(tmp_path / "house", scan()))
    assert told["state"] == "issued", told
    with pikepdf.open(io.BytesIO(made)) as file:
        names = [name for name in file.attachments if name.endswith(".pdf")]
        assert len(names) == 1
        assert file.attachments[names[0]].get_file().read_bytes() == scan()
        assert file.attachments[names[0]].relationship == pikepdf.Name.Supplement
        assert len(file.Root.AF) == 2
    for profile in ("3a", "ua-1"):
        assert validation.validate_pdf_bytes(made, profile=profile).failures == []


def test_a_leak_within_the_scan_is_refused(tmp_path: Path) -> None:
    """The supplier named on the report: the client's copy is withheld, the house's own is made."""
    house = _house(tmp_path / "house", scan(LEAK))
    told, made = _dossier(house)
    assert (told["state"], made) == ("withheld", b"")
    assert "an attachment: page 1" in str(told["withheld"])
    assert "Stock.csv, cell H2" in str(told["withheld"])
    assert "Tempora" not in str(told["withheld"])
    assert _dossier(house, "internal")[0]["state"] == "issued"


@pytest.mark.parametrize("edition", ["client", "internal"])
@pytest.mark.parametrize(
    ("build", "words"),
    [(locked, "opens with a password only"), (lambda: scan()[:900], "damaged"), (lambda: b"GIF89a", "another kind"),
     (heavy, "too large to enclose (30 MB)")],
    ids=["locked", "cut off", "no PDF", "30 MB"],
)  # fmt: skip
def test_a_scan_that_nobody_could_open_is_told_in_a_sentence(
    tmp_path: Path, build: object, words: str, edition: str
) -> None:
    """Which file and what to do, in both editions; nothing is issued."""
    told, made = _dossier(_house(tmp_path / "house", build()), edition)  # type: ignore[operator]
    assert (told["state"], made) == ("withheld", b"")
    assert "evidence/J1-report.pdf" in str(told["withheld"])
    assert words in str(told["withheld"])
    assert "Then run again." in str(told["withheld"])


def _certificate(path: Path) -> None:
    """A certificate that the house made for itself."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Maison Test")])
    start, end = now - timedelta(days=1), now + timedelta(days=9)
    own = x509.CertificateBuilder(name, name, key.public_key(), 7, start, end).sign(key, hashes.SHA256())
    path.write_bytes(pkcs12.serialize_key_and_certificates(b"house", key, own, None, NoEncryption()))


def test_a_signed_dossier_is_looked_at_after_it_was_signed_and_is_not_touched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A leak is refused in a signed run too; without it the file leaves as it was signed, and says so to others."""
    monkeypatch.setenv(sealing.VARIABLE, "")
    house = _house(tmp_path / "house", scan(LEAK), dossier_certificate="house.p12")
    _certificate(house / "house.p12")
    assert _dossier(house)[0]["state"] == "withheld"
    (house / "evidence" / "J1-report.pdf").write_bytes(scan())
    told, made = _dossier(house)
    assert told["state"] == "issued", told
    found = signed(made)
    assert found is not None
    assert (found.name, found.intact, found.whole) == ("Maison Test", True, True)
    assert search(made, "Dossier.pdf", [Secret("Maison Test", "the house")])  # the signed file is read to its end
    if shutil.which("pdfsig"):
        path = house / "documents" / "dossiers" / "Dossier-J1-client.pdf"
        said = subprocess.run(["pdfsig", path], capture_output=True, text=True, check=False).stdout
        assert "Signature is Valid" in said
        assert "Total document signed" in said
