"""Somebody leaves or is away: roles end, a person is erased, and what was theirs goes on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.cli.living import APP, MC
from tests.cli.shell import at

Stage = Callable[[str], Path]
DAY = ("--today", "2026-06-15")
ADMIN = ("--as", "admin", *DAY)
THEIRS = (
    "Still theirs: 1 application.\n"
    "To give them to another, as somebody with a quality role:\n"
    "  mcapproval review assign --from"
)


def test_a_grant_says_for_which_case_and_on_which_days(stage: Stage) -> None:
    folder = stage("board")
    grant = ("people", "grant", "mele", "author")
    done = at(folder, *grant, "--case", APP, "--until", "2026-12-31", *ADMIN, fine=True)
    assert done.out == f"mele holds the role author for {APP} until 2026-12-31\n"


def test_where_a_role_ends_what_is_still_theirs_is_told_with_its_command(stage: Stage) -> None:
    folder = stage("board")
    done = at(folder, "people", "end", "ana", "author", *ADMIN, fine=True)
    assert f"{THEIRS} ana --to PERSON --as WHOEVER-MAY" in done.out
    give = ("review", "assign", "--from", "ana", "--to", "hemi", "--as", "mele", *DAY)
    assert f"{APP}  ana -> hemi" in at(folder, *give, fine=True).out
    assert APP not in at(folder, "report", "where", "--owner", "ana", *DAY, fine=True).out
    assert APP in at(folder, "report", "where", "--owner", "hemi", *DAY, fine=True).out
    shown = at(folder, "show", APP, *DAY, fine=True).out
    assert "by Ana" in " ".join(shown.split())
    assert "; author Hēmi Te Rau" in " ".join(shown.split())


def test_an_erasure_is_looked_at_first_and_done_where_it_is_meant(stage: Stage) -> None:
    folder = stage("board")
    erase = ("people", "erase", "ana", "--note", "asked for it", *ADMIN)
    refused = at(folder, *erase)
    assert refused.code == 1
    assert "--dry-run" in refused.err
    looked = at(folder, "people", "erase", "ana", "--dry-run", *ADMIN, fine=True)
    assert "people erase ana --note REASON --yes" in looked.err
    assert at(folder, *erase, "--dry-run", fine=True).out == looked.out
    without = at(folder, "people", "erase", "ana", "--yes", *ADMIN)
    assert (without.code, "hint: give it with --note" in without.err) == (2, True)
    assert "would be erased: 1 text" in looked.out
    assert f"{THEIRS} ana --to PERSON" in looked.out
    assert "nothing was done" in looked.err
    assert "Ana" in at(folder, "people", "list", *DAY, fine=True).out
    done = at(folder, *erase, "--yes", fine=True)
    assert "is erased: 1 text" in done.out
    assert THEIRS in done.out
    assert "Ana " not in at(folder, "people", "list", *DAY, fine=True).out
    assert at(folder, "audit", "verify").code == 0


def test_who_stands_in_for_two_says_for_whom_a_re_evaluation_is_begun(stage: Stage) -> None:
    folder = stage("outcome")
    day = ("--today", "2027-07-01")
    admin = ("--as", "admin", *day)
    at(folder, "people", "add", "zoe", "--name", "Zoe Amituanai", *admin, fine=True)
    for whom in ("mele", "hemi"):
        lent = ("people", "delegate", whom, "--to", "zoe", "--until", "2027-12-31")
        at(folder, *lent, *admin, fine=True)
    begin = ("review", "open", MC, "--as", "zoe", *day)
    assert "say for whom: --for" in at(folder, *begin).err
    assert "In progress" in at(folder, *begin, "--for", "mele", fine=True).out
