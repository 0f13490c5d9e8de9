"""The program as its user meets it: help, exit codes, one clear message for each wrong run."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.houses import STOCK, make, run, table
from toolkit.cli import COMMANDS
from toolkit.commands.ledger import ledger

ROW = ("R1", "Ring", "2024-03-05", "", 900, "GBP")


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A house of one ring."""
    return make(tmp_path / "house", {"stock.csv": table(STOCK, [ROW])})


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str) -> None:
    """A lazy program must be asked for the help of each command, or a broken import hides."""
    ran = run(command, "--help")
    assert ran.code == 0
    assert f"boutique {command}" in ran.out
    assert "--json" in ran.out or command in {"ledger", "letters"}  # those are groups


@pytest.mark.parametrize("command", ledger.commands)
def test_every_command_of_the_ledger_has_help(command: str) -> None:
    """As the commands of the program, each with the common options."""
    ran = run("ledger", command, "--help")
    assert ran.code == 0
    assert f"boutique ledger {command}" in ran.out
    assert "--json" in ran.out


def test_the_list_of_commands_imports_no_command() -> None:
    """Help prints from the table alone: none of the heavy packages, and no command, is loaded."""
    code = (
        "import sys; from toolkit.cli import run; run(['--help']); "
        "sys.exit(any(name.startswith(('toolkit.commands', 'pandas', 'openpyxl', 'weasyprint')) for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0


def test_python_m_toolkit_is_the_program() -> None:
    """``python -m toolkit`` answers as ``boutique`` does."""
    ran = subprocess.run([sys.executable, "-m", "toolkit", "--version"], capture_output=True, text=True, check=False)
    assert ran.returncode == 0
    assert ran.stdout.startswith("boutique")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["chek"], 2, "Did you mean 'check'"),
        (["check", "--wrong"], 2, "--wrong"),
        (["check", "--house", "nowhere"], 1, "boutique init"),
        (["check", "--as-at", "31/10/2026", "--house", "HOUSE"], 2, "2026-10-31"),
        (["schedule", "--format", "doc", "--house", "HOUSE"], 2, "xlsx"),
        (["schedule", "--basis", "dreams", "--house", "HOUSE"], 2, "cost"),
        (["map", "pieces", "--house", "HOUSE"], 2, "stock"),
        (["map", "stock", "--set", "Colour=colour", "--house", "HOUSE"], 1, "Stock No"),
        (["map", "stock", "--set", "Cost=price_paid", "--house", "HOUSE"], 1, "cost_purchase"),
        (["map", "stock", "--set", "Cost", "--house", "HOUSE"], 2, "WORD=MEANING"),
        (["init", "empty"], 1, "--source"),
        (["init", "nowhere"], 1, "no folder"),
        (["init", "empty", "--source", "missing.xlsx"], 1, "missing.xlsx"),
    ],
)
def test_a_wrong_run_says_what_to_type(
    house: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], code: int, said: str
) -> None:
    """One message on stderr, nothing on stdout, the documented exit code, never a traceback."""
    (house.parent / "empty").mkdir()
    monkeypatch.chdir(house.parent)
    ran = run(*[str(house) if word == "HOUSE" else word for word in arguments])
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_an_error_with_json_is_one_object(tmp_path: Path) -> None:
    """A script reads the error where it reads the result."""
    ran = run("check", "--house", tmp_path, "--json")
    assert ran.code == 1
    assert ran.json["error"]["code"] == "not-found"
    assert ran.json["error"]["hint"]


def test_only_debug_shows_a_traceback(tmp_path: Path) -> None:
    """--debug is for whoever mends the program."""
    assert "Traceback" in run("check", "--house", tmp_path, "--debug").err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ".xls"),
        (b"PK\x03\x04 not a package", "damaged"),
        (b"%PDF-1.7 a scan", "PDF"),
    ],
)
def test_a_file_that_is_no_register_is_refused_by_name(tmp_path: Path, content: bytes, said: str) -> None:
    """Empty, old, damaged and foreign files: the file is named, and the way out."""
    (tmp_path / "Stock.xlsx").write_bytes(content)
    ran = run("init", tmp_path, "--source", tmp_path / "Stock.xlsx")
    assert ran.code == 1
    assert "Stock.xlsx" in ran.err
    assert said.lower() in ran.err.lower()
    assert not (tmp_path / "boutique.toml").exists()


def test_what_cannot_be_read_beside_the_registers_is_left_out_and_told(house: Path) -> None:
    """Nobody named it: its reason stands with the questions, and a copy of the register is asked about."""
    (house / "Old.xls").write_bytes(b"\x01\x02\x00 of no kind")
    rows = "".join(f"R{n},Ring,{n}00,GBP\n" for n in range(1, 6))
    for name in ("stock.csv", "stock (2).csv"):
        (house / name).write_text(f"Stock No,Description,Cost,Currency\n{rows}", "utf-8")
    ran = run("init", house, "--overwrite")
    assert ran.code == 0
    assert "Old.xls: not used" in ran.out
    assert "Old.xls was not read" in ran.out
    assert "stock (2).csv and stock.csv have 5 stock numbers" in ran.out
    (house / "Old.xls").unlink()
    (house / "stock (2).csv").unlink()
    assert "not read" not in run("init", house, "--overwrite").out


