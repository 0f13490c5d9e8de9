"""An old workbook (.xls) behind a password: its records made readable again, in memory and nowhere else.

Heads of records stand open, so that programs can find their way; contents are locked by their place in the stream.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from struct import Struct

_HEAD = Struct("<HH")
_SHORTS = Struct("<HH")
_LONG = Struct("<I")
_BEGIN, _FILEPASS, _BOUNDSHEET, _END = 0x0809, 0x2F, 0x85, 0x0A
_OPEN = frozenset({_BEGIN, 0x09, 0x209, 0x409, _FILEPASS, 0xE1, 0x138, 0x194, 0x195, 0x196})
"""Records that are never locked: who has the file open, and what tells how the others are."""
_BLOCK = 1024
_LONGEST_WORD = 15
_KEY_SIZES = range(40, 129, 8)


def unlocked(stream: bytes, password: str) -> bytes | None:
    """The stream with every record open, None where this is not the password. Raises ValueError for other locks."""
    lock = next((stream[at + 4 : at + 4 + size] for code, at, size in _records(stream) if code == _FILEPASS), b"")
    kind, major = _SHORTS.unpack_from(lock) if len(lock) > 4 else (0, 0)
    if kind == 0:
        return _simple(stream, lock[-4:], password)
    open_stream = _early(stream, lock[6:], password) if major == 1 else _late(stream, lock[6:], password)
    return None if open_stream is None else _woven(stream, open_stream)


def _records(stream: bytes) -> Iterator[tuple[int, int, int]]:
    """Every record's kind, place and length."""
    at = 0
    while at + 4 <= len(stream):
        code, size = _HEAD.unpack_from(stream, at)
        yield code, at, size
        at += 4 + size


def _early(stream: bytes, lock: bytes, password: str) -> bytes | None:
    """RC4 as Excel 97 used it."""
    from msoffcrypto.method.rc4 import DocumentRC4

    salt, verifier, digest = lock[:16], lock[16:32], lock[32:48]
    if len(digest) != 16:
        raise ValueError("a lock too short")
    if not DocumentRC4.verifypw(password, salt, verifier, digest):
        return None
    return bytes(DocumentRC4.decrypt(password, salt, io.BytesIO(stream), blocksize=_BLOCK).getvalue())


def _late(stream: bytes, lock: bytes, password: str) -> bytes | None:
    """RC4 of Windows, as Excel 2002 and 2003 used it."""
    from msoffcrypto.method.rc4_cryptoapi import DocumentRC4CryptoAPI

    (length,) = _LONG.unpack_from(lock, 4)
    size = _LONG.unpack_from(lock, 24)[0] or _KEY_SIZES.start
    rest = lock[8 + length :]
    salt, verifier, digest = rest[4:20], rest[20:36], rest[40:60]
    if size not in _KEY_SIZES or len(digest) != 20:
        raise ValueError("a lock of an unknown kind")
    if not DocumentRC4CryptoAPI.verifypw(password, salt, size, verifier, digest):
        return None
    return bytes(DocumentRC4CryptoAPI.decrypt(password, salt, size, io.BytesIO(stream), blocksize=_BLOCK).getvalue())


def _woven(stream: bytes, opened: bytes) -> bytes:
    """The opened stream with what was never locked as it stood: heads, some records, where the sheets begin."""
    made = bytearray(opened)
    for code, at, size in _records(stream):
        bare = size if code in _OPEN else min(4, size) if code == _BOUNDSHEET else 0
        made[at : at + 4 + bare] = stream[at : at + 4 + bare]
    return _without_lock(made)


def _simple(stream: bytes, lock: bytes, password: str) -> bytes | None:
    """The lock of Excel 95 and before: a key of sixteen bytes over and over, counted from the end of each record."""
    from msoffcrypto.method.xor_obfuscation import DocumentXOR

    fits = 0 < len(password) <= _LONGEST_WORD and password.isascii() and len(lock) == 4
    if not fits or not DocumentXOR.verifypw(password, _SHORTS.unpack(lock)[1]):
        return None
    keys = DocumentXOR.create_xor_array_method1(password)
    tables = [bytes(_turned(byte ^ key) for byte in range(256)) for key in keys]
    made = bytearray(stream)
    for code, at, size in _records(stream):
        start, end = at + 4 + (4 if code == _BOUNDSHEET else 0), min(at + 4 + size, len(stream))
        if code in _OPEN:
            continue
        for step in range(min(16, end - start)):
            key = (start + step + size) % 16
            made[start + step : end : 16] = stream[start + step : end : 16].translate(tables[key])
    return _without_lock(made)


def _turned(byte: int) -> int:
    """A byte turned by three bits to the left."""
    return (byte << 3 | byte >> 5) & 0xFF


def _without_lock(stream: bytearray) -> bytes:
    """The stream with the record of its lock made unknown."""
    for code, at, _ in _records(bytes(stream)):
        if code == _FILEPASS:
            stream[at : at + 2] = b"\xff\xff"
        if code in {_FILEPASS, _END}:
            break
    return bytes(stream)
