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
"""The bases of value that a house may choose for its own stock without writing down its policy."""

BASIS_FIELDS = {
    "insured_value": "insured_value",
    "cost": "cost_purchase",
    "landed_cost": "cost_landed",
    "ticket_price": "ticket_price",
    "replacement": "replacement_price",
    "agreed": "agreed_value",
    "market": "market_value",
    "net_selling_price": "sale_price",
}
"""Every basis of value a policy may name, and the field of the stock register behind it."""

LONGEST_TERM = 36
"""For how many months a finding may be acknowledged at most: then somebody looks at it again."""


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
    Setting("house", "opening_time", "time", "10:00", "When the house opens: from then to closing time the schedule says where pieces are by day, else at night."),
    Setting("house", "closing_time", "time", "18:00", "When the house closes: a date alone means this time of that day."),
    Setting("house", "email", "email", "", "The house's own e-mail address, as the sender of drafts. Empty: the mail program puts in its own."),
    Setting("house", "country", "country", "", "The country whose law and telephone numbers are meant, such as GB. Empty: the time zone's."),
    Setting("house", "jurisdiction", "jurisdiction", "", "The part of the country whose law on second-hand goods is meant, such as GB-SCT or US-FL. Empty: the country."),
    Setting("house", "currency", "code", "", "The currency of a figure that names none, such as GBP. Empty: none is assumed."),
    Setting("house", "acknowledged_months", "term", "6", f"For how many months a finding you acknowledge stays quiet where you name no last day; {LONGEST_TERM} at most."),
    Setting("house", "accent", "colour", "#5a2327", "The one colour of the stationery."),
    Setting("house", "mark", "text", "", "The house's mark above its name on a dossier: an SVG or PNG file, from the house's folder. Empty: the name alone."),
    Setting("house", "paper", "text", "A4", "The paper of printed documents.", ("A4", "Letter")),
    Setting("insurance", "policy", "text", "", "The policy's reference, printed on the schedule."),
    Setting("insurance", "basis", "text", None, "The basis of value of the house's own stock. Without it no schedule is made.",
            tuple(BASES)),
    Setting("insurance", "vat", "text", "unknown", "Whether values include VAT: net, gross, mixed, or unknown; stated as such.",
            ("net", "gross", "mixed", "unknown")),
    Setting("insurance", "broker_name", "text", "", "How the letter to the broker addresses its reader, such as Mr Harcourt. Empty: nobody by name."),
    Setting("insurance", "broker_email", "email", "", "Where the draft of that letter is addressed to. Empty: to nobody yet."),
    Setting("insurance", "broker_language", "text", "", "The language of that letter. Empty: the house's.", ("en", "fr")),
    Setting("insurance", "workbook", "text", "", "The broker's own workbook (.xlsx or .xlsm), from the house's folder, to be filled beside ours. Empty: ours alone."),
    Setting("insurance", "valuation_months", "months", "36", "After how many months a valuation is to be renewed; 0 for never. Common practice, no law; your insurer may ask for another."),
    Setting("insurance", "valuation_months_watches", "months", "24", "The same for watches."),
    Setting("defaults", "ownership", "text", "owned", "The ownership of a piece where the register has no such column; printed.",
            ("owned", "consigned_in", "memo_in", "customer_repair", "customer_collection", "deposit_held")),
    Setting("defaults", "situation", "text", "premises", "The place of a piece where the register has no such column; printed.",
            ("premises", "safe", "strongroom", "locked_case", "window", "drawer", "workshop", "bank")),
    Setting("dossier", "certificate", "text", "", "The house's certificate with its key (.p12 or .pfx), from the house's folder, to sign dossiers with. Empty: not signed."),
    Setting("dossier", "evidence", "text", "evidence", "The folder of photographs and scanned papers, from the house's folder."),
    Setting("mail", "host", "text", "", "The server letters are sent through, such as smtp.example.com. Empty: nothing is sent. Its password stands in BOUTIQUE_SMTP_PASSWORD or in the system's keyring, never here."),
    Setting("mail", "port", "port", "", "Its port. Empty: 587, or 465 for tls."),
    Setting("mail", "security", "text", "starttls", "How the line is kept secret. none is for a server on this very computer, without a login.", ("starttls", "tls", "none")),
    Setting("mail", "user", "text", "", "The name to log in with. Empty: no login."),
    Setting("mail", "from", "email", "", "The address letters come from. Empty: [house] email."),
    Setting("mail", "daily_limit", "count", "100", "To how many addresses something is sent in a day at most; the rest waits."),
    Setting("mail", "imap_host", "text", "", "The server of the mailbox that drafts are put into. Empty: drafts are files only. Its password stands in BOUTIQUE_IMAP_PASSWORD, else the one above is taken."),
    Setting("mail", "imap_port", "port", "", "Its port. Empty: 993, or 143 for starttls."),
    Setting("mail", "imap_security", "text", "tls", "The same for that server.", ("tls", "starttls")),
    Setting("mail", "imap_user", "text", "", "The name to log in with there. Empty: the one above."),
    Setting("mail", "drafts_folder", "text", "", "The mailbox's folder of drafts. Empty: the one the server names as such."),
    Setting("mail", "ca_file", "text", "", "The certificates (PEM) by which the house's own servers are known, from the house's folder. Empty: those the system trusts."),
    Setting("letters", "basis", "text", "legitimate-interests", "The lawful basis of letters by post: legitimate-interests (keep the assessment on file, heed every objection) or consent, by which nobody is written to without one. Ask your adviser.", ("legitimate-interests", "consent")),
    Setting("letters", "privacy", "text", "", "Where the house says how it keeps clients' details, such as corvane.example/privacy; at the foot of letters. Empty: on request."),
    Setting("letters", "leap_observed", "text", "28feb", "The day on which a birthday of 29 February is kept in other years, where the client's row does not say.", ("28feb", "1mar")),
    Setting("letters", "arrive_before", "months", "3", "How many days before its day a greeting is to arrive."),
    Setting("letters", "post_days", "months", "2", "How many working days a letter takes within the country."),
    Setting("letters", "post_days_abroad", "months", "6", "The same to another country."),
    Setting("letters", "closed", "spans", "", "Days on which nothing is posted, such as 08-01..08-15, 2026-12-24..2027-01-02. Week-ends and public holidays of the country are known."),
    Setting("letters", "merge_days", "months", "14", "Occasions of one client so many days apart or fewer become one letter; 0 for never."),
    Setting("letters", "after_sale_days", "count", "14", "A thank-you for a purchase is to arrive within so many days."),
    Setting("letters", "after_repair_days", "count", "14", "The same after a repair was collected."),
    Setting("letters", "service_months", "months", "60", "After how many months a watch is due for service; 0 for never. Makers differ."),
    Setting("letters", "warranty_months", "months", "0", "How many months the house's own guarantee runs from the sale; 0 where it gives none. A date in the service register counts without it."),
    Setting("letters", "silence_times", "months", "2", "A client is silent after so many times the usual gap between her purchases and visits; 0 for never."),
    Setting("letters", "silence_days", "count", "180", "And after no fewer days than these."),
    Setting("letters", "quiet_months", "count", "12", "For how many months after a bereavement or a separation no occasion is written to. Custom, no law."),
    Setting("letters", "cooling_days", "months", "60", "How many days lie between two letters to one client; 0 for any."),
)  # fmt: skip
