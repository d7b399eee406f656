"""Which files can be sealed: as many and as large as a pack has, and none is lost in silence."""

from __future__ import annotations

import json
import unicodedata
from typing import TYPE_CHECKING

import pytest
from tests.actions.test_what_was_sent_in_is_sealed import hemi

from mcapproval.actions.papers import packs
from mcapproval.actions.papers.sealing import LARGEST_SEAL, seal
from mcapproval.canonical import canonical
from mcapproval.documents.pack_manifest import own_digest
from mcapproval.draft.files import LARGEST_FILE
from mcapproval.errors import AskedWrongly, Refused

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
