"""The New Zealand framework that a level and credits belong to, as every standard names it."""

from __future__ import annotations

NZQCF = "New Zealand Qualifications and Credentials Framework"
FRAMEWORK = (
    "https://www2.nzqa.govt.nz/qualifications-and-standards/"
    "about-new-zealand-qualifications-credentials-framework"
)
LEVELS = f"{FRAMEWORK}/level-descriptors-nzqcf"
"""NZQA's page of the ten levels; a single level has no address of its own."""

ASSURERS = {
    "NZQA": ("New Zealand Qualifications Authority", "https://www.nzqa.govt.nz"),
    "Universities New Zealand": ("Universities New Zealand", "https://www.universitiesnz.ac.nz"),
}
"""Name and address of those who approve, by what our papers call them."""

NZSCED = "New Zealand Standard Classification of Education"
HOURS = 10
"""Notional hours of learning that a credit of the framework stands for."""

A_CREDIT = f"A credit of the framework stands for {HOURS} notional hours of learning."
BY_NZQA = "NZQA micro-credential number"
FOR_REPORTING = "NZQA reporting code"
OURS = "Provider's own reference"
