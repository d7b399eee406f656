"""A paper as a page: whole in itself, read out well, read on a phone, printed on A4."""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree
from tests.documents.dossier_fixture import HOSTILE, LONG_WORD, dossier
from tests.documents.every_block import drawn, every_block, logo
from tests.documents.every_paper import of_applications, of_everything_else
from tests.documents.html_reading import read_page
from tests.documents.test_the_rule_book_reads_well import contrast
from tests.documents.test_the_rule_book_reflows import NARROW, measured

from mcapproval.documents.content import Document, Heading, Link, Prose
from mcapproval.documents.drawing.svg import svg
from mcapproval.documents.house import ACCENT, House
from mcapproval.documents.html.render import render
from mcapproval.documents.shades import colours, lightened
from mcapproval.shipped import in_room

PAPERS = {
    **of_applications(dossier()),
    **of_everything_else(),
    "every block": every_block("a short text of kōrero"),
    "every block, hostile": every_block(HOSTILE, title=HOSTILE),
    "every block, a long word": every_block(LONG_WORD, title=LONG_WORD),
}
every_paper = pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)


@every_paper
def test_every_paper_is_a_whole_page_that_can_be_read_out(paper: Document) -> None:
    text = render(paper)
    page = read_page(text)
    assert page.faults == []
    assert text.startswith("<!DOCTYPE html>")
    (root,) = page.named("html")
    assert root.attributes["lang"] == "en-NZ"
    assert len(page.named("main")) == len(page.named("footer")) == len(page.named("title")) == 1
    steps = [int(e.name[1]) for e in page.elements if re.fullmatch("h[1-6]", e.name)]
    assert steps.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise([0, *steps]))
    assert all(e.attributes.get("alt") is not None for e in page.named("img"))
    for picture in page.named("svg"):
        assert picture.attributes["role"] == "img"
        assert (picture.attributes["aria-label"] or "").strip()
    assert {e.attributes.get("scope") for e in page.named("th")} <= {"col", "row"}
    assert [i for i, n in Counter(page.ids).items() if n > 1] == []


@every_paper
def test_nothing_on_it_runs_and_nothing_is_fetched(paper: Document) -> None:
    text = render(paper)
    page = read_page(text)
    assert not page.named("script", "link", "iframe", "object", "embed", "form", "base", "audio")
    assert not any(key.startswith("on") for e in page.elements for key in e.attributes)
    assert all((e.attributes["src"] or "").startswith("data:image/") for e in page.named("img"))
    (style,) = page.named("style")
    assert "url(" not in style.text
    assert "@import" not in style.text
    assert all(to.startswith(("https://", "mailto:")) for to in page.links)


def test_the_parts_of_a_page_are_what_they_are() -> None:
    page = read_page(render(every_block("plain")))
    assert [e.text for e in page.named("ol")] == ["FirstplainThird", "Again firstAgain second"]
    bullets, ticks, blanks = page.named("ul")
    assert bullets.text == "A bulletplain"
    assert (ticks.attributes["class"], blanks.attributes["class"]) == ("ticks", "blanks")
    boxes = [e for e in page.named("span") if e.attributes.get("role") == "img"]
    assert [(e.text, e.attributes["aria-label"]) for e in boxes] == [
        ("☑", "Ticked"), ("☐", "Not ticked"), *[("", "To be written")] * 3,
    ]  # fmt: skip
    assert [e.text for e in page.named("ins")] == ["[added: six plain]"]
    assert [e.text for e in page.named("del")] == ["[removed: five]"]
    assert [e.text for e in page.named("caption")] == ["Who was asked: plain", "Set as labels"]
    heads = [(e.attributes["scope"], e.text) for e in page.named("th")]
    assert [text for scope, text in heads if scope == "row"] == ["Te Awa Trust", "Another"]
    columns = ["Outcome", "Hours", "plain", "Body", "Day", "Label", "Text"]
    columns += ["Case", "Number", "Case", "Why", "Last"]
    assert [text for scope, text in heads if scope == "col"] == columns
    under = [e for e in page.named("td") if e.attributes.get("class") == "under"]
    assert [(e.attributes["colspan"], e.text.split()[0]) for e in under] == [
        ("2", "Why:"), ("2", "plain"), ("2", "Under"),
    ]  # fmt: skip
    assert [e.attributes["href"] for e in page.named("a")] == [
        "https://www.example.ac.nz/a?b=c&d=e", "mailto:hana@example.ac.nz",
    ]  # fmt: skip
    assert len(page.named("dl")) == 2, "labels that follow one another are one list"


