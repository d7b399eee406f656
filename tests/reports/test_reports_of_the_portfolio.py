"""The reports of what there is, each held whole: rows to the text that people read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from tests.rows import all_of

from mcapproval.reports import delegations, evidence, part, portfolio, undelivered
from mcapproval.reports.delegations import Delegated
from mcapproval.reports.evidence import Evidenced, Kind, KindSum
from mcapproval.reports.nzsced import BROAD, broad_field
from mcapproval.reports.paging import Page
from mcapproval.reports.part import Held, Part
from mcapproval.reports.portfolio import Sum
from mcapproval.reports.table import comma_separated, text
from mcapproval.reports.undelivered import Lapse, Undelivered

Golden = Callable[[str, str], None]

LAPSE = Lapse(date(2027, 9, 1), 12, "IDLE: Act, section 1")

SUMS = (Sum(("05", "current"), 3, 3, 35), Sum(("13", "current"), 1, 1, 5), Sum((None, ""), 2, 0, 0))

LENT = (
    Delegated(
        *(31, "Mele Taufa-Unga", "Bo Lindgren-Li", "every role", "2026-06-06", "2026-06-20"),
        *("holds", "Mele Taufa-Unga", "2026-06-06", 2, "2026-06-08"),
    ),
    Delegated(
        *(40, "(erased)", "=SUM(A1)", "quality-adviser", "2026-07-01", "2026-06-30"),
        *("ended before it began", "Adair Minister", "2026-06-30", 0, ""),
    ),
)

MAHI = "Tikanga me te reo Māori i te mahi"
THERE = ("MC-0001", "990011", MAHI, "te-wananga", "current")
WAITING = (
    Undelivered(
        *(*THERE, "2026-08-11", "never", "never", "2026-08-11", 12, "2027-08-11", "yes"),
        *("", "nobody", "", ""),
        version=2,
    ),
    Undelivered(
        ref="MC-0002",
        number="",
        title="東京 and Ōtepoti",
        provider="the-mind-lab",
        status="expiring",
        approved_on="",
        delivery="ended",
        delivered="2026-09-01",
        since="2026-09-01",
        months=11,
        may_lapse_on="2027-09-01",
        over="no",
        planned="2028-03-04",
        accredited="te-wananga, the-mind-lab",
        teaching_out="the-mind-lab",
        intake="paused until 1 February 2028 by REV-2027-0001",
    ),
    Undelivered(
        *("MC-0003", "", "No day", "the-mind-lab", "current"),
        "",
        "never",
        "never",
        "",
        None,
        "",
        "no",
        "",
        "nobody",
        "",
        "",
    ),
)

SHOWN = (
    Evidenced(
        *("MC-0001", "Tikanga me te reo Māori i te mahi", "te-wananga"),
        (Kind("hui", 2, "2026-03-24", 17, False), Kind("letter", 1, "2025-01-09", 31, True)),
        *(18, "some too old", ("Criterion 3, requirements", "Criterion 4, review")),
    ),
    Evidenced(
        "MC-0002", "Kai", "te-wananga", (Kind("survey", 1, "", None, False),), 18, "no day", ()
    ),
    Evidenced("APP-2026-0001", "=SUM(A1)", "the-mind-lab", (), 24, "none", ()),
)

HELD = (
    Held("entry", "PER-0009", 23, "2020-04-14", "name", "goes", "Ēnoka Rāpana-Birch"),
    Held("draft", "APP-2020-0001", None, "", "version 2: person-4", "reference stays"),
    Held("did", "APP-2020-0001", 28, "2020-05-27", "moved: hold", "reference stays", "why: =1+1"),
    Held("says the name", "", 77, "", "a row of the journal", "stays"),
)


def test_a_breakdown_reads_well_and_says_what_is_not_known(golden: Golden) -> None:
    by = ("nzsced", "status")
    golden("portfolio-by.txt", text(portfolio.breakdown(by, SUMS), None))
    csv = comma_separated(portfolio.breakdown(by, SUMS)).replace("\r\n", "\n")
    golden("portfolio-by.csv.txt", csv)
    bars = portfolio.chart(by, SUMS).bars
    assert [label for label, _ in bars][1:] == ["13, current", "field of study not known, "]


def test_every_broad_field_has_two_digits_and_words() -> None:
    assert [broad_field(digits)[:2] for digits in BROAD] == [f"{n:02}" for n in range(1, 13)]
    assert broad_field("99") == "99"


def test_delegations_read_well(golden: Golden) -> None:
    golden("delegations.txt", text(delegations.table(all_of(LENT)), None))
    assert delegations.chart(all_of(LENT[1:])) is None


def test_what_is_not_delivered_reads_well(golden: Golden) -> None:
    golden("undelivered.txt", text(undelivered.table(all_of(WAITING), 11, LAPSE), None))
    page = Page(WAITING[:1], 1001, 1000, "MC-0001")
    note = undelivered.table(page).note
    assert note == "1 of more than 1000 micro-credentials approved with no cohort."


def test_the_chart_of_what_is_not_delivered_keeps_apart_what_nobody_knows() -> None:
    bars = undelivered.chart(all_of(WAITING)).bars
    assert [number for _, number in bars] == [0, 1, 1, 0, 1]
    imported = replace(WAITING[0], delivery=undelivered.NOT_KNOWN, months=None)
    bars = undelivered.chart(all_of([imported])).bars
    assert [*bars[:4], bars[4]] == [*((name, 0) for name, _ in bars[:4]), (undelivered.BEFORE, 1)]
    taught = replace(WAITING[0], delivery=undelivered.NO_COHORT)
    assert undelivered.chart(all_of([taught])).bars[-1] == ("delivered with no cohort recorded", 1)


def test_where_nothing_may_lapse_the_report_says_why() -> None:
    later = replace(WAITING[0], may_lapse_on="2028-09-01", over="no")
    note = undelivered.table(all_of([later]), lapse=LAPSE).note
    assert note.endswith("on 1 September 2027 none of them, the first on 1 September 2028.")
    sooner = replace(later, may_lapse_on="2027-11-30")
    note = undelivered.table(all_of([later, sooner]), lapse=LAPSE).note
    assert note.endswith("none of them, the first on 30 November 2027.")
    taught = replace(later, may_lapse_on="", delivery=undelivered.NO_COHORT)
    note = undelivered.table(all_of([taught, taught]), lapse=LAPSE).note
    assert note.endswith(
        "for what is delivered does not lapse, though no cohort of it is recorded."
    )
    nobody_knows = replace(taught, delivery=undelivered.NOT_KNOWN)
    note = undelivered.table(all_of([taught, nobody_knows]), lapse=LAPSE).note
    assert note.endswith("for it is not known since when nothing is delivered.")
    silent = Lapse(date(2021, 7, 1), None, "")
    note = undelivered.table(all_of([later]), lapse=silent).note
    assert note.endswith("None may lapse: no rule in force on 1 July 2021 says after how long.")
    assert undelivered.table(all_of([]), lapse=LAPSE).note.endswith("none.")


def test_evidence_reads_well_by_case_by_kind_and_by_both(golden: Golden) -> None:
    page = all_of(SHOWN)
    golden("evidence.txt", text(evidence.by_case(page), None))
    golden("evidence-both.txt", text(evidence.by_both(page), None))
    sums = [KindSum("hui", 1, 3, 2, "2026-03-24", "2026-03-24", 0)]
    golden("evidence-kind.txt", text(evidence.by_kind(sums, 3, 1), None))
    assert evidence.chart_of_standing(SHOWN).bars == (
        ("some too old", 1),
        ("no day", 1),
        ("none", 1),
    )


def test_the_part_of_a_person_reads_well(golden: Golden) -> None:
    told = Part("PER-0009, (erased)", "2026-07-03", all_of(HELD), part.counts(HELD), 1, False)
    golden("part.txt", text(part.table(told), None))


def test_what_is_older_than_a_review_is_counted_with_what_is_too_old() -> None:
    rows = [replace(SHOWN[0], standing=standing) for standing in evidence.STANDINGS]
    assert evidence.by_case(all_of(rows)).note.startswith(
        "7 cases: 1 without evidence of need in these records, 2 with none that is new enough, "
    )


def test_the_rows_of_a_page_are_not_added_up_as_if_they_were_all() -> None:
    waiting = undelivered.table(Page(WAITING[:1], 3, last="MC-0001"), lapse=LAPSE)
    assert waiting.note.startswith("1 of 3 micro-credentials approved with no cohort. An accr")
    assert waiting.note.endswith("(IDLE: Act, section 1); how many may is counted with --all.")
    evidenced = evidence.by_case(Page(SHOWN[:2], 3, last="MC-0002"))
    assert evidenced.note.startswith("2 of 3 cases. All of them added up: `mcapproval report ev")
    lent = delegations.table(Page(LENT[:1], 2, last="31"))
    assert lent.note == "1 of 2 delegations."
