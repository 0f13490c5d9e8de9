"""Setting up a house: finding its registers, proposing what each column means, writing boutique.toml with reasons."""

from __future__ import annotations

import json
import os
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import tomlkit

from toolkit import house as houses
from toolkit.addresses import is_url
from toolkit.files import read_only, write_all
from toolkit.findings import ToolkitError
from toolkit.house import FILE, House
from toolkit.money import known_currency
from toolkit.produce.remap import keep_in_mind, one_line
from toolkit.produce.setup_questions import advice, questions
from toolkit.produce.survey import SheetSeen, distinct, look
from toolkit.readers.load import load
from toolkit.readers.parse import Dialect
from toolkit.records import Registers
from toolkit.settings import SETTINGS
from toolkit.values import Money

ENDINGS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".html", ".htm", ".xml", ".csv", ".tsv", ".txt")
SKIPPED = {"documents", "evidence", "letters", "workbook_templates", "letter_templates", "html", "node_modules"}


@dataclass(frozen=True, slots=True)
class Plan:
    """What init would write: the sheets seen, the text of boutique.toml, and the questions left for a person.

    ``advice`` is what she may do beside, where a register keeps most of what it says in one column.
    """

    folder: Path
    sheets: tuple[SheetSeen, ...]
    text: str
    questions: tuple[str, ...]
    registers: Registers
    words: Mapping[str, int]
    advice: tuple[str, ...] = ()


def plan(folder: Path, sources: Sequence[str], answers: Mapping[str, str], currencies: Mapping[str, str]) -> Plan:
    """Look at every source (or every workbook and text file in ``folder``) and propose a house file.

    ``answers`` are settings given by flags, ``currencies`` declared words. Raises ToolkitError where nothing that
    could be a stock register is found.
    """
    names = list(sources) or [str(path) for path in _candidates(folder)]
    if not names:
        raise _nothing(folder, ())
    kept = _existing(folder)
    currencies, answered = {**kept.currencies, **currencies}, {**kept.settings, **answers}
    opening = _head(answered, currencies) + kept.words
    told = houses.parse(opening, folder)
    dialect = Dialect(told.currencies, told.words)
    sheets = tuple(distinct(sheet for name in names for sheet in _looked(name, folder, dialect, named=bool(sources))))
    if not any(sheet.register == "stock" for sheet in sheets):
        raise _nothing(folder, sheets)
    body = "".join(_source_text(sheet, kept.described) for sheet in sheets if sheet.register)
    draft = houses.parse(opening + body, folder)
    registers = load(draft)
    proposed = {**_guesses(draft, registers), **answered}
    words = _undeclared(registers, draft)
    text = _head(proposed, currencies, words) + kept.words + body
    made = houses.parse(text, folder)
    asked = tuple(questions(made, words, sheets, registers))
    return Plan(folder, sheets, text, asked, registers, words, tuple(advice(registers)))


def write(made: Plan, *, overwrite: bool) -> Path:
    """Write the plan's boutique.toml. Raises ToolkitError where one stands there and ``overwrite`` is not given."""
    path = made.folder / FILE
    made.folder.mkdir(parents=True, exist_ok=True)
    write_all({path: made.text.encode()}, overwrite=overwrite)
    keep_in_mind(houses.parse(made.text, made.folder), made.registers)
    return path


def _candidates(folder: Path) -> Iterable[Path]:
    """Workbooks and text files in the folder, two levels deep, in the order of their names."""
    if not folder.is_dir():
        raise ToolkitError(
            f"There is no folder {folder}.", "Name the folder that holds the registers.", code="not-found"
        )
    for root, folders, files in os.walk(folder):
        depth = len(Path(root).relative_to(folder).parts)
        folders[:] = sorted(f for f in folders if not f.startswith(".") and f.casefold() not in SKIPPED and depth < 2)
        for name in sorted(files):
            if name.casefold().endswith(ENDINGS) and not name.startswith((".", "~$")):
                yield Path(root) / name


def _looked(name: str, folder: Path, dialect: Dialect, *, named: bool) -> tuple[SheetSeen, ...]:
    """The sheets of one source; a file that was found and not ``named``, and cannot be read, is left out and told."""
    shown = _shown(name, folder)
    try:
        return look(name, shown, dialect)
    except ToolkitError as refused:
        if named or refused.code == "changed":
            raise
        file = shown or name
        return (SheetSeen(file, None, None, refused.message.removeprefix(f"{file}: "), refused=refused),)


def _shown(name: str, folder: Path) -> str | None:
    """A file as boutique.toml names it: from the house's folder where it lies inside, else whole; no address."""
    if is_url(name) and not Path(name).exists():
        return None
    whole, base = Path(name).resolve(), folder.resolve()
    return whole.relative_to(base).as_posix() if whole.is_relative_to(base) else whole.as_posix()


KEPT = ("checks", "rule", "policy", "at_night")
"""Tables of the house file that another init takes over as they are."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What a house file that already stands there was told: init proposes columns anew, but keeps every answer.

    ``words`` is the text of its own words, of ``[checks]``, of its rules and its policies; ``described`` are the fields
    that a source (register, file or address, sheet) fills from its descriptions.
    """

    settings: Mapping[str, str]
    currencies: Mapping[str, str]
    words: str
    described: Mapping[tuple[str, str, str | None], tuple[str, ...]] = field(default_factory=dict)


