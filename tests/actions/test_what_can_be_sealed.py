"""Which files can be sealed: as many and as large as a pack has, and none is lost in silence."""

from __future__ import annotations

import json
import os
import unicodedata
from typing import TYPE_CHECKING

import pytest
from tests.actions.test_what_was_sent_in_is_sealed import hemi

from mcapproval.actions.papers import packs, sealing
from mcapproval.actions.papers.sealed import give_back, sealed_bytes
from mcapproval.actions.papers.sealing import LARGEST_SEAL, seal
from mcapproval.canonical import canonical
from mcapproval.documents.pack_manifest import own_digest
from mcapproval.draft.files import LARGEST_FILE
from mcapproval.errors import AskedWrongly, Refused
from mcapproval.store.keep import Text

if TYPE_CHECKING:
    from pathlib import Path

    from tests.actions.conftest import Staged


def test_what_a_pack_may_hold_can_be_sealed_and_no_more(evaluation: Staged, tmp_path: Path) -> None:
    """A volume of annexes is larger than any one of them may be."""
    (tmp_path / "sent").mkdir()
    with (tmp_path / "sent" / "27-annexes.pdf").open("wb") as out:
        out.truncate(LARGEST_FILE + 1)
    assert seal(hemi(evaluation), evaluation.ref, tmp_path / "sent").files[0].there
    with (tmp_path / "sent" / "film.mp4").open("wb") as out:
        out.truncate(LARGEST_SEAL)
    with pytest.raises(Refused) as refused:
        seal(hemi(evaluation), evaluation.ref, tmp_path / "sent")
    assert "larger than 1024 MB together" in refused.value.reasons[0].message


def test_of_two_files_whose_names_look_alike_none_is_left_out_in_silence(
    evaluation: Staged, tmp_path: Path
) -> None:
    for form in ("NFC", "NFD"):
        (tmp_path / unicodedata.normalize(form, "Māori.txt")).write_text(form, "utf-8")
    with pytest.raises(AskedWrongly, match=r"Māori\.txt stands twice"):
        seal(hemi(evaluation), evaluation.ref, tmp_path)


NO_FOLDER_HOLDS = (
    "a\\b",
    "c:d",
    "why?.txt",
    "CON.txt",
    "end.",
    "to\nday",
    "turn\u202eed",
    "Up/x",
    "up/X",
)


@pytest.mark.skipif(os.name == "nt", reason="such files can't be there")
def test_a_file_that_some_folder_can_not_hold_is_not_sealed(
    evaluation: Staged, tmp_path: Path
) -> None:
    for name in NO_FOLDER_HOLDS:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name, "utf-8")
    if len({*tmp_path.rglob("*")}) < len(NO_FOLDER_HOLDS) + 2:
        pytest.skip("names that differ in capitals only are one here")
    (tmp_path / "Māori 'good' (1).txt").write_text("fits", "utf-8")
    with pytest.raises(Refused) as refused:
        seal(hemi(evaluation), evaluation.ref, tmp_path)
    told = [reason.message for reason in refused.value.reasons]
    assert {reason.code for reason in refused.value.reasons} == {"SEAL-FILE"}
    assert len(told) == len(NO_FOLDER_HOLDS) - 1
    assert "a\\b has a name with `\\`, which not every folder can hold" in told
    assert "CON.txt has a name that Windows keeps for itself" in told
    assert "up/X has the name of Up/x but for capitals: some folders hold only one" in told


def test_what_was_sealed_under_such_a_name_comes_back_under_a_number(
    evaluation: Staged, tmp_path: Path
) -> None:
    """Seals that were made before such names were refused."""
    desk = hemi(evaluation)
    names = ["GOOD.txt", "a\\b", "good.txt"]
    with desk.writing() as writer:
        data = {
            "files": [
                {"sha256": writer.file(name.encode()), "size": len(name), "how": "added"}
                for name in names
            ],
            "names": writer.text(Text(names, desk.salt())),
            "note": None,
        }
        writer.add(evaluation.ref, "sealed", desk.today, data)
    _, files = sealed_bytes(desk, evaluation.ref)
    give_back(files, tmp_path / "back")
    assert {path.name: path.read_text("utf-8") for path in (tmp_path / "back").iterdir()} == {
        "GOOD.txt": "GOOD.txt",
        "file-02": "a\\b",
        "file-03": "good.txt",
    }


@pytest.mark.skipif(os.name == "nt", reason="rights are told otherwise there")
def test_each_file_that_may_not_be_read_is_told_and_none_is_left_out(
    tmp_path: Path,
) -> None:
    """Run by root, who may read everything, it is tried as nobody."""
    sent = tmp_path / "sent"
    (sent / "inside").mkdir(parents=True)
    for name in ("a.txt", "b.txt", "inside/c.txt"):
        (sent / name).write_text(name, "utf-8")
    shut = (sent / "a.txt", sent / "inside")
    for path in shut:
        path.chmod(0o000)
    root = os.geteuid() == 0
    try:
        if root:
            for path in (*tmp_path.parents[:-2], tmp_path, sent):
                path.chmod(path.stat().st_mode | 0o555)
            os.seteuid(65534)
        with pytest.raises(Refused) as refused:
            sealing._read(sent)
    finally:
        if root:
            os.seteuid(0)
        for path in shut:
            path.chmod(0o700)
    assert [reason.message for reason in refused.value.reasons] == [
        "a.txt can't be read: Permission denied",
        "inside can't be read: Permission denied",
    ]


def test_a_note_that_a_terminal_would_obey_is_not_taken(evaluation: Staged, tmp_path: Path) -> None:
    (tmp_path / "sent.txt").write_text("sent", "utf-8")
    with pytest.raises(AskedWrongly, match=r"the note holds .* U\+001B"):
        seal(hemi(evaluation), evaluation.ref, tmp_path, "Red\x1b[31m")


@pytest.mark.parametrize("named", [None, [], [5], [{"name": "../x"}], [{}]])
def test_a_manifest_whose_files_are_none_proves_nothing(
    evaluation: Staged, tmp_path: Path, named: object
) -> None:
    sent = tmp_path / "sent"
    packs.pack(hemi(evaluation), evaluation.ref, sent, ("pdf",))
    (sent / "01-application.pdf").write_bytes(b"another")
    told = json.loads((sent / "manifest.json").read_bytes())
    told |= {"files": named, "made_with": {"mcapproval": "0"}}
    told["digest"] = own_digest(told)
    (sent / "manifest.json").write_bytes(canonical(told) + b"\n")
    found = seal(hemi(evaluation), evaluation.ref, sent)
    how = {file.name: file.how for file in found.files}
    assert [name for name in how if how[name] == "edited"] == [
        "01-application.pdf",
        "manifest.json",
    ]
    assert len([name for name in how if how[name] == "made"]) > 5
