"""What this provider asks beyond the law, and how it works: a frozen value, with defaults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from types import MappingProxyType
from typing import Any, Literal

from mcapproval.canonical import digest_of
from mcapproval.policy.lead import LEAD_DAYS
from mcapproval.policy.readiness import TOPICS

SupportWhen = Literal["before", "beside", "after", "none"]
CountedFrom = Literal["approval", "last-review"]

TITLES = {
    "author": "author",
    "quality-adviser": "quality adviser",
    "quality-manager": "quality manager",
    "head-of-school": "head of school",
    "board-member": "board member",
    "board-chair": "chair of the academic board",
    "board-secretary": "secretary of the academic board",
    "sub-committee-member": "member of the education committee",
    "programme-manager": "programme manager",
    "finance": "finance",
    "library": "library",
    "registry": "registry",
    "maori-quality-adviser": "Māori quality adviser",
    "academic-board": "academic board",
    "sub-committee": "education committee",
    "administrator": "administrator",
    "system": "mcapproval",
}
"""What ships: a provider's policy may call each of them otherwise, and then it is printed so."""

ARTICLES = ("te ", "ngā ", "the ")
"""With what a title begins that is definite already, in te reo Māori or English."""

BODIES = ("academic-board", "sub-committee")
"""Those among them that are bodies: they decide or recommend, and nobody is granted one."""

TO_DEVELOP = ("prices", "cost", "least_numbers", "enrols", "teaches", "is_paid", "assesses")
"""What of the business case may be asked before a development is approved; as shipped, all."""

MAY_WAIVE = ("quality-adviser", "quality-manager")
"""The roles that may let a waivable finding stand, on applications that are not their own."""


def _nothing() -> Mapping[str, Any]:
    return MappingProxyType({})


def _key(*key: str, counts: str = "") -> Mapping[str, Any]:
    """A setting's key in `mcapproval.toml`: all that reads and writes a policy goes by it.

    `counts` is what its number counts, for a clause that has it as its `setting`.
    """
    return {"key": key, "counts": counts}


