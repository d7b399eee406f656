"""Simulated records with people in them, for any room's tests."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from mcapproval.actions import setup
from mcapproval.actions.desk import Desk
from mcapproval.actions.people import known

START = date(2026, 2, 1)
"""The day on which the simulated records are made."""

PEOPLE = (
    ("ana", "Ana Rangihuna", "author"),
    ("mele", "Mele Taufa-Unga", "quality-adviser"),
    ("hemi", "Hemi Parkinson-Te Rau", "quality-manager"),
    ("bo", "Bo Lindgren-Li", "board-member"),
    ("head", "Hinewai Headley", "head-of-school"),
)
"""Who works in the records beside the administrator: short name, name, role."""

SAMPLES = Path(__file__).resolve().parents[1] / "samples" / "good"


def peopled(where: str) -> Desk:
    """New simulated records with `PEOPLE`; gives the administrator's desk."""
    desk = setup.init(
        where,
        "admin",
        name="Adair Minister",
        provider="otago-polytechnic",
        simulated=True,
        day=START,
    )
    for handle, name, role in PEOPLE:
        known.add_person(desk, handle, name, None, None)
        known.grant(desk, handle, role)
    return desk
