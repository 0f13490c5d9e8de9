"""The house's signature: what other programs say of it, every change after it seen, and plain words for what is wrong."""

from __future__ import annotations

import hashlib
import io
import random
import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, NoEncryption, pkcs12
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.generic import DictionaryObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from tests.archive_pages import FACTS, breaches, finished
from toolkit.findings import ToolkitError
from toolkit.passwords import SERVICE
from toolkit.render import seal as sealing
from toolkit.render.seal import Signature, certificate, seal, signed

NOW = datetime.now(UTC)
PASSPHRASE = "a passphrase"  # noqa: S105 - of a key made for this test

UNLOCKED = ""


@cache
def _key() -> rsa.RSAPrivateKey:
    """A key, made once: it takes longest."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def _pkcs12(*, start: datetime = NOW - timedelta(days=1), end: datetime = NOW + timedelta(days=9), passphrase: str = PASSPHRASE,
            with_key: bool = True) -> bytes:  # fmt: skip
    """A certificate the house made for itself."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Maison Aurelle")])
    builder = x509.CertificateBuilder(name, name, _key().public_key(), 7, start, end)
    own = builder.sign(_key(), hashes.SHA256())
    secret = BestAvailableEncryption(passphrase.encode()) if passphrase else NoEncryption()
    return pkcs12.serialize_key_and_certificates(b"house", _key() if with_key else None, own, None, secret)


@pytest.fixture(name="place")
def _place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the certificate lies; the passphrase is in the environment."""
    monkeypatch.setenv(sealing.VARIABLE, PASSPHRASE)
    path = tmp_path / "house.p12"
    path.write_bytes(_pkcs12())
    return path


@cache
def _sealed() -> bytes:
    """The finished dossier, signed once for all tests that change it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(sealing.VARIABLE, PASSPHRASE)
        patch.setattr(sealing, "read_only", lambda path: _pkcs12())
        return seal(finished(), certificate(Path("house.p12"), now=NOW))


def _sound(made: bytes) -> bool:
    """Whether a file carries a signature that holds for all of it."""
    found = signed(made)
    return found is not None and found.intact and found.whole


def test_a_signed_dossier_is_whole(place: Path) -> None:
    """Who signed and when, over the whole file; an unsigned one has no signature, not a broken one."""
    by = certificate(place, now=NOW)
    found = signed(seal(finished(), by))
    assert isinstance(found, Signature)
    assert (found.name, found.intact, found.whole) == ("Maison Aurelle", True, True)
    assert found.at is not None
    assert abs(found.at - datetime.now(UTC)) < timedelta(minutes=5)
    assert len(found.fingerprint) == 64
    assert signed(finished()) is None
    assert signed(b"") is None


def test_the_signature_breaks_no_standard() -> None:
    """PDF/A-3a and PDF/UA-1 hold after it; facts, number and moment of the dossier are untouched."""
    assert breaches(_sealed()) == []
    with pikepdf.open(io.BytesIO(_sealed())) as document, pikepdf.open(io.BytesIO(finished())) as before:
        assert dict(document.docinfo) == dict(before.docinfo)
        assert document.attachments[FACTS.name].get_file().read_bytes() == FACTS.data
        assert document.Root.Metadata.read_bytes() == before.Root.Metadata.read_bytes()


def test_another_program_agrees(tmp_path: Path) -> None:
    """Poppler finds the whole document signed, the signature valid and the profile that of PAdES."""
    if shutil.which("pdfsig") is None:
        pytest.skip("pdfsig of poppler-utils is not installed")
    (tmp_path / "signed.pdf").write_bytes(_sealed())
    said = subprocess.run(["pdfsig", tmp_path / "signed.pdf"], capture_output=True, text=True, check=False).stdout
    for words in ("Signature is Valid", "Total document signed", "ETSI.CAdES.detached", "SHA-256", "Maison Aurelle"):
        assert words in said


def _saved_again(made: bytes) -> bytes:
    """The file opened and saved, nothing changed."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(made)) as document:
        document.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _with_another_page(made: bytes) -> bytes:
    """The file with its first page once more at the end, saved anew."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(made)) as document:
        document.pages.append(document.pages[0])
        document.save(out)
    return out.getvalue()


