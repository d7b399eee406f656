"""What tells of a person among the answers of a re-evaluation, where only counts, roles and bodies
are kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from mcapproval.draft.faults import form_finding
from mcapproval.draft.model import Draft
from mcapproval.draft.personal import personal
from mcapproval.draft.pointer import covers, pointer
from mcapproval.draft.schema_parts import resolved
from mcapproval.findings import Finding
from mcapproval.shipped import schema

BODIES = (
    *("/delivery/*/sites", "/delivery/*/figures", "/feedback/*/from", "/need", "/currency"),
    *("/watch", "/culture", "/viability", "/consulted", "/actions_before"),
)
"""Where bodies, titles and places are named, several in a row, which look like people's names."""

NO_WORDS = ("enum", "const", "pattern", "format", "maxLength")
"""By which the schema has a choice, a key, a day or a file and no words of somebody's own."""


def personal_findings(draft: Draft) -> Iterator[Finding]:
    """One for each text that tells of a person; the text itself stands in none."""
    contract = schema("review")
    for path, kind, text in _texts(draft.data, contract, contract, (), ()):
        found = personal(text, bodies=any(covers(each, kind) for each in BODIES))
        if found:
            yield form_finding(
                "FORM-PERSON",
                path,
                draft.place(path),
                f"{found} seems to stand here; only counts, roles and bodies are kept",
                "take it out, and write what it says without naming anybody",
            )


def _texts(
    value: Any,
    part: Mapping[str, Any],
    contract: Mapping[str, Any],
    steps: tuple[object, ...],
    kind: tuple[str, ...],
) -> Iterator[tuple[str, str, str]]:
    """Each text with its path, and with that where any entry of a list is `*`. Contacts are asked
    after on the watch list only, by the place that names them.
    """
    part = resolved(part, contract)
    if isinstance(value, str):
        if not any(word in part for word in NO_WORDS):
            yield pointer(steps), pointer(kind), value
    elif isinstance(value, Mapping):
        if kind == ("watch", "*") and value.get("kind") == "contact":
            return
        for key, inner in value.items():
            below = part["properties"].get(key, {})
            yield from _texts(inner, below, contract, (*steps, key), (*kind, key))
    elif isinstance(value, list):
        for n, item in enumerate(value):
            yield from _texts(item, part["items"], contract, (*steps, n), (*kind, "*"))
