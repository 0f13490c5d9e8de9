"""The doctor: what is missing is named, with what to type on each system."""

from __future__ import annotations

import ctypes
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.issued_houses import attack, issued_house
from toolkit import machine
from toolkit.commands.doctor import doctor
from toolkit.machine import Check
from toolkit.show.doctor import healthy, text


def run(*arguments: str) -> Result:
    """One run of the command by itself."""
    return CliRunner().invoke(doctor, arguments)


def test_a_complete_machine_is_healthy(tmp_path: Path) -> None:
    """With everything there the command says so, and leaves the folder as it was."""
    result = run("--house", str(tmp_path))
    assert result.exit_code == 0, result.output
    assert result.stdout.endswith("Everything that is needed is here.\n")
    assert list(tmp_path.iterdir()) == []


def test_json_carries_the_advice_for_every_system(tmp_path: Path) -> None:
    """The object names each check and what to type on Debian, macOS and Windows."""
    document = json.loads(run("--house", str(tmp_path), "--json").stdout)
    assert document["schema"] == "boutique.doctor/1"
    assert document["healthy"] is True
    by_name = {check["name"]: check for check in document["checks"]}
    assert set(by_name["Pango"]["advice"]) == {"debian", "macos", "windows"}
    assert by_name["LibreOffice"]["needed"] is False


def test_a_missing_library_is_named_with_its_command() -> None:
    """Where the loader cannot open HarfBuzz's subsetter, that check alone fails and says what to type."""

    def without_subset(name: str) -> object:
        if "subset" in name:
            raise OSError(name)
        return ctypes.CDLL(name)

    found = machine.libraries(without_subset)
    assert [check.name for check in found if not check.present] == ["HarfBuzz with subsetting"]
    shown = text(found, "debian")
    assert "missing: libharfbuzz-subset.so.0" in shown
    assert "sudo apt-get install" in shown
    assert "brew" not in shown
    assert shown.endswith("Missing: HarfBuzz with subsetting.")


def test_an_unknown_system_is_told_every_way() -> None:
    """On a system that is none of the three the advice for all three is printed."""
    shown = text([Check("Pango", "missing", "PDF", present=False, advice=machine.PANGO_ADVICE)], "other")
    assert all(word in shown for word in ("Debian, Ubuntu: sudo", "macOS: brew", "Windows: install MSYS2"))


def test_what_is_optional_does_not_make_ill() -> None:
    """A machine without LibreOffice is healthy; one without Python packages is not."""
    assert healthy([Check("LibreOffice", "not found", "letters", present=False, needed=False)])
    assert not healthy([Check("Python packages", "missing: click", "the program", present=False)])


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """A house's folder that does not exist fails its check in plain words, without a traceback."""
    result = run("--house", str(tmp_path / "absent"))
    assert result.exit_code == 1
    assert "No such file or directory" in result.stdout
    assert result.stdout.endswith("Missing: Folder.\n")


@pytest.mark.skipif(sys.platform == "win32", reason="users and rights of POSIX")
def test_a_folder_without_the_right_to_write(tmp_path: Path) -> None:
    """As a user without rights, the folder's check fails; root drops its own rights first."""
    tmp_path.chmod(0o555)
    code = (
        "import os, sys; from pathlib import Path; from toolkit.machine import folder; "
        "os.getuid() or os.setuid(65534); print(folder(Path(sys.argv[1]))[0])"
    )
    locked = tmp_path if os.getuid() else Path("/")
    done = subprocess.run([sys.executable, "-c", code, str(locked)], capture_output=True, text=True, check=True)
    assert "present=False" in done.stdout
    assert "Permission denied" in done.stdout


def test_a_damaged_ledger_is_reported(tmp_path: Path) -> None:
    """A ledger that is no database fails its check with the ledger's own words."""
    (tmp_path / ".boutique").mkdir()
    (tmp_path / ".boutique" / "ledger.sqlite").write_bytes(b"not a database, whatever its name says" * 100)
    result = run("--house", str(tmp_path))
    assert result.exit_code == 1
    assert "MISSING" in result.stdout
    assert "Ledger" in result.stdout.splitlines()[-1]


def test_the_ledger_is_whole_or_not_in_one_line(tmp_path: Path) -> None:
    """A ledger nobody touched, and one of which a row was changed with another program; the house stays as it is."""
    house = issued_house(tmp_path / "house")
    assert re.search(r"ok +Ledger +whole: \d+ entries", run("--house", str(house)).stdout)
    attack(house, "UPDATE issues SET at = '2025' WHERE number = 'D-2026-001'")
    result = run("--house", str(house))
    assert result.exit_code == 1
    assert re.search(r"MISSING +Ledger +.*D-2026-001", result.stdout)
    assert "boutique ledger audit" in result.stdout


def test_a_damaged_font_is_named(tmp_path: Path) -> None:
    """A face whose bytes are not a font's, and a package without faces, both fail."""
    assert not machine.fonts(tmp_path).present
    shutil.copy(next(machine.FONTS.glob("*.ttf")), tmp_path / "good.ttf")
    assert machine.fonts(tmp_path).present
    (tmp_path / "bad.ttf").write_bytes(b"<html>")
    assert machine.fonts(tmp_path).found == "damaged: bad.ttf"
