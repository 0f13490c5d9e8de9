"""Letters and chance: which letters may stand for which, drawn from a secret that is thrown away.

A replacement keeps what a rule may look at (length, capitals, accents, alphabet, a zero in front) and nothing else.
The first letter of every word is changed by one exchange of letters for the whole twin, so that an initial still fits
its name.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata
from functools import lru_cache
from random import Random

VOWELS = "aeiou"
CONSONANTS = "bcdfghjklmnpqrstvwxyz"
_COMMON = "bcdfghklmnprstvw"
_BLOCK = 32


class Chance:
    """Chance that answers alike for the same question, and that nobody can ask again once its secret is gone."""

    def __init__(self, secret: bytes | None = None) -> None:
        """Draw a secret; tests give one."""
        self._secret = secret or secrets.token_bytes(32)
        first = {letters: self.of("first", letters).sample(letters, len(letters)) for letters in (VOWELS, CONSONANTS)}
        self.first = {old: new for letters, drawn in first.items() for old, new in zip(letters, drawn, strict=True)}

    def of(self, *question: object) -> Random:
        """A source of chance for one question."""
        said = "\x1f".join(map(str, question)).encode()
        drawn = hmac.new(self._secret, said, hashlib.sha256).digest()
        return Random(int.from_bytes(drawn, "big"))  # noqa: S311 - seeded by a keyed digest of a real secret


@lru_cache(maxsize=1 << 16)
def bare(word: str) -> str:
    """A word without case and accents, letter for letter: as long as the word itself."""
    return "".join(_base(letter) for letter in word)


@lru_cache(maxsize=4096)
def _base(letter: str) -> str:
    return (unicodedata.normalize("NFKD", letter.casefold()) or letter)[0]


def drawn(chance: Chance, plain: str, salt: int) -> str:
    """Letters to stand for those of a bare word; a sign of no alphabet stays."""
    source = chance.of("word", plain, salt)
    first = chance.first.get(plain[:1]) or _other(source, plain[:1])
    return first + "".join(_other(source, letter) for letter in plain[1:])


def _other(source: Random, letter: str) -> str:
    """A letter of the same sort."""
    if letter in VOWELS:
        return source.choice(VOWELS)
    if letter in CONSONANTS:
        return source.choice(_COMMON)
    if letter.isascii() or not letter.isalpha() or unicodedata.name(letter, "").startswith("LATIN"):
        return letter
    start = ord(letter) // _BLOCK * _BLOCK
    alike = [other for at in range(start, start + _BLOCK) if (other := chr(at)).isalpha()
             and unicodedata.category(other) == unicodedata.category(letter) and _base(other) == other]  # fmt: skip
    return source.choice(alike or [letter])


def dressed(plain: str, word: str) -> str:
    """Bare letters with the capitals and the accents of a word; an accent that a letter cannot take keeps its own."""
    return "".join(_like(new, old) for new, old in zip(plain, word, strict=True))


def _like(new: str, old: str) -> str:
    parts = unicodedata.normalize("NFD", old)
    if len(parts) > 1:
        whole = unicodedata.normalize("NFC", new + parts[1:])
        if len(whole) > 1 or (ord(whole) > 0xFF >= ord(old)):
            return old  # no such letter, or none in the file's encoding
        new = whole
    elif len(old.casefold()) > 1:
        return old
    return new.upper() if old.isupper() and len(new.upper()) == 1 else new
