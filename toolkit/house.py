"""The house: ``boutique.toml`` read into a frozen value, strictly, and written back with its comments kept."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from enum import Enum
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from toolkit.addresses import mailbox
from toolkit.contracts import Contract, contract_of, contracts
from toolkit.files import read_only
from toolkit.findings import Exit, ToolkitError
from toolkit.house_rules import HouseRule, rules, switched_off
from toolkit.house_tables import FILE, SourceSetting, at_night, currencies, nearest, sources, words, wrong
from toolkit.policies import Policy, policies
from toolkit.settings import LONGEST_TERM, SETTINGS, Setting
from toolkit.valued import Terms, basis
from toolkit.values import Currencies
from toolkit.vocabulary import OWNERSHIP

__all__ = ["FILE", "Copies", "House", "SourceSetting", "as_at", "parse", "read", "with_settings"]

TABLES = ("currencies", "words", "source", "checks", "rule", "policy", "at_night", "brand")


OTHER_OWNERS = frozenset(OWNERSHIP) - {"owned"}
"""Ownerships whose basis of value is not the house's to choose for a run."""


class Copies(Enum):
    """What becomes of the copies of online sources: left alone, made anew at each reading, or read instead."""

    LEAVE = 0
    KEEP = 1
    USE = 2


@dataclass(frozen=True, slots=True)
class House:
    """A boutique as its house file describes it. ``settings`` is keyed ``section.key``; defaults are filled in.

    ``off`` are the kinds of finding the house does not want to see, ``rules`` its own rules; ``policies`` stand in the
    order of their first days. ``at_night`` says where what lies in a place by day lies when the house is closed,
    by situation and by the words of a place. ``given`` are the settings that hold for this run only. ``contracts`` say
    what each brand is told, in the order of the file.
    """

    folder: Path
    settings: Mapping[str, str | None]
    sources: tuple[SourceSetting, ...]
    currencies: Currencies
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    copies: Copies = Copies.LEAVE
    off: frozenset[str] = frozenset()
    rules: tuple[HouseRule, ...] = ()
    policies: tuple[Policy, ...] = ()
    given: frozenset[str] = frozenset()
    at_night: Mapping[str, str] = field(default_factory=dict)
    contracts: tuple[Contract, ...] = ()

    def __getitem__(self, key: str) -> str:
        """A setting as text; empty where it has none."""
        return self.settings[key] or ""

    @property
    def zone(self) -> ZoneInfo:
        """The house's time zone."""
        return ZoneInfo(self["house.timezone"])

    @property
    def country(self) -> str:
        """The country whose law applies (ISO 3166-1, two letters): as set, else the time zone's; or empty."""
        from babel.core import get_global

        named = self["house.country"] or self["house.jurisdiction"][:2]
        named = named or get_global("zone_territories").get(self["house.timezone"], "")
        return named if len(named) == 2 else ""

    @property
    def jurisdiction(self) -> str:
        """The place whose law applies (ISO 3166-2, such as ``GB-SCT``), where it is set; else the country."""
        return self["house.jurisdiction"] or self.country

    @property
    def opening(self) -> time:
        """When the house opens."""
        return time.fromisoformat(self["house.opening_time"])

    @property
    def closing(self) -> time:
        """When the house closes."""
        return time.fromisoformat(self["house.closing_time"])

    def policy(self, on: date) -> Policy | None:
        """The policy in force on a day, if any."""
        return next((policy for policy in self.policies if policy.in_force(on)), None)

    def terms(self, on: date) -> Terms:
        """The bases of value on a day: given for this run, else of the policy in force, else of ``[insurance]``."""
        policy, own = self.policy(on), basis(self["insurance.basis"])
        if policy is None:
            return Terms(own, vat=self["insurance.vat"], reference=self["insurance.policy"])
        given = "insurance.basis" in self.given
        classes = {name: one for name, one in policy.basis.items() if not given or name in OTHER_OWNERS}
        vat = policy.vat if policy.vat and "insurance.vat" not in self.given else self["insurance.vat"]
        return Terms(own if given else policy.basis.get("owned", own), classes, vat, policy.reference)

    def contract(self, brand: str) -> Contract:
        """What is agreed with a brand, by its name or the house's word for it; ToolkitError where there is nothing."""
        return contract_of(self.contracts, self.words.get("brand", {}), brand)

    def path(self, source: SourceSetting) -> Path:
        """The file behind a source; a relative one is meant from the house's folder."""
        return (self.folder / source.file).resolve()


def read(folder: Path) -> House:
    """The house in ``folder``. Raises ToolkitError for a missing, damaged or misspelt house file."""
    path = folder / FILE
    if not path.is_file():
        raise ToolkitError(
            f"There is no {FILE} in {folder}.",
            "Run 'boutique init' there first, or name the house's folder with --house.",
            code="not-found",
        )
    return parse(read_only(path).decode("utf-8-sig", "replace"), folder)


def parse(text: str, folder: Path) -> House:
    """The house that ``text`` describes. Raises ToolkitError naming the line or the setting that is wrong."""
    document = _document(text)
    sections = {setting.section for setting in SETTINGS}
    for name in document:
        if name not in sections and name not in TABLES:
            raise wrong(f"[{name}] is not known{nearest(name, [*sections, *TABLES])}")
    settings = _settings(document)
    known = Currencies(settings["house.currency"] or "", currencies(document))
    own = words(document)
    return House(
        folder=folder,
        settings=settings,
        sources=sources(document),
        currencies=known,
        words=own,
        off=switched_off(document),
        rules=rules(document, text, known),
        policies=policies(document, known.house),
        at_night=at_night(document, own.get("location", {})),
        contracts=contracts(document, own.get("brand", {}), settings),
    )


