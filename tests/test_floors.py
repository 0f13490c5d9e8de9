"""The floors of the house: who may import whom, what loads when, and how large a module may grow."""

from __future__ import annotations

import ast
import graphlib
import re
import statistics
import subprocess
import sys
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

# One line a room, from the ground up. A module imports from lines above its own, or from its own package.
# docs/architecture.md explains each; the two are compared below.
FLOORS: tuple[tuple[int, str], ...] = (
    (0, "toolkit.findings"),
    (0, "toolkit.doubts"),
    (0, "toolkit.values"),
    (0, "toolkit.names"),
    (0, "toolkit.templates"),
    (0, "toolkit.files"),
    (0, "toolkit.currency_words"),
    (0, "toolkit.figures"),
    (0, "toolkit.money"),
    (0, "toolkit.periods"),
    (0, "toolkit.dates"),
    (0, "toolkit.measures"),
    (0, "toolkit.vocabulary"),
    (0, "toolkit.other_words"),
    (0, "toolkit.addresses"),
    (0, "toolkit.calendars"),
    (0, "toolkit.collector"),
    (0, "toolkit.passwords"),
    (1, "toolkit.remembered"),
    (1, "toolkit.records"),
    (1, "toolkit.other_records"),
    (1, "toolkit.passages"),
    (1, "toolkit.columns"),
    (1, "toolkit.registers"),
    (1, "toolkit.settings"),
    (1, "toolkit.house_tables"),
    (1, "toolkit.house_rules"),
    (1, "toolkit.valued"),
    (1, "toolkit.policy_words"),
    (1, "toolkit.policies"),
    (1, "toolkit.contract_words"),
    (1, "toolkit.contracts"),
    (1, "toolkit.house"),
    (1, "toolkit.ledger_chain"),
    (1, "toolkit.ledger_tables"),
    (1, "toolkit.database"),
    (1, "toolkit.ledger_head"),
    (1, "toolkit.ledger_rows"),
    (1, "toolkit.judgements"),
    (1, "toolkit.outbox"),
    (1, "toolkit.pairings"),
    (1, "toolkit.scorecards"),
    (1, "toolkit.correspondence"),
    (1, "toolkit.ledger_audit"),
    (1, "toolkit.ledger"),
    (1, "toolkit.machine"),
    (2, "toolkit.readers"),
    (2, "toolkit.render"),
    (3, "toolkit.checks"),
    (3, "toolkit.reconcile"),
    (3, "toolkit.mask"),
    (4, "toolkit.reports"),
    (4, "toolkit.letters"),
    (4, "toolkit.mail"),
    (4, "toolkit.mail_account"),
    (4, "toolkit.mail_smtp"),
    (4, "toolkit.mail_imap"),
    (4, "toolkit.guard_words"),
    (4, "toolkit.guard_bytes"),
    (4, "toolkit.guard_drawn"),
    (4, "toolkit.guard_pdf"),
    (4, "toolkit.guard_office"),
    (4, "toolkit.guard_secrets"),
    (4, "toolkit.guard_brand"),
    (4, "toolkit.guard"),
    (5, "toolkit.produce"),
    (6, "toolkit.show"),
    (6, "toolkit.review"),
    (6, "toolkit.demo"),
    (6, "toolkit.commands"),
    (6, "toolkit.cli"),
    (6, "toolkit.__main__"),
)
LINES = {name: number for number, (_, name) in enumerate(FLOORS)}

# A document's content knows neither the letters nor the files it came from.
APART = (
    ("toolkit.reports", "toolkit.letters"),
    ("toolkit.reports", "toolkit.readers"),
    ("toolkit.letters", "toolkit.reports"),
    ("toolkit.letters", "toolkit.readers"),
)

# A heavy package has owners; every other module goes through them.
OWNERS: dict[str, tuple[str, ...]] = {
    "docxtpl": ("toolkit.render.docx.",),
    "gspread": ("toolkit.readers.google_line",),
    "matplotlib": (),
    "openpyxl": ("toolkit.demo.",),
    "pandas": ("toolkit.reports.sell_through_figures",),
    "pyhanko": ("toolkit.render.seal",),
    "starlette": ("toolkit.review.",),
    "uvicorn": ("toolkit.review.",),
    "weasyprint": ("toolkit.render.engine",),
}

