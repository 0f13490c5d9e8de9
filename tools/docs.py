"""The parts of README.md and docs/ that the program knows best: written from it, and checked against it.

    python tools/docs.py            write every marked part anew, and the picture of the schedule
    python tools/docs.py --check    change nothing; name each part that differs, exit code 1

A part stands between ``<!-- generated:NAME -->`` and ``<!-- end -->``; NAME is one of PARTS below.
"""

from __future__ import annotations

import atexit
import functools
import importlib
import os
import pkgutil
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import click

import toolkit
from toolkit.checks import law
from toolkit.checks.law.row import Law
from toolkit.cli import cli
from toolkit.contracts import COLUMNS, KEYS, USUAL
from toolkit.demo.examples import Example
from toolkit.findings import CATALOGUE, Exit, Kind, Severity
from toolkit.settings import SETTINGS
from tools import docs_letters as letters

ROOT = Path(__file__).resolve().parents[1]
PICTURE = ROOT / "docs" / "schedule.png"
WIDTH = 96
_WEIGHTS = {Severity.ERROR: "errors", Severity.WARNING: "warnings", Severity.INFORMATION: "only to know"}
_PLACEHOLDER = re.compile(r"\{(\w+)[^}]*\}")
_MARKUP = re.compile(r"[\\\\`*_<>\[\]{}|#~]")
_DAY = "--as-at 2026-11-05"
PART = re.compile(r"(<!-- generated:([\w-]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def pages() -> list[Path]:
    """Every page that may hold generated parts."""
    return [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


# --- What the program says of itself ---------------------------------------------------------


def commands() -> Iterator[tuple[click.Command, click.Context]]:
    """The program and every command below it, each in a context that prints its full name."""
    yield from _walk(cli, click.Context(cli, info_name="boutique", terminal_width=WIDTH, **cli.context_settings))


def _walk(command: click.Command, context: click.Context) -> Iterator[tuple[click.Command, click.Context]]:
    """A command and those below it, in the order of its own help."""
    yield command, context
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            if below is not None and not below.hidden:
                inner = click.Context(below, info_name=name, parent=context, terminal_width=WIDTH)
                yield from _walk(below, inner)


def command_table() -> str:
    """Each command with one line on what it does."""
    rows = [
        (f"`{context.command_path}`", command.get_short_help_str(limit=200))
        for command, context in commands()
        if context.parent
    ]
    return table(("Command", "What it does"), rows)


def help_texts() -> str:
    """``--help`` of every command, as the terminal shows it."""
    return "\n".join(
        f"## {context.command_path}\n\n```text\n{command.get_help(context)}\n```\n" for command, context in commands()
    )


def kind_counts() -> str:
    """How many kinds there are, by weight."""
    weights = Counter(kind.severity for kind in _kinds())
    parts = ", ".join(f"{weights[severity]} {words}" for severity, words in _WEIGHTS.items())
    return f"{len(_kinds())} kinds of finding: {parts}.\n"


def catalogue() -> str:
    """Each kind of finding: what it weighs and holds back, why it matters, an example from the invented boutique."""
    shown = _examples()
    return "\n".join(_entry(kind, shown.get(kind.code)) for kind in _kinds())


def _entry(kind: Kind, example: Example | None) -> str:
    """One kind of the catalogue."""
    held = f"holds back: {', '.join(kind.blocks)}" if kind.blocks else "holds nothing back"
    stands = "; you may let it stand" if kind.may_stand else ""
    lines = [f"### `{kind.code}`\n", f"**{kind.title}** · {kind.severity} · {held}{stands}\n", f"{kind.why}\n"]
    if example:
        lines += [f"> {_escaped(example.place)}: {_escaped(example.message)}  ", f"> → {_escaped(example.hint)}\n"]
    else:
        lines.append(f"> → {_escaped(_PLACEHOLDER.sub('…', kind.hint))}\n")
    if kind.source:
        lines.append(f"Source: {kind.source}\n")
    return "\n".join(lines)


def _escaped(text: str) -> str:
    """Text as it stands, whatever Markdown or HTML would make of its signs."""
    return _MARKUP.sub(r"\\\g<0>", " ".join(text.split()))


@functools.cache
def _examples() -> Mapping[str, Example]:
    """One example of each kind, from the invented boutique."""
    from toolkit.demo.examples import examples, findings
    from toolkit.demo.maison import build

    return examples(findings(invented_house()[0]), build()[1])


def law_table() -> str:
    """Every row of law: what it limits, where, since when, who says so."""
    rows = []
    for row in sorted(_law(), key=lambda one: (one.topic, one.jurisdiction, str(one.since))):
        days = f"{row.since or 'always'} to {row.until or 'now'}"
        source = row.source if row.verified else f"*practice*: {row.source}"
        rows.append((row.topic, row.jurisdiction, f"{row.comparator} {row.amount} {row.unit}", days, row.words, source,
                     str(row.last_checked)))  # fmt: skip
    return table(("Topic", "Where", "Limit", "In force", "In words", "Source", "Looked up"), rows)


def _law() -> list[Law]:
    """The rows of every table of law."""
    found: dict[int, Law] = {}
    for module in pkgutil.iter_modules(law.__path__, f"{law.__name__}."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, tuple):
                found |= {id(row): row for row in value if isinstance(row, Law)}
    return list(found.values())


def _kinds() -> list[Kind]:
    """Every declared kind, by code, once every module has been loaded that might declare one."""
    for found in pkgutil.walk_packages(toolkit.__path__, "toolkit."):
        if found.name != "toolkit.__main__":
            importlib.import_module(found.name)
    return [kind for _, kind in sorted(CATALOGUE.kinds.items())]


def setting_table(section: str = "") -> str:
    """Each setting of ``boutique.toml``, or of one of its sections."""
    rows = []
    for one in (one for one in SETTINGS if section in {"", one.section}):
        default = "*asked for*" if one.default is None else f"`{one.default}`" if one.default else "empty"
        allowed = f" One of: {', '.join(f'`{word}`' for word in one.allowed)}." if one.allowed else ""
        rows.append((f"`[{one.section}]` `{one.key}`", default, one.description + allowed))
    return table(("Setting", "Default", "What it is for"), rows)


def contract_table() -> str:
    """Each line of a ``[[brand]]``."""
    return table(("Key", "What it is for"), [(f"`{key}`", words) for key, words in KEYS.items()])


def column_table() -> str:
    """Each column of a sell-through."""
    rows = [(f"`{key}`", words, "yes" if key in USUAL else "") for key, words in COLUMNS.items()]
    return table(("Column", "What it holds", "Usual"), rows)


# --- What a run prints --------------------------------------------------------------------------


@functools.cache
def invented_house() -> tuple[Path, str]:
    """A folder with the invented boutique, and what making it printed; gone when this program ends."""
    folder = Path(tempfile.mkdtemp(prefix="boutique-docs-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder / "maison", boutique("demo", "maison", cwd=folder)


def boutique(*arguments: str, cwd: Path) -> str:
    """What one run of the program prints on a plain terminal; a run that fails ends this one.

    That something is held back or waits for a person is no failure.
    """
    environment = os.environ | {"NO_COLOR": "1", "COLUMNS": str(WIDTH), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "toolkit", *arguments]
    done = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode not in {Exit.DONE, Exit.IN_DOUBT, Exit.WAITING}:
        raise SystemExit(f"boutique {' '.join(arguments)}: exit code {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout.rstrip()


def session() -> str:
    """The first command anyone runs, and its answer; digests left out, for a PDF's depends on the system's Pango."""
    answer = re.sub(r" +[0-9a-f]{12}$", "", invented_house()[1], flags=re.MULTILINE)
    return f"```text\n$ boutique demo maison\n{answer}\n```\n"


def run(command: str, until: str = "") -> str:
    """A command and its answer in the invented boutique; cut before the line that begins with ``until``."""
    answer = boutique(*shlex.split(command), cwd=invented_house()[0])
    shown = answer.partition(f"\n{until}")[0].rstrip() if until else answer
    return f"```text\n$ boutique {command}\n{shown}\n```\n"


def picture() -> None:
    """The first page of the invented boutique's schedule, for the README."""
    schedules = sorted((invented_house()[0] / "documents" / "schedules").glob("*.pdf"))
    if not schedules or not shutil.which("pdftoppm"):
        print("The picture stays as it is: it needs Pango for the PDF and poppler for the picture.", file=sys.stderr)
        return
    page = ["pdftoppm", "-singlefile", "-png", "-r", "70", "-f", "1", str(schedules[0]), str(PICTURE.with_suffix(""))]
    subprocess.run(page, check=True)


# --- The pages --------------------------------------------------------------------------------------

PARTS: dict[str, Callable[[], str]] = {
    "commands": command_table,
    "help": help_texts,
    "kind-counts": kind_counts,
    "catalogue": catalogue,
    "law": law_table,
    "settings": setting_table,
    "contracts": contract_table,
    "columns": column_table,
    "session": session,
    "occasions": lambda: table(*letters.occasions()),
    "blocks": lambda: table(*letters.blocks()),
    "salutations": lambda: table(*letters.salutations()),
    "letter-names": lambda: table(*letters.names()),
    "letter-settings": functools.partial(setting_table, "letters"),
    "occasions-run": functools.partial(run, f"occasions --from 2026-12-11 --to 2026-12-12 {_DAY}"),
    "letters-run": functools.partial(run, f"letters draft birthday wedding --from 2026-12-10 --to 2026-12-20 {_DAY}"),
    "fields-run": functools.partial(run, f"fields thank-you.docx {_DAY}"),
    "unlock-run": functools.partial(run, "unlock --first 3 --as-at 2026-10-31", "Not released"),
}


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table; a bar inside a cell is escaped, a line break becomes a space."""
    lines = [headings, ["---"] * len(headings), *rows]
    cells = [[" ".join(cell.split()).replace("|", "\\|") for cell in line] for line in lines]
    return "".join(f"| {' | '.join(line)} |\n" for line in cells)


def filled(text: str, parts: dict[str, Callable[[], str]] | None = None) -> str:
    """A page with every marked part written anew. Raises SystemExit for a name that is no part."""
    known = PARTS if parts is None else parts

    def one(match: re.Match[str]) -> str:
        if match[2] not in known:
            raise SystemExit(f"no generated part is called {match[2]}; there are: {', '.join(known)}")
        return f"{match[1]}{known[match[2]]()}{match[3]}"

    return PART.sub(one, text)


def outdated(text: str, new: str) -> list[str]:
    """The names of the parts in which two versions of a page differ."""
    return [old[2] for old, fresh in zip(PART.finditer(text), PART.finditer(new), strict=True) if old[0] != fresh[0]]


def main(arguments: list[str]) -> int:
    """Write the pages, or check them."""
    wrong = 0
    for page in pages():
        text = page.read_text(encoding="utf-8")
        new = filled(text)
        if "--check" not in arguments:
            page.write_text(new, encoding="utf-8")
            continue
        for name in outdated(text, new):
            wrong += 1
            print(f"{page.relative_to(ROOT)}: the part generated:{name} is outdated; run `make docs`")
    if "--check" not in arguments:
        picture()
    elif not PICTURE.exists():
        wrong += 1
        print(f"{PICTURE.relative_to(ROOT)} is missing; run `make docs`")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
