"""A small house whose clients stand in several rows, for the tests of who is who."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.houses import make, table
from toolkit.produce.reading import Checked, read_and_check
from toolkit.produce.reading import read_house as house_of

DAY = "2026-10-31"
HEADING = ("Client no", "Title", "First name", "Surname", "Address", "Postcode", "Telephone", "E-mail", "Date of birth",
           "Spouse", "Last contact", "Deceased", "Do not contact")  # fmt: skip
ADA = ("C1", "Mrs", "Ada", "Ashcombe", "4 Rill Lane, London", "W1J 6BD", "+44 20 7946 0011", "ada@example.com",
       "1971-03-05", "", "2026-01-10", "", "")  # fmt: skip
ADA_OLD = ("C7", "Ms", "Ada", "Grey", "9 Ford Street, Leeds", "LS1 4AP", "+44 20 7946 0011", "", "1971-03-05", "",
           "2019-05-02", "", "yes")  # fmt: skip
ADA_BARE = ("", "", "Ada", "Ashcombe", "", "", "+44 7700 900123", "", "", "", "", "", "")
ABEL = ("C2", "Mr", "Abel", "Ashcombe", "4 Rill Lane, London", "W1J 6BD", "+44 20 7946 0012", "", "1969-08-20", "Ada",
        "2025-12-01", "", "")  # fmt: skip
ZOE = ("C3", "Dr", "Zoë", "van der Berg", "1 Mill Road, York", "YO1 7HH", "+44 1904 496 0013", "zoe@example.com",
       "1980-01-02", "", "2024-01-01", "", "")  # fmt: skip
PEOPLE = (ADA, ADA_OLD, ADA_BARE, ABEL, ZOE)
SALES = table(
    ("Invoice", "Date", "Type", "Stock No", "Price", "Currency", "Client", "Client code"),
    [
        ("I1", "2025-06-10", "Sale", "W1", "6000", "GBP", "Ada Ashcombe", "C1"),
        ("I2", "2019-01-10", "Sale", "W2", "100", "GBP", "Ada Grey", "C7"),
        ("I3", "2026-02-10", "Sale", "W3", "2500", "GBP", "Ada Ashcombe", ""),
    ],
)
STOCK = table(
    ("Stock No", "Description", "Date in", "Cost", "Currency"),
    [(f"W{number}", "Wristwatch", "2018-03-05", "900", "GBP") for number in range(1, 4)],
)


def people(rows: Sequence[Sequence[object]] = PEOPLE, heading: Sequence[str] = HEADING) -> str:
    """The register of clients as text."""
    return table(heading, rows)


def house(folder: Path, rows: Sequence[Sequence[object]] = PEOPLE, name: str = "clients.csv") -> Path:
    """A house of these clients, mapped anew; what its ledger remembers stays."""
    for path in folder.glob("*.csv"):
        path.unlink()
    files = {"stock.csv": STOCK, "sales.csv": SALES, name: people(rows)}
    return make(folder, files, house_currency="GBP", house_name="Maison")


def checked(folder: Path) -> Checked:
    """The house read and checked."""
    return read_and_check(*house_of(folder, DAY))
