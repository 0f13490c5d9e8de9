"""Every setting of ``boutique.toml``, declared once: its place, its type, its default and what it is for.

The documentation's table and the checks on reading are made from this tuple.
"""

from __future__ import annotations

from dataclasses import dataclass

BASES = {
    "insured_value": "insured value as recorded",
    "cost": "cost: the price paid for the piece alone",
    "landed_cost": "landed cost: the price paid and what was added",
    "ticket_price": "retail price",
}
"""The bases of value a schedule may be made on, and the field of the stock register behind each."""

BASIS_FIELDS = {
    "insured_value": "insured_value",
    "cost": "cost_purchase",
    "landed_cost": "cost_landed",
    "ticket_price": "ticket_price",
}


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its section and key, the kind of its value, its default, what it is for, what is allowed."""

    section: str
    key: str
    kind: str
    default: str | None
    description: str
    allowed: tuple[str, ...] = ()


SETTINGS: tuple[Setting, ...] = (
    Setting("house", "name", "text", "", "The house's name, as it stands at the head of every document."),
    Setting("house", "address", "text", "", "One line under the name."),
    Setting("house", "language", "text", "en", "The language of documents.", ("en", "fr")),
    Setting("house", "timezone", "zone", "UTC", "The house's time zone, such as Europe/London; it decides what day it is."),
    Setting("house", "closing_time", "time", "18:00", "When the house closes: a date alone means this time of that day."),
    Setting("house", "country", "country", "", "The country whose law and telephone numbers are meant, such as GB. Empty: the time zone's."),
    Setting("house", "jurisdiction", "jurisdiction", "", "The part of the country whose law on second-hand goods is meant, such as GB-SCT or US-FL. Empty: the country."),
    Setting("house", "currency", "code", "", "The currency of a figure that names none, such as GBP. Empty: none is assumed."),
    Setting("house", "accent", "colour", "#5a2327", "The one colour of the stationery."),
    Setting("house", "mark", "text", "", "The house's mark above its name on a dossier: an SVG or PNG file, from the house's folder. Empty: the name alone."),
    Setting("house", "paper", "text", "A4", "The paper of printed documents.", ("A4", "Letter")),
    Setting("insurance", "policy", "text", "", "The policy's reference, printed on the schedule."),
    Setting("insurance", "basis", "text", None, "The basis of value of the house's own stock. Without it no schedule is made.",
            tuple(BASES)),
    Setting("insurance", "vat", "text", "unknown", "Whether values include VAT: net, gross, mixed, or unknown; stated as such.",
            ("net", "gross", "mixed", "unknown")),
    Setting("defaults", "ownership", "text", "owned", "The ownership of a piece where the register has no such column; printed.",
            ("owned", "consigned_in", "memo_in", "customer_repair", "customer_collection", "deposit_held")),
    Setting("defaults", "situation", "text", "premises", "The place of a piece where the register has no such column; printed.",
            ("premises", "safe", "strongroom", "locked_case", "window", "drawer", "workshop", "bank")),
    Setting("dossier", "certificate", "text", "", "The house's certificate with its key (.p12 or .pfx), from the house's folder, to sign dossiers with. Empty: not signed."),
    Setting("dossier", "evidence", "text", "evidence", "The folder of photographs and scanned papers, from the house's folder."),
)  # fmt: skip