def test_a_stock_register_on_a_web_page_is_found(tmp_path: Path) -> None:
    """Unasked, like any other register; a page of another kind beside it is told, and not used."""
    rows = "".join(f"<tr><td>R{n}</td><td>Ring</td><td>{n}00</td><td>GBP</td></tr>" for n in range(1, 6))
    head = "<tr><th>Stock No</th><th>Description</th><th>Cost</th><th>Currency</th></tr>"
    (tmp_path / "Stock.html").write_text(f"<html><body><table>{head}{rows}</table></body></html>", "utf-8")
    (tmp_path / "About.htm").write_text("<html><body><p>Welcome</p></body></html>", "utf-8")
    ran = run("init", tmp_path, "--basis", "cost")
    assert ran.code == 0
    assert "Stock.html: the stock register" in ran.out
    assert "About.htm: not used" in ran.out


def test_a_renamed_column_is_named_with_those_that_are_there(house: Path) -> None:
    """Drift is a finding with the headings found, and the schedule does not silently lose its values."""
    text = (house / "stock.csv").read_text("utf-8").replace("Cost", "Sundry 7", 1)
    (house / "stock.csv").write_text(text, "utf-8")
    found = {f["kind"]: f for f in run("check", "--house", house, "--json").json["findings"]}
    assert "Sundry 7" in found["column-missing"]["message"]
    assert found["column-unmapped"]["value"] == "Sundry 7"
    made = run("schedule", "--house", house, "--as-at", "2026-10-31", "--dry-run", "--format", "xlsx", "--json")
    assert made.code == 3
    assert [line["stock_no"] for line in made.json["exceptions"]] == ["R1"]


def test_a_renamed_sheet_file_is_named(house: Path) -> None:
    """A register that is gone stops the run and is named."""
    (house / "stock.csv").rename(house / "Stock 2026.csv")
    ran = run("check", "--house", house)
    assert ran.code == 1
    assert "stock.csv" in ran.err


def test_map_changes_one_meaning_and_keeps_the_comments(house: Path) -> None:
    """What she wrote into boutique.toml stays; only the meaning changes."""
    path = house / "boutique.toml"
    path.write_text("# ours, do not touch\n" + path.read_text("utf-8"), "utf-8")
    ran = run("map", "stock", "--house", house, "--set", "Cost=insured_value", "--json")
    assert ran.code == 0
    assert path.read_text("utf-8").startswith("# ours, do not touch\n")
    meanings = {column["heading"]: column["field"] for column in ran.json["sources"][0]["columns"]}
    assert meanings["Cost"] == "insured_value"


def test_no_command_changes_a_register(house: Path) -> None:
    """Registers are opened for reading only: bytes and time of change stay."""
    register = house / "stock.csv"
    before = (register.read_bytes(), register.stat().st_mtime_ns)
    run("init", house, "--overwrite")
    run("map", "--house", house)
    run("check", "--house", house)
    run("schedule", "--house", house, "--as-at", "2026-10-31", "--format", "xlsx")
    assert (register.read_bytes(), register.stat().st_mtime_ns) == before


def test_init_refuses_to_write_over_a_house_file_and_keeps_answers_when_told_to(house: Path) -> None:
    """What was answered once is not lost by proposing anew."""
    path = house / "boutique.toml"
    path.write_text(path.read_text("utf-8").replace('policy = ""', 'policy = "JB/1"'), "utf-8")
    changed = path.read_bytes()
    assert run("init", house, "--basis", "cost", "--name", "Other").code == 1
    assert path.read_bytes() == changed
    told = path.read_text("utf-8").replace("[currencies]\n", '[currencies]\n"crowns" = "SEK"\n\n[words.status]\n"chez Paul" = "at_workshop"\n')
    path.write_text(told, "utf-8")
    assert run("init", house, "--overwrite").code == 0
    text = path.read_text("utf-8")
    assert all(line in text for line in ('policy = "JB/1"', '"crowns" = "SEK"', '"chez Paul" = "at_workshop"'))


def test_quiet_prints_nothing_but_errors(house: Path) -> None:
    """--quiet is for scripts that only want the exit code."""
    ran = run("check", "--house", house, "--quiet")
    assert (ran.code, ran.out, ran.err) == (0, "", "")


def test_check_json_has_the_promised_shape(house: Path) -> None:
    """What scripts rely on: schema, counts that add up, findings with every part."""
    (house / "stock.csv").write_text(
        table(STOCK, [ROW, ("R1", "Ring", "", "", "POA", "GBP"), ("Total", "", "", "", 900, "")])
    )
    checked = json.loads(run("check", "--house", house, "--as-at", "2026-10-31", "--json").out)
    assert checked["schema"] == "boutique.check/1"
    assert checked["as_at"].startswith("2026-10-31T18:00")
    (register,) = checked["registers"]
    assert register["rows_in"] == register["records"] + len(register["excluded"]) == 3
    keys = {"id", "kind", "severity", "register", "places", "value", "message", "why", "hint", "blocks"}
    keys |= {"mark", "state", "verdict", "by", "on", "reason", "until"}
    assert all(set(finding) == keys for finding in checked["findings"])
    assert (checked["settled"], checked["fixed"], checked["last"]) == ([], [], None)
    assert {(f["kind"], p["cell"]) for f in checked["findings"] for p in f["places"]} >= {
        ("duplicate-stock-no", "A2"), ("duplicate-stock-no", "A3"), ("no-figure", "E3"), ("acquired-undated", "C3"),
    }  # fmt: skip
