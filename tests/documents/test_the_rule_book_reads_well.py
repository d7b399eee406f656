"""The pages of the rule book: whole, linked, readable by everybody, and the same every time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise
from urllib.parse import unquote

import pytest
from tests.documents.html_reading import Page, read_page

from mcapproval.actions.rulebook.publishing import rule_book
from mcapproval.documents.html.elements import joined, tag
from mcapproval.documents.rule_book.facts import RuleBook
from mcapproval.documents.rule_book.marking import TE_REO, spoken
from mcapproval.documents.rule_book.pages import pages
from mcapproval.rules.book import EVERY_RULE
from mcapproval.rules.texts import texts

DAYS = (date(2018, 8, 22), date(2022, 6, 1), date(2026, 11, 21))


@cache
def book(day: date) -> RuleBook:
    return rule_book(day)


@cache
def files(day: date) -> Mapping[str, bytes]:
    return pages(book(day))


@cache
def read(day: date) -> Mapping[str, Page]:
    return {
        name: read_page(data.decode())
        for name, data in files(day).items()
        if name.endswith(".html")
    }


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_page_is_well_formed_and_its_anchors_are_unique(day: date) -> None:
    assert {"index.html", "rules.html", "values.html", "judged.html"} <= set(read(day))
    for name, page in read(day).items():
        assert page.faults == [], name
        assert [one for one, n in Counter(page.ids).items() if n > 1] == [], name
        assert not any(" " in ident for ident in page.ids), name


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_link_inside_the_book_leads_to_an_anchor_that_is_there(day: date) -> None:
    followed = 0
    for name, page in read(day).items():
        for to in page.links:
            if to.startswith(("https://", "http://")):
                continue
            file, _, fragment = to.partition("#")
            file = file or name
            assert file in files(day), f"{name}: {to}"
            if fragment:
                assert unquote(fragment) in read(day)[file].ids, f"{name}: {to}"
            followed += 1
    assert followed > 500


def test_every_rule_and_every_clause_has_its_anchor_on_any_day() -> None:
    for day in DAYS:
        assert {rule.code for rule in EVERY_RULE} <= set(read(day)["rules.html"].ids)
        for text in texts():
            ids = read(day)[f"text-{text.slug}.html"].ids
            assert {clause.id.partition("/")[2] for clause in text.clauses} <= set(ids)


def test_headings_go_down_a_step_at_a_time_and_each_page_has_one_title() -> None:
    for name, page in read(DAYS[-1]).items():
        steps = [int(e.name[1]) for e in page.elements if re.fullmatch("h[1-6]", e.name)]
        assert steps.count(1) == 1, name
        assert steps[0] == 1, name
        assert all(after <= before + 1 for before, after in pairwise(steps)), name
        (title,) = page.named("title")
        assert title.text.strip(), name


def test_clauses_that_are_cited_alike_can_be_told_apart_by_their_headings() -> None:
    for text in texts():
        page = read(DAYS[-1])[f"text-{text.slug}.html"]
        headings = [e.text for e in page.named("h3")]
        assert len(headings) == len(text.clauses)
        assert [one for one, n in Counter(headings).items() if n > 1] == [], text.slug
    asked = read(DAYS[-1])["text-approval-criteria.html"].named("h3")
    assert [e.text.partition(": ")[2] for e in asked[:2]] == [
        "the title fits the purpose", "outcomes that can be measured",
    ]  # fmt: skip


def test_every_table_has_a_caption_and_headers_with_a_scope() -> None:
    tables = 0
    for name, page in read(DAYS[-1]).items():
        tables += len(page.named("table"))
        assert len(page.named("caption")) == len(page.named("table")), name
        assert all(c.text.strip() for c in page.named("caption")), name
        assert {e.attributes.get("scope") for e in page.named("th")} <= {"col", "row"}, name
    assert tables > 20


def test_a_page_can_be_read_out_and_gone_through_by_keyboard() -> None:
    for name, page in read(DAYS[-1]).items():
        (root,) = page.named("html")
        assert root.attributes["lang"] == "en-NZ"
        first = page.named("a")[0]
        assert (first.attributes["href"], first.attributes["class"]) == ("#the_page", "skip")
        assert "the_page" in page.ids, name
        assert len(page.named("main")) == len(page.named("header")) == 1
        assert all(e.attributes.get("aria-label") for e in page.named("nav")), name
        assert all(e.text.strip() for e in page.named("a")), name


def test_no_page_asks_for_anything_from_elsewhere_or_runs_anything() -> None:
    for name, data in files(DAYS[-1]).items():
        text = data.decode()
        assert "<script" not in text
        assert "@import" not in text
        assert "url(" not in text
        assert "@font-face" not in text, name
    for page in read(DAYS[-1]).values():
        assert not page.named("script", "img", "iframe", "object")
        assert not any(key.startswith("on") for e in page.elements for key in e.attributes)
        assert [e.attributes["href"] for e in page.named("link")] == ["style.css"]


def test_the_book_has_the_same_bytes_every_time_and_says_its_day_and_hash() -> None:
    assert pages(rule_book(DAYS[-1])) == files(DAYS[-1])
    for page in read(DAYS[-1]).values():
        (foot,) = page.named("footer")
        assert "21 November 2026" in foot.text
        assert book(DAYS[-1]).digest in foot.text


def test_another_day_has_another_book() -> None:
    (head,) = read(DAYS[1])["rules.html"].named("header")
    assert "1 June 2022" in head.text
    of_2022 = read(DAYS[1])["rules.html"]
    assert "not-in-force" in of_2022.ids
    assert of_2022.ids.index("CRED-MIN-5") < of_2022.ids.index("not-in-force")
    assert of_2022.ids.index("not-in-force") < of_2022.ids.index("TITLE-WORD")


def test_what_our_policy_asks_is_marked_in_words_and_never_as_a_rule_of_nzqa() -> None:
    page = read(DAYS[-1])["text-provider-policy.html"]
    marks = [e.text for e in page.named("span") if e.attributes.get("class") == "mark ours"]
    clauses = next(t for t in texts() if t.slug == "provider-policy").clauses
    assert marks == ["our policy"] * len(clauses)
    assert "NZQA rule" not in page.named("main")[0].text


def test_a_clause_that_was_not_read_in_its_own_text_says_so_beside_it() -> None:
    for text in texts():
        page = read(DAYS[-1])[f"text-{text.slug}.html"]
        unsure = [e for e in page.named("span") if e.attributes.get("class") == "mark unsure"]
        assert len(unsure) == sum(1 for c in text.clauses if c.confidence != "confirmed")
        assert all("check the text" in e.text for e in unsure)


def test_what_people_judge_is_told_once_each_and_no_example_is_taken_for_our_own() -> None:
    page = read(DAYS[-1])["judged.html"]
    told = [to for to in page.links if to.startswith("text-")]
    asked = [
        c
        for text in texts()
        if text.slug != "university-policy-example"
        for c in text.clauses
        if c.judged_because is not None and c.in_force(DAYS[-1])
    ]
    assert len(told) == len(set(told)) == len(asked)
    assert not any("example" in to for to in told)
    assert "Asked of NZQA" in [e.text for e in page.named("h2")]


def test_hostile_text_stays_text() -> None:
    bad = '<script>alert("x")</script> & </h1>'
    whole = book(DAYS[-1])
    rule = whole.rules[0]
    assert rule.fails is not None
    hostile = whole._replace(
        rules=(
            rule._replace(
                title=bad,
                why=bad,
                mends=(bad,),
                also=(replace(rule.fails.findings[0], message=bad, mend=bad),),
                fails=rule.fails._replace(
                    written=bad, sentence=bad, left_out=(bad,), policy=(bad,)
                ),
            ),
            *whole.rules[1:],
        ),
    )
    for name, data in pages(hostile).items():
        text = data.decode()
        assert "<script" not in text, name
        if name.endswith(".html"):
            assert read_page(text).faults == [], name
    assert bad in read_page(pages(hostile)["rules.html"].decode()).named("main")[0].text


def test_markup_is_only_what_was_made_as_markup() -> None:
    assert joined("<b>", tag("b", "<"), None, ["&"]) == "&lt;b&gt;<b>&lt;</b>&amp;"
    assert tag("a", "x", href='"><script>') == '<a href="&quot;&gt;&lt;script&gt;">x</a>'
    assert tag("meta", name="x", content=None) == '<meta name="x">'


def test_what_is_to_be_typed_is_shown_as_code_and_not_between_backticks() -> None:
    assert spoken("or `<none>`") == 'or <code class="code">&lt;none&gt;</code>'
    for name, page in read(DAYS[-1]).items():
        (main,) = page.named("main")
        assert "`" not in main.text, name
    told = [e.text for e in read(DAYS[-1])["rules.html"].named("code")]
    assert {"none", "learning_hours"} <= set(told)


def test_what_is_told_of_unread_levels_is_what_their_cells_say() -> None:
    (main,) = read(DAYS[-1])["levels.html"].named("main")
    assert 'Where "not read" stands, our copy has nothing.' in main.text
    assert "" not in [e.text for e in read(DAYS[-1])["levels.html"].named("td")]


def test_phrases_of_te_reo_are_marked_and_single_words_are_not() -> None:
    marked = spoken("by Te Hono o Te Kahurangi, with whānau <b>")
    assert marked == 'by <span lang="mi">Te Hono o Te Kahurangi</span>, with whānau &lt;b&gt;'
    text = files(DAYS[-1])["text-approval-criteria.html"].decode()
    found = re.findall(r'<span lang="mi">([^<]+)</span>', text)
    assert "Te Hono o Te Kahurangi" in found
    assert all(TE_REO.fullmatch(one) for one in found)


# colours


def _colours(css: str, query: str) -> dict[str, str]:
    """The named colours of a colour scheme; those of the light one where a scheme names none."""
    block = css.partition(query)[2].partition("}")[0]
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block))


def _brightness(colour: str) -> float:
    parts = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, bright = sorted((_brightness(one), _brightness(other)))
    return (bright + 0.05) / (dark + 0.05)


def test_contrast_is_reckoned_as_wcag_has_it() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("scheme", [":root {", "(prefers-color-scheme: dark) {\n  :root {"])
def test_every_text_stands_out_from_what_is_behind_it(scheme: str) -> None:
    colours = _colours(files(DAYS[-1])["style.css"].decode(), scheme)
    assert len(colours) == 13
    behind = {
        "text": ("paper", "panel"),
        "quiet": ("paper", "panel"),
        "link": ("paper", "panel"),
        "on-band": ("band",),
        "policy": ("policy-panel", "paper"),
        "fails": ("panel",),
        "passes": ("panel",),
    }
    for front, backs in behind.items():
        for back in backs:
            assert contrast(colours[front], colours[back]) >= 4.5, (front, back)
    for front in ("line", "focus"):
        assert contrast(colours[front], colours["paper"]) >= 3, front
