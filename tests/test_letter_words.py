"""Letters as words: what a letter says, what it may not, what it waits for; templates, fields, envelopes, labels."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from tests.houses import make as make_house
from tests.houses import run, table
from tests.occasion_houses import CLIENT, SALE, STOCK, rows
from tests.office import converted
from tests.word_files import texts, word
from toolkit.findings import ToolkitError
from toolkit.letters.called import called
from toolkit.letters.compose import NAMES, TEMPLATES, compose
from toolkit.letters.counted import nth, years
from toolkit.letters.letter import Letter
from toolkit.letters.occasions import occasions
from toolkit.produce.reading import read_and_check, read_house
from toolkit.records import Piece, Sale, Source
from toolkit.render.docx import template
from toolkit.render.post import envelopes, formats, labels
from tools.letter_templates import FOLDER, make, name
from tools.letter_texts import LETTERS

STEMS = sorted(set(TEMPLATES.values()))
FILES = [name(stem, language) for language in LETTERS for stem in STEMS]
FORBIDDEN = re.compile(
    r"£|€|\$|\b(price|prices|worth|invest\w*|appreciat\w*|reserve\w*|available|availability|guaranteed|offer|discount|exclusive|"
    r"prix|valeur|investi\w*|réserv\w*|disponib\w*|offre|remise|exclusi\w*)\b|!",
    re.IGNORECASE,
)


def facts(language: str, kind: str, **changes: object) -> dict[str, Any]:
    """What a letter of a kind may be handed."""
    french = language == "fr"
    return {
        "house": {"name": "Maison Corvane", "address": "19 Halcyon Row, London", "email": "letters@corvane.example",
                  "contact": "letters@corvane.example", "privacy": ""},
        "date": "3 décembre 2026" if french else "3 December 2026",
        "address": ["Mrs Ada Vane", "4 Linnet Walk", "London", "SW3 1AA"],
        "salutation": "Madame," if french else "Dear Mrs Vane,",
        "close": "Je vous prie d’agréer, Madame, l’expression de ma considération distinguée." if french else "Yours sincerely,",
        "adviser": "Jonas Ostrey", "own": [], "work": "",
        "occasion": {"kind": kind, "day": "12 décembre" if french else "12 December", "nth": "dixième" if french else "tenth",
                     "years": "dix ans" if french else "ten years", "since": "mars 2021" if french else "March 2021", "served": ""},
        "piece": {"your": "votre montre Delmare", "the": "la montre Delmare", "name": "Delmare"} if french
        else {"your": "your Delmare", "the": "the Delmare", "name": "Delmare"},
        "also": {"birthday": "20 décembre" if french else "20 December", "day": "21 décembre" if french else "21 December",
                 "years": "dix ans" if french else "ten years", "piece": "votre bague" if french else "your ring"},
        **changes,
    }  # fmt: skip


def kinds(stem: str) -> list[str]:
    """The kinds of occasion that share a template."""
    return [kind for kind, known in TEMPLATES.items() if known == stem]


def every() -> dict[str, bytes]:
    """Every letter of every template, with and without what may be missing."""
    made = {}
    for language in LETTERS:
        for stem in STEMS:
            opened = template((FOLDER / name(stem, language)).read_bytes(), stem)
            for kind in kinds(stem):
                full = facts(language, kind)
                bare: dict[str, Any] = facts(language, kind, own=["A line of my own."])
                bare["occasion"] |= {
                    "nth": "",
                    "served": "yes",
                    "day": "" if kind == "birthday" else full["occasion"]["day"],
                }
                bare["also"] = dict.fromkeys(bare["also"], "")
                bare["piece"] = {} if stem == "thank-you" else bare["piece"]
                made |= {
                    f"{kind}-{language}-full.docx": opened.fill(full),
                    f"{kind}-{language}-bare.docx": opened.fill(bare),
                }
    return made


def test_the_templates_are_what_the_tool_makes() -> None:
    """Both languages, every kind, byte for byte."""
    assert sorted(path.name for path in FOLDER.glob("*.docx")) == sorted(FILES)
    for language in LETTERS:
        for stem in STEMS:
            assert (FOLDER / name(stem, language)).read_bytes() == make(stem, language)


@pytest.mark.parametrize("file", FILES)
def test_a_template_uses_known_names_only(file: str) -> None:
    """And carries what a letter must: the sender, the signature, how to say no."""
    opened = template((FOLDER / file).read_bytes(), file)
    assert opened.faults == ()
    used = {each.path for each in opened.fields}
    assert used <= set(NAMES)
    assert {"house.name", "house.contact", "salutation", "close", "adviser", "date", "address[]", "own[]"} <= used


@pytest.mark.parametrize("language", LETTERS)
def test_letters_promise_nothing(language: str) -> None:
    """No price, no worth, nothing kept for anybody, no exclamation."""
    for stem, lines in LETTERS[language].items():
        assert FORBIDDEN.findall(" ".join(lines)) == [], stem


def test_every_letter_is_one_page(tmp_path: Path) -> None:
    """All of them in LibreOffice in one call: one page, nothing left of a tag, no line doubled, no box for a glyph."""
    made = converted(every(), tmp_path, "pdf")
    assert len(made) == 2 * 2 * len(TEMPLATES)
    for file, data in made.items():
        document = pypdfium2.PdfDocument(data)
        text = document[0].get_textpage().get_text_bounded()
        assert len(document) == 1, file
        assert "Jonas Ostrey" in text
        assert "letters@corvane.example" in text
        assert not re.search(r"\{\{|\{%|\}\}|%\}|\ufffd|  ,| \.|,,", text.replace("\r\n", "\n")), file


def test_the_advisers_words_come_first() -> None:
    """In front of the house's own sentences."""
    opened = template((FOLDER / "birthday.docx").read_bytes(), "birthday.docx")
    lines = texts(opened.fill(facts("en", "birthday", own=["First.", "Second & third."])))
    after = lines[lines.index("Dear Mrs Vane,") + 1 :]
    assert after[:2] == ["First.", "Second & third."]
    assert after[2].startswith("My colleagues and I send you")


