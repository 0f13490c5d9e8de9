"""A backup of the ledger with every frozen copy, in one ZIP, taken while commands may run."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from toolkit.files import read_only, write_large
from toolkit.findings import ToolkitError
from toolkit.ledger import STATE_FOLDER, Ledger
from toolkit.outbox import OUTBOX

STAMP = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds: its file, how many documents, the end of the ledger in it."""

    path: Path
    documents: int
    tip: str


def backup(house: Path, path: Path, *, overwrite: bool = False, dry_run: bool = False) -> Backup:
    """Write the backup: the ledger as of one moment, its head, and the copies of what it had issued by then.

    It is unpacked in the house's folder. Copying the folder by hand instead may catch a command half-way.
    """
    if path.exists() and not overwrite:
        raise ToolkitError(f"{path} exists already.", "Name another file, or add --overwrite.", code="exists")
    with Ledger.rehearse(house) as ledger:
        if troubles := ledger.audit():
            raise ToolkitError(
                f"The ledger is not backed up, for it is not whole: {troubles[0].words}",
                "'boutique ledger audit' says more. Keep the backups you have: do not replace them.",
                code="altered",
            )
        tip = f"{ledger.tip()}\n"
        rows = {"ledger.sqlite": ledger.serialised(), "head": tip.encode()}
        folders = [issued.folder for issued in ledger.all_issued()]
        messages = sorted({approval.file for approval in ledger.approvals()})

        def write(stream: BinaryIO) -> None:
            with zipfile.ZipFile(stream, "w") as package:
                for name, data in rows.items():
                    _put(package, name, data)
                for folder in folders:
                    for file in sorted((ledger.frozen_folder / folder).iterdir()):
                        _put(package, f"frozen/{folder}/{file.name}", read_only(file))
                for message in messages:
                    _put(package, f"{OUTBOX}/{message}", read_only(ledger.outbox_folder / message))

        if not dry_run:
            write_large(path, write)
        return Backup(path, len(folders), tip.strip())


def _put(package: zipfile.ZipFile, name: str, data: bytes) -> None:
    """Add a file for its owner's eyes only; documents are packed already."""
    info = zipfile.ZipInfo(f"{STATE_FOLDER}/{name}", STAMP)
    info.external_attr = 0o600 << 16
    info.compress_type = zipfile.ZIP_STORED if name.startswith("frozen/") else zipfile.ZIP_DEFLATED
    package.writestr(info, data)
