"""Funding by the TEC: what is sought, and the figure of it that the TEC reads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mcapproval.clock import spoken
from mcapproval.documents.answers import UNWRITTEN, answer, day, dollars, shown, words
from mcapproval.documents.content import Block, Labelled, Prose, TableBlock
from mcapproval.documents.dossier import Dossier
from mcapproval.rules.law import Law


def funding(dossier: Dossier) -> Iterator[Block]:
    """What is sought from the TEC, with the EFTS value by its own figure where one is in force."""
    draft = dossier.draft
    sought = draft.text("/funding/sought")
    if sought != "yes":
        unsaid = UNWRITTEN if asks_for_some(dossier) else "none is asked for in the application"
        yield Labelled("Funding by the TEC", "not sought" if sought == "no" else unsaid)
        return
    rows = [
        ("Fund", words(draft.get("/funding/fund"))),
        ("Year of the first intake", shown(draft.get("/funding/year"))),
        ("Fee a learner pays, GST included", dollars(draft.get("/funding/fee_dollars"))),
        ("EFTS value", efts(dossier)),
        ("Only offered inside a programme", shown(draft.get("/funding/part_of_programme"))),
        ("Teaches what law makes employers train for", shown(draft.get("/funding/compliance"))),
    ]
    yield TableBlock(("What", "Answer"), tuple(rows), shares=(4, 5), row_heads=True)
    yield answer(dossier, "Why it should be funded", "/funding/statement")
    yield Prose("The TEC decides on funding only after the micro-credential is approved.")


def asks_for_some(dossier: Dossier) -> bool:
    """Whether the draft has a word on funding at all: who seeks none may leave the part out."""
    return bool(dossier.draft.get("/funding"))


def efts(dossier: Dossier) -> str:
    """Credits over the credits of one EFTS, as the TEC writes it on the law day."""
    credits = dossier.draft.whole("/credits")
    law = Law(dossier.law_day)
    if credits is None:
        return "not known: no credits are given"
    whole = law.value("tec", "credits_per_efts").value
    return f"{credits / whole:.{law.value('tec', 'efts_decimals').value}f} ({credits} / {whole})"


def month(value: object) -> str:
    """`2020-10` as people write it."""
    told = shown(value)
    year, dash, number = told.partition("-")
    if dash and year.isdecimal() and number.isdecimal() and 1 <= int(number) <= 12:
        return spoken(date(int(year), int(number), 1)).partition(" ")[2]
    return day(value)