PACKAGES = sorted(".".join(path.parent.relative_to(ROOT).parts) for path in (ROOT / "toolkit").rglob("__init__.py"))
BANNED_NAMES = {"common", "helper", "helpers", "manager", "managers", "misc", "util", "utils"}
LONGEST_MODULE = 300
LONGEST_FUNCTION = 40


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of the package by dotted name, parsed; a package's ``__init__`` under the package's name."""
    found = {}
    for path in sorted((ROOT / "toolkit").rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = ast.parse(path.read_text(encoding="utf-8"), str(path))
    return found


def source(name: str) -> Path:
    """The file of a module."""
    path = ROOT.joinpath(*name.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


@cache
def imported(name: str) -> frozenset[str]:
    """Every module that a module imports, anywhere in it, also for annotations and inside functions."""
    package = name if source(name).name == "__init__.py" else name.rpartition(".")[0]
    found = set()
    for node in ast.walk(modules()[name]):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) + 1 - node.level] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            # `from toolkit import files` names a module, `from toolkit.files import safe_name` a thing in one.
            found |= {whole if (whole := f"{base}.{alias.name}") in modules() else base for alias in node.names}
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
            found |= {word for part in node.args if isinstance(word := getattr(part, "value", None), str)}
    return frozenset(found)


def room(name: str) -> str:
    """The line of the map a module belongs to: its own, or that of its package."""
    top = ".".join(name.split(".")[:2])
    assert top in LINES, f"{name} stands in no room: give it a line in FLOORS and in docs/architecture.md"
    return top


def is_package_file(name: str) -> bool:
    """Whether a module is a package's ``__init__``."""
    return source(name).name == "__init__.py"


def test_the_map_is_in_order() -> None:
    """Floors rise down the map and no room stands twice, so the order of lines alone decides."""
    assert all(lower[0] <= upper[0] for lower, upper in pairwise(FLOORS))
    assert len(LINES) == len(FLOORS)


def test_the_document_shows_the_same_map() -> None:
    """The table in docs/architecture.md has the rooms of FLOORS, on the same floors, in the same order."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d) \| `(toolkit\.\w+)` \|", text, flags=re.MULTILINE)
    assert [(int(floor), name) for floor, name in rows] == list(FLOORS)


def test_every_room_is_built() -> None:
    """The map shows no room that is not there."""
    assert [name for _, name in FLOORS if name not in modules()] == []


def test_imports_go_down() -> None:
    """A module imports only from lines above its own in the map, or from its own package."""
    upward = [
        f"{name} imports {target}"
        for name in modules()
        if not is_package_file(name)
        for target in sorted(imported(name))
        if target.startswith("toolkit.") and LINES[room(target)] > LINES[room(name)]
    ]
    assert upward == []


def test_no_cycles() -> None:
    """No module imports itself by way of others, within a package or across them."""
    graph = {name: {target for target in imported(name) if target in modules()} for name in modules()}
    graphlib.TopologicalSorter(graph).prepare()  # raises CycleError, which names the circle


def test_documents_stay_apart() -> None:
    """Reports and letters import neither each other nor the readers."""
    crossing = [
        f"{name} imports {target}"
        for name in modules()
        for target in sorted(imported(name))
        for here, there in APART
        if f"{name}.".startswith(f"{here}.") and f"{target}.".startswith(f"{there}.")
    ]
    assert crossing == []


def test_heavy_packages_have_owners() -> None:
    """Pandas, openpyxl, WeasyPrint and their like are imported by the module that owns each, and by no other."""
    strays = [
        f"{name} imports {target}"
        for name in modules()
        for target in sorted(imported(name))
        if (heavy := target.partition(".")[0]) in OWNERS and not f"{name}.".startswith(OWNERS[heavy] or "-")
    ]
    assert strays == []


def loaded_after(*names: str) -> set[str]:
    """The top-level packages in memory after a fresh Python imported some modules."""
    code = f"import {', '.join(names)}, sys; print(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_the_command_line_starts_light() -> None:
    """Importing the command line loads no heavy package, nor the slower ones of the second rank."""
    second_rank = {"PIL", "babel", "fontTools", "jinja2", "lxml", "numpy", "pikepdf", "rapidfuzz", "rich"}
    assert loaded_after("toolkit.cli") & (set(OWNERS) | second_rank) == set()


def test_the_lower_floors_are_light() -> None:
    """No module of floors 0 and 1 loads a heavy package."""
    rooms = [name for floor, name in FLOORS if floor <= 1]
    assert loaded_after(*rooms) & set(OWNERS) == set()


@pytest.mark.parametrize("name", PACKAGES)
def test_a_package_file_holds_a_docstring_only(name: str) -> None:
    """Importing a package runs nothing and hides nothing."""
    body = modules()[name].body
    assert len(body) == 1
    assert ast.get_docstring(modules()[name])


def test_names_say_what_is_inside() -> None:
    """No module is called utils, helpers, manager or misc."""
    assert [name for name in modules() if BANNED_NAMES & set(name.lower().split("."))] == []


def test_modules_stay_short() -> None:
    """A module past 300 lines is split."""
    sizes = {name: len(source(name).read_text(encoding="utf-8").splitlines()) for name in modules()}
    assert {name: size for name, size in sizes.items() if size > LONGEST_MODULE} == {}


def test_functions_stay_short() -> None:
    """A function past 40 lines is split; half of all functions are far shorter."""
    sizes = {
        f"{name}:{node.lineno} {node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for name, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {name: size for name, size in sizes.items() if size > LONGEST_FUNCTION} == {}
    assert statistics.median(sizes.values()) <= LONGEST_FUNCTION / 3