def _document(text: str) -> Mapping[str, Any]:
    """What a house file says, before it is looked at. ToolkitError names the line that is no TOML."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return _read_closely(text)


def _read_closely(text: str) -> Mapping[str, Any]:
    """The same by tomlkit, which is six times as slow and tells better what is wrong."""
    import tomlkit
    from tomlkit.exceptions import ParseError, TOMLKitError

    try:
        document: Mapping[str, Any] = tomlkit.parse(text).unwrap()
    except ParseError as error:
        raise wrong(f"line {error.line}, column {error.col}: {error}") from error
    except TOMLKitError as error:  # a key or a section written twice
        raise wrong(str(error).rstrip(".")) from error
    return document


def with_settings(house: House, overrides: Mapping[str, str]) -> House:
    """The house with settings (``section.key``) given for this run only. Raises ToolkitError for a wrong value."""
    known = {f"{item.section}.{item.key}": item for item in SETTINGS}
    checked = {name: _value(known[name], value) for name, value in overrides.items()}
    return replace(house, settings={**house.settings, **checked}, given=house.given | frozenset(checked))


def _settings(document: Mapping[str, object]) -> dict[str, str | None]:
    found: dict[str, str | None] = {f"{item.section}.{item.key}": item.default for item in SETTINGS}
    for section in {setting.section for setting in SETTINGS}:
        table = document.get(section, {})
        if not isinstance(table, Mapping):
            raise wrong(f"[{section}] must be a section")
        known = {item.key: item for item in SETTINGS if item.section == section}
        for key, value in table.items():
            if key not in known:
                raise wrong(f"[{section}] {key} is not known{nearest(key, list(known))}")
            found[f"{section}.{key}"] = _value(known[key], value)
    return found


def _value(setting: Setting, value: object) -> str:
    name = f"[{setting.section}] {setting.key}"
    text = value.isoformat(timespec="minutes") if isinstance(value, time) else value
    if not isinstance(text, str):
        raise wrong(f"{name} must be text in quotes, not {value!r}")
    if setting.allowed and text not in (*setting.allowed, setting.default):
        raise wrong(f"{name} is {text!r}; it can be {', '.join(setting.allowed)}")
    fits, example = _FORMS.get(setting.kind, (bool, ""))
    if text and example and not fits(text):
        raise wrong(f"{name} is {text!r}; write it like {example}")
    return text


def _is_time(text: str) -> bool:
    try:
        time.fromisoformat(text)
    except ValueError:
        return False
    return True


def _is_port(text: str) -> bool:
    return text.isascii() and text.isdecimal() and 0 < int(text) < 65_536


def _is_term(text: str) -> bool:
    return text.isascii() and text.isdecimal() and 0 < int(text) <= LONGEST_TERM


def _is_zone(text: str) -> bool:
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


_SPAN = re.compile(r"(?:[0-9]{4}-)?[0-9]{2}-[0-9]{2}(?:\.\.(?:[0-9]{4}-)?[0-9]{2}-[0-9]{2})?")
_FORMS: Mapping[str, tuple[Callable[[str], object], str]] = {
    "time": (_is_time, "18:00"),
    "zone": (_is_zone, "Europe/London"),
    "code": (re.compile(r"[A-Z]{3}").fullmatch, "GBP"),
    "country": (re.compile(r"[A-Z]{2}").fullmatch, "GB"),
    "jurisdiction": (re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?").fullmatch, "GB-SCT"),
    "months": (re.compile(r"0|[1-9][0-9]{0,2}").fullmatch, "36"),
    "term": (_is_term, f"6, and no more than {LONGEST_TERM}"),
    "email": (mailbox, "broker@example.com"),
    "port": (_is_port, "587"),
    "count": (re.compile(r"[1-9][0-9]{0,5}").fullmatch, "100"),
    "spans": (re.compile(_SPAN.pattern + rf"(, *{_SPAN.pattern})*").fullmatch, "08-01..08-15, 2026-12-24..2027-01-02"),
    "colour": (re.compile(r"#?[0-9a-fA-F]{6}").fullmatch, "#5a2327"),
}
"""How settings of a kind are written: the test, and an example."""


def as_at(text: str | None, house: House, now: datetime) -> datetime:
    """The moment every rule calls today: ``--as-at``, or the day of ``now``; a date alone means closing time.

    Raises ToolkitError (usage) for text that is neither ``2026-10-31`` nor ``2026-10-31T18:00``.
    """
    text = text or now.astimezone(house.zone).date().isoformat()
    try:
        if len(text) == len("2026-10-31"):
            return datetime.combine(date.fromisoformat(text), house.closing, house.zone)
        return datetime.fromisoformat(text).replace(tzinfo=house.zone, second=0, microsecond=0)
    except ValueError as error:
        raise ToolkitError(
            f"--as-at {text!r} is not a date.",
            "Write it like 2026-10-31 or 2026-10-31T18:00.",
            status=Exit.USAGE,
            code="usage",
        ) from error
