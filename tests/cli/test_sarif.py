"""SARIF 2.1.0 as editors and code review read it: places, prints that stay, help, suppressions."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from tests.cli.living import APP
from tests.cli.shell import BAD, at

from mcapproval.actions.drafts.checking import CheckedFile
from mcapproval.actions.rulebook.publishing import rule_book
from mcapproval.cli.finding_text import in_rule_book
from mcapproval.cli.sarif import sarif, uri
from mcapproval.documents.rule_book.pages import pages
from mcapproval.findings import Finding, Severity

Stage = Callable[[str], Path]
DAY = ("--on", "2026-06-15")

FOUND = Finding(
    code="CRED-MIN-5",
    severity=Severity.ERROR,
    message="4 credits; our policy asks for at least 5",
    path="/credits",
    line=3,
    column=10,
    asked_by="policy",
    clause="provider-policy/credits-at-least",
    in_force_from="2018-08-22",
    source="mcapproval.toml",
    mend="give 5 credits or more",
    confidence="confirmed",
)


def checked(*findings: Finding, **more: Any) -> CheckedFile:
    given = {
        "file": "draft.yaml", "on": date(2026, 6, 15), "policy": "0" * 64, "error": None,
        "findings": findings, "waived": {}, "lines": (), "rules_asked": 1, "rules_found": 1,
    }  # fmt: skip
    return CheckedFile(**{**given, **more})


def run(*files: CheckedFile) -> dict[str, Any]:
    (one,) = json.loads(sarif(files))["runs"]
    found: dict[str, Any] = one
    return found


def with_title(folder: Path, name: str, title: str) -> Path:
    text = (BAD / "four-credits.yaml").read_text("utf-8")
    (line,) = [line for line in text.splitlines() if line.startswith("title:")]
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text.replace(line, f"title: {title}"), "utf-8")
    return folder / name


# places


def test_a_file_with_spaces_and_macrons_is_a_relative_uri(tmp_path: Path) -> None:
    with_title(tmp_path, "ā kete/my draft #1.yaml", "Speak Up")
    done = at(tmp_path, "check", "ā kete/my draft #1.yaml", "--format", "sarif", *DAY)
    places = {
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for result in done.json["runs"][0]["results"]
    }
    assert places == {"%C4%81%20kete/my%20draft%20%231.yaml"}
    assert unquote(places.pop()) == "ā kete/my draft #1.yaml"


def test_a_uri_is_never_taken_for_an_address_or_a_drive() -> None:
    assert uri("a:b.yaml") == "a%3Ab.yaml"
    assert uri("50%.yaml") == "50%25.yaml"
    assert uri("../draft.yaml") == "../draft.yaml"
    assert uri("/drafts/a b.yaml") == "file:///drafts/a%20b.yaml"


def test_columns_count_characters_also_beyond_the_basic_plane(tmp_path: Path) -> None:
    file = tmp_path / "draft.yaml"
    file.write_text(
        "format: application/1\nroute: nzqa\nkind: listing-and-approval\ntitle: Speak Up\n"
        'organisations: {o: {name: "😀😀", type: no-such}}\n',
        "utf-8",
    )
    done = at(tmp_path, "check", "draft.yaml", "--format", "sarif", *DAY)
    (one,) = done.json["runs"]
    assert one["columnKind"] == "unicodeCodePoints"
    (region,) = [
        result["locations"][0]["physicalLocation"]["region"]
        for result in one["results"]
        if result["ruleId"] == "FORM-CHOICE"
    ]
    line = file.read_text("utf-8").splitlines()[region["startLine"] - 1]
    assert line[region["startColumn"] - 1 :].startswith("no-such")


def test_a_finding_without_a_line_has_its_place_in_the_draft() -> None:
    (result,) = run(checked(FOUND), checked())["results"]
    assert result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"] == "/credits"


# prints


def test_a_fingerprint_stays_when_lines_are_added_above(tmp_path: Path) -> None:
    file = with_title(tmp_path, "draft.yaml", "National Diploma")

    def prints() -> dict[str, str]:
        done = at(tmp_path, "check", "draft.yaml", "--format", "sarif", *DAY)
        return {
            print_: result["ruleId"]
            for result in done.json["runs"][0]["results"]
            for print_ in result["partialFingerprints"].values()
        }

    before = prints()
    file.write_text("# a note\n\n" + file.read_text("utf-8"), "utf-8")
    assert prints() == before
    assert list(before.values()).count("TITLE-WORD") == 2


# rules


def test_a_rule_is_told_in_full_and_results_point_to_it(tmp_path: Path) -> None:
    done = at(BAD, "check", "four-credits.yaml", "misspelt-key.yaml", "--format", "sarif", *DAY)
    (one,) = done.json["runs"]
    rules = one["tool"]["driver"]["rules"]
    for result in one["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    assert "UNREADABLE" not in {rule["id"] for rule in rules}
    for rule in rules:
        for key in ("shortDescription", "fullDescription", "help"):
            assert rule[key]["text"].strip(), (rule["id"], key)
        assert "helpUri" not in rule
    told = {rule["id"]: rule for rule in rules}
    assert told["CRED-MIN-5"]["properties"] == {
        "clause": "provider-policy/credits-at-least",
        "confidence": "confirmed",
        "asked_by": "policy",
        "criterion": "listing-details",
        "track": "application",
    }
    assert told["FORM-KEY"]["properties"] == {"asked_by": "form"}


def test_a_rule_that_is_less_sure_says_so() -> None:
    unsure = Finding(**{
        **{name: getattr(FOUND, name) for name in Finding.__slots__},
        "code": "LO-ASSESSED",
        "clause": "approval-criteria/outcomes-assessed",
        "asked_by": "rule",
        "confidence": "inferred",
    })  # fmt: skip
    one = run(checked(unsure))
    assert one["tool"]["driver"]["rules"][0]["properties"]["confidence"] == "inferred"
    assert one["results"][0]["properties"]["confidence"] == "inferred"


def test_help_leads_to_the_rule_book_that_the_policy_names() -> None:
    (rule,) = run(checked(FOUND, rule_book="https://example.org/book/"))["tool"]["driver"]["rules"]
    assert rule["helpUri"] == "https://example.org/book/rules.html#CRED-MIN-5"
    file, _, anchor = rule["helpUri"].removeprefix("https://example.org/book/").partition("#")
    assert f'id="{anchor}"' in pages(rule_book(date(2026, 6, 15)))[file].decode()


def test_no_help_is_given_where_two_policies_name_two_books() -> None:
    one = run(
        checked(FOUND, rule_book="https://a.example"), checked(FOUND, rule_book="https://b.x")
    )
    assert "helpUri" not in one["tool"]["driver"]["rules"][0]


def test_the_text_ends_with_where_the_codes_are_told(tmp_path: Path) -> None:
    with_title(tmp_path, "draft.yaml", "Speak Up")
    assert "told in full" not in at(tmp_path, "check", "draft.yaml", *DAY).out
    (tmp_path / "mcapproval.toml").write_text(
        'format = "policy/1"\n[rules]\npublished_at = "https://example.org/book"\n', "utf-8"
    )
    done = at(tmp_path, "check", "draft.yaml", *DAY)
    assert done.out.endswith("each code is told in full at https://example.org/book/rules.html\n")
    assert in_rule_book("https://example.org/book", "A-1").endswith("/book/rules.html#A-1")
    one = at(tmp_path, "check", "draft.yaml", "--format", "sarif", *DAY).json["runs"][0]
    assert all(
        rule["helpUri"].startswith("https://example.org/book/rules.html#")
        for rule in one["tool"]["driver"]["rules"]
        if rule["properties"]["asked_by"] != "form"
    )


def test_each_finding_leads_to_its_rule_in_json_and_csv_as_it_does_in_sarif(tmp_path: Path) -> None:
    with_title(tmp_path, "draft.yaml", "Speak Up")
    draft = tmp_path / "draft.yaml"
    draft.write_text(draft.read_text("utf-8") + "colour: blue\n", "utf-8")

    def helped() -> Iterator[tuple[object, object]]:
        (file,) = at(tmp_path, "check", "draft.yaml", "--json", *DAY).json["files"]
        table = csv.DictReader(io.StringIO(at(tmp_path, "check", "draft.yaml", "--csv", *DAY).out))
        rows = {row["code"]: row["help"] for row in table}
        found = {finding["code"]: finding["help"] for finding in file["findings"]}
        return ((found[code], rows[code]) for code in ("CRED-MIN-5", "FORM-KEY"))

    assert list(helped()) == [(None, ""), (None, "")]
    (tmp_path / "mcapproval.toml").write_text(
        'format = "policy/1"\n[rules]\npublished_at = "https://example.org/book"\n', "utf-8"
    )
    address = "https://example.org/book/rules.html#CRED-MIN-5"
    assert list(helped()) == [(address, address), (None, "")]


def test_json_and_csv_cite_a_clause_with_whose_numbering_that_is(tmp_path: Path) -> None:
    with_title(tmp_path, "draft.yaml", "New Zealand Diploma in Bees")
    cited = "Listing Rules 2022, rule 6.2(a) (2022 numbering)"
    (file,) = at(tmp_path, "check", "draft.yaml", "--json", *DAY).json["files"]
    assert {f["citation"] for f in file["findings"] if f["code"] == "TITLE-WORD"} == {cited}
    table = csv.DictReader(io.StringIO(at(tmp_path, "check", "draft.yaml", "--csv", *DAY).out))
    assert {row["citation"] for row in table if row["code"] == "TITLE-WORD"} == {cited}


# waivers


def test_a_waived_finding_is_suppressed_with_its_reason() -> None:
    other = Finding(**{
        **{name: getattr(FOUND, name) for name in Finding.__slots__}, "path": "/other",
    })  # fmt: skip
    waived = {("CRED-MIN-5", "/credits"): "Settled with the partner"}
    first, second = run(checked(FOUND, other, waived=waived))["results"]
    assert first["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": "Settled with the partner"}
    ]
    assert "suppressions" not in second


def test_a_waiver_in_the_records_is_shown_with_its_reason(stage: Stage) -> None:
    folder = stage("begun")
    text = (folder / "draft.yaml").read_text("utf-8")
    (line,) = [line for line in text.splitlines() if line.startswith("title:")]
    why = "title_justification: It is a speech on diplomas"
    (folder / "draft.yaml").write_text(
        text.replace(line, f"title: Diploma of Speech\n{why}"), "utf-8"
    )
    day = ("--today", "2026-06-01")
    at(folder, "open", "draft.yaml", "--as", "ana", *day, fine=True)
    waive = ("waive", APP, "TITLE-WORD", "--as", "mele", "--note", "NZQA agreed by letter")
    at(folder, *waive, *day, fine=True)
    results = at(folder, "check", APP, "--format", "sarif", *day).json["runs"][0]["results"]
    shown = [r["suppressions"][0]["justification"] for r in results if "suppressions" in r]
    assert shown == ["NZQA agreed by letter"]


# text


@pytest.mark.parametrize("form", ["text", "concise"])
def test_findings_come_by_file_in_order_of_line_and_stay_so(tmp_path: Path, form: str) -> None:
    for name in ("b.yaml", "a.yaml"):
        with_title(tmp_path, name, "National Diploma, New Zealand")
    words = ("check", "b.yaml", "a.yaml", "--format", form, *DAY)
    done = at(tmp_path, *words)
    assert done.out == at(tmp_path, *words).out
    found = at(tmp_path, "check", "b.yaml", "a.yaml", "--json", *DAY).json["files"]
    assert [one["file"] for one in found] == ["b.yaml", "a.yaml"]
    for one in found:
        lines = [finding["line"] or 0 for finding in one["findings"]]
        assert lines == sorted(lines)
    of_a_line = [f["message"] for f in found[0]["findings"] if f["code"] == "TITLE-WORD"]
    assert len(of_a_line) == 3
    assert of_a_line == [f["message"] for f in found[1]["findings"] if f["code"] == "TITLE-WORD"]
    said = " ".join(done.out.split())
    places = [said.index(message) for message in of_a_line]
    assert places == sorted(places)
    assert done.out.rindex("b.yaml:") < done.out.index("a.yaml:")
