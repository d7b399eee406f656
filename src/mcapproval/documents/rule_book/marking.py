"""How the rule book marks what is te reo Māori and what is to be typed."""

from __future__ import annotations

import re
from html import escape

from mcapproval.documents.html.elements import Html

TE_REO = re.compile(
    r"Te Hono o Te Kahurangi|Te Wānanga o Raukawa|ngā kaupapa|hapori Māori|mātauranga Māori"
    r"|whānau, hapū,? (?:and )?iwi|whānau and hapū|tikanga Māori|[Tt]e reo Māori"
)
"""Phrases of te reo Māori in our texts. Single words at home in New Zealand English and the names
of bodies need no mark (WCAG 3.1.2), and to mark every one would make a screen reader stumble."""

TYPED = re.compile("`([^`]+)`")


def spoken(text: str) -> Html:
    """A text of ours with its phrases in te reo Māori marked, so that they are read out as such,
    and what is to be typed, which stands between backticks, as code."""
    marked = TE_REO.sub(lambda found: f'<span lang="mi">{found[0]}</span>', escape(text))
    return Html(TYPED.sub(r'<code class="code">\1</code>', marked))