def _existing(folder: Path) -> Kept:
    """The answers of the house file in the folder; none where there is no such file."""
    if not (folder / FILE).is_file():
        return Kept({}, {}, "")
    defaults = {f"{item.section}.{item.key}": item.default for item in SETTINGS}
    standing = houses.read(folder)
    told = standing.settings
    document = tomllib.loads(read_only(folder / FILE).decode("utf-8-sig"))
    words = [
        line
        for name, spellings in document.get("words", {}).items()
        for line in (f"[words.{name}]", *(f"{quoted(text)} = {quoted(word)}" for text, word in spellings.items()), "")
    ]
    settings = {name: value for name, value in told.items() if value and value != defaults[name]}
    own: dict[str, object] = {name: document[name] for name in KEPT if name in document}
    described = {(one.register, one.url or one.file, one.sheet): one.describe for one in standing.sources}
    return Kept(settings, document.get("currencies", {}), "\n".join(words) + tomlkit.dumps(own), described)


def _guesses(draft: House, registers: Registers) -> dict[str, str]:
    """Settings the registers themselves answer: the one currency in use, and a basis of value there is a column for."""
    found: dict[str, str] = {"house.name": draft.folder.resolve().name.replace("_", " ").replace("-", " ").title()}
    used = _currencies(registers)
    known = [word for word in used if word and known_currency(word, draft.currencies)]
    if "" in used and len(known) == 1 and len(used) == 2:
        found["house.currency"] = known[0]
    mapped = {name for t in registers.tables if t.source.register == "stock" for name in t.source.letters}
    for basis, name in (("insured_value", "insured_value"), ("cost", "cost_purchase"), ("landed_cost", "cost_landed"),
                        ("ticket_price", "ticket_price")):  # fmt: skip
        if name in mapped:
            found["insurance.basis"] = basis
            break
    return found


def _currencies(registers: Registers) -> Counter[str]:
    found: Counter[str] = Counter()
    for record in (*registers.pieces, *registers.sales):
        for name in record.source.letters:
            value = getattr(record, name, None)
            if isinstance(value, Money):
                found[value.currency] += 1
    return found


def _undeclared(registers: Registers, draft: House) -> dict[str, int]:
    """Currency words that are no code and not declared, with how many figures they head."""
    used = _currencies(registers)
    return {word: used[word] for word in sorted(used) if word and not known_currency(word, draft.currencies)}


def _head(answers: Mapping[str, str], currencies: Mapping[str, str], words: Mapping[str, int] | None = None) -> str:
    """The settings of boutique.toml, each with what it is for."""
    lines = ["# boutique.toml: how this house keeps its registers. Made by 'boutique init'; yours to edit.", ""]
    section = ""
    for setting in SETTINGS:
        if setting.section != section:
            lines += [f"[{setting.section}]"] if not section else ["", f"[{setting.section}]"]
            section = setting.section
        value = answers.get(f"{section}.{setting.key}", setting.default)
        lines.append(f"# {setting.description}")
        lines.append(f"{setting.key} = {quoted(value)}" if value is not None else f"# {setting.key} = ")
    lines += [
        "",
        "# What a currency is called in the registers, and its code (ISO 4217, or one of your own).",
        "[currencies]",
    ]
    lines += [f"{quoted(word)} = {quoted(code)}" for word, code in currencies.items()]
    lines += [
        f'# {quoted(word)} = ""  # {count} figures; which currency is it?' for word, count in (words or {}).items()
    ]
    lines += ["", '# Your own words: [words.status] "Chez Paul" = "at_workshop"; [words.brand] "VCA" = "Van Cleef"', ""]
    return "\n".join(lines)


def _source_text(sheet: SheetSeen, described: Mapping[tuple[str, str, str | None], tuple[str, ...]]) -> str:
    """One [[source]] with every column, its meaning, its samples and why; ``described`` was answered before."""
    lines = ["", "[[source]]", f"register = {quoted(sheet.register or '')}"]
    lines.append(f"file = {quoted(sheet.url or sheet.file)}")
    if sheet.url:
        lines.append(f"name = {quoted(sheet.file)}")
    if sheet.sheet:
        lines.append(f"sheet = {quoted(sheet.sheet)}")
    lines.append(f"# {one_line(sheet.why)}")
    filled = described.get((sheet.register or "", sheet.url or sheet.file, sheet.sheet), ())
    if filled and any(proposal.field == "description" for proposal in sheet.proposals):
        lines.append(f"describe = [{', '.join(map(quoted, filled))}]")
    lines.append("[source.columns]")
    for proposal in sheet.proposals:
        samples = "; ".join(proposal.samples) or "empty"
        note = one_line(f"{samples} — {proposal.reason}")
        lines.append(f"{quoted(proposal.heading.text)} = {quoted(proposal.field)}  # {note}")
    return "\n".join([*lines, ""])


def quoted(text: str) -> str:
    """A TOML basic string."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _nothing(folder: Path, sheets: Sequence[SheetSeen]) -> ToolkitError:
    """That there is no stock register; of a file that is locked, or of the only ones there are, why it was not read."""
    refusals = [sheet.refused for sheet in sheets if sheet.refused]
    for refused in refusals:
        if refused.code == "encrypted" or len(refusals) == len(sheets):
            return refused
    seen = "; ".join(f"{s.file}{f' [{s.sheet}]' if s.sheet else ''}: {s.why}" for s in sheets[:8])
    return ToolkitError(
        f"No stock register was found in {folder}." + (f" Looked at: {seen}." if seen else ""),
        "Name it: boutique init --source Stock.xlsx. It needs a heading row with at least a stock number, "
        "what the piece is, and a cost, value or date.",
        code="no-register",
    )
