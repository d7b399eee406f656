"""What a request kit is made from: the draft alone, in the records or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mcapproval.documents.about import paper_about
from mcapproval.documents.answers import UNWRITTEN, count, described, listed, shown, words
from mcapproval.documents.content import Block, Bullets, Document, Labelled, TableBlock
from mcapproval.documents.house import PLAIN, House
from mcapproval.draft.model import Draft


@dataclass(frozen=True, slots=True)
class KitFacts:
    """`ref` is empty for a draft in a file, which has no version; `body` is the industry body that
    the draft names or the law of the day knows. `organisations` maps keys to names. `contact` is
    what may be printed of the applicant's own contact, and `contact_at` where they are reached.
    """

    draft: Draft
    organisations: Mapping[str, str]
    body: str
    as_at: date
    ref: str = ""
    version: int = 0
    contact: str = ""
    contact_at: str = ""
    simulated: bool = False
    house: House = PLAIN

    @property
    def title(self) -> str:
        return self.draft.text("/title") or "(no title yet)"

    @property
    def applicant(self) -> str:
        """The name of who asks; empty where the draft doesn't say."""
        key = self.draft.text("/applicant/organisation")
        return self.organisations.get(key, key)

    @property
    def outcomes(self) -> tuple[tuple[str, str], ...]:
        """The id and the statement of each learning outcome."""
        return tuple(
            (shown(row.get("id")), shown(row.get("statement")))
            for _, row in self.draft.rows("/learning_outcomes")
        )

    @property
    def assessments(self) -> tuple[tuple[str, str], ...]:
        """The id and title of each assessment, and what the learner does."""
        return tuple(described(_called(row), row) for _, row in self.draft.rows("/assessments"))

    @property
    def assessments_in_short(self) -> tuple[str, ...]:
        """The id and title of each assessment; what the learner does where it has no title."""
        return tuple(
            _called(row) if row.get("title") else ": ".join(described(_called(row), row))
            for _, row in self.draft.rows("/assessments")
        )

    def number(self, code: str) -> str:
        if not self.ref:
            return f"{code}, from a draft"
        return f"{self.ref}-{code}, version {self.version}"


def kit(
    facts: KitFacts, code: str, kind: str, subtitle: str, blocks: tuple[Block, ...]
) -> Document:
    return paper_about(
        facts,
        title=facts.title,
        subtitle=subtitle,
        kind=kind,
        number=facts.number(code),
        blocks=blocks,
    )


def in_short(facts: KitFacts) -> TableBlock:
    """The micro-credential in a few lines, as somebody outside needs it: what is written of it."""
    rows = tuple(row for row in _rows(facts) if row[1] != UNWRITTEN)
    return TableBlock(("What", "Answer"), rows, shares=(1, 3), row_heads=True)


def left_out(facts: KitFacts) -> tuple[str, ...]:
    """What a kit would say and the draft doesn't yet, but for what many have none of."""
    found = [what for what, told in _rows(facts) if told == UNWRITTEN and what != REO_TITLE]
    found += [] if facts.contact_at else ["Where to send an answer"]
    found += [] if facts.outcomes else ["Learning outcomes"]
    return tuple(found + ([] if facts.assessments else ["Assessments"]))


REO_TITLE = "Title in te reo Māori"


def _rows(facts: KitFacts) -> tuple[tuple[str, str], ...]:
    draft = facts.draft
    credits = draft.whole("/credits")
    return (
        ("Title", facts.title),
        (REO_TITLE, shown(draft.get("/title_te_reo"))),
        ("Level", shown(draft.get("/level"))),
        ("Credits", shown(draft.get("/credits"))),
        ("Time to learn it", f"about {count(credits * 10, 'hour')}" if credits else UNWRITTEN),
        ("How", _how(draft)),
        ("For whom", shown(draft.get("/purpose/relevant_to"))),
    )


def _how(draft: Draft) -> str:
    modes, weeks = draft.get("/delivery/modes"), draft.whole("/delivery/weeks")
    how = listed(words(mode) for mode in modes) if isinstance(modes, list) and modes else ""
    over = f"over {count(weeks, 'week')}" if weeks else ""
    return ", ".join(part for part in (how, over) if part) or UNWRITTEN


def outcomes_told(facts: KitFacts) -> tuple[Block, ...]:
    if not facts.outcomes:
        return (Labelled("Learning outcomes", "They are not written yet."),)
    return (Bullets(tuple(f"{name}: {said}" for name, said in facts.outcomes)),)


def assessed(facts: KitFacts) -> tuple[Block, ...]:
    """How learners show what they learnt, in the words of the draft."""
    if not facts.assessments:
        return (Labelled("Assessment", "It is not written yet."),)
    return (Bullets(tuple(f"{name}: {said}" for name, said in facts.assessments)),)


def _called(row: Mapping[str, object]) -> str:
    return " ".join(str(row[key]) for key in ("id", "title") if row.get(key)) or UNWRITTEN
