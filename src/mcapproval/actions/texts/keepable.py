"""What may be kept as a standing text, how it is written, and who keeps it."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection

from mcapproval.actions.desk import Desk
from mcapproval.actions.drafts.taking_in import names_said
from mcapproval.actions.in_force import policy_for
from mcapproval.actions.people.roles import called, grants
from mcapproval.canonical import plain
from mcapproval.draft.help import near, parts
from mcapproval.draft.help import question as question_of
from mcapproval.draft.standing import KEY, SHOWN, only_names
from mcapproval.errors import AskedWrongly, Reason, Refused
from mcapproval.workflow.answers import readable

MAY = ("quality-adviser", "quality-manager", "administrator")
"""Who keeps the texts of a provider."""

LONGEST = 60_000
"""Characters of one text; a long statement is some 5,000."""

LONGEST_TITLE = 120


def text_as_kept(key: str, text: str) -> str:
    if not KEY.fullmatch(key) or len(key) > 40:
        raise AskedWrongly(
            f"{key!r} is no key of a text", "use small letters, with - between: learner-support"
        )
    said = str(plain(text)).strip()
    if not said:
        raise AskedWrongly("there is no text in it", "write the text, then add it")
    if only_names(said):
        raise AskedWrongly(
            f"`{said.splitlines()[0][:SHOWN]}` only names another text; papers would print that",
            "write the words of that text here, or let the draft name it itself",
        )
    if len(said) > LONGEST:
        raise AskedWrongly(
            f"a standing text has at most {LONGEST:,} characters, and this one {len(said):,}",
            "keep what every application says; the rest belongs to the application",
        )
    return said


def title_as_kept(title: str | None) -> str:
    """A title on one line; empty where none is given."""
    called = " ".join(readable(str(plain(title or "")), "the title").split())
    if title is not None and not called:
        raise AskedWrongly("the title says nothing", "give a title, or leave --title out")
    if len(called) > LONGEST_TITLE:
        raise AskedWrongly(
            f"a title has at most {LONGEST_TITLE} characters, and this one {len(called)}",
            "say in few words what people call the text",
        )
    return called


def nobody_said(connection: Connection, key: str, words: Mapping[str, str]) -> None:
    """Refused where somebody whom the records know is named: drafts are pinned to the words, so
    they could not be taken out for one who asks to be erased.
    """
    faults = names_said(connection, words)
    if faults:
        raise Refused(
            f"the text {key} can't be kept: it says who somebody is",
            [
                Reason(fault.code, fault.message, "say the role instead, or a mailbox of it", "you")
                for fault in faults
            ],
        )


def title_of(key: str, asked: str | None) -> str:
    """What it is called where nobody says so: as the question that it answers, or the only one that
    has its key for a name; else as its key.
    """
    named = [path for path in parts() if path.rpartition(".")[2].replace("_", "-") == key]
    path = asked or (named[0] if len(named) == 1 else None)
    found = question_of(path) if path else None
    return found.title if found else key.replace("-", " ").capitalize()


def answers(question: str | None) -> None:
    if question and question not in parts():
        close = near(question)
        raise AskedWrongly(
            f"no draft has a question `{question}`",
            f"did you mean `{close}`?" if close else "name it as a draft does: need.summary",
        )


def may_keep(connection: Connection, desk: Desk, provider: str) -> None:
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
                f"{called(connection, desk)} holds none of these roles today",
                "ask one of them, or have a role granted: mcapproval people grant PERSON ROLE",
                policy.the("administrator"),
            )
        ],
    )
