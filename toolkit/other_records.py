"""Records of the registers beside stock and sales: people, jobs, movements, events, contacts, counts."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from toolkit.findings import Place
from toolkit.records import Record
from toolkit.values import Money, When


@dataclass(frozen=True, kw_only=True)
class Addressed(Record):
    """What clients and suppliers share: an address, by its parts or in one cell, telephones and e-mail."""

    name: str | None = None
    address: str | None = None
    street: str | None = None
    street2: str | None = None
    town: str | None = None
    region: str | None = None
    postcode: str | None = None
    country: str | None = None
    phone: str | None = None
    mobile: str | None = None
    email: str | None = None


@dataclass(frozen=True, kw_only=True)
class Client(Addressed):
    """One row of the clients' register: a person, sometimes with a partner in the same row."""

    client_no: str | None = None
    title: str | None = None
    first_name: str | None = None
    surname: str | None = None
    suffix: str | None = None
    salutation: str | None = None
    company: str | None = None
    vat_no: str | None = None
    spouse: str | None = None
    phone_work: str | None = None
    language: str | None = None
    nationality: str | None = None
    birthday: When | None = None
    anniversary: When | None = None
    spouse_birthday: When | None = None
    leap_observed: str | None = None
    client_since: When | None = None
    last_contact: When | None = None
    last_purchase: When | None = None
    spent: Money | None = None
    adviser: str | None = None
    letter_words: str | None = None
    tier: str | None = None
    # What may be sent, and what must not
    consent_post: bool | None = None
    consent_email: bool | None = None
    consent_phone: bool | None = None
    consent_sms: bool | None = None
    consent_date: When | None = None
    do_not_contact: bool | None = None
    gone_away: bool | None = None
    deceased: bool | None = None
    # Taste
    ring_size: str | None = None
    wrist_size: str | None = None
    preferences: str | None = None
    referred_by: str | None = None


@dataclass(frozen=True, kw_only=True)
class Supplier(Addressed):
    """One row of the suppliers' register: a maker, dealer, workshop, laboratory or private seller."""

    supplier_no: str | None = None
    party_type: str | None = None
    contact: str | None = None
    website: str | None = None
    vat_no: str | None = None
    company_no: str | None = None
    eori: str | None = None
    iban: str | None = None
    bic: str | None = None
    account_no: str | None = None
    currency: str | None = None
    terms: str | None = None
    warranty_statement: str | None = None
    rjc_ref: str | None = None
    brands: str | None = None
    supplier_since: When | None = None


@dataclass(frozen=True, kw_only=True)
class Job(Record):
    """One row of the service register: a repair or other job on the house's own piece or a client's."""

    job_no: str | None = None
    client: str | None = None
    client_no: str | None = None
    phone: str | None = None
    piece: str | None = None
    brand: str | None = None
    brand_ref: str | None = None
    serial: str | None = None
    category: str | None = None
    received: When | None = None
    promised: When | None = None
    job_status: str | None = None
    workshop: str | None = None
    sent: When | None = None
    returned: When | None = None
    work: str | None = None
    work_done: str | None = None
    estimate: Money | None = None
    estimate_date: When | None = None
    approved: When | None = None
    cost: Money | None = None
    price: Money | None = None
    paid: Money | None = None
    currency: str | None = None
    invoice_no: str | None = None
    collected: When | None = None
    warranty_until: When | None = None
    taken_by: str | None = None
    declared_value: Money | None = None
    location: str | None = None


@dataclass(frozen=True, kw_only=True)
class Movement(Record):
    """One row of the register of movements: a piece that left its place, and when it is due back."""

    piece: str | None = None
    brand: str | None = None
    serial: str | None = None
    quantity: Decimal | None = None
    moved_date: When | None = None
    from_place: str | None = None
    to_place: str | None = None
    taken_by: str | None = None
    client_no: str | None = None
    reason: str | None = None
    due_back: When | None = None
    returned: When | None = None
    receipt_no: str | None = None
    value: Money | None = None
    currency: str | None = None
    authorised_by: str | None = None


@dataclass(frozen=True, kw_only=True)
class ProvenanceEvent(Record):
    """One row of the register of provenance: one event in a piece's past, with its evidence."""

    piece: str | None = None
    brand: str | None = None
    serial: str | None = None
    event: str | None = None
    event_date: When | None = None
    date_until: When | None = None
    from_party: str | None = None
    to_party: str | None = None
    place_name: str | None = None
    evidence: str | None = None
    evidence_ref: str | None = None
    source_text: str | None = None
    certainty: str | None = None
    consent: bool | None = None
    price: Money | None = None
    currency: str | None = None


@dataclass(frozen=True, kw_only=True)
class Contact(Record):
    """One row of the register of contacts: a call, a letter, a visit."""

    contact_date: When | None = None
    client: str | None = None
    client_no: str | None = None
    channel: str | None = None
    direction: str | None = None
    adviser: str | None = None
    subject: str | None = None
    outcome: str | None = None
    follow_up: When | None = None


@dataclass(frozen=True, kw_only=True)
class Count(Record):
    """One row of the register of counts: a piece seen, or not seen, at a stock-taking."""

    piece: str | None = None
    brand: str | None = None
    serial: str | None = None
    category: str | None = None
    counted: bool | None = None
    quantity: Decimal | None = None
    expected: Decimal | None = None
    difference: Decimal | None = None
    count_date: When | None = None
    location: str | None = None
    counted_by: str | None = None


@dataclass(frozen=True, kw_only=True)
class Listed(Record):
    """One line of a schedule of insured goods: from a file in any layout, or from the frozen facts of one we issued.

    A frozen line stands in no cell of a register: its place is the schedule's own file. ``block`` is where the
    schedule has it: ``lines`` (its total), ``in_doubt``, ``exceptions``, ``excluded``.
    """

    description: str | None = None
    brand: str | None = None
    brand_ref: str | None = None
    serial: str | None = None
    identifiers: str | None = None
    category: str | None = None
    ownership: str | None = None
    situation: str | None = None
    location: str | None = None
    at_night: str | None = None
    owner: str | None = None
    basis: str | None = None
    value: Money | None = None
    currency: str | None = None
    valuation_date: When | None = None
    block: str = "lines"

    def place(self, field_name: str | None = None) -> Place:
        """The line's cell; the file of the schedule as it was delivered, where the line was frozen."""
        return self.source.place(self.row, field_name) if self.source.letters else Place(self.source.file)
