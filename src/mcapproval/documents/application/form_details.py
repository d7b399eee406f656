"""Part A of an application: the details that are listed, in the order of rule 6.1."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mcapproval.clock import spoken
from mcapproval.documents.addresses import apart
from mcapproval.documents.answers import (
    GRADUATE_WILL,
    UNWRITTEN,
    answer,
    count,
    day,
    organisation,
    shown,
    words,
)
from mcapproval.documents.content import Block, Heading, Labelled, Notice, Prose, TableBlock
from mcapproval.documents.dossier import Dossier
from mcapproval.documents.language import REO
from mcapproval.policy.model import capital
from mcapproval.rules.texts import Clause, clauses

HOURS_A_CREDIT = 10


def details(
    dossier: Dossier,
    heading: str = "A. Details that are listed",
    *,
    purpose: bool = True,
    working: bool = True,
) -> Iterator[Block]:
    """`note`s name a clause of rule 6.1 only where it was in force on the law day. Without
    `purpose` where the paper has told that before, and without what is only for those who work on
    it where it is not `working` content.
    """
    day_of_law = dossier.law_day
    draft = dossier.draft
    yield Heading(1, heading)
    if working:
        yield from _numbering(day_of_law)
    yield answer(dossier, "Title", "/title", cited("6.1(a)", day_of_law))
    reo = draft.text("/title_te_reo")
    yield Labelled("Title in te reo M\u0101ori", reo or "none given", language=REO if reo else "")
    if working and draft.text("/title_justification"):
        yield answer(dossier, "Why the title is right", "/title_justification")
    yield Labelled("Credit value", credits_of(dossier), cited("6.1(b)", day_of_law))
    yield answer(dossier, "Level", "/level", cited("6.1(b)", day_of_law))
    if draft.text("/level_descriptors"):
        yield Labelled("Level descriptors used", descriptors(dossier))
    if working:
        yield from _published_elsewhere(dossier)
    yield answer(dossier, "NZSCED code", "/nzsced", cited("6.1(c)", day_of_law))
    if purpose:
        yield Heading(2, "Purpose and outcome statement")
        for label, path, clause in PURPOSE:
            yield answer(dossier, label, f"/purpose/{path}", cited(clause, day_of_law))
    else:
        yield Prose("The purpose and outcome statement is that of section 1.")
    yield Heading(2, "Developer, standards and review")
    developer = organisation(dossier, draft.get("/developer/organisation"))
    yield Labelled("Developer", developer, cited("6.1(e)", day_of_law))
    if draft.text("/developer/unit"):
        yield answer(dossier, "School or faculty", "/developer/unit")
    yield from _standards(dossier)
    years = draft.whole("/review_period_years")
    period = UNWRITTEN if years is None else f"{years} year{'' if years == 1 else 's'}"
    yield Labelled("Review period", period, cited("6.1(g)", day_of_law))


def descriptors(dossier: Dossier) -> str:
    """Which set of level descriptors the outcomes were written to."""
    told = dossier.draft.text("/level_descriptors")
    return {
        "before-july-2025": "those in use before July 2025",
        "since-july-2025": "those in use since July 2025",
    }.get(told, told)


PURPOSE = (
    ("Where it is for use", "use_in", "6.1(d)(i)"),
    ("Who it is relevant to", "relevant_to", "6.1(d)(ii)"),
    *(
        (f"What a graduate will {told.lower()}", f"graduate_will/{key}", "6.1(d)(iii)")
        for key, told in GRADUATE_WILL.items()
    ),
    ("Education pathway", "education_pathway", "6.1(d)(iv)"),
    (
        "Employment or cultural pathway, or contribution to the community",
        "employment_cultural_or_community",
        "6.1(d)(v)",
    ),
)


def cited(cite: str, on: date) -> str:
    """The clause of the listing rule, where a text in force that day has it; else nothing."""
    return f"rule {cite}" if _clause(cite, on) else ""


def _clause(cite: str, on: date) -> Clause | None:
    """Found by its citation, behind which a text may say whose numbering it is."""
    for clause in clauses().values():
        if clause.in_force(on) and f"rule {cite} " in f"{clause.citation} ":
            return clause
    return None


def _numbering(on: date) -> Iterator[Block]:
    clause = _clause("6.1(a)", on)
    if clause:
        text = clause.citation.split(",")[0]
        yield Prose(
            f"Rule numbers are those of the {text}; recheck them in the rules now in force."
        )
    else:
        yield Prose(
            f"The order is that of the current form. Other rules were in force on {spoken(on)}; "
            "the criteria checklist goes through them."
        )


def credits_of(dossier: Dossier) -> str:
    credits = dossier.draft.whole("/credits")
    if credits is None:
        return shown(dossier.draft.get("/credits"))
    return f"{credits} ({credits * HOURS_A_CREDIT} notional learning hours)"


def _published_elsewhere(dossier: Dossier) -> Iterator[Block]:
    """Pages that tell of another level or credit value: said before NZQA finds it."""
    draft = dossier.draft
    rows = draft.rows("/published_elsewhere_as")
    if not rows:
        return
    unlike = [row for _, row in rows if _differs(dossier, row)]
    if unlike:
        yield Notice(
            f"{len(unlike)} of {count(len(rows), 'published description')} "
            f"{'gives' if len(unlike) == 1 else 'give'} another level or credit value than this "
            "application does. What this application gives is meant."
        )
    for _, row in rows:
        told = [f"level {row['level']}"] if "level" in row else []
        told += [f"{row['credits']} credits"] if "credits" in row else []
        verdict = f"differs: {_differs(dossier, row)}" if row in unlike else "agrees"
        if not told:
            verdict = "nothing to compare"
        done = f". {capital(shown(row['done'])).rstrip('.')}." if row.get("done") else ""
        says = shown(row.get("says"))
        told = [fact for fact in told if fact not in says.lower()]
        parts = [", ".join(told), says] if told or says != UNWRITTEN else ["no level or credits"]
        where, links = apart(shown(row.get("where")))
        yield Labelled(
            f"Published elsewhere: {where}" if where else "Published elsewhere",
            f"{'; '.join(p for p in parts if p and p != UNWRITTEN)} ({verdict}){done}",
            f"seen {day(row['seen'])}" if "seen" in row else "",
        )
        yield from links


def _differs(dossier: Dossier, row: dict[str, object]) -> str:
    """How a published description disagrees with the draft, in words; empty where it does not."""
    found = [
        f"{key} {shown(row[key])} there, {shown(dossier.draft.get('/' + key))} here"
        for key in ("level", "credits")
        if key in row and row[key] != dossier.draft.get("/" + key)
    ]
    return "; ".join(found)


def _standards(dossier: Dossier) -> Iterator[Block]:
    used = words(dossier.draft.get("/standards/used"))
    yield Labelled("Standards used", used, cited("6.1(f)", dossier.law_day))
    rows = tuple(
        (
            shown(row.get("id")),
            shown(row.get("version")),
            shown(row.get("title")),
            shown(row.get("level")),
            shown(row.get("credits")),
            day(row.get("expires")),
        )
        for _, row in dossier.draft.rows("/standards/list")
    )
    if rows:
        columns = ("Standard", "Version", "Title", "Level", "Credits", "Expires")
        yield TableBlock(columns, rows, shares=(2, 2, 6, 1, 2, 3))
    if used != "yes" or dossier.draft.text("/standards/looked_for"):
        yield answer(dossier, "Where skill standards were looked for", "/standards/looked_for")
