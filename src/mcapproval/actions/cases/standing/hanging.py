"""What hangs on a case, read by one question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection
from sqlmodel import SQLModel

from mcapproval.store.several import Wanted, several
from mcapproval.store.tables import (
    Accreditation,
    Application,
    Approval,
    Case,
    Item,
    Link,
    Result,
    Review,
    Version,
    Waiver,
)


@dataclass(frozen=True, slots=True)
class Hanging:
    """The rows of a case, each kind in its order, and the one of its track. `waivers` are those
    that stand, `links` those from it and to it; approvals and versions are of an application.
    """

    application: Application | None
    review: Review | None
    accreditation: Accreditation | None
    approvals: list[Approval]
    versions: list[Version]
    waivers: list[Waiver]
    items: list[Item]
    results: list[Result]
    links: list[Link]


def hanging_on(connection: Connection, case: Case) -> Hanging:
    own = OF_TRACK.get(case.track, ())
    return _hanging(own, several(connection, *_asked(case.ref, own)))


def case_and_more(
    connection: Connection, ref: str, *more: Wanted
) -> tuple[Case, Hanging, list[list[Any]]] | None:
    """A case by our reference with what hangs on it, and `more`, by one question; None where there
    is none of that reference.
    """
    asked = (Wanted(Case, {"ref": ref}), *_asked(ref, EVERY), *more)
    cases, *rows = several(connection, *asked)
    if not cases:
        return None
    return cases[0], _hanging(EVERY, rows[: -len(more)]), rows[-len(more) :]


def _asked(ref: str, own: Iterable[type[SQLModel]]) -> Iterator[Wanted]:
    of = {"ref": ref}
    yield Wanted(Waiver, {**of, "stands": True})
    yield Wanted(Item, of)
    yield Wanted(Result, of)
    yield Wanted(Link, {"from_ref": ref})
    yield Wanted(Link, {"to_ref": ref})
    for model in own:
        yield Wanted(model, of)


def _hanging(own: Iterable[type[SQLModel]], found: list[list[Any]]) -> Hanging:
    waivers, items, results, onward, back, *rows = found
    of = dict(zip(own, rows, strict=True))
    return Hanging(
        application=next(iter(of.get(Application, ())), None),
        review=next(iter(of.get(Review, ())), None),
        accreditation=next(iter(of.get(Accreditation, ())), None),
        approvals=of.get(Approval, []),
        versions=of.get(Version, []),
        waivers=waivers,
        items=items,
        results=results,
        links=onward + back,
    )


OF_TRACK: dict[str, tuple[type[SQLModel], ...]] = {
    "application": (Application, Approval, Version),
    "review": (Review,),
    "accreditation": (Accreditation,),
}

EVERY = tuple(model for own in OF_TRACK.values() for model in own)
