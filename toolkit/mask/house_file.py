"""The twin's ``boutique.toml``: the mapping and the settings that rules go by, and nothing that names anybody."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from typing import Any

import tomlkit

from toolkit.house import House
from toolkit.house_tables import FREE, SOURCE_KEYS
from toolkit.mask.letters import bare
from toolkit.mask.words import WORD, Words
from toolkit.registers import REGISTERS, SELL_THROUGH
from toolkit.settings import SETTINGS, Setting

_SAID = frozenset({"time", "zone", "code", "country", "jurisdiction", "months", "count", "term"})
"""The kinds of setting that say how a house works, not who it is."""
_OPTIONAL = ("register", "field", "required", "compare", "with", "severity")
_NAMING = frozenset({"file", "name", "sheet", "columns"})
"""What a source says in the house's own words; all else are names of registers and fields."""
_POLICY = ("from", "until", "average", "vat", "basis", "valuation_months")
_TABLES = ("boutique", "toml", "words", "currencies", "checks", "rule", "policy", "source", "reference", "allowed",
           "pattern", "value", "when")  # fmt: skip
_ESCAPED = re.compile(r"\\.|\[[^\]]*\]|\{[^}]*\}|[^\W\d_]{2,}|.", re.DOTALL)


def house_file(text: str, words: Words, files: Mapping[str, str], title: Callable[[str], str]) -> str:
    """The house file of the twin; ``files`` are the registers' names in it, by hers, ``title`` names its sheets."""
    hers = tomllib.loads(text)
    made = tomlkit.document()
    for section in dict.fromkeys(setting.section for setting in SETTINGS):
        given = hers.get(section, {})
        kept = {s.key: given[s.key] for s in SETTINGS if s.section == section and s.key in given and _is_said(s)}
        if section == "house":
            kept = {"name": title(str(hers.get("house", {}).get("name", ""))), **kept}
        if kept:
            made[section] = kept
    if "currencies" in hers:
        made["currencies"] = {words.text(word): code for word, code in hers["currencies"].items()}
    if "checks" in hers:
        made["checks"] = hers["checks"]
    own = {field: _words(field, given, words) for field, given in hers.get("words", {}).items() if field != "adviser"}
    if own:
        made["words"] = own
    for name, items in (
        ("rule", [_rule(item, number, words) for number, item in enumerate(hers.get("rule", ()), 1)]),
        ("policy", [_policy(item, number) for number, item in enumerate(hers.get("policy", ()), 1)]),
        ("source", [_source(item, words, files, title) for item in hers.get("source", ())]),
    ):
        tables = tomlkit.aot()
        for item in items:
            tables.append(tomlkit.item(item))
        if items:
            made[name] = tables
    return tomlkit.dumps(made)


def _is_said(setting: Setting) -> bool:
    """Whether a setting says how a house works, and not who it is."""
    return bool(setting.allowed) or setting.kind in _SAID


def own_words() -> frozenset[str]:
    """The words a house file has of the program's own: they stand in every twin, whatever stands in a note of hers."""
    kinds = (*REGISTERS, SELL_THROUGH)
    registers = [word for kind in kinds for word in (kind.name, *(one.field for one in kind.columns))]
    said = [word for setting in SETTINGS for word in (setting.section, setting.key)]
    texts = (*_TABLES, *_OPTIONAL, *_NAMING, *_POLICY, *SOURCE_KEYS, *registers, *said)
    return frozenset(bare(word) for word in WORD.findall(" ".join(texts).replace("_", " ")))


def said_settings(house: House) -> list[str]:
    """The values of the settings that the twin keeps."""
    kept = [f"{s.section}.{s.key}" for s in SETTINGS if _is_said(s)]
    return [value for name in kept if (value := house.settings.get(name))]


def _words(field: str, given: Mapping[str, str], words: Words) -> dict[str, str]:
    return {words.text(spelling): words.text(word) if field in FREE else word for spelling, word in given.items()}


def _source(
    item: Mapping[str, Any], words: Words, files: Mapping[str, str], title: Callable[[str], str]
) -> dict[str, Any]:
    shown = str(item.get("name") or item["file"])
    made = {key: item[key] for key in SOURCE_KEYS if key in item and key not in _NAMING}
    made["file"] = files.get(shown) or files[str(item["file"])]
    if item.get("sheet"):
        made["sheet"] = title(item["sheet"])
    return {**made, "columns": {words.text(heading): field for heading, field in item.get("columns", {}).items()}}


def _policy(item: Mapping[str, Any], number: int) -> dict[str, Any]:
    return {"reference": f"Policy {number}", **{key: item[key] for key in _POLICY if key in item}}


def _rule(item: Mapping[str, Any], number: int, words: Words) -> dict[str, Any]:
    """A rule of the house: its test kept with the words in it replaced, its own sentences left out."""
    made = {"name": f"Rule {number}", **{key: item[key] for key in _OPTIONAL if key in item}}
    if "allowed" in item:
        made["allowed"] = [words.text(word) for word in item["allowed"]]
    if "pattern" in item:
        made["pattern"] = "".join(
            words.word(part) if len(part) > 1 and part.isalpha() else part for part in _ESCAPED.findall(item["pattern"])
        )
    if "value" in item:
        made["value"] = item["value"]
    if "when" in item:
        made["when"] = {
            name: [words.text(one) if isinstance(one, str) else one for one in value] if isinstance(value, list)
            else words.text(value) if isinstance(value, str) else value for name, value in item["when"].items()
        }  # fmt: skip
    return made
