"""The bytes that are hashed: one spelling for each value, and the hashes over them.

Canonical JSON here is UTF-8, NFC, keys sorted by code point, no white space, whole numbers only.
Bytes once stored are never made again from the value to be verified: they are hashed as they stand.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import unicodedata
from collections.abc import Mapping

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]

LISTS = (list, tuple)
MAPPINGS = (dict, Mapping)
"""What is common stands first: whether a type is a Mapping takes long to find out."""


def plain(value: object) -> Json:
    """The value as NFC text, whole numbers, lists and dicts; ValueError for anything else."""
    if isinstance(value, str):
        if value.isascii():
            return value
        value.encode("utf-8")  # a lone surrogate has no bytes: UnicodeEncodeError is a ValueError
        return unicodedata.normalize("NFC", value)
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, LISTS):
        return [plain(item) for item in value]
    if isinstance(value, MAPPINGS):
        keyed = {unicodedata.normalize("NFC", str(key)): plain(item) for key, item in value.items()}
        if len(keyed) != len(value):
            raise ValueError("two keys that are the same text")
        return keyed
    raise ValueError(f"{type(value).__name__} has no canonical form")


def canonical(value: object) -> bytes:
    """The bytes of a value; equal values give equal bytes on every machine and release."""
    return written(plain(value))


def written(value: Json) -> bytes:
    """The bytes of what is `plain` already."""
    return _WRITER.encode(value).encode("utf-8")


_WRITER = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
)


def digest(data: bytes) -> str:
    """SHA-256, in lower-case hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def digest_of(value: object) -> str:
    return digest(canonical(value))


def commitment(salt: bytes, value: object) -> str:
    """Binds to a personal text without telling it: HMAC-SHA-256 under a random 32-byte salt.

    With the salt erased, nobody can find the text by trying likely ones.
    """
    return bound(salt, canonical(value))


def bound(salt: bytes, body: bytes) -> str:
    """The same of a text's bytes as they are stored."""
    return hmac.digest(salt, body, "sha256").hex()
