"""The house's own signature on a finished PDF: PAdES, baseline B-B, the last thing that is done to the file.

A certificate of the house's own shows that nothing changed since; who the house is, a reader knows only where an
authority says so. The moment in it is the clock's, the one place where it is: a signature dated otherwise would be
false. So a signed file is frozen as it is and never made again.
"""

from __future__ import annotations

import io
import logging
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.files import read_only
from toolkit.findings import ToolkitError
from toolkit.passwords import known, places

if TYPE_CHECKING:
    from pyhanko.sign.signers import SimpleSigner

VARIABLE = "BOUTIQUE_CERTIFICATE_PASSWORD"
KEYRING = "certificate"
FIELD = "Signature"
_MARKS = (b"/ByteRange", b"/ObjStm")  # a signature stands open in the file, or packed with other things
_NEW = "Ask whoever issued the certificate for a new file (.p12 or .pfx), or take certificate out of [dossier]."


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate with its key, ready to sign: whose it is, and until when it holds."""

    name: str
    until: datetime
    signer: SimpleSigner


@dataclass(frozen=True, slots=True)
class Signature:
    """What a signature says of its file.

    ``intact``: the signed bytes are as they were. ``whole``: these are the whole file, and nothing was put behind them.
    ``name`` is whose certificate signed, as it calls itself, ``fingerprint`` the certificate's SHA-256.
    """

    name: str
    at: datetime | None
    intact: bool
    whole: bool
    fingerprint: str


def certificate(path: Path, *, now: datetime) -> Certificate:
    """The certificate in a file (PKCS#12), its passphrase from the environment or the keyring.

    Raises ToolkitError, in one sentence, for a file that is missing or no certificate, for a wrong passphrase, and
    for a certificate that does not hold at ``now``.
    """
    from cryptography.hazmat.primitives.serialization import pkcs12
    from pyhanko.sign.signers import SimpleSigner

    data, passphrase = read_only(path), known(VARIABLE, KEYRING).encode()
    try:
        key, own, _ = pkcs12.load_key_and_certificates(data, passphrase)
    except ValueError as error:
        raise _refused(path, error) from error
    if key is None or own is None:
        raise _unusable(path, "it holds no private key with its certificate")
    if now > own.not_valid_after_utc:
        raise _unusable(path, f"it expired on {own.not_valid_after_utc:%Y-%m-%d}")
    if now < own.not_valid_before_utc:
        raise _unusable(path, f"it holds only from {own.not_valid_before_utc:%Y-%m-%d} on")
    signer = SimpleSigner.load_pkcs12_data(data, [], passphrase)
    assert signer is not None  # it has just been opened
    return Certificate(_name(own), own.not_valid_after_utc, signer)


def seal(pdf: bytes, by: Certificate, *, words: str = "Signature of the house") -> bytes:
    """The PDF signed. Nothing may touch it after; ``words`` say to a screen reader what the field is."""
    from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata, sign_pdf

    how = PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )
    out = sign_pdf(_writer()(io.BytesIO(_with_field(pdf, words))), how, signer=by.signer, existing_fields_only=True)
    made: bytes = out.getvalue()
    return made


def signed(pdf: bytes) -> Signature | None:
    """The first signature of a PDF, looked at without asking any network; None for a file without one."""
    if not any(mark in pdf for mark in _MARKS):
        return None
    from pyhanko.pdf_utils.reader import PdfFileReader

    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)  # it prints what is wrong with a file; we say it
    try:
        found = PdfFileReader(io.BytesIO(pdf), strict=False).embedded_signatures
        if found:
            return _judged(found[0], pdf)
    except Exception:  # noqa: BLE001, S110 - in a damaged file anything may fail, and that is the answer
        pass
    # Where a signature stood and none can be read, it is broken.
    return Signature("", None, intact=False, whole=False, fingerprint="") if _MARKS[0] in pdf else None


def _judged(found: Any, pdf: bytes) -> Signature:
    """One signature compared with its file; whether an authority vouches for the certificate is not asked."""
    from pyhanko.sign.validation.errors import SignatureValidationError
    from pyhanko.sign.validation.generic_cms import validate_sig_integrity
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    own = found.signer_cert
    try:
        found.compute_integrity_info(skip_diff=True)
        intact = all(validate_sig_integrity(found.signer_info, own, "data", found.compute_digest()))
    except SignatureValidationError:
        intact = False
    return Signature(
        name=str(own.subject.native.get("common_name", "")),
        at=found.self_reported_timestamp,
        intact=intact and _bare(found, pdf),
        whole=found.coverage == SignatureCoverageLevel.ENTIRE_FILE,
        fingerprint=own.sha256.hex(),
    )


def _bare(found: Any, pdf: bytes) -> bool:
    """Whether the place of the signature, the only bytes it cannot cover itself, holds it and zeros, in one case."""
    first, length, second, _ = map(int, found.byte_range)
    written = pdf[first + length + 1 : second - 1]
    held = bytes.fromhex(written.decode("ascii"))
    size = held[1] & 0x7F  # how many bytes say how long it is
    rest = held[2 + size + int.from_bytes(held[2 : 2 + size], "big") :]
    return not any(rest) and written in {written.upper(), written.lower()}


def _refused(path: Path, why: ValueError) -> ToolkitError:
    """Why a file did not open: no certificate at all, or one behind another passphrase."""
    if "password" not in str(why):
        return _unusable(path, "it is not a certificate with its key (PKCS#12)")
    return _unusable(
        path,
        "the passphrase is missing or not the right one",
        f"Put it into {places(VARIABLE, KEYRING)}.",
    )


def _unusable(path: Path, why: str, hint: str = _NEW) -> ToolkitError:
    return ToolkitError(f"The certificate {path} cannot sign: {why}.", hint, code="certificate")


def _name(own: Any) -> str:
    """Whose a certificate is, as it calls itself."""
    from cryptography.x509.oid import NameOID

    names = own.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(names[0].value) if names else own.subject.rfc4514_string()


@cache
def _writer() -> Any:
    """A writer that adds the signature and leaves the file's description alone: rewritten, it is PDF/A no more."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    class Untouched(IncrementalPdfFileWriter):
        """Writes no moment and no name of its own."""

        def _update_meta(self) -> None:
            """Leave it."""

    return Untouched


def _with_field(pdf: bytes, words: str) -> bytes:
    """The PDF with an empty field for the signature: not drawn, and part of the structure, as PDF/UA wants."""
    import pikepdf
    from pikepdf import Array, Dictionary, Name

    with pikepdf.open(io.BytesIO(pdf)) as document:
        first = document.pages[0].obj
        field = document.make_indirect(
            Dictionary(
                Type=Name.Annot, Subtype=Name.Widget, FT=Name.Sig, T=FIELD, TU=words, F=132, Rect=[0, 0, 0, 0], P=first
            )
        )
        first.Annots = Array([*first.get("/Annots", ()), field])
        document.Root.AcroForm = Dictionary(Fields=[field], SigFlags=3)
        if "/StructTreeRoot" in document.Root:
            _tag(document, field, first)
        out = io.BytesIO()
        document.save(out, deterministic_id=True)
    return out.getvalue()


def _tag(document: Any, field: Any, page: Any) -> None:
    """Give the field its place in the structure, after all else."""
    from pikepdf import Array, Dictionary, Name, NumberTree

    root = document.Root.StructTreeRoot
    whole = root.K[0]
    spot = Dictionary(Type=Name.OBJR, Obj=field, Pg=page)
    form = document.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Form, P=whole, Pg=page, K=Array([spot])))
    whole.K.append(form)
    owners = NumberTree(root.ParentTree)
    field.StructParent = max(owners, default=-1) + 1
    owners[field.StructParent] = form
