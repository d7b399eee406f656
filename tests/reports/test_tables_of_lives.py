"""The reports of how cases go on, each held whole: rows to the text that people read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tests.rows import all_of

from mcapproval.findings import Severity
from mcapproval.reports import fallen, findings, refused, requests, stages, where
from mcapproval.reports.fallen import Fallen
from mcapproval.reports.findings import ByRule, Having, Looked
from mcapproval.reports.paging import Page
from mcapproval.reports.refused import Attempted
from mcapproval.reports.requests import Asked, Cause, Rate
from mcapproval.reports.stages import Stage
from mcapproval.reports.table import comma_separated, text
from mcapproval.reports.where import Where, WherePage

Golden = Callable[[str, str], None]
REO = "Tikanga me te reo Māori i te mahi"

WHERE = tuple(
    Where(*cells)
    for cells in (
        (
            *("APP-2026-0001", REO, "application", "te-wananga", "drafting", "Drafting"),
            *("2026-06-02", 91, "author", "author", "Ana Rangihuna", "2026-08-31", -1),
        ),
        (
            *("REV-2027-0001", "=SUM(A1)", "review", "te-wananga", "scheduled", "Scheduled"),
            *("2026-08-11", 21, "", "nobody", "", "2027-08-11", 344),
        ),
        (
            *("MC-0002", "Hui", "listing", "the-mind-lab", "current", "Current"),
            *("", None, "", "nobody", "(erased)", "", None),
        ),
    )
)
STAGES = (
    Stage(
        *("need", "Need", "quality adviser", "ours", 12, 9, 31, 40, "APP-2026-0004", 7, 22),
        *("", 2, 12),
    ),
    Stage(
        *("evaluation", "Being evaluated", "NZQA", "others", 8, 43, 60, 61, "APP-2026-0001"),
        *(30, 42, "", 0, None),
    ),
    Stage(
        *("internal-check", "Internal check", "quality adviser", "ours", 0, None, None, None, ""),
        *(None, None, "10 working days", 1, 0),
    ),
)
FALLEN = (
    Fallen(
        *(41, "APP-2026-0001", REO, "te-wananga", "approval by the Academic Board", "2026-06-10"),
        *("2026-06-13", 3, "edited", ("credits", "learning_outcomes"), "2026-06-20"),
    ),
    Fallen(
        *(20, "APP-2026-0002", "=SUM(A1)", "te-wananga", "recommendation of the Faculty Board"),
        *("2026-05-10", "2026-06-01"),
        *(22, "lapsed"),
        sections=(),
        again_on="",
    ),
)
REFUSED = (
    Attempted(
        *(30, "APP-2026-0001", REO, "te-wananga", "2026-06-06", "Academic approval", "approve"),
        *("Ana Rangihuna", "Bo Lindgren-Li", False, ("NOT-YOUR-ROLE", "OWN-CASE"), "2026-06-10"),
    ),
    Attempted(
        *(12, "APP-2026-0002", "=SUM(A1)", "te-wananga", "2026-06-01", "Enquiry", "submit"),
        *("(erased)", "", True, ("NOT-OPEN",), ""),
    ),
)
RATES = (
    Rate("2025", "change", 3, 0, 0, 0, 0, None, None, None, None),
    Rate("2026", "listing-and-approval", 7, 4, 5, 9, 2, 10, 19, 30, 7),
)
CAUSES = (
    Cause("learning_outcomes", "Learning outcomes", 4, 5, "2026-07-14", "How is each assessed?"),
    Cause("other", "Something else", 1, 1, "2025-02-03", "(erased)"),
)
ASKED = (
    Asked(
        *("2026-07-14", "APP-2026-0001", 2, 1, "answered", "Level", "listing", "te-wananga", REO),
        "Why is level 5 the best fit?",
    ),
)
FINDINGS = (
    ByRule("DUP-CHECK", "It repeats nothing", Severity.WARNING, 9, 4, 0, 9, 0),
    ByRule("CRED-MIN-5", "Credits no fewer than asked for", Severity.ERROR, 2, 2, 2, 2, 0),
    ByRule("HOURS-10", "Hours make the credits", Severity.WAIVABLE, 3, 2, 1, 4, 2),
)
HAVING = (
    Having(
        *("APP-2026-0001", REO, "te-wananga", "Drafting", Severity.ERROR, 1, 0, "2026-06-12"),
        "4 credits, and our policy asks for 5",
    ),
)


def test_where_everything_is_reads_well(golden: Golden) -> None:
    every = WherePage(tuple(WHERE), len(WHERE), late=1)
    golden("where.txt", text(where.table(every), None))
    first = WherePage(WHERE[:1], 1001, 1000, "APP-2026-0001", late=1001)
    golden("where-one.txt", text(where.table(first), None))
    golden("where.csv.txt", comma_separated(where.table(every)).replace("\r\n", "\n"))
    golden("where-by-turn.txt", text(where.counts("turn", [where.Count("author", 3, 1)]), None))
    assert text(where.table(WherePage((), 0))) == "No case is under way.\n"
    chart = where.chart("state", [where.Count("Drafting", 3, 1)])
    assert (chart.bars, chart.others) == ((("Drafting", 3),), (1,))


def test_time_in_each_stage_reads_well(golden: Golden) -> None:
    golden("stages.txt", text(stages.table(STAGES), None))
    golden("stages-one.txt", text(stages.table(STAGES[2:], " of te-wananga"), None))
    assert text(stages.table(())) == "No case has been in any stage yet.\n"
    picture = stages.chart(STAGES)
    assert picture.bars == (("Need", 9), ("Being evaluated", 43))
    assert (picture.kinds, picture.others) == (("Median", "Longest"), (40, 61))
    many = stages.chart(STAGES[:1])
    assert (many.kinds, many.others) == (("Median", "9 of 10"), (31,))


def test_what_goes_on_is_told_apart_from_what_ended_with_where_the_most_of_it_is() -> None:
    stuck = replace(STAGES[2], there_now=12, longest_now=1450)
    elsewhere = replace(STAGES[1], there_now=1, longest_now=2000)
    aside = replace(STAGES[1], time="nobody", there_now=90, longest_now=3000)
    told = "Stays that go on and wait for somebody are not in these lengths: "
    note = stages.table((*STAGES[:2], stuck)).note
    assert f"{told}14, the most in Internal check (12, the longest for 1450 days).\n" in note
    note = stages.table((stuck, elsewhere, aside)).note
    assert f"{told}13, the most in " in note
    assert "; the longest of all in Being evaluated, for 2000 days.\n" in note
    assert "go on" not in stages.table((aside,)).note


def test_of_two_stages_with_one_median_that_is_slower_in_which_one_in_ten_took_longer() -> None:
    quick = next(stage for stage in STAGES if stage.label == "Need")
    slow = replace(quick, label="Drafting", ninetieth=(quick.ninetieth or 0) + 1)
    for both in ((quick, slow), (slow, quick)):
        assert "The slowest of our stages: Drafting, median 9 days of 12 stays that ended." in text(
            stages.table(both)
        )


def test_approvals_that_fell_read_well(golden: Golden) -> None:
    golden("fallen.txt", text(fallen.table(all_of(FALLEN)), None))
    golden("fallen-one.txt", text(fallen.table(all_of(FALLEN[1:])), None))
    assert text(fallen.table(all_of(()))) == "No approval fell.\n"
    none_open = "No approval that fell is still to be given again.\n"
    assert text(fallen.table(all_of(()), open_only=True)) == none_open
    assert fallen.chart(all_of(FALLEN)).bars[0] == ("credits", 1)


def test_a_reason_without_words_is_told_as_it_is_kept() -> None:
    odd = all_of([replace(FALLEN[0], because="unheard", sections=())])
    assert "unheard" in text(fallen.table(odd))
    assert fallen.chart(odd).bars == (("unheard", 1),)


def test_refused_attempts_read_well(golden: Golden) -> None:
    golden("refused.txt", text(refused.table(all_of(REFUSED)), None))
    golden("refused-one.txt", text(refused.table(all_of(REFUSED[1:])), None))
    counts = [refused.Count("NOT-OPEN", "The step is not open where the case stands", 4, 1)]
    golden("refused-by-reason.txt", text(refused.counts("reason", counts), None))
    golden("refused-by-move.txt", text(refused.counts("move", counts), None))
    assert text(refused.table(all_of(()))) == "No move was refused.\n"


def test_requests_for_information_read_well(golden: Golden) -> None:
    golden("requests.txt", text(requests.rates(RATES), None))
    golden("requests-one.txt", text(requests.rates(RATES[:1]), None))
    golden("requests-by-cause.txt", text(requests.causes(CAUSES, 6, 4), None))
    golden(
        "requests-list.txt", text(requests.listed(Page(ASKED, None, last="APP-2026-0001:1")), None)
    )
    assert text(requests.rates(())) == "No application was sent yet.\n"
    before = "what was asked about them before their import is not in these records.\n"
    apart = "Imported applications are not counted"
    assert text(requests.rates(RATES, 2, 60), None).endswith(
        f"{apart} (2 under way, 60 approved): {before}"
    )
    assert text(requests.rates((), 2), None).endswith(f"{apart} (2 under way): {before}")
    nothing = "No request for information is in these records.\n"
    assert text(requests.causes((), 0, 0)) == nothing
    assert requests.rate_chart(RATES).bars == (("2025", 3), ("2026", 7))


def test_findings_read_well_the_worst_or_the_most_common_first(golden: Golden) -> None:
    worst = findings.worst_first(FINDINGS)
    assert [row.code for row in worst] == ["CRED-MIN-5", "HOURS-10", "DUP-CHECK"]
    golden("findings.txt", text(findings.table(worst, Looked(12, 1, 60)), None))
    common = findings.most_common_first(FINDINGS)
    assert [row.code for row in common] == ["DUP-CHECK", "HOURS-10", "CRED-MIN-5"]
    golden("findings-one.txt", text(findings.table(FINDINGS[:1], Looked(1, 0, 1)), None))
    golden("findings-having.txt", text(findings.having(all_of(HAVING)), None))
    none = text(findings.table((), Looked(3)), None)
    assert none.startswith("No application has a finding. 3 applications were looked at.")


def test_the_chart_of_findings_shows_what_is_to_mend_alone() -> None:
    found = findings.chart(FINDINGS)
    assert found
    assert found.bars == (("CRED-MIN-5", 2), ("HOURS-10", 1))
    assert findings.chart([row for row in FINDINGS if not row.blocking]) is None
