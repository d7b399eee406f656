"""Every --json has a schema, and what is printed fits it; --csv can't become a formula."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from jsonschema import Draft202012Validator
from referencing import Registry
from tests.cli.living import APP, MC, REV
from tests.cli.shell import BAD, GOOD, ROOT, Done, at

from mcapproval.cli.main import cli
from mcapproval.shipped import schema, shipped
from mcapproval.store.rows.folded import Accreditation, Application, Listing, Review

Stage = Callable[[str], Path]

SAME = {
    "update": "open",
    "evidence-verify": "evidence-list",
    "report-due": "review-due",
    "pack-make": "pack",
    "text-add": "text-show",
    "import-file": "import",
    "delivery-update": "delivery-add",
}
"""Commands that print the same as another."""

FORMS = ROOT / "samples" / "forms"
LATE = ("--today", "2027-07-01")

LOOKS: dict[str, tuple[tuple[str, ...], ...]] = {
    "check": (("check", APP), ("check", "draft.yaml", "--on", "2026-06-15")),
    "next": (
        ("next", APP),
        ("next", MC),
        ("next", "ACC-0001"),
        ("next", REV, "--as", "bo"),
        ("next", REV, "begin", "--as", "mele"),
        ("next", "--as", "mele"),
        ("next", "--everybody"),
    ),
    "list": (
        ("list",),
        ("list", "--track", "review"),
        ("list", "--state", "lapsed"),
        ("list", "facilitation", "--sort", "-since,title", "--first", "2"),
        ("list", "--lists"),
    ),
    "search": (("search", "tikanga"), ("search", "990011"), ("search", "nowhere")),
    "show": (("show", APP), ("show", MC), ("show", "ACC-0001"), ("show", REV)),
    "history": (("history", APP), ("history", MC), ("history", REV)),
    "diff": (("diff", APP),),
    "item-list": (("item", "list", APP), ("item", "list", MC), ("item", "list", "ACC-0001")),
    "evidence-list": (("evidence", "list", APP),),
    "evidence-verify": (("evidence", "verify", APP),),
    "evidence-coverage": (("evidence", "coverage", APP), ("evidence", "coverage", "draft.yaml")),
    "review-due": (("review", "due"), ("review", "due", "--within", "0d")),
    "report-due": (("report", "due", "--within", "999d"),),
    "review-collect": (("review", "collect", REV),),
    "review-explain": (("review", "explain", MC), ("review", "explain", "990011")),
    "change-judge": (("change", "judge", MC, "draft.yaml"),),
    "report-evidence": (
        ("report", "evidence"),
        ("report", "evidence", "--by", "kind"),
        ("report", "evidence", "--by", "both"),
    ),
    "report-list": (("report", "list"),),
    "report-part": (
        ("report", "part", "mele", "--as", "mele"),
        ("report", "part", "hemi", "--bound", "--as", "admin"),
    ),
    "report-portfolio": (("report", "portfolio"),),
    "report-requests": (
        ("report", "requests"),
        ("report", "requests", "--by", "cause"),
        ("report", "requests", "--list"),
    ),
    "report-stages": (
        ("report", "stages"),
        ("report", "stages", "--track", "review"),
    ),
    "report-where": (
        ("report", "where"),
        ("report", "where", "--by", "state"),
        ("report", "where", "--by", "turn"),
    ),
    "report-undelivered": (("report", "undelivered"), ("report", "undelivered", "--months", "6")),
    "report-year": (("report", "year"), ("report", "year", "--from", "2026-01-01")),
    "report-unknown": (("report", "unknown"), ("report", "unknown", "--list")),
    "rules-list": (
        ("rules", "list"),
        ("rules", "list", "--on", "2020-07-15"),
        ("rules", "list", "--severity", "warning", "--asked-by", "policy"),
    ),
    "rules-clauses": (("rules", "clauses"), ("rules", "clauses", "--judged", "--text", "tec")),
    "rules-explain": (
        ("rules", "explain", "CRED-MIN-5"),
        ("rules", "explain", "need-evid"),
        ("rules", "explain", "FORM-KEY"),
        ("rules", "explain", "NEED-EVIDENCE", "--on", "2020-07-15"),
    ),
    "rules-workload": (("rules", "workload", APP), ("rules", "workload", "draft.yaml")),
    "rules-replay": (("rules", "replay", "--all", "--on", "2022-06-01"),),
    "workflow-list": (("workflow", "list"),),
    "workflow-show": (
        ("workflow", "show", "review"),
        ("workflow", "show", APP),
        ("workflow", "show", REV),
    ),
    "kit-list": (("kit", "list"),),
    "people-list": (("people", "list"),),
    "organisation-list": (("organisation", "list"),),
    "policy-show": (("policy", "show"),),
    "audit-verify": (("audit", "verify"),),
    "pack-form-boxes": (
        ("pack", "form-boxes", f"{FORMS}/application-with-controls.docx"),
        ("pack", "form-boxes", f"{FORMS}/funding-with-lines.docx"),
    ),
    "pack-form-answers": (("pack", "form-answers"),),
}
"""By command: what is asked of records in which a case has come to its outcome."""

ACTS = (
    "open",
    "update",
    "move",
    "pack-make",
    "pack-verify",
    "pack-seal",
    "pack-sealed",
    "report-waivers",
    "rules-overlap",
    "meeting-list",
    "paper-list",
    "pack-fill",
    "pack-reply",
    "report-agenda",
    "tick",
    "report-outbox",
    "workflow-migrate",
    "delivery-add",
    "delivery-list",
    "delivery-show",
    "delivery-update",
    "text-add",
    "text-list",
    "text-show",
    "undo",
    "note",
    "people-delegations",
    "report-delegations",
    "import-correct",
    "import-file",
    "import-reconcile",
    "import-undo",
    "report-actions",
    "report-reviews",
    "review-assign",
    "review-open",
    "review-reschedule",
    "report-overrides",
    "report-fallen",
    "report-findings",
    "report-refused",
)
"""Commands that print JSON and are tried below, where they act."""

CROSSED = ("evidence-coverage",)
"""Tables with a column for each item, so that their CSV has other keys than their JSON."""


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    """Every command of the tree by the words that lead to it."""
    context = click.Context(group)
    for name in group.list_commands(context):
        found = group.get_command(context, name)
        assert found is not None
        if isinstance(found, click.Group):
            yield from commands(found, (*path, name))
        else:
            yield "-".join((*path, name)), found


def with_flag(flag: str) -> set[str]:
    return {name for name, c in commands(cli) if any(flag in p.opts for p in c.params)}


def fits(name: str, value: Any) -> None:
    contract = schema(f"output-{SAME.get(name, name)}")
    validator = Draft202012Validator(
        contract, registry=Registry(), format_checker=Draft202012Validator.FORMAT_CHECKER
    )
    faults = [
        f"{'/'.join(map(str, e.absolute_path))}: {e.message}" for e in validator.iter_errors(value)
    ]
    assert faults == []
    rows = value if isinstance(value, list) else []
    assert [key for row in rows for key, cell in row.items() if cell == ""] == []


def test_every_command_with_json_has_a_schema_and_an_example_here() -> None:
    assert with_flag("--json") == {*LOOKS, *ACTS}
    named = {SAME.get(name, name) for name in (*LOOKS, *ACTS)}
    shipping = {
        file.name.removeprefix("output-").removesuffix(".schema.json")
        for file in shipped("schemas").iterdir()
        if file.name.startswith("output-")
    }
    assert shipping == named


def test_every_object_in_a_schema_of_an_output_is_closed() -> None:
    def objects(part: Any) -> Iterator[dict[str, Any]]:
        if isinstance(part, dict):
            if "properties" in part and part.get("type") != "string":
                yield part
            for inner in part.values():
                yield from objects(inner)
        if isinstance(part, list):
            for inner in part:
                yield from objects(inner)

    for file in (ROOT / "schemas").glob("output-*.schema.json"):
        found = list(objects(json.loads(file.read_text("utf-8"))))
        assert found, file
        assert all(part["additionalProperties"] is False for part in found), file


def tables() -> Iterator[tuple[str, dict[str, Any]]]:
    """Each key of the rows of each table for programs, with what may stand there, by its place."""

    def keys(part: Any, place: str) -> Iterator[tuple[str, dict[str, Any]]]:
        if isinstance(part, dict):
            if "type" in part:
                for key, told in part.get("properties", {}).items():
                    yield f"{place} {key}", told
            for inner in part.values():
                yield from keys(inner, place)
        if isinstance(part, list):
            for inner in part:
                yield from keys(inner, place)

    for file in sorted((ROOT / "schemas").glob("output-*.schema.json")):
        contract = json.loads(file.read_text("utf-8"))
        if contract.get("type") == "array":
            name = file.name.removeprefix("output-").removesuffix(".schema.json")
            yield from keys(contract, name)


def test_what_is_not_known_in_a_table_is_null_and_never_an_empty_text() -> None:
    for place, told in tables():
        assert "" not in told.get("enum", ()), place
        assert not told.get("pattern", "").endswith(")?$"), place
        assert "; empty" not in told.get("description", ""), place


def test_a_number_in_a_report_is_that_of_nzqa_as_text_with_the_version_apart() -> None:
    reports = {place: told for place, told in tables() if place.startswith(("report-", "review-"))}
    numbers = {place for place in reports if place.endswith(" number")}
    assert {place.partition(" ")[0] for place in numbers} == {
        "report-portfolio",
        "report-undelivered",
        "review-due",
    }
    for place in numbers:
        assert reports[place]["type"] == ["string", "null"]
        assert reports[f"{place.removesuffix('number')}version"]["type"] == ["integer", "null"]


def test_a_year_in_a_report_is_a_number() -> None:
    years = [told["type"] for place, told in tables() if place.endswith(" year")]
    assert years == ["integer", "integer"]


NAMED = ("by", "person", "delegate", "entered_by", "acts_for")
"""Keys under which a report names a person."""


def test_where_a_report_names_a_person_it_has_their_reference_too() -> None:
    places = [place for place, _ in tables() if place.startswith("report-")]
    named = [place for place in places if place.rpartition(" ")[2] in NAMED]
    assert len(named) == 9
    assert {f"{place}_ref" for place in named} <= {*places}


def test_what_is_printed_fits_its_schema(stage: Stage) -> None:
    folder = stage("outcome")
    for name, asked in LOOKS.items():
        for words in asked:
            fits(name, at(folder, *words, "--json", *LATE, fine=True).json)


@pytest.mark.parametrize("name", LOOKS)
def test_a_schema_notices_a_key_that_is_not_in_it(stage: Stage, name: str) -> None:
    printed = at(stage("outcome"), *LOOKS[name][0], "--json", *LATE, fine=True).json
    rows = printed if isinstance(printed, list) else [printed]
    assert rows, "an empty example shows nothing"
    rows[0]["surprise"] = 1
    with pytest.raises(AssertionError, match="surprise"):
        fits(name, printed)


def test_what_acts_prints_fits_its_schema(stage: Stage) -> None:
    folder = stage("begun")
    day = ("--json", "--as", "ana", "--today", "2026-06-01")
    opened = at(folder, "open", "draft.yaml", *day, fine=True).json
    fits("open", opened)
    assert opened == {
        "ref": APP,
        "version": 1,
        "title": "Community-Led Development Facilitation",
        "listed": [],
        "fell": [],
        "lapsed": [],
        "remarks": [],
        "new_version": True,
        "changed": [],
        "title_was": "",
        "taken_back": [],
        "approvals": [],
        "slips": [],
    }
    text = (folder / "draft.yaml").read_text("utf-8")
    (folder / "draft.yaml").write_text(text.replace("title: ", "title: New "), "utf-8")
    updated = at(folder, "update", APP, "draft.yaml", "--base", "1", *day, fine=True).json
    fits("update", updated)
    assert updated["version"] == 2
    fits("diff", at(folder, "diff", APP, "--json", fine=True).json)
    moved = at(folder, "move", APP, "show-need", *day, fine=True).json
    fits("move", moved)
    assert (moved["from"], moved["to"]) == ("Enquiry", "Need")


def test_standing_in_overriding_taking_back_and_noting_fit_their_schemas(stage: Stage) -> None:
    folder = stage("board")
    day = ("--today", "2026-06-06")
    lend = ("people", "delegate", "mele", "--to", "bo", "--until", "2026-06-20")
    at(folder, *lend, "--as", "mele", *day, fine=True)
    told = at(folder, "people", "delegations", "--json", *day, fine=True).json
    fits("people-delegations", told)
    assert [(row["person"], row["delegate"], row["now"]) for row in told] == [
        ("Mele Taufa-Unga", "Bo Lindgren-Li", "holds")
    ]
    tried = at(folder, "next", APP, "--json", "--as", "bo", *day, fine=True).json
    fits("next", tried)
    assert {row["move"]: row["for"] for row in tried["moves"]}["hold"] == "PER-0003"
    hold = ("move", APP, "hold", "--set", "reason=Wait")
    at(folder, *hold, "--as", "bo", *day, fine=True)
    row = at(folder, "history", APP, "--json", fine=True).json[-1]
    assert (row["who"], row["acts_for"]) == (
        "Bo Lindgren-Li (for Mele Taufa-Unga)",
        "Mele Taufa-Unga",
    )
    undone = at(folder, "undo", APP, "--json", "--as", "mele", *day, fine=True).json
    fits("undo", undone)
    assert (undone["move"], undone["to"]) == ("hold", "Academic approval")
    past = ("--override", "--note", "The board asked for it", "--as", "admin")
    moved = at(folder, *hold, *past, "--json", *day, fine=True).json
    fits("move", moved)
    assert moved["override"] == ["NOT-YOUR-ROLE"]
    told = at(folder, "report", "overrides", "--json", fine=True).json
    fits("report-overrides", told)
    assert [(row["ref"], row["reasons"]) for row in told] == [(APP, "NOT-YOUR-ROLE")]
    note = ("note", APP, "--text", "Not begun", "--seen-on", "2026-06-05", "--seen-by", "mele")
    seen = at(folder, *note, "--json", "--as", "hemi", *day, fine=True).json
    fits("note", seen)
    assert (seen["on"], seen["by"]) == ("2026-06-05", "Mele Taufa-Unga")
    shown = at(folder, "show", APP, "--json", fine=True).json
    fits("show", shown)
    assert [past["move"] for past in shown["overrides"]] == ["hold"]
    assert shown["seen"]["text"] == "Not begun"
    fits("history", at(folder, "history", APP, "--json", fine=True).json)


def test_an_edit_that_fells_an_approval_says_so(stage: Stage) -> None:
    folder = stage("nzqa")
    day = ("--today", "2026-07-14")
    ask = ("--attach", "letter.txt", "--set", "items=Mend the purpose")
    at(folder, "move", APP, "request-information", *ask, "--as", "hemi", *day, fine=True)
    text = (folder / "draft.yaml").read_text("utf-8")
    (folder / "draft.yaml").write_text(
        text.replace("  relevant_to: >-\n", "  relevant_to: >-\n    Above all\n"), "utf-8"
    )
    printed = at(folder, "update", APP, "draft.yaml", "--json", "--as", "ana", *day, fine=True).json
    fits("update", printed)
    assert printed["fell"] == ["academic-board"]
    told = at(folder, "report", "fallen", "--json", *day, fine=True).json
    fits("report-fallen", told)
    assert [(row["ref"], row["sections"]) for row in told] == [(APP, "purpose")]


def test_what_was_refused_and_what_is_found_fit_their_schemas(stage: Stage) -> None:
    folder = stage("board")
    day = ("--today", "2026-06-06")
    assert at(folder, "move", APP, "approve", "--as", "ana", *day).code == 1
    told = at(folder, "report", "refused", "--json", *day, fine=True).json
    fits("report-refused", told)
    assert [(row["move"], row["by"], row["done_on"]) for row in told] == [
        ("approve", "Ana Rangihuna", None)
    ]
    for by in ("reason", "move", "person"):
        counted = at(folder, "report", "refused", "--by", by, "--json", *day, fine=True).json
        fits("report-refused", counted)
        assert {row["refused"] for row in counted} == {1}
    text = (folder / "draft.yaml").read_text("utf-8").replace("\ncredits: 10 ", "\ncredits: 2 ")
    (folder / "draft.yaml").write_text(text, "utf-8")
    at(folder, "open", "draft.yaml", "--another", "--as", "ana", *day, fine=True)
    found = at(folder, "report", "findings", "--json", *day, fine=True).json
    fits("report-findings", found)
    assert "CRED-MIN-5" in {row["code"] for row in found if row["blocking"]}
    having = ("report", "findings", "--code", "CRED-MIN-5", "--json")
    rows = at(folder, *having, *day, fine=True).json
    fits("report-findings", rows)
    assert [row["ref"] for row in rows] == ["APP-2026-0002"]


def test_a_pack_made_and_verified_fits_its_schema(stage: Stage) -> None:
    folder = stage("outcome")
    fits("pack-make", at(folder, "pack", APP, "--into", "pack", "--json", fine=True).json)
    whole = at(folder, "pack", "verify", "pack", "--json", fine=True).json
    fits("pack-verify", whole)
    assert whole["whole"] is True
    extra = folder / "pack" / "extra.txt"
    extra.write_text("not in the manifest", "utf-8")
    broken = at(folder, "pack", "verify", "pack", "--json")
    assert broken.code == 1
    fits("pack-verify", broken.json)
    assert any("extra.txt" in fault for fault in broken.json["faults"])
    many = at(folder, "pack", "--all", "--into", "packs", "--format", "pdf", "--json", fine=True)
    fits("pack-make", many.json)
    assert [row["how"] for row in many.json["packs"]] == ["made"]


def test_what_was_sealed_fits_its_schema(stage: Stage) -> None:
    folder = stage("outcome")
    day = ("--today", "2026-09-01")
    (folder / "sent").mkdir()
    (folder / "sent" / "form.docx").write_bytes(b"by hand")
    sealed = at(folder, "pack", "seal", APP, "sent", "--json", "--as", "hemi", *day, fine=True)
    fits("pack-seal", sealed.json)
    assert [file["how"] for file in sealed.json["files"]] == ["added"]
    told = at(folder, "pack", "sealed", APP, "--json", fine=True).json
    fits("pack-sealed", told)
    assert told["seals"] == [sealed.json]
    back = at(folder, "pack", "sealed", APP, "--into", "back", "--json", fine=True).json
    fits("pack-sealed", back)
    assert (folder / "back" / "form.docx").read_bytes() == b"by hand"


def test_a_move_that_is_tried_prints_its_reasons_as_json_too(stage: Stage) -> None:
    folder = stage("board")
    done = at(folder, "next", APP, "approve", "--as", "ana", "--today", "2026-06-06", "--json")
    assert done.code == 1
    fits("next", done.json)
    (move,) = done.json["moves"]
    assert move["possible"] is False
    assert {"OWN-CASE", "NOT-YOUR-ROLE", "MISSING-ANSWER"} == {r["code"] for r in move["reasons"]}
    before = at(folder, "audit", "verify", "--json").json["rows"]
    assert at(folder, "audit", "verify", "--json").json["rows"] == before


def test_every_fact_of_a_case_has_its_place_in_the_schema_of_show() -> None:
    known = set(schema("output-show")["properties"]["facts"]["properties"])
    columns = {
        name for model in (Application, Listing, Accreditation, Review) for name in model._fields
    }
    assert columns - {"ref", "title"} == known


@pytest.mark.parametrize("form", [("--json",), ("--format", "json")])
def test_check_says_why_a_file_cant_be_read_and_goes_on(form: tuple[str, ...]) -> None:
    words = ("check", "tab.yaml", "no-entry.yaml", "nowhere.yaml", "--on", "2026-06-15")
    done = at(BAD, *words, *form)
    assert done.code == 2
    fits("check", done.json)
    assert done.json["on"] == "2026-06-15"
    tab, entry, nowhere = done.json["files"]
    assert (tab["error"]["line"], tab["error"]["column"]) == (19, 1)
    assert tab["error"]["mend"] == "use spaces: two for each level, none of them a tab"
    assert tab["findings"] == []
    assert entry["error"] is None
    assert [f["code"] for f in entry["findings"]]
    assert nowhere["error"]["line"] is None


def test_check_names_no_policy_where_two_files_are_under_different_ones(tmp_path: Path) -> None:
    for name, least in (("ours", 1), ("theirs", 3)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "draft.yaml").write_bytes((BAD / "four-credits.yaml").read_bytes())
        (tmp_path / name / "mcapproval.toml").write_text(
            f'format = "policy/1"\n[credits]\nat_least = {least}\n', "utf-8"
        )
    both = at(tmp_path, "check", "ours/draft.yaml", "theirs/draft.yaml", "--json").json
    fits("check", both)
    assert both["policy"] is None
    assert at(tmp_path, "check", "ours/draft.yaml", "--json").json["policy"] is not None


def test_sarif_has_the_shape_that_editors_read(tmp_path: Path) -> None:
    done = at(
        BAD, "check", "tab.yaml", "four-credits.yaml", "--format", "sarif", "--on", "2026-06-15"
    )
    assert done.code == 2
    value = done.json
    assert value["version"] == "2.1.0"
    (one,) = value["runs"]
    rules = {rule["id"] for rule in one["tool"]["driver"]["rules"]}
    assert {result["ruleId"] for result in one["results"]} <= rules
    for result in one["results"]:
        assert result["level"] in ("error", "warning", "note")
        assert result["message"]["text"].endswith(".")
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"].endswith(".yaml")
        assert place["region"]["startLine"] >= 1
        assert place["region"]["startColumn"] >= 1


def test_check_as_csv_has_a_line_for_each_finding_and_each_unreadable_file() -> None:
    done = at(BAD, "check", "tab.yaml", "four-credits.yaml", "--csv", "--on", "2026-06-15")
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert [(row["code"], row["line"], row["asked_by"]) for row in rows] == [
        ("UNREADABLE", "19", "form"),
        ("CRED-MIN-5", "16", "policy"),
    ]
    assert rows[0]["mend"] == "use spaces: two for each level, none of them a tab"
    assert done.out.count("\r\n") == done.out.count("\n") == 3


def test_check_says_of_the_first_day_of_a_clause_whether_a_text_gives_it() -> None:
    told = []
    for name in ("forty-one-credits.yaml", "wdc-in-2026.yaml", "misspelt-key.yaml"):
        done = at(BAD, "check", name, "--csv", "--on", "2020-06-15")
        told += list(csv.DictReader(io.StringIO(done.out)))
    done = at(BAD, "check", "forty-one-credits.yaml", "--json", "--on", "2026-06-15")
    (found,) = done.json["files"][0]["findings"]
    assert found["in_force_from_confidence"] == "inferred"
    days = {(row["in_force_from"], row["in_force_from_confidence"]) for row in told}
    assert days == {("2018-08-22", "confirmed"), ("", "")}


def formula_draft(folder: Path) -> None:
    text = (GOOD / "community-led-development-facilitation" / "draft.yaml").read_text("utf-8")
    (line,) = [line for line in text.splitlines() if line.startswith("title:")]
    text = text.replace(line, """title: '=HYPERLINK("http://x","y")'""")
    (folder / "draft.yaml").write_text(text, "utf-8")


def test_no_title_becomes_a_formula_in_csv_and_its_lines_end_as_rfc_4180_says(stage: Stage) -> None:
    folder = stage("begun")
    formula_draft(folder)
    at(folder, "open", "draft.yaml", "--as", "ana", "--today", "2026-06-01", fine=True)
    done: Done = at(folder, "list", "--csv", fine=True)
    (row,) = list(csv.DictReader(io.StringIO(done.out)))
    assert row["title"] == """'=HYPERLINK("http://x","y")"""
    assert "\n" not in done.out.replace("\r\n", "")


def test_every_table_has_csv_with_the_keys_of_its_json(stage: Stage) -> None:
    folder = stage("outcome")
    for name in sorted(with_flag("--csv") - {"check", *ACTS, *CROSSED}):
        words = LOOKS[name][0]
        rows = at(folder, *words, "--json", *LATE, fine=True).json
        text = at(folder, *words, "--csv", *LATE, fine=True).out
        head, *lines = list(csv.reader(io.StringIO(text)))
        assert head == list(rows[0]), name
        assert len(lines) == len(rows), name