@pytest.mark.parametrize(
    ("number", "english", "french"),
    [
        (1, "first", "premier"),
        (10, "tenth", "dixième"),
        (20, "twentieth", "vingtième"),
        (21, "21st", "21e"),
        (22, "22nd", "22e"),
        (111, "111th", "111e"),
    ],
)
def test_numbers_in_their_row(number: int, english: str, french: str) -> None:
    """Words as far as they are short, then figures."""
    assert (nth(number, "en"), nth(number, "fr")) == (english, french)


def test_numbers_of_years() -> None:
    """One year is a year."""
    assert [years(number, "en") for number in (1, 2, 25)] == ["a year", "two years", "25 years"]
    assert [years(number, "fr") for number in (1, 2, 25)] == ["un\u00a0an", "deux\u00a0ans", "25\u00a0ans"]


LETTERED = Source("sales", "Sales.xlsx", "S", dict(zip(("brand", "model", "category"), "BCD", strict=True)), {})
CALLED = {
    ("Rolex", "Datejust", "watch"): ("your Rolex Datejust", "votre montre Rolex Datejust"),
    ("Rolex", "Rolex Datejust", ""): ("your Rolex Datejust", "votre Rolex Datejust"),
    ("Van Cleef & Arpels", "Alhambra", "earrings"): ("your Van Cleef & Arpels Alhambra", "vos boucles d’oreilles Van Cleef & Arpels Alhambra"),
    ("Rolex", "116500LN, steel", "watch"): ("your watch", "votre montre"),
    ("", "", "ring"): ("your ring", "votre bague"),
    ("", "", "cufflinks"): ("your cufflinks", "vos boutons de manchette"),
    ("", "", "loose_stone"): None,
    ("", "yellow gold, 18ct", ""): None,
}  # fmt: skip


