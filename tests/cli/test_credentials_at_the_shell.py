"""`credential` at the shell: one micro-credential, all of them, and what can't be described."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from ruamel.yaml import YAML
from tests.cli.living import APP, MC, SAMPLE, STAGES
from tests.cli.shell import at

from mcapproval.cli.credential import STANDARDS
from mcapproval.documents.credentials.catalogue import STANDARDS as KNOWN

Stage = Callable[[str], Path]
LATE = ("--today", "2026-08-20")


def test_the_command_offers_every_standard_there_is() -> None:
    assert tuple(KNOWN) == STANDARDS


@pytest.mark.parametrize("standard", STANDARDS)
def test_a_description_is_printed_the_same_each_time(stage: Stage, standard: str) -> None:
    folder = stage("outcome")
    asked = ("credential", MC, "--standard", standard, *LATE)
    told = at(folder, *asked, fine=True)
    assert "Community-Led Development Facilitation" in json.dumps(told.json)
    assert at(folder, *asked, fine=True).out == told.out
    by_number = at(folder, "credential", "990011", "--standard", standard, *LATE, fine=True)
    assert by_number.out == told.out


@pytest.mark.parametrize("standard", STANDARDS)
def test_no_person_stands_in_it(stage: Stage, standard: str) -> None:
    people = YAML(typ="safe").load(SAMPLE / "draft.yaml")["people"].values()
    assert people
    told = at(stage("outcome"), "credential", MC, "--standard", standard, *LATE, fine=True).out
    for person in people:
        assert person["name"] not in told
        assert person["contact"] not in told
    for name in ("Adair", "Rangihuna", "Taufa-Unga", "PER-", "person-"):
        assert name not in told


def test_its_page_is_its_id_where_a_site_is_named(stage: Stage) -> None:
    site = "https://example.ac.nz/micro-credentials/"
    asked = ("credential", MC, "--standard", "ctdl", "--site", site, *LATE)
    made = at(stage("outcome"), *asked, fine=True).json["@graph"][0]
    assert made["@id"] == made["ceterms:subjectWebpage"] == f"{site}{MC}"


@pytest.mark.parametrize(
    "site",
    [
        "example.ac.nz",
        "http://example.ac.nz",
        "https://",
        "https://a b",
        "https://[x",
        "https://a?b",
        "https://x:99999999",
        "https://x:y",
    ],
)
def test_a_site_that_is_none_is_told(stage: Stage, site: str) -> None:
    asked = ("credential", MC, "--standard", "elm", "--site", site, *LATE)
    done = at(stage("outcome"), *asked)
    assert (done.code, done.out) == (2, "")
    assert "is no address of a website" in " ".join(done.err.split())


def test_a_folder_of_another_standard_is_left_alone(stage: Stage) -> None:
    folder = stage("outcome")
    asked = ("credential", "--all", "--into", "badges", *LATE, "--standard")
    at(folder, *asked, "open-badges", fine=True)
    before = {file.name: file.read_bytes() for file in (folder / "badges").iterdir()}
    other = at(folder, *asked, "elm")
    assert other.code == 1
    assert "badges was not made by mcapproval credential --standard elm" in other.err
    assert {file.name: file.read_bytes() for file in (folder / "badges").iterdir()} == before


def test_all_that_are_listed_go_into_a_folder_that_is_made_anew(stage: Stage) -> None:
    folder = stage("outcome")
    asked = ("credential", "--all", "--standard", "open-badges", "--into", "badges", *LATE)
    for _ in range(2):
        done = at(folder, *asked, fine=True)
        assert done.out == "badges: 1 micro-credential in Open Badges 3.0\n"
    assert [file.name for file in (folder / "badges").glob("*.json")] == [f"{MC}.json"]
    one = at(folder, "credential", MC, "--standard", "open-badges", *LATE, fine=True)
    assert (folder / "badges" / f"{MC}.json").read_text("utf-8") == one.out
    assert at(folder, *asked[:-4], "--into", "letters", *LATE).code == 1
    assert (folder / "letters" / "nzqa-outcome.txt").exists()


def test_a_file_that_is_there_stays(stage: Stage) -> None:
    folder = stage("outcome")
    asked = ("credential", MC, "--standard", "schema-org", "--into", "page.json", *LATE)
    assert at(folder, *asked, fine=True).out == f"page.json: {MC} in schema.org\n"
    kept = (folder / "page.json").read_bytes()
    assert at(folder, *asked).code == 1
    assert (folder / "page.json").read_bytes() == kept


def test_what_elm_asks_for_and_no_records_hold_is_told(stage: Stage) -> None:
    told = at(stage("outcome"), "credential", MC, "--standard", "elm", *LATE, fine=True)
    assert "a field of ISCED-F (`thematicArea`)" in " ".join(told.err.split())


def test_a_micro_credential_of_which_too_little_is_known_is_refused_or_left_out(
    stage: Stage,
) -> None:
    folder = stage(next(iter(STAGES)))
    head = "Reference,Title,Level,Credits,Approved on,Status,NZSCED,Provider\n"
    row = "OLD-1,Beekeeping,3,5,2026-01-05,current,050999,otago-polytechnic\n"
    (folder / "old.csv").write_text(head + row, "utf-8")
    admin = ("--as", "admin", *LATE)
    at(folder, "import", "old.csv", "--add-organisations", *admin, fine=True)
    done = at(folder, "credential", MC, "--standard", "open-badges", *admin)
    assert (done.code, done.out) == (1, "")
    said = " ".join(done.err.split())
    assert "has no learning outcomes, or how they are assessed" in said
    assert "of: MC-0001 in a file, then: mcapproval open FILE" in said
    every = ("credential", "--all", "--standard", "open-badges", "--into", "all", *admin)
    told = at(folder, *every, fine=True)
    assert told.out == "all: 0 micro-credentials in Open Badges 3.0\n"
    assert f"left out, for want of learning outcomes, or how they are assessed: {MC}" in " ".join(
        told.err.split()
    )
    page = at(folder, "credential", MC, "--standard", "schema-org", *admin, fine=True).json
    assert page["name"] == "Beekeeping"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((MC,), "--standard"),
        (("--standard", "elm"), "name one micro-credential, or give --all"),
        ((MC, "--all", "--standard", "elm"), "name one micro-credential, or give --all"),
        (("--all", "--standard", "elm"), "--all needs --into"),
        (("MC-0009", "--standard", "elm"), "there is no micro-credential MC-0009"),
        ((APP, "--standard", "elm"), f"there is no micro-credential {APP}"),
        ((MC, "--standard", "badge"), "'badge' is not one of"),
    ],
)
def test_what_is_asked_wrongly_is_told(stage: Stage, words: tuple[str, ...], said: str) -> None:
    done = at(stage("outcome"), "credential", *words, *LATE)
    assert (done.code, done.out) == (2, "")
    assert said in " ".join(done.err.split())


def test_what_a_registry_of_ctdl_will_ask_for_is_told(stage: Stage) -> None:
    folder = stage("outcome")
    asked = ("credential", MC, "--standard", "ctdl", *LATE)
    told = " ".join(at(folder, *asked, fine=True).err.split())
    assert "a registry asks for a web page of it (`ceterms:subjectWebpage`)" in told
    assert "a registry asks for the provider's CTID" in told
    assert "inLanguage" not in told
    site = ("--site", "https://example.ac.nz/micro-credentials")
    assert "web page" not in at(folder, *asked, *site, fine=True).err
    every = at(folder, "credential", "--all", *asked[2:], "--into", "all", fine=True)
    assert "note: of 1: a registry asks for a web page" in " ".join(every.err.split())
