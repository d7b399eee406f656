"""The three packs of the demo read back: no word with a macron that a draft holds is lost."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdf
import pytest
from tests.simulated import SAMPLES

from mcapproval.actions.demo.stories import STORIES, run_demo
from mcapproval.draft.reader import read_draft

pytestmark = pytest.mark.slow  # it plays the demo and reads its papers with two readers

MACRON = re.compile(r"[\w'-]*[āēīōūĀĒĪŌŪ][\w'-]*")


@dataclass(frozen=True)
class Pack:
    """What a draft says, and what two readers find on the papers of its pack."""

    draft: dict[str, Any]
    pypdf: str
    pdftotext: str


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Pack]:
    result = run_demo(tmp_path_factory.mktemp("demo") / "out", lambda line: None)
    found = {}
    for played, folder in zip(result.stories, result.packs, strict=True):
        draft = read_draft(SAMPLES / played.name / "draft.yaml").draft.data
        papers = sorted(folder.glob("*.pdf"))
        found[played.name] = Pack(dict(draft), _by_pypdf(papers), _by_pdftotext(papers))
    return found


def _by_pypdf(papers: list[Path]) -> str:
    return "\n".join(
        page.extract_text() for paper in papers for page in pypdf.PdfReader(paper).pages
    )


def _by_pdftotext(papers: list[Path]) -> str:
    ran = [
        subprocess.run(["pdftotext", paper, "-"], capture_output=True, check=True)
        for paper in papers
    ]
    return "\n".join(one.stdout.decode("utf-8") for one in ran)


def spoken_of(draft: dict[str, Any]) -> list[str]:
    """Every text that belongs on paper: without people who may not be named, organisations that
    nothing refers to, and what only the author reads.
    """
    people = draft.get("people", {})
    body = {key: value for key, value in draft.items() if key not in ("people", "organisations")}
    referred = set(_texts(body))
    named = [
        person
        for key, person in people.items()
        if key in referred and person.get("may_be_named") != "no"
    ]
    positions = [
        person.get("position", "")
        for key, person in people.items()
        if key in referred and person.get("may_be_named") == "no"
    ]
    names = [body["name"] for key, body in draft["organisations"].items() if key in referred]
    printed = [[person.get("name", ""), person.get("position", "")] for person in named]
    return [*_texts(body), *_texts(printed), *positions, *names]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)


@pytest.mark.parametrize("name", STORIES)
def test_every_word_with_a_macron_in_the_draft_is_on_paper(
    packs: dict[str, Pack], name: str
) -> None:
    pack = packs[name]
    wanted = {word for text in spoken_of(pack.draft) for word in MACRON.findall(text)}
    assert wanted
    for reader in (pack.pypdf, pack.pdftotext):
        assert wanted - set(MACRON.findall(reader)) == set()


@pytest.mark.parametrize("name", STORIES)
def test_a_pack_that_was_submitted_leaves_nothing_to_be_written(
    packs: dict[str, Pack], name: str
) -> None:
    assert "not yet written" not in packs[name].pdftotext


@pytest.mark.parametrize("name", STORIES)
def test_no_paper_shows_the_key_of_an_organisation(packs: dict[str, Pack], name: str) -> None:
    keys = [key for key in packs[name].draft["organisations"] if "-" in key]
    papers = re.sub(r"\S*[/.]\S*", "", packs[name].pdftotext)
    assert [key for key in keys if key in papers] == []