@pytest.mark.parametrize("cells", CALLED)
def test_what_a_piece_is_called(cells: tuple[str, str, str]) -> None:
    """Brand and model where they can stand in a sentence, else the kind of piece; never a reference or a weight."""
    brand, model, category = (cell or None for cell in cells)
    sale = Sale(source=LETTERED, row=7, brand=brand, model=model, category=category)
    named = [called(sale, (), language) for language in ("en", "fr")]
    assert (tuple(one.your for one in named if one) or None) == CALLED[cells]
    if named[0]:
        assert {str(place) for place in named[0].places} <= {f"Sales.xlsx, sheet S, cell {letter}7" for letter in "BCD"}
        assert named[0].places


def test_a_piece_is_called_by_the_stock_where_the_sale_is_silent() -> None:
    """The stock register's row of the same number says what it is."""
    sale = Sale(source=LETTERED, row=7)
    stock = Piece(source=Source("stock", "Stock.xlsx", "M", {"brand": "F"}, {}), row=17, brand="Delmare")
    found = called(sale, (stock,), "en")
    assert found is not None
    assert (found.the, [str(place) for place in found.places]) == ("the Delmare", ["Stock.xlsx, sheet M, cell F17"])


# --- Composed from registers --------------------------------------------------------------------

PERSON = CLIENT | {"Adviser": "Jonas Ostrey", "Language": "", "Suffix": ""}


def letters(
    folder: Path, *people: Mapping[str, object], sales: Sequence[Mapping[str, object]] = (), toml: str = ""
) -> list[Letter]:
    """The letters of a December for these clients, C1 and so on, each in a house of her own."""
    numbered = [
        {"Client no": f"C{number}", "Address": f"{number} Elm Row", **one} for number, one in enumerate(people, 1)
    ]
    stock = table(STOCK, [("S1", "Gold ring", "2020-01-01", "100", "GBP")])
    files = {"Stock.csv": stock, "Clients.csv": rows(PERSON, numbered)} | (
        {"Sales.csv": rows(SALE, sales)} if sales else {}
    )
    make_house(folder, files, house_country="GB", house_timezone="Europe/London", house_currency="GBP",
               house_name="Maison Corvane", house_email="letters@corvane.example")  # fmt: skip
    (folder / "boutique.toml").write_text((folder / "boutique.toml").read_text("utf-8") + toml, "utf-8")
    house, moment = read_house(folder, "2026-10-31")
    registers = read_and_check(house, moment).registers
    found = occasions(registers, house, date(2026, 12, 1), date(2026, 12, 31), moment)
    return [compose(one, registers, house, moment) for one in found]


def held(letter: Letter) -> list[str]:
    """What holds a letter's words back."""
    return [hold.code for hold in letter.holds]


def test_a_birthday_letter(tmp_path: Path) -> None:
    """Everything it says with its cells; its date is the day it is posted; no year of birth anywhere."""
    (letter,) = letters(tmp_path, {"Birthday": "1961-12-14", "Title": "Dame", "First name": "Ada", "Suffix": "DBE"})
    assert (letter.template, letter.language, letter.salutation) == ("birthday.docx", "en", "Dear Dame Ada,")
    assert letter.address == ("Dame Ada Vane DBE", "1 Elm Row", "London", "SW3 1AA")
    assert letter.context["date"] == "9 December 2026"
    assert letter.holds == ()
    assert {str(place).rpartition("cell ")[2][:-1] for place in letter.used} > {"B", "C", "D"}
    made = template((FOLDER / letter.template).read_bytes(), letter.template).fill(letter.context)
    said = " ".join(texts(made))
    assert "Dear Dame Ada," in said
    assert "14 December" in said
    assert not re.search(r"1961|sixty|65", said + str(letter.context))


def said_in(letter: Letter) -> str:
    """The letter as its reader has it, in one line."""
    return " ".join(texts(template((FOLDER / letter.template).read_bytes(), letter.template).fill(letter.context)))


