"""A chart as a value: what a report's picture shows. How it is drawn is for the papers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars under their labels, in the order in which they are drawn.

    `caption` says what they show, `unit` what is counted, in the plural: "days". With two `kinds`
    such as ("Median", "Longest") each bar has another below it: `others` has its number.
    """

    caption: str
    unit: str
    bars: tuple[tuple[str, int], ...]
    kinds: tuple[str, ...] = ()
    others: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if self.kinds and (len(self.kinds), len(self.others)) != (2, len(self.bars)):
            raise ValueError("a chart of two kinds has two names, and another number for each bar")
