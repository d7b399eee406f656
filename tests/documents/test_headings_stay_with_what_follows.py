"""No heading of a Word file stands alone at the foot of a page."""

from __future__ import annotations

import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree
from pypdf import PdfReader
from tests.cli.shell import GOOD
from tests.documents.test_request_kits import FULL
from tests.documents.word_lint import w

from mcapproval.actions.papers.kits import of_file
from mcapproval.documents.content import Bullets, Heading, Labelled, Notice, Prose
from mcapproval.documents.docx.render import render
from mcapproval.documents.kits.survey import survey
from mcapproval.documents.pdf.render import render as pdf

SAMPLE = GOOD / "community-led-development-facilitation" / "draft.yaml"
SINGLE = 240
"""Line spacing of one line, in the unit of a Word file."""


def written(name: str) -> etree._Element:
    with zipfile.ZipFile(BytesIO(render(survey(FULL)))) as archive:
        return etree.fromstring(archive.read(name))


def test_no_heading_is_set_tighter_than_a_line_where_libreoffice_would_leave_it_alone() -> None:
    for style in written("word/styles.xml").iter(w("style")):
        setting = style.find(w("pPr"))
        if setting is not None and setting.find(w("keepNext")) is not None:
            told = setting.find(w("spacing"))
            assert told is None or int(told.get(w("line"), SINGLE)) >= SINGLE, style.get(
                w("styleId")
            )


def test_the_boxes_of_a_question_stay_together() -> None:
    kept = [
        paragraph.find(f"{w('pPr')}/{w('keepNext')}") is not None
        for paragraph in written("word/document.xml").iter(w("p"))
        if (style := paragraph.find(f"{w('pPr')}/{w('pStyle')}")) is not None
        and style.get(w("val")) == "Tick"
    ]
    assert kept == [True, True, False] * 4


@pytest.mark.parametrize("led", [Labelled("Where", "Elsewhere"), Bullets(("Elsewhere",))])
def test_a_notice_stays_with_what_it_tells_of(led: Labelled | Bullets) -> None:
    notice = Notice("One of two says otherwise.")
    below = Prose("\n".join(["A line."] * 20), lines=True)
    for lines in range(39, 45):
        above = Prose("\n".join(["A line."] * lines), lines=True)
        paper = replace(survey(FULL), simulated=False, blocks=(above, notice, led, below))
        pages = [page.extract_text() for page in PdfReader(BytesIO(pdf(paper))).pages]
        told = next(page for page in pages if notice.text in page)
        assert "Elsewhere" in told, lines
    with zipfile.ZipFile(BytesIO(render(paper))) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
    (style,) = (e for e in body.iter(w("pStyle")) if e.get(w("val")) == "Notice")
    assert style.getnext().tag == w("keepNext")


@pytest.mark.slow
def test_no_page_ends_with_a_heading_in_libreoffice_wherever_it_breaks(tmp_path: Path) -> None:
    paper = survey(of_file(SAMPLE, date(2026, 6, 2)))
    heads = {" ".join(b.text.split()) for b in paper.blocks if isinstance(b, Heading)}
    names = []
    for lines in range(6):
        more = (Prose("\n".join(["A line more."] * lines)),) if lines else ()
        names.append(f"{lines}.docx")
        (tmp_path / names[-1]).write_bytes(render(replace(paper, blocks=(*more, *paper.blocks))))
    home = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    words = ("soffice", home, "--headless", "--convert-to", "pdf", *names)
    subprocess.run(words, cwd=tmp_path, check=True, capture_output=True, timeout=300)
    for name in names:
        for page in PdfReader(tmp_path / name.replace("docx", "pdf")).pages[:-1]:
            told = " ".join(page.extract_text().rpartition("SURVEY")[0].split())
            assert not any(told.endswith(head) for head in heads), (name, told[-90:])