def test_a_birthday_close_to_the_wedding_day_is_not_passed_over(tmp_path: Path) -> None:
    """One letter for both; where two are greeted, or the day is past by then, the birthday stays unsaid."""
    both = {"Anniversary": "2016-12-18", "Birthday": "1961-12-22"}
    made = letters(
        tmp_path, both, both | {"Title": "Mr & Mrs", "First name": "Tom & Ada"}, both | {"Birthday": "1961-12-08"},
    )  # fmt: skip
    one, pair, before = sorted(made, key=lambda letter: letter.occasion.client.client.client_no or "")
    assert {letter.occasion.kind for letter in made} == {"wedding"}
    assert "Our good wishes for your birthday on 22 December go with this letter." in said_in(one)
    assert {"Birthday", "Anniversary"} <= {headings(tmp_path)[str(place.column)] for place in one.used}
    assert "birthday" not in said_in(pair)
    assert "your birthday on 8 December go with" in said_in(before)
    house, _ = read_house(tmp_path, "2026-10-31")
    late = read_and_check(*read_house(tmp_path, "2026-12-09"))
    assert "birthday" not in said_in(compose(before.occasion, late.registers, house, late.as_at))


def headings(folder: Path) -> dict[str, str]:
    """The heading of each column of the clients, by its letter."""
    named = (folder / "Clients.csv").read_text("utf-8").splitlines()[0].split(",")
    return {chr(ord("A") + number): heading for number, heading in enumerate(named)}


def test_a_purchase_close_to_the_birthday_is_named_where_it_may_be(tmp_path: Path) -> None:
    """Its anniversary stands in the birthday letter in both languages; of a gift nothing is said."""
    person = {"Birthday": "1961-12-14"}
    sale = {"Date": "2021-12-16"}
    english, french, gift = letters(
        tmp_path, person, person | {"Language": "French"}, person,
        sales=[sale, sale | {"Client code": "C2", "Stock no": "W2"},
               sale | {"Client code": "C3", "Stock no": "W3", "Gift": "yes", "Gift for": "Dora"}],
    )  # fmt: skip
    assert {letter.occasion.kind for letter in (english, french, gift)} == {"birthday"}
    assert "On 16 December it will be five years since you chose your Delmare; I hope" in said_in(english)
    assert "Le 16 décembre, il y aura cinq\u00a0ans que vous avez choisi votre montre Delmare\u00a0; j’espère" in said_in(french)
    assert "Delmare" not in said_in(gift)


def test_a_french_client_gets_a_french_letter(tmp_path: Path) -> None:
    """By the language of her row; another language waits for somebody to agree."""
    french, german = letters(
        tmp_path, {"Birthday": "14/12/1961", "Language": "French", "Country": "France", "Town": "Paris", "Postcode": "75002"},
        {"Birthday": "15/12/1961", "Language": "German"},
    )  # fmt: skip
    assert (french.template, french.salutation, french.address[-2:]) == (
        "birthday.fr.docx",
        "Madame,",
        ("75002 Paris", "FRANCE"),
    )
    assert french.context["occasion"]["day"] == "14 décembre"  # type: ignore[index]
    assert (german.language, held(german)) == ("en", ["language"])
    assert not german.holds[0].final


def test_the_29th_of_february_is_not_renamed(tmp_path: Path) -> None:
    """Kept on the 28th, the letter names no day at all."""
    letters(tmp_path, {"Birthday": "29/02/1960"})
    house, moment = read_house(tmp_path, "2026-12-31")
    registers = read_and_check(house, moment).registers
    (found,) = occasions(registers, house, date(2027, 2, 1), date(2027, 3, 5), moment)
    made = compose(found, registers, house, moment)
    assert made.context["occasion"]["day"] == ""  # type: ignore[index]
    said = " ".join(texts(template((FOLDER / made.template).read_bytes(), "x").fill(made.context)))
    assert "wishes for your birthday, and" in said
    assert "28" not in said


def test_an_anniversary_names_the_piece_or_waits(tmp_path: Path) -> None:
    """To the buyer who lives alone by its name; where somebody else may open the letter there is nothing to say."""
    sales = [
        {"Date": "2016-12-10", "Client code": f"C{number}", "Invoice": f"V{number}", "Stock no": f"W{number}"}
        for number in (1, 2)
    ]
    alone, shared = letters(tmp_path, {}, {"Partner": "Tom", "Deceased": ""}, sales=[sales[0], sales[1] | {"Gift": ""}])
    assert alone.context["piece"] == {"your": "your Delmare", "the": "the Delmare", "name": "Delmare"}
    said = " ".join(texts(template((FOLDER / alone.template).read_bytes(), "x").fill(alone.context)))
    assert "On 10 December it will be ten years since you chose your Delmare." in said
    assert shared.context["piece"] == {}
    assert held(shared) == ["nothing-to-say"]
    assert "Delmare" not in str(shared.context)