def test_te_reo_is_marked_on_the_page() -> None:
    page = read_page(render(every_block("plain", title="Te Tiaki Whenua")))
    marked = [e.text for e in page.elements if e.attributes.get("lang") == "mi"]
    assert marked[0] == "Te Kura o Tītoki"
    assert {"Te Tiaki Whenua", "Ko te kaupapa o te rā, he pai.", "Te Awa"} <= set(marked)
    assert not any("plain" in text for text in marked)


def test_the_logo_stands_in_the_page_as_data() -> None:
    text = render(every_block("x"))
    assert f"data:image/png;base64,{b64encode(logo()).decode()}" in text
    assert [e.attributes["alt"] for e in read_page(text).named("img")] == [
        "Logo of Te Kura o Tītoki & Co"
    ]
    assert "<header" not in render(replace(every_block("x"), house=House()))


def test_a_colour_that_is_none_is_not_written_into_the_style() -> None:
    bad = "red; } body { display: none"
    text = render(replace(every_block("x"), house=House("x", bad)))
    assert "red;" not in text
    assert f"--accent: {ACCENT};" in text


def test_a_heading_that_skips_a_level_goes_down_by_one() -> None:
    paper = replace(every_block("x"), blocks=(Heading(3, "a"), Prose("b"), Link("c", "x")))
    assert "<h2>a</h2>" in render(paper)


def test_a_drawing_is_xml_of_its_own_with_its_words_escaped() -> None:
    bad = '"><script>alert(1)</script>\x00\ufffe'
    tree = etree.fromstring(svg(drawn(bad), "#7a1f3d", bad))
    assert not list(tree.iter("{*}script"))
    told = [e.text for e in tree.iter("{*}text")]
    assert told == ["Ōtautahi ☒", '"><script>alert(1)</script>[U+0000][U+FFFE]']
    assert tree.get("aria-label") == '"><script>alert(1)</script>[U+0000][U+FFFE]'


def test_shades_are_grades_of_the_house_and_can_be_told_from_white() -> None:
    assert lightened("#102030", 1) == "#102030"
    assert lightened("#102030", 0) == "#ffffff"
    assert colours("no colour") == colours(ACCENT)
    ours = colours(ACCENT)
    assert colours("#7A1F3D")["accent"] == "#7a1f3d"
    for front in ("accent", "ink", "quiet", "warn"):
        assert contrast(ours[front], ours["paper"]) >= 4.5
        assert contrast(ours[front], ours["tint"]) >= 4.5


def test_every_text_of_the_page_stands_out() -> None:
    css = in_room("documents", "html").joinpath("paper.css").read_text("utf-8")
    named = dict(re.findall("--([a-z-]+): (#[0-9a-f]{6});", css))
    named |= {name: colours(ACCENT)[name] for name in ("accent", "tint")}
    for front, behind in (
        ("ink", "paper"), ("quiet", "paper"), ("warn", "paper"), ("warn", "warn-tint"),
        ("accent", "paper"), ("accent", "tint"), ("ink", "tint"),
    ):  # fmt: skip
        assert contrast(named[front], named[behind]) >= 4.5, (front, behind)


@pytest.mark.slow
@pytest.mark.parametrize("width", [NARROW, 390, 1280])
def test_no_paper_is_wider_than_the_window(width: int, tmp_path: Path) -> None:
    folder = tmp_path / "book"
    folder.mkdir()
    for number, paper in enumerate(PAPERS.values()):
        (folder / f"{number:02}.html").write_text(render(paper), "utf-8")
    for one in measured(folder, width):
        assert one["wide"] <= width, one["page"]
        if width != NARROW:
            continue
        assert one["scrolling"] == [], one["page"]