def _with_a_page_behind(made: bytes) -> bytes:
    """The same, but only added behind, so that every signed byte is as it was."""
    writer = IncrementalPdfFileWriter(io.BytesIO(made))
    leaves = writer.root["/Pages"]["/Kids"]
    leaves.append(writer.add_object(DictionaryObject(leaves[0].get_object())))
    writer.update_container(leaves)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize("change", [
    _saved_again, _with_another_page, _with_a_page_behind,
    lambda made: made + b"\n% a remark", lambda made: made[:-400], lambda made: made[: len(made) // 2],
], ids=["saved", "page", "page-behind", "remark", "end-cut", "half"])  # fmt: skip
def test_a_change_of_the_file_is_seen(change: Callable[[bytes], bytes]) -> None:
    """By the signature, and by the digest that the ledger keeps of signed and unsigned files alike."""
    assert _sound(_sealed())
    assert not _sound(change(_sealed()))
    if change is not _with_a_page_behind:
        assert hashlib.sha256(change(finished())).digest() != hashlib.sha256(finished()).digest()


def test_every_flipped_bit_is_seen() -> None:
    """Anywhere: in the page, in the signature, and in the room that is left beside it, which no signature covers."""
    chance = random.Random(5)  # noqa: S311 - the same places each time
    made = _sealed()
    room = made.rindex(b"00000000>") - 900
    for number in range(90):
        spot = chance.randrange(room, len(made)) if number % 3 == 0 else chance.randrange(len(made))
        changed = bytearray(made)
        changed[spot] ^= 1 << chance.randrange(8)
        assert not _sound(bytes(changed)), spot


def test_a_signature_made_unreadable_is_broken_and_not_absent() -> None:
    """A forger cannot turn "altered" into "was never signed" by spoiling its name."""
    found = signed(_sealed().replace(b"/ETSI.CAdES.detached", b"/ETSI.CAdES.detacheD"))
    assert found is not None
    assert not found.intact


def test_a_plain_pdf_can_be_signed_too(place: Path) -> None:
    """One without a structure has no place to tag the field in."""
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(out)
    assert _sound(seal(out.getvalue(), certificate(place, now=NOW)))


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (_pkcs12(end=NOW - timedelta(hours=1)), "it expired on"),
        (_pkcs12(start=NOW + timedelta(days=2)), "holds only from"),
        (_pkcs12(passphrase=PASSPHRASE.upper()), "the passphrase is missing or not the right one"),
        (_pkcs12(with_key=False), "no private key"),
        (b"-----BEGIN CERTIFICATE-----", "not a certificate with its key"),
        (b"", "not a certificate with its key"),
        (_pkcs12()[:400], "not a certificate with its key"),
    ],
    ids=["expired", "early", "passphrase", "no-key", "other-kind", "empty", "cut-off"],
)
def test_a_certificate_that_cannot_sign_is_one_sentence(place: Path, file: bytes, words: str) -> None:
    """Which file, what is wrong with it, what to do; never the passphrase."""
    place.write_bytes(file)
    with pytest.raises(ToolkitError, match=words) as refused:
        certificate(place, now=NOW)
    assert str(place) in refused.value.message
    assert refused.value.hint
    assert refused.value.code == "certificate"
    assert PASSPHRASE not in refused.value.message + refused.value.hint


def test_a_missing_certificate_is_one_sentence(place: Path) -> None:
    """As any other missing file."""
    with pytest.raises(ToolkitError, match="no such file"):
        certificate(place.with_name("other.p12"), now=NOW)


def test_the_passphrase_may_be_in_the_keyring(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the environment names none; a computer without a keyring has an empty one."""
    import keyring
    from keyring.backend import KeyringBackend
    from keyring.errors import NoKeyringError

    class Kept(KeyringBackend):
        """A keyring of one entry."""

        priority = 1  # type: ignore[assignment]
        held: str | None = PASSPHRASE

        def set_password(self, service: str, username: str, password: str) -> None:
            """Nothing of ours writes to it."""
            raise AssertionError

        def get_password(self, service: str, username: str) -> str | None:
            """The entry, under its own name only."""
            if self.held is None:
                raise NoKeyringError
            return self.held if (service, username) == (SERVICE, sealing.KEYRING) else None

    monkeypatch.delenv(sealing.VARIABLE)
    before = keyring.get_keyring()
    try:
        keyring.set_keyring(kept := Kept())
        assert certificate(place, now=NOW).name == "Maison Aurelle"
        kept.held = None
        with pytest.raises(ToolkitError, match="passphrase") as refused:
            certificate(place, now=NOW)
        assert sealing.VARIABLE in refused.value.hint
        place.write_bytes(_pkcs12(passphrase=UNLOCKED))
        assert certificate(place, now=NOW).name == "Maison Aurelle"
    finally:
        keyring.set_keyring(before)