def test_what_the_words_lack_is_said(tmp_path: Path) -> None:
    """Nobody to sign, initials only, no title, a template's signs, a title in the name, a day that has gone by."""
    day = "1961-12-14"
    made = letters(
        tmp_path, {"Birthday": day, "Adviser": ""}, {"Birthday": day, "Adviser": "EH"}, {"Birthday": day, "Title": ""},
        {"Birthday": day, "Surname": "{{ 7*7 }}"}, {"Birthday": day, "Address": "{% for %}"}, {"Birthday": day, "Surname": "Mrs Vane"},
        {"Birthday": day, "Title": "Lady"},
    )  # fmt: skip
    assert [held(one) for one in made] == [
        ["adviser-unknown"], ["adviser-unknown"], ["title-unknown"], ["title-unknown"], ["facts-missing"], ["title-unknown"],
        ["title-unknown"],
    ]  # fmt: skip
    assert all(hold.words and hold.releases and hold.places for one in made for hold in one.holds)


def test_initials_are_signed_by_the_name_in_the_house_file(tmp_path: Path) -> None:
    """``[words.adviser]`` says who EH is."""
    toml = '\n[words.adviser]\nEH = "Eleanor Hartwell"\n'
    (letter,) = letters(tmp_path, {"Birthday": "1961-12-14", "Adviser": "E.H."}, toml=toml.replace("EH", '"E.H."'))
    assert (letter.context["adviser"], letter.holds) == ("Eleanor Hartwell", ())


def test_a_name_is_printed_as_it_is_typed(tmp_path: Path) -> None:
    """An ampersand, pointed brackets, Arabic letters, accents that combine, eighty signs: the same in the letter."""
    names = ["Van Cleef & Arpels", "العتيبي", "Závodný", "Montgomery" * 8, "O’Neill-de la Tour"]
    for letter, surname in zip(
        letters(tmp_path, *({"Birthday": "1961-12-14", "Title": "Ms", "Surname": one} for one in names)),
        names,
        strict=True,
    ):
        if letter.holds:  # a firm or two people by its sign: somebody must say
            assert surname == names[0]
            continue
        said = texts(template((FOLDER / letter.template).read_bytes(), "x").fill(letter.context))
        assert f"Dear Ms {surname}," in said


# --- boutique fields ----------------------------------------------------------------------------


def test_fields_of_a_letter_with_a_clients_values(tmp_path: Path) -> None:
    """Every name with this client's value, its loop, its part; and the names it might use as well."""
    letters(tmp_path, {"Birthday": "1961-12-14"}, {"Birthday": "1971-12-20", "Surname": "Orme"})
    done = run("fields", "birthday.docx", "--client", "C2", "--house", tmp_path, "--as-at", "2026-10-31", "--json")
    assert done.code == 0
    found = {(one["where"], one["name"]): (one["value"], one["within"]) for one in done.json["fields"]}
    assert found["text", "salutation"] == ("Dear Mrs Orme,", "")
    assert found["text", "line"] == ("Mrs Ada Orme", "for line in address")
    assert found["header", "house.name"] == ("Maison Corvane", "")
    assert found["footer", "house.email"] == ("letters@corvane.example", "")
    assert "piece.your" in {one["name"] for one in done.json["others"]}


def test_a_misspelt_field_has_its_nearest(tmp_path: Path) -> None:
    """And the command's exit code says that the letter would stop."""
    letters(tmp_path, {"Birthday": "1961-12-14"})
    own = tmp_path / "letter_templates"
    own.mkdir()
    (own / "birthday.docx").write_bytes(word("{{ salutaton }}", "{{ piece.yours }}"))
    done = run("fields", "birthday.docx", "--house", tmp_path, "--as-at", "2026-10-31")
    assert done.code == 3
    assert "there is no such name; did you mean salutation?" in done.out
    assert "did you mean piece.your?" in done.out