@dataclass(frozen=True)
class Policy:
    """One provider's policy. Stricter than the law, never looser: the law speaks for itself.

    `credits_at_least` of 5 and a yearly check of 12 months are the shipped defaults (NZQA's own
    definition of 2018); the law has let 1 to 40 credits and 1, 2 or 3 years since January 2023.
    `close_down` is the first and last day away each year as month-day; `records` says where this
    machine keeps the records and is no part of what is adopted. `counted_from` and `review_month`:
    from when our yearly checks are counted, and the one month in which they are held.
    `hours_tolerance` are hours, `plan_tolerance` per cent of the hours that the credits stand for.
    `credits_usual` is a norm that is only remarked on. `votes`: each member's vote is recorded.
    `circular_unanimous`: every member who may must agree to a circular resolution. `sub_committee`:
    it recommends before the board approves. `delegated_to`: the roles to whose holders the board
    has given its power, by a resolution that stands; with none, as shipped, nobody decides in its
    place. `undo_hours` is how long whoever made a move may take it back. `teach_out_months` is how
    long learners under way are taught once a micro-credential is found not to be needed, where the
    decision sets no day. `rule_book` is where this provider shows its rule book, and `questions`
    has, by the path of a question (`need.summary`), its own words for it. `to_develop` are the
    answers of the business case without which nothing is developed, `ready_to_deliver` the keys of
    what must be shown before the first cohort. `remind_before` and `escalate_after` are working
    days before and after an item is due, on which it is told of, and `ratify_within` those in which
    a chair's action is ratified where no meeting is called. What begins with `paper_` is on the
    provider's papers: a name in place of the organisation's, a colour as `#rrggbb`, the logo's file
    beside the policy's.
    """

    provider: str = field(default="sample-provider", metadata=_key("provider"))
    records: str | None = None
    region: str | None = field(default=None, metadata=_key("region"))
    close_down: tuple[str, str] | None = field(default=None, metadata=_key("close_down"))
    credits_at_least: int = field(default=5, metadata=_key("credits", "at_least", counts="credit"))
    credits_at_most: int = field(default=40, metadata=_key("credits", "at_most", counts="credit"))
    credits_usual: tuple[int, int] | None = field(default=None, metadata=_key("credits", "usual"))
    level_at_least: int | None = field(default=None, metadata=_key("level", "at_least"))
    level_at_most: int | None = field(default=None, metadata=_key("level", "at_most"))
    hours_tolerance: int = field(default=0, metadata=_key("hours", "tolerance"))
    plan_tolerance: int = field(
        default=10, metadata=_key("hours", "plan_tolerance_per_cent", counts="per cent")
    )
    yearly_check_months: int = field(default=12, metadata=_key("review", "yearly_check_months"))
    counted_from: CountedFrom = field(default="approval", metadata=_key("review", "counted_from"))
    review_month: int | None = field(default=None, metadata=_key("review", "month"))
    lead_days: int = field(default=LEAD_DAYS, metadata=_key("review", "lead_days"))
    together_days: int = field(default=120, metadata=_key("review", "together_within_days"))
    feedback_at_least: int = field(default=1, metadata=_key("review", "feedback_at_least"))
    share_at_least: int = field(default=5, metadata=_key("review", "share_at_least"))
    teach_out_months: int = field(default=24, metadata=_key("review", "teach_out_months"))
    overdue_stops_intake: bool = field(
        default=False, metadata=_key("review", "overdue_stops_intake")
    )
    need_months: int = field(default=18, metadata=_key("evidence", "need_months", counts="month"))
    search_months: int = field(
        default=18, metadata=_key("evidence", "search_months", counts="month")
    )
    organisations_at_least: int = field(
        default=2, metadata=_key("evidence", "organisations_at_least", counts="organisation")
    )
    industry_support: SupportWhen = field(
        default="before", metadata=_key("approval", "industry_support")
    )
    quorum: Mapping[str, int] = field(default_factory=_nothing, metadata=_key("approval", "quorum"))
    votes: bool = field(default=False, metadata=_key("approval", "votes"))
    sub_committee: bool = field(default=False, metadata=_key("approval", "sub_committee"))
    circular_unanimous: bool = field(default=False, metadata=_key("approval", "circular_unanimous"))
    delegated_to: tuple[str, ...] = field(default=(), metadata=_key("approval", "delegated_to"))
    undo_hours: int = field(default=24, metadata=_key("approval", "undo_hours"))
    to_develop: tuple[str, ...] = field(default=TO_DEVELOP, metadata=_key("approval", "to_develop"))
    remind_before: int = field(default=5, metadata=_key("clocks", "remind_before"))
    escalate_after: int = field(default=5, metadata=_key("clocks", "escalate_after"))
    ratify_within: int = field(default=20, metadata=_key("clocks", "ratify_within"))
    titles: Mapping[str, str] = field(default_factory=_nothing, metadata=_key("titles"))
    ready_to_deliver: tuple[str, ...] = field(
        default=tuple(TOPICS), metadata=_key("ready_to_deliver", "items")
    )
    paper_name: str | None = field(default=None, metadata=_key("paper", "name"))
    paper_colour: str | None = field(default=None, metadata=_key("paper", "colour"))
    paper_logo: str | None = field(default=None, metadata=_key("paper", "logo"))
    rule_book: str | None = field(default=None, metadata=_key("rules", "published_at"))
    questions: Mapping[str, Mapping[str, str]] = field(
        default_factory=_nothing, metadata=_key("questions")
    )

    def title(self, role: str) -> str:
        """A role or body as this provider prints it; an office of a body is called after it."""
        if role in self.titles:
            return self.titles[role]
        said = TITLES.get(role) or role.replace("-", " ")
        if not self.titles:
            return said
        for body in BODIES:
            said = said.replace(f"the {TITLES[body]}", the(self.titles.get(body, TITLES[body])))
        return said

    def the(self, role: str) -> str:
        """The title of a role or body, as it stands in the middle of a sentence."""
        return the(self.title(role))

    def plan_share(self, hours: int) -> int:
        """`plan_tolerance` per cent of some hours, in whole hours."""
        return hours * self.plan_tolerance // 100

    def as_json(self) -> dict[str, Any]:
        """The canonical content: what is adopted, kept and hashed."""
        content: dict[str, Any] = {"format": "policy/1"}
        for setting, (*sections, last) in KEYS.items():
            within = content
            for section in sections:
                within = within.setdefault(section, {})
            within[last] = _plain(getattr(self, setting))
        return content

    def digest(self) -> str:
        """SHA-256 of the canonical content: which policy a finding was made under."""
        return self._digest

    @cached_property
    def _digest(self) -> str:
        return digest_of(self.as_json())


def the(title: str) -> str:
    """A title as it stands in the middle of a sentence: with "the", where it has no article."""
    return title if title.casefold().startswith(ARTICLES) else f"the {title}"


def capital(told: str) -> str:
    """A title or a piece of a sentence as it stands at the beginning of one."""
    return told[:1].upper() + told[1:]


def _plain(value: Any) -> Any:
    """A setting as JSON has it: yes and no are words."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    return list(value) if isinstance(value, tuple) else value


KEYS: Mapping[str, tuple[str, ...]] = {
    each.name: each.metadata["key"] for each in fields(Policy) if each.metadata
}
"""By setting: the sections and the key that it has in `mcapproval.toml` and in what is adopted."""

COUNTS: Mapping[str, str] = {
    each.name: each.metadata["counts"]
    for each in fields(Policy)
    if each.metadata and each.metadata["counts"]
}
"""By setting: what its number counts."""

SHIPPED = Policy()
