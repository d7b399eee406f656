"""What hangs on a case, read by one question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection

from mcapproval.store.adopted import OF_CASE, Adopted
from mcapproval.store.rows.folded import (
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
from mcapproval.store.several import Column, Several


@dataclass(frozen=True, slots=True)
class Hanging:
    """The rows of a case, each kind in its order, and the one of its track. `waivers` are those
    that stand, `links` those from it and to it, `policies` those of its provider and of those whose
    records these are; approvals and versions are of an application.
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
    policies: Adopted


def hanging_on(connection: Connection, case: Case) -> Hanging:
    own = OF_TRACK.get(case.track, ())
    return hanging(own, _QUESTIONS[own].rows(connection, {"ref": case.ref, "yes": True}))


def wanted(
    own: Iterable[type[NamedTuple]],
) -> Iterator[tuple[type[NamedTuple], Mapping[str, Column]]]:
    """What is asked for by `ref`, and `yes`."""
    yield Waiver, {"ref": "ref", "stands": "yes"}
    yield Item, {"ref": "ref"}
    yield Result, {"ref": "ref"}
    yield Link, {"from_ref": "ref"}
    yield Link, {"to_ref": "ref"}
    yield from OF_CASE
    for model in own:
        yield model, {"ref": "ref"}


def hanging(own: Iterable[type[NamedTuple]], found: list[list[Any]]) -> Hanging:
    """The rows that answer."""
    waivers, items, results, onward, back, ours, theirs, *rows = found
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
        policies=(ours, theirs),
    )


OF_TRACK: dict[str, tuple[type[NamedTuple], ...]] = {
    "application": (Application, Approval, Version),
    "review": (Review,),
    "accreditation": (Accreditation,),
}

EVERY = tuple(model for own in OF_TRACK.values() for model in own)
"""Those of a case of any track."""

_QUESTIONS = {own: Several(*wanted(own)) for own in (*OF_TRACK.values(), ())}
