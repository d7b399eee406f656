"""PURPOSE-5: the five parts of the purpose and outcome statement, each by its own clause.

An education pathway of `none` is an answer. Where it is for use is said by countries: what our list
has in their place, `everywhere` for instance, names none.
"""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.draft.model import Draft
from mcapproval.draft.pointer import find
from mcapproval.policy.model import Policy
from mcapproval.rules.asked import asks_content, listed, written
from mcapproval.rules.folding import folded
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule

PARTS = (
    (
        "use_in",
        "lor-2022/6.1(d)(i)",
        "where it is for use",
        "name New Zealand, other countries, or both",
    ),
    (
        "relevant_to",
        "lor-2022/6.1(d)(ii)",
        "who it is relevant to",
        "say which learners, whānau, hapū, iwi, hapori "
        "Māori, industry, employers, professions or community it matters to, as fits",
    ),
    (
        "graduate_will",
        "lor-2022/6.1(d)(iii)",
        "what a graduate will know, do and be",
        "write know, do and be",
    ),
    (
        "education_pathway",
        "lor-2022/6.1(d)(iv)",
        "the education pathway",
        "say what study it leads to, or `none`",
    ),
    (
        "employment_cultural_or_community",
        "lor-2022/6.1(d)(v)",
        "the employment or cultural pathway, or what it gives to the community",
        "say what work, culture or community it serves",
    ),
)
GRADUATE = {"know": "know", "do": "be able to do", "be": "be"}


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    if not asks_content(draft):
        return
    for key, clause, name, mend in PARTS:
        value = draft.get(f"/purpose/{key}")
        if not written(value):
            yield Remark(
                f"/purpose/{key}",
                f"the purpose says nothing about {name}",
                f"under {key}: {mend}",
                clause,
            )
        elif key == "use_in":
            yield from _no_countries(law, value, clause, mend)
        elif key == "graduate_will":
            for part, said in GRADUATE.items():
                if not written(find(value, f"/{part}")):
                    yield Remark(
                        f"/purpose/{key}/{part}",
                        f"the purpose does not say what a graduate will {said}",
                        f"write it under graduate_will, {part}",
                        clause,
                    )


def _no_countries(law: Law, places: object, clause: str, mend: str) -> Iterator[Remark]:
    words = law.value("countries", "no_country").value
    for number, place in enumerate(listed(places)):
        if folded(place) in words:
            said = f"`{place.strip()}` names no country, and the rule asks for names"
            yield Remark(f"/purpose/use_in/{number}", said, f"under use_in: {mend}", clause)


RULE = Rule(
    "PURPOSE-5",
    "Purpose and outcome statement complete",
    ("/purpose", "/kind"),
    check,
    law=("countries",),
)
