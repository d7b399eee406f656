"""That whoever is to look after a micro-credential of an import is no other provider's."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache

from mcapproval.actions.importing.facts import Credential
from mcapproval.actions.importing.known import Known
from mcapproval.actions.people.owning import of_another
from mcapproval.actions.people.roles import elsewhere

Owned = tuple[Credential, str | None, str]
"""A row, the person who is to look after what it is of, and the provider whose that is."""


def none_of_another(found: Iterable[Owned], known: Known, today: date) -> None:
    """A fault for each owner whose roles are all of other providers."""

    @cache
    def is_elsewhere(owner: str, provider: str, unit: str | None) -> bool:
        return elsewhere(known.connection, owner, provider, unit, today)

    for row, owner, provider in found:
        if owner and is_elsewhere(owner, provider, row.unit):
            row.row.wrong("owner", *of_another(str(row.owner), provider))
