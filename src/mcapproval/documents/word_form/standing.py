"""The words of a standing text below the field that names it: to be read, not to be filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mcapproval.documents.cleaning import clean
from mcapproval.documents.word.markup import Xml
from mcapproval.documents.word_form.pieces import FormPen
from mcapproval.draft.standing import pin_at

STYLE = "FormStanding"
NAME = "Form Standing"
"""The style's id, and its name as a reader has it."""


def standing_words(pen: FormPen, answer: str, texts: Mapping[str, str]) -> Iterator[Xml]:
    """The paragraphs of the text that an answer names, in a style of their own; nothing for any
    other answer, or where its words are not known."""
    pin = pin_at("", answer)
    if pin is None or pin.named not in texts:
        return
    yield pen.words(
        STYLE,
        f"Our standing text {pin.key}, version {pin.number}, says what follows. It is printed in "
        f"full; for other words, write them in the box in place of see: {pin.named}.",
    )
    for line in clean(texts[pin.named]).split("\n"):
        if line.strip():
            yield pen.words(STYLE, line.strip())