@pytest.mark.parametrize("typed", ["Dear {{ name }", "{{ name.upper() }}", "{% for x %}"])
def test_a_broken_template_is_told_before_any_register_is_read(tmp_path: Path, typed: str) -> None:
    """The registers are gone, and still it says paragraph and words."""
    letters(tmp_path, {"Birthday": "1961-12-14"})
    (tmp_path / "Clients.csv").unlink()
    (tmp_path / "mine.docx").write_bytes(word("First", typed))
    done = run("fields", tmp_path / "mine.docx", "--house", tmp_path, "--json")
    assert done.code == 3
    assert "paragraph 2" in done.json["faults"][0]["message"]
    assert typed in done.json["faults"][0]["message"]


# --- Envelopes and labels -----------------------------------------------------------------------

ADDRESSES = [("Lady Ashcombe", "4 Linnet Walk", "London", "SW3 1AA"), ("Mr " + "Bartholomew-" * 6, "8 rue de la Paix", "75002 Paris", "FRANCE"),
             ("منى العتيبي", "12 King Fahd Road", "SAUDI ARABIA"), ("Dr Zoë & <private>", "1 Lane")]  # fmt: skip


@pytest.mark.parametrize("size", formats()["envelope"])
def test_envelopes(size: str) -> None:
    """One a page in their own size; the address inside the paper; nothing but it and where it returns to."""
    known = formats()["envelope"][size]
    document = pypdfium2.PdfDocument(envelopes(ADDRESSES, size, "19 Halcyon Row, London"))
    assert len(document) == len(ADDRESSES)
    for page, lines in zip(document, ADDRESSES, strict=True):
        width, height = page.get_size()
        assert (width * 25.4 / 72, height * 25.4 / 72) == (
            pytest.approx(known["width"], abs=0.1),
            pytest.approx(known["height"], abs=0.1),
        )
        text = page.get_textpage().get_text_bounded()
        assert lines[-1] in text
        bottom = min(box[1] for box in boxes(page))
        assert bottom > 12 / 25.4 * 72  # the post keeps the lowest strip to itself


def boxes(page: Any) -> list[tuple[float, float, float, float]]:
    """Where each sign of a page stands, in points: left, bottom, right, top."""
    text = page.get_textpage()
    return [text.get_charbox(number) for number in range(text.count_chars())]


@pytest.mark.parametrize("code", formats()["labels"])
def test_labels_stand_inside_their_own(code: str) -> None:
    """Every sign lies inside one label of the sheet, also of the longest name; the first ones used are left out."""
    known: Mapping[str, Any] = formats()["labels"][code]
    columns, down = known["columns"], known["rows"]
    document = pypdfium2.PdfDocument(labels(ADDRESSES * 6, code, first=3))
    assert len(document) == -(-(len(ADDRESSES) * 6 + 2) // (columns * down))
    page = document[0]
    wide, high = (side * 25.4 / 72 for side in page.get_size())
    left = (wide - columns * known["width"] - (columns - 1) * known["gap"]) / 2
    top = (high - down * known["height"]) / 2
    used = set()
    for x0, y0, x1, y1 in boxes(page):
        if x1 > x0 and y1 > y0:
            column, within = divmod(x0 * 25.4 / 72 - left, known["width"] + known["gap"])
            row, below = divmod(high - y1 * 25.4 / 72 - top, known["height"])
            assert within + (x1 - x0) * 25.4 / 72 <= known["width"]
            assert below + (y1 - y0) * 25.4 / 72 <= known["height"]
            used.add(int(row) * columns + int(column))
    assert min(used) == 2


def test_an_unknown_size_is_named() -> None:
    """With those there are."""
    with pytest.raises(ToolkitError, match="no envelope B4"):
        envelopes(ADDRESSES, "B4")
    with pytest.raises(ToolkitError, match="21 labels, not 22"):
        labels(ADDRESSES, "L7160", first=22)
