"""What `--set` says, where each key has one value."""

from __future__ import annotations

from mcapproval.errors import AskedWrongly


def pairs(sets: tuple[str, ...], such_as: str) -> dict[str, str]:
    """By key; AskedWrongly where one says no value, or is said twice."""
    found: dict[str, str] = {}
    for each in sets:
        key, sign, value = each.partition("=")
        key = key.strip()
        if not sign or not key:
            raise AskedWrongly(f"--set {each!r} says no value", f"write it like --set {such_as}")
        if key in found:
            raise AskedWrongly(f"--set says {key} twice", "say it once")
        found[key] = value
    return found
