"""Keep a text once, by version; see which there are, and which applications say it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from mcapproval.actions.desk import Desk, about, effective_day
from mcapproval.actions.in_force import policy_for
from mcapproval.actions.lookup import draft_of, known_provider
from mcapproval.actions.people.roles import grants
from mcapproval.actions.texts.placing import whose
from mcapproval.canonical import plain
from mcapproval.draft.help import near, parts
from mcapproval.draft.help import question as question_of
from mcapproval.draft.standing import KEY, pins
from mcapproval.errors import AskedWrongly, Reason, Refused, Unknown
from mcapproval.store import queries
from mcapproval.store.keep import content, content_bytes
from mcapproval.store.tables import Application, Case, StandingText
from mcapproval.workflow.nearest import meant

MAY = ("quality-adviser", "quality-manager", "administrator")
"""Who keeps the texts of a provider."""

LONGEST = 60_000
"""Characters of one text; a long statement is some 5,000."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A version of a text, and what says it in which version: (application, title, state, pin)."""

    key: str
    number: int
    title: str
    question: str
    provider: str
    from_day: str
    text: str
    uses: tuple[Use, ...]

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

    Title and question are those of the version before where none is given. Refused where the words
    are those of the newest version.
    """
    said = _said(key, text)
    _answers(question)
    day = effective_day(desk, effective)
    with desk.reading() as connection:
        if provider:
            known_provider(connection, provider)
        owner = provider or about(connection).provider
        _may_keep(connection, desk, owner)
    with desk.writing() as writer:
        before = _newest(writer.connection, owner, key)
        if before and content(writer.connection, before.content)["text"] == said:
            raise Refused(
                f"{key}@{before.number} says just that already",
                hint="nothing was changed; edit the file first",
            )
        number = before.number + 1 if before else 1
        named = title or (before.title if before else _title(key, question))
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
    return show_text(desk, f"{key}@{number}", owner)


def list_texts(desk: Desk, provider: str | None = None) -> list[Kept]:
    """The newest version of each text, with the applications that say any version of it."""
    with desk.reading() as connection:
        rows = queries.many(connection, StandingText)
        last = {(row.provider, row.key): row for row in sorted(rows, key=lambda r: r.number)}
        kept = [row for row in last.values() if provider in (None, row.provider)]
        return [
            _kept(connection, row) for row in sorted(kept, key=lambda row: (row.provider, row.key))
        ]


def show_text(desk: Desk, name: str, provider: str | None = None) -> Kept:
    """A text by `rpl@3`, or the newest version of it by `rpl`."""
    key, _, number = name.partition("@")
    with desk.reading() as connection:
        owner = provider or about(connection).provider
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
        return _kept(connection, found)


def _kept(connection: Connection, row: StandingText) -> Kept:
    return Kept(
        row.key,
        row.number,
        row.title,
        row.question or "",
        row.provider,
        row.from_day,
        str(content(connection, row.content)["text"]),
        tuple(_uses(connection, row.provider, row.key)),
    )


def _uses(connection: Connection, provider: str, key: str) -> list[Use]:
    """The applications whose newest content names a text: contents that can't are never parsed."""
    sought = f"see: {key}"
    found = []
    for application in queries.many(connection, Application):
        if not _may_name(connection, application.content, sought):
            continue
        draft = draft_of(connection, application.content)
        if whose(connection, draft) != provider:
            continue
        case = queries.one(connection, Case, ref=application.ref)
        state = case.state if case else ""
        found += [
            Use(application.ref, application.title, state, pin.number, pin.path)
            for pin in pins(draft)
            if pin.key == key and pin.number
        ]
    return sorted(found, key=lambda use: (use.ref, use.path))


def _may_name(connection: Connection, name: str, sought: str) -> bool:
    body = content_bytes(connection, name)
    return body is not None and sought.encode() in body


def _newest(connection: Connection, provider: str, key: str) -> StandingText | None:
    rows = queries.many(connection, StandingText, provider=provider, key=key)
    return max(rows, key=lambda row: row.number, default=None)


def _said(key: str, text: str) -> str:
    if not KEY.fullmatch(key) or len(key) > 40:
        raise AskedWrongly(
            f"{key!r} is no key of a text", "use small letters, with - between: learner-support"
        )
    said = str(plain(text)).strip()
    if not said:
        raise AskedWrongly("there is no text in it", "write the text, then add it")
    if len(said) > LONGEST:
        raise AskedWrongly(
            f"a standing text has at most {LONGEST:,} characters, and this one {len(said):,}",
            "keep what every application says; the rest belongs to the application",
        )
    return said


def _title(key: str, asked: str | None) -> str:
    """What it is called where nobody says so: as the question that it answers, else as its key."""
    found = question_of(asked) if asked else None
    return found.title if found else key.replace("-", " ").capitalize()


def _answers(question: str | None) -> None:
    if question and question not in parts():
        close = near(question)
        raise AskedWrongly(
            f"no draft has a question `{question}`",
            f"did you mean `{close}`?" if close else "name it as a draft does: need.summary",
        )


def _may_keep(connection: Connection, desk: Desk, provider: str) -> None:
    held = {
        found.role
        for found in grants(connection, desk.who(), desk.today)
        if found.case_ref is None and found.unit in (None, provider)
    }
    if held & set(MAY):
        return
    policy = policy_for(connection, provider, desk.today)
    titles = ", ".join(policy.title(role) for role in MAY)
    raise Refused(
        f"keeping a text of {provider} is for: {titles}",
        [
            Reason(
                "ROLE",
                f"{desk.who()} holds none of these roles today",
                "ask one of them, or have a role granted: mcapproval people grant PERSON ROLE",
                policy.the("administrator"),
            )
        ],
    )
