"""What stands in a form, gathered question by question; what stands elsewhere is gathered too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from mcapproval.documents.word.body import Para
from mcapproval.documents.word_form.added import added, written_with
from mcapproval.documents.word_form.gathered import Answer, Gathered, Key, Near, Odd
from mcapproval.documents.word_form.index import Home, Index, is_ours
from mcapproval.documents.word_form.plan import Field, Section, Table
from mcapproval.documents.word_form.standing import NAME as STANDING
from mcapproval.documents.word_form.values import said
from mcapproval.documents.word_form.wording import ours


@dataclass(slots=True)
class Collector:
    """Walks down the file: `at` is the question under whose label it is, `begun` the part or the
    section whose heading it came by last."""

    index: Index
    marks: frozenset[str]
    known: frozenset[str]
    found: Gathered = field(default_factory=Gathered)
    at: Home | None = None
    section: str = ""
    begun: str = ""
    entry_of: str = ""
    heading: str = "the beginning"
    stray: int | None = None

    def paragraph(self, para: Para, cell_of: Home | None = None) -> None:
        """`stray` is the number of the text outside the fields that a paragraph may go on with;
        `cell_of` is the question in whose cell it stands."""
        before, self.stray = self.stray, None
        self._place_in(para)
        if self._heading(para) or self._question(para):
            return
        home = cell_of or self._answered(para)
        if home:
            self._answer(home, para)
        elif not para.text.strip():
            self.stray = before
        elif not is_ours(para.text, self.marks, self.known):
            kind = "standing" if para.style == STANDING else "outside"
            listed = para.listed and kind == "outside"
            if listed and self.at and isinstance(self.at.one, Field):
                self._answer(self.at, para)
            elif not self.into_ours(kind, para):
                self._beside(kind, para.text.strip(), before)
        self.oddities(para, self._words())

    def into_ours(self, kind: str, para: Para) -> bool:
        """Whether somebody wrote into words of the form; what they wrote is told then."""
        text = added(para.text, para.marks, self.known)
        if text:
            self.odd(kind, text, words=f"{self._words()}, in the words of the form")
        return bool(text)

    def _changed(self, para: Para) -> None:
        if not self.into_ours("outside", para):
            self.odd("outside", para.text)

    def _beside(self, kind: str, text: str, before: int | None) -> None:
        """A text where nothing is asked: one remark with what stands right before it."""
        odd = self.found.odd[before] if before is not None else None
        if before is not None and odd and odd.kind == kind:
            self.found.odd[before] = replace(odd, text=f"{odd.text}\n{text}")
            self.stray = before
        else:
            self.odd(kind, text)
            self.stray = len(self.found.odd) - 1

    def _place_in(self, para: Para) -> None:
        if para.style.casefold().startswith("heading") and ours(para.text):
            self.heading = written_with(para.marks, self.known) or ours(para.text)

    def _heading(self, para: Para) -> bool:
        """Whether it heads a section; an entry of a repeated one begins with its own heading."""
        head = para.style.casefold().startswith("heading") and not para.control
        as_it_is = self.index.heading(para.text) if head else None
        found = as_it_is
        if head and found is None:
            found = self.index.heading(written_with(para.marks, self.known))
        if found is None:
            return False
        if found.repeated:
            self.found.entries[found.path] = self.found.entries.get(found.path, 0) + 1
            self.entry_of = found.path
        elif not self._inside(found):
            self.entry_of = ""
        self.at, self.section = None, found.path
        self.begun = found.path or found.inner[0].path
        if found.path:
            place = self.found.spot(self._words())
            self.found.sections.setdefault((found.path, self._entry()), place)
        if as_it_is is None:
            self._changed(para)
        self.oddities(para, self._words())
        return True

    def _inside(self, section: Section) -> bool:
        return bool(self.entry_of) and section.path.startswith(f"{self.entry_of}.")

    def _question(self, para: Para) -> bool:
        if para.control or "Answer" in para.style:
            return False
        home = self.index.question(para.text, para.marks, self.section, bool(self.entry_of))
        if home is None or not (is_ours(para.text, self.marks, self.known) or _is_head(para)):
            return False
        self.at = home
        if ours(para.text) != ours(home.label):
            self._changed(para)
        self.found.questions += 1
        if not home.section and home.one.heading:
            self.section = ""
        if isinstance(home.one, Table):
            self.found.tables.setdefault(self._key(home), self.found.spot(self._words()))
        self.oddities(para, self._words())
        return True

    def _answered(self, para: Para) -> Home | None:
        """The question whose field a paragraph is, by its tag or by the label above it."""
        for tag in para.tags:
            home = self.index.homes.get(tag)
            if home and isinstance(home.one, Field):
                return home
        for title in para.titles:
            home = self.index.question(title, (), self.section, bool(self.entry_of))
            if home and isinstance(home.one, Field):
                return home
        if self.at and isinstance(self.at.one, Field) and (para.control or "Answer" in para.style):
            return self.at
        return None

    def _answer(self, home: Home, para: Para) -> None:
        if self.at is None or self.at.path != home.path:
            self.at = home  # its label was deleted
        key = self._key(home)
        answer = self.found.answers.get(key)
        if answer is None:
            answer = self.found.answers[key] = Answer(self.found.spot(self._words()))
        elif para.control and answer.control not in (0, para.control):
            self._twice(answer, para)
            return
        answer.control = para.control or answer.control
        answer.lines.append(line_of(para))

    def _twice(self, first: Answer, para: Para) -> None:
        """A field that was copied: it is no trouble where both say the same, or one of them says
        nothing."""
        again, before = line_of(para), said(first.text)
        if again and before and again != before:
            self.odd("twice", again, more=before)
        elif again:
            first.lines = [again]

    def odd(
        self, kind: str, text: str, *, words: str = "", more: str = "", near: Near | None = None
    ) -> None:
        path = self.at.path if self.at else ""
        place = self.found.spot(words or self._words())
        at = self._key(self.at) if self.at else (self.begun, self._entry())
        self.found.odd.append(Odd(kind, path, place, text.strip(), more, at, near))

    def oddities(self, para: Para, words: str, near: Near | None = None) -> None:
        """What hangs on a paragraph beside its text."""
        for how, text in para.tracked:
            self.odd("tracked", text, words=words, more=how)
        for text in para.boxes:
            self.odd("outside", text, words=words, more="in a text box")
        if para.pictures:
            self.odd("outside", "", words=words, more="a picture or another object")
        for kind, ident in para.notes:
            self.odd(kind, ident, words=words)
        for ident in dict.fromkeys(para.comments):
            self.odd("comment", ident, words=words, near=near)

    def _entry(self) -> int:
        return self.found.entries.get(self.entry_of, 0)

    def _key(self, home: Home) -> Key:
        return home.path, self.found.entries.get(home.entry_of, 0)

    def _words(self) -> str:
        return self.at.words(self._entry()) if self.at else self.heading


def line_of(para: Para) -> str:
    """What a paragraph says in a field; an item of a list keeps a mark of it."""
    text = said(para.text)
    return f"- {text}" if text and para.listed else text


def lines_of(paras: Iterable[Para]) -> str:
    return "\n".join(line_of(para) for para in paras).strip()


def _is_head(para: Para) -> bool:
    style = para.style.casefold()
    return style.startswith("heading") or style.startswith("form question")
