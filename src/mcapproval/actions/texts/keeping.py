"""Keep a text once, by version; see which there are, and which applications say it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection

from mcapproval.actions.desk import Desk, effective_day
from mcapproval.actions.lookup import draft_of, known_provider, words_of
from mcapproval.actions.provider_meant import own_provider, provider_meant
from mcapproval.actions.texts.keepable import (
    answers,
    may_keep,
    nobody_said,
    text_as_kept,
    title_as_kept,
    title_of,
)
from mcapproval.actions.texts.placing import whose
from mcapproval.draft.standing import pins
from mcapproval.errors import Refused, Unknown
from mcapproval.store import queries
from mcapproval.store.keep import content_bytes
from mcapproval.store.rows.folded import Application, Case, StandingText
from mcapproval.workflow.nearest import meant


@dataclass(frozen=True, slots=True)
class Kept:
    """A version of a text, and what says it in which version: (application, title, state, pin).

    `only` says what is new in a version that was just added with the words of the one before.
    """

    key: str
    number: int
    title: str
    question: str
    provider: str
    from_day: str
    text: str
    uses: tuple[Use, ...]
    only: str = ""

    @property
    def named(self) -> str:
        return f"{self.key}@{self.number}"


@dataclass(frozen=True, slots=True)
class Use:
    """An application whose newest version names a text: which version of it, and where."""

    ref: str
    title: str
    state: str
    number: int
    path: str


Uses = Mapping[tuple[str, str], Sequence[Use]]
"""By provider and key, what names any version of a text."""


def add_text(
    desk: Desk,
    key: str,
    text: str,
    title: str | None = None,
    question: str | None = None,
    provider: str | None = None,
    effective: date | None = None,
) -> Kept:
    """A new text, or a new version of one. What says an earlier version goes on saying that.

    Title and question are those of the version before where none is given. Refused where all is as
    in the newest version.
    """
    said, named = text_as_kept(key, text), title_as_kept(title)
    answers(question)
    day = effective_day(desk, effective)
    with desk.reading() as connection:
        owner = provider_meant(connection, desk.today, provider, "text")
        may_keep(connection, desk, owner)
        nobody_said(connection, key, {"title": named, "text": said})
    with desk.writing() as writer:
        before = _newest(writer.connection, owner, key)
        same = before is not None and words_of(writer.connection, before.content) == said
        only = _only_new(before, named, question) if before and same else ""
        if before and same and not only:
            raise Refused(
                f"{key}@{before.number} says just that already",
                hint="nothing was changed; edit the file first, or give another title or question",
            )
        number = before.number + 1 if before else 1
        named = named or (before.title if before else title_of(key, question))
        body = {"format": "standing-text/1", "key": key, "title": named, "text": said}
        writer.add(
            f"text:{owner}:{key}",
            "text-added",
            day,
            {
                "provider": owner,
                "key": key,
                "number": number,
                "title": named,
                "question": question or (before.question if before else None),
                "content": writer.content(body),
            },
        )
    return replace(show_text(desk, f"{key}@{number}", owner), only=only)


def _only_new(before: StandingText, title: str, question: str | None) -> str:
    """What differs from the version before beside the words; empty where nothing does."""
    found = ["title"] if title not in ("", before.title) else []
    found += ["question"] if question not in (None, before.question) else []
    return " and ".join(found)


def list_texts(desk: Desk, provider: str | None = None) -> list[Kept]:
    """The newest version of each text, with the applications that say any version of it."""
    with desk.reading() as connection:
        if provider:
            known_provider(connection, provider)
        rows = queries.many(connection, StandingText)
        last = {(row.provider, row.key): row for row in sorted(rows, key=lambda r: r.number)}
        kept = [row for row in last.values() if provider in (None, row.provider)]
        uses = _uses(connection, {row.key for row in kept})
        return [
            _kept(connection, row, uses)
            for row in sorted(kept, key=lambda row: (row.provider, row.key))
        ]


def show_text(desk: Desk, name: str, provider: str | None = None) -> Kept:
    """A text by `rpl@3`, or the newest version of it by `rpl`."""
    key, _, number = name.partition("@")
    with desk.reading() as connection:
        owner = provider or own_provider(connection, desk.today)
        rows = queries.many(connection, StandingText, provider=owner, key=key)
        if not rows:
            known = {row.key for row in queries.many(connection, StandingText, provider=owner)}
            raise Unknown(
                f"there is no standing text {key}{meant(key, known)}", "see: mcapproval text list"
            )
        wanted = number or str(max(row.number for row in rows))
        found = next((row for row in rows if str(row.number) == wanted), None)
        if found is None:
            raise Unknown(f"{key} has no version {number}", f"versions 1 to {len(rows)} are there")
        return _kept(connection, found, _uses(connection, {key}))


def _kept(connection: Connection, row: StandingText, uses: Uses) -> Kept:
    return Kept(
        row.key,
        row.number,
        row.title,
        row.question or "",
        row.provider,
        row.from_day,
        words_of(connection, row.content),
        tuple(uses.get((row.provider, row.key), ())),
    )


def _uses(connection: Connection, keys: Collection[str]) -> Uses:
    """The applications whose newest content names one of these texts. Each content is looked at
    once, and one that can't name any is never parsed.
    """
    sought = tuple(f"{key}@".encode() for key in keys)
    found: dict[tuple[str, str], list[Use]] = {}
    for application in queries.many(connection, Application) if keys else ():
        body = content_bytes(connection, application.content) or b""
        if not any(name in body for name in sought):
            continue
        draft = draft_of(connection, application)
        provider = whose(connection, draft)
        case = queries.one(connection, Case, ref=application.ref)
        for pin in pins(draft):
            if pin.key in keys and pin.number:
                state = case.state if case else ""
                use = Use(application.ref, application.title, state, pin.number, pin.path)
                found.setdefault((provider, pin.key), []).append(use)
    return {
        whole: sorted(uses, key=lambda use: (use.ref, use.path)) for whole, uses in found.items()
    }


def _newest(connection: Connection, provider: str, key: str) -> StandingText | None:
    rows = queries.many(connection, StandingText, provider=provider, key=key)
    return max(rows, key=lambda row: row.number, default=None)
