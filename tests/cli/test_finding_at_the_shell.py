"""`list`, `search` and lists that are saved, as a person types them."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.living import APP, MC, REV
from tests.cli.shell import at

Stage = Callable[[str], Path]
LISTS = "mcapproval-lists.toml"


@pytest.fixture
def folder(stage: Stage) -> Path:
    return stage("outcome")


def refs(folder: Path, *words: str) -> list[str]:
    return [row["ref"] for row in at(folder, "list", *words, "--json", fine=True).json]


def test_words_filters_and_order_combine(folder: Path) -> None:
    every = refs(folder)
    assert refs(folder, "FACILIT", "--sort", "-ref") == every[::-1]
    assert refs(folder, "community", "--track", "listing", "--track", "review") == [MC, REV]
    assert refs(folder, "--level", "5", "--credits", "1-500", "--sort", "track,-ref")
    assert refs(folder, "--level", "9") == []
    assert refs(folder, APP.lower()) == [APP]


def test_cases_are_found_by_the_year_in_which_they_were_opened_or_submitted(folder: Path) -> None:
    every = {row["ref"] for row in at(folder, "list", "--json", fine=True).json}
    opened = {
        ref: at(folder, "show", ref, "--json", fine=True).json["opened_on"][:4] for ref in every
    }
    for year in {*opened.values(), "1999"}:
        assert set(refs(folder, "--opened", year)) == {r for r, on in opened.items() if on == year}
    assert refs(folder, "--submitted", "2026") == [APP]
    assert refs(folder, "--submitted", "2025", "--submitted", "2026", "community") == [APP]
    assert refs(folder, "--submitted", "2026", "--track", "listing") == []
    assert refs(folder, "--submitted", "2025") == []
    saved = at(folder, "list", "--opened", "2026", "--sort", "-opened", "--save", "new", fine=True)
    assert saved.out
    assert 'new = "--opened 2026 --sort -opened"' in (folder / LISTS).read_text("utf-8")
    assert refs(folder, "--saved", "new", "--submitted", "2026") == [APP]
    page = at(folder, "list", "--opened", "2026", "--sort", "opened", "--first", "1", fine=True)
    assert "--opened 2026 --sort opened --first 1" in page.err


def test_what_cases_are_asked_by_is_shown_first(folder: Path) -> None:
    for words in (("--sort", "due"), ("--sort", "track,-due"), ("--overdue",)):
        shown = at(folder, "list", *words, "--today", "2027-09-01", fine=True).out.splitlines()
        assert shown[0].startswith("Due  ")
        assert any(line.startswith("2027-08-11  ") and "REV-2027-0001" in line for line in shown)
    assert not at(folder, "list", "--sort", "title", fine=True).out.startswith("Due")
    told = at(folder, "list", "--level", "5", "--sort", "credits,-opened", fine=True).out
    assert re.split("  +", told.splitlines()[0])[:3] == ["Opened", "Level", "Credits"]


def test_programs_get_the_same_columns_however_cases_are_asked_for(folder: Path) -> None:
    plain = at(folder, "list", "--csv", fine=True).out.splitlines()[0]
    assert plain.endswith(",due_on,opened_on,level,credits")
    assert at(folder, "list", "--sort", "due", "--csv", fine=True).out.splitlines()[0] == plain
    rows = {row["ref"]: row for row in at(folder, "list", "--json", fine=True).json}
    assert rows["REV-2027-0001"]["due_on"] == "2027-08-11"
    assert rows[MC]["due_on"] is None
    assert (rows[MC]["level"], rows[MC]["credits"]) == (5, 10)


def test_the_number_of_a_micro_credential_stands_by_what_hangs_on_it_too(folder: Path) -> None:
    rows = at(folder, "list", "--json", fine=True).json
    numbers = {row["ref"]: row["number"] for row in rows}
    assert numbers == {APP: None, MC: "990011", "ACC-0001": "990011", REV: "990011"}


def test_whoever_is_waited_for_is_named_in_any_case(stage: Stage) -> None:
    folder = stage("nzqa")
    assert refs(folder, "--waits-for", "NZQA") == refs(folder, "--waits-for", "nzqa") == [APP]
    assert refs(folder, "--waits-for", "Author") == refs(folder, "--waits-for", "author")
    assert "did you mean `nzqa`?" in at(folder, "list", "--waits-for", "NZQ").err


def test_a_state_is_named_as_people_read_it(folder: Path) -> None:
    rows = at(folder, "list", "--json", fine=True).json
    assert len({row["label"] for row in rows}) > 2
    for row in rows:
        found = refs(folder, "--state", row["label"])
        assert found == [each["ref"] for each in rows if each["label"] == row["label"]]
        assert refs(folder, "--state", row["label"].upper()) == found
        assert row["ref"] in refs(folder, "--state", row["state"], "--state", "Being evaluated")
    assert refs(folder, "--state", "Being evaluated") == []
    at(folder, "list", "--state", "APPROVED", "--save", "ours", fine=True)
    assert refs(folder, "--saved", "ours") == [APP]
    near = at(folder, "list", "--state", "Being evaluatd")
    assert near.code == 2
    assert "did you mean `Being evaluated`?" in near.err


def test_every_organisation_that_is_listed_can_be_asked_for(folder: Path) -> None:
    told = at(folder, "organisation", "list", "--json", fine=True).json
    keys = [row["key"] for row in told]
    with_cases = {row["provider"] for row in at(folder, "list", "--json", fine=True).json}
    assert set(keys) > with_cases
    for key in keys:
        assert bool(refs(folder, "--provider", key)) == (key in with_cases)
        at(folder, "review", "due", "--provider", key, fine=True)
    near = at(folder, "list", "--provider", keys[0][:-1])
    assert near.code == 2
    assert f"there is no organisation {keys[0][:-1]} in these records" in near.err
    assert "did you mean" in near.err


def test_the_next_page_is_a_command_that_can_be_copied(folder: Path) -> None:
    seen: list[list[str]] = []
    words: tuple[str, ...] = ("list", "facilitation", "--first", "1", "--sort", "-track,ref")
    while True:
        done = at(folder, *words, fine=True)
        seen.append(done.out.splitlines()[2].split()[:2])
        if "next:" not in done.err:
            break
        assert f"1 of {len(refs(folder))} cases." in done.out
        (command,) = done.commands()
        words = tuple(shlex.split(command)[1:])
    assert len(seen) == len(refs(folder))
    assert len({str(each) for each in seen}) == len(seen)


PLACES = (
    ("list", "--sort", "state", "--first", "1"),
    ("list", "--sort", "-since,state,title", "--first", "1"),
    ("search", "facilitation", "--sort", "state", "--first", "1"),
    ("report", "where", "--first", "1"),
)


def test_a_case_that_moved_meanwhile_takes_no_other_from_the_next_page(stage: Stage) -> None:
    folder, today = stage("begun"), ("--today", "2026-06-01")
    for _ in range(3):
        at(folder, "open", "draft.yaml", "--another", "--as", "ana", *today, fine=True)
    nexts = [at(folder, *words, *today, fine=True).commands()[0] for words in PLACES]
    withdrawn = ("move", APP, "withdraw", "--set", "reason=It moved", "--as", "ana", *today)
    at(folder, *withdrawn, fine=True)
    for command in nexts:
        assert f"--after {APP}@" in command.replace("'", "")
        page = at(folder, *shlex.split(command)[1:], fine=True)
        assert "APP-2026-0002" in page.out
        told = page.commands()[0]
        assert "APP-2026-0003" in at(folder, *shlex.split(told)[1:], fine=True).out
    by_reference = at(folder, "list", "--sort", "state", "--after", APP, *today, fine=True)
    assert "No such cases." in by_reference.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("list", "--sort", "state", "--after", "APP-1@a:b"), "in the order of state"),
        (("list", "--sort", "-due,level", "--after", "APP-1@-:x"), "order of due, then by level"),
        (("list", "--sort", "level", "--after", "APP-1@"), "order of level"),
        (("list", "--after", "APP-1@drafting"), "in the order of references"),
        (("report", "due", "--after", "REV-1@2026-02-30"), "the day on which it is due"),
        (("report", "where", "--after", "APP-1@soon"), "the day on which it is due"),
        (("report", "undelivered", "--after", "MC-1@9"), "the day since which nothing is"),
        (("report", "fallen", "--after", "9@x"), "the day on which they fell"),
        (("report", "actions", "--after", "REV-1:1@open:-"), "the day on which it is due"),
        (("report", "actions", "--closed", "--after", "REV-1:1@so:-"), "whether it is open, then"),
    ],
)
def test_a_place_that_no_page_of_this_list_told_is_refused(
    folder: Path, words: tuple[str, ...], said: str
) -> None:
    done = at(folder, *words)
    assert (done.code, done.out) == (2, "")
    told = " ".join(done.err.split())
    assert f"no page of this list begins after '{words[-1]}'" in told
    assert said in told


def test_search_shows_where_words_stand(folder: Path) -> None:
    done = at(folder, "search", "tikanga", fine=True)
    assert f"{APP}  Community-Led Development Facilitation" in done.out
    assert "learning outcome 1: Facilitate a community-led development process" in done.out
    assert "1 case.\n" in done.out
    none = at(folder, "search", "tikanga", "--track", "review", fine=True)
    assert none.out.startswith("No case has these words in its titles,")
    assert at(folder, "search").code == 2


@pytest.mark.parametrize("command", ["search", "list"])
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (('"community led"',), "quotes keep none together"),
        (("community -whenua",), "a minus leaves none out"),
        (("community-led", "nominee", "a" * 60 + "b", "APP-2026-0001"), ""),
    ],
)
def test_words_that_are_written_as_elsewhere_are_told_to_mean_something_else(
    folder: Path, command: str, words: tuple[str, ...], said: str
) -> None:
    told = at(folder, command, *words, fine=True).err
    assert said in " ".join(told.split())
    assert ("note: " in told) is bool(said)


def test_a_list_is_saved_shown_changed_and_forgotten(folder: Path) -> None:
    saved = at(folder, "list", "FACILITATION", "--track", "review", "--save", "mine", fine=True)
    assert f"saved as mine in {LISTS}" in saved.err
    assert 'mine = "--track review FACILITATION"' in (folder / LISTS).read_text("utf-8")
    assert refs(folder, "--saved", "mine") == [REV]
    assert refs(folder, "--saved", "mine", "--track", "listing") == [MC]
    assert refs(folder, "nowhere", "--saved", "mine") == []
    inner = folder / "inner"
    inner.mkdir()
    place = ("--records", str(folder / "records.db"))
    told = at(inner, "list", "--saved", "mine", "--json", *place, fine=True).json
    assert [row["ref"] for row in told] == [REV]
    again = at(folder, "list", "--overdue", "--save", "mine", fine=True)
    assert "instead of: --track review FACILITATION" in again.err
    assert at(folder, "list", "--lists", "--json", fine=True).json == [
        {"name": "mine", "asks": "--overdue"}
    ]
    assert "forgotten: mine" in at(folder, "list", "--forget", "mine", fine=True).err
    gone = at(folder, "list", "--saved", "mine")
    assert (gone.code, "there is no list mine" in gone.err) == (2, True)
    assert at(folder, "list", "--lists", fine=True).out.startswith("No lists are saved.")


def test_what_else_stands_in_the_file_of_lists_stays(folder: Path) -> None:
    text = '# Ours.\nformat = "lists/1"\n[lists]\n# late ones\nlate = "--overdue" # each week\n'
    (folder / LISTS).write_text(text, "utf-8")
    at(folder, "list", 'say "kia ora" \\', "--save", "kia-ora", fine=True)
    assert (folder / LISTS).read_text("utf-8").startswith(text)
    words = at(folder, "list", "--lists", "--json", fine=True).json[1]["asks"]
    assert shlex.split(words) == ['say "kia ora" \\']
    at(folder, "list", "--forget", "kia-ora", fine=True)
    assert (folder / LISTS).read_text("utf-8") == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("late = ", "can't be understood"),
        ('format = "lists/2"\n[lists]\n', "is no file of lists"),
        ('format = "lists/1"\n[lists]\nlate = 3\n', "'late' is no list"),
        ('format = "lists/1"\n[lists]\n"La te" = ""\n', "'La te' is no list"),
        ('format = "lists/1"\n[lists]\nlate = "--colour red"\n', "No such option"),
        ('format = "lists/1"\n[lists]\nlate = "--track red"\n', "red"),
        ('format = "lists/1"\n[lists]\nlate = "\'"\n', "can't be asked: No closing quotation"),
    ],
)
def test_a_file_of_lists_that_is_not_right_is_told_with_its_place(
    folder: Path, text: str, said: str
) -> None:
    (folder / LISTS).write_text(text, "utf-8")
    done = at(folder, "list", "--saved", "late")
    assert done.code == 2
    assert LISTS in done.err
    assert said in done.err
    assert (folder / LISTS).read_text("utf-8") == text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--save", "Ngā mea", "--overdue"), "no name for a list"),
        (("--save", "all"), "nothing to save"),
        (("--save", "a", "--forget", "b", "--overdue"), "three acts"),
        (("--sort", "colour"), "can't be sorted by 'colour'"),
        (("--credits", "20-5"), "no number of credits"),
        (("--waits-for", "wizard"), "there is no role wizard"),
        (("--opened", "26"), "26 is not in the range"),
        (("--after", "APP-1999-0001"), "there is no case APP-1999-0001"),
        (("--all", "--first", "3"), "ask for two things"),
        (("—",), "there is no word in '—'"),
        (("--owner", "me"), "`me` is whoever asks"),
        (("--save", "", "--overdue"), "'' is no name for a list"),
        (("--saved", ""), "there is no list"),
        (("--sort", ""), "can't be sorted by ''"),
        (("--save", "a", "--sort", ""), "can't be sorted by ''"),
        (("--sort", "title,"), "can't be sorted by ''"),
        (("--sort", "title,-title"), "--sort names title twice"),
        (tuple(f"a{n}" for n in range(990)), "990 words are too many"),
        ((" ".join(f"a{n}" for n in range(990)),), "990 words are too many"),
        (("--state", "drafting") * 40_000, "40000 values are too many for --state"),
    ],
)
def test_what_is_asked_wrongly_is_told(folder: Path, words: tuple[str, ...], said: str) -> None:
    done = at(folder, "list", *words)
    assert done.code == 2
    assert said in done.err
    assert "hint: " in done.err
    assert not (folder / LISTS).exists()


def test_as_many_words_as_may_be_asked_for_are_looked_for(folder: Path) -> None:
    for command in ("list", "search"):
        for word in ("kaitiakitanga", "a"):
            assert at(folder, command, *[word] * 50).code == 0
            refused = at(folder, command, *[word] * 51)
            assert (refused.code, "give 50 at most" in refused.err) == (2, True)
    assert at(folder, "list", *("--state", "drafting") * 100).code == 0


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_can_not_be_written_to_is_told(folder: Path) -> None:
    folder.chmod(0o500)
    try:
        done = at(folder, "list", "--overdue", "--save", "late")
    finally:
        folder.chmod(0o700)
    assert (done.code, "can't be written" in done.err) == (2, True)
