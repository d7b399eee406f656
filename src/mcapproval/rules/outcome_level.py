"""LO-LEVEL: the verb of an outcome plausibly agrees with its level.

No list of verbs by NZQA was found: the spans are ours, and wide. A verb that suits any level, such
as design, does not do so with what only somebody who answers for many makes: a national strategy.

An outcome without a level of its own is read at the level of the micro-credential, and one far from
it is remarked on, since that level is the best fit of all outcomes. What the level asks for is told
in our words, after the descriptors that the draft is read by; where our copy lacks them, or has our
reading only, that is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.descriptors import applying, caveat, known
from mcapproval.rules.law import Law
from mcapproval.rules.openings import Opening, statements
from mcapproval.rules.outcome_words import past, phrase
from mcapproval.rules.rule import Remark, Rule
from mcapproval.rules.verbs import Verbs, verbs


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    for path, row, name, opening in statements(draft):
        level = level_of(row, draft)
        misfit = None if level is None else _misfit(opening, level, verbs())
        if level is None or misfit is None:
            continue
        applies = applying(draft, law)
        asks = known(level, applies)
        if asks:
            written, span = misfit
            yield Remark(
                path,
                f"{name} is at level {level} and opens with '{written}', which our policy "
                f"expects {span}",
                f"choose a verb for what level {level} asks: {asks.words()}"
                f"{caveat((level,), applies)}; or give the level that the work has",
            )
    yield from _apart(draft, law)


def _misfit(opening: Opening, level: int, known: Verbs) -> tuple[str, str] | None:
    """What opens it, and from or up to which level we expect that; None where the level fits."""
    suits = known.spans.get(opening.verb or "")
    if suits is None:
        return None
    lowest, highest = suits
    if not lowest <= level <= highest:
        span = f"from level {lowest} on" if level < lowest else f"up to level {highest}"
        return opening.written, span
    wide = _wide(opening, known) if level < known.wide_from else ""
    return (f"{opening.written} {wide}", f"from level {known.wide_from} on") if wide else None


def _wide(opening: Opening, known: Verbs) -> str:
    """`a national strategy`, of one who is to design it; empty where nothing so wide is made."""
    if opening.verb not in known.wide_verbs:
        return ""
    words, begins = opening.words, opening.start + 1
    thing = past(words, begins, known.articles)
    many = phrase(words, thing, words[thing], known.wide) if thing < len(words) else 0
    return " ".join(words[begins : thing + many]) if many else ""


def _apart(draft: Draft, law: Law) -> Iterator[Remark]:
    """Outcomes more than one level from the whole; levels that do not exist are for others."""
    whole = draft.whole("/level")
    for path, row in draft.rows("/learning_outcomes"):
        own = row.get("level")
        if whole is None or type(own) is not int or abs(own - whole) <= 1:
            continue
        applies = applying(draft, law)
        if known(own, applies) and known(whole, applies):
            yield Remark(
                f"{path}/level",
                f"{row.get('id', 'the outcome')} is at level {own}, the micro-credential at level "
                f"{whole}; our policy expects them no more than one level apart, since the level "
                "of the whole is the best fit of all its outcomes",
                "correct the level of the outcome, or give the micro-credential the level that "
                "fits all of them best",
            )


def level_of(row: dict[str, Any], draft: Draft) -> int | None:
    """The outcome's own level, else the draft's."""
    own = row.get("level")
    return own if type(own) is int else draft.whole("/level")


RULE = Rule(
    "LO-LEVEL",
    "Verb and level plausibly agree",
    ("/learning_outcomes", "/level", "/level_descriptors", "/work_began"),
    check,
    law=("level_descriptors",),
)
