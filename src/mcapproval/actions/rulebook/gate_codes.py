"""The codes of answers that a policy asks for before a development is approved."""

from __future__ import annotations

GATE: tuple[tuple[str, str, str], ...] = (
    (
        "GATE-PRICES",
        "The price by kind of customer is not said yet, and nothing is developed before",
        "write it under `business_case:` `prices:`; what is asked before a development is a "
        "setting of your policy, `[approval]` `to_develop`",
    ),
    (
        "GATE-COST",
        "What it costs to develop and deliver is not said yet, and nothing is developed before",
        "write it under `business_case:` `cost:`; what is asked before a development is a "
        "setting of your policy, `[approval]` `to_develop`",
    ),
    (
        "GATE-LEAST-NUMBERS",
        "The least number of learners is not said yet, and nothing is developed before",
        "write it under `business_case:` `least_numbers:`; what is asked before a development"
        " is a setting of your policy, `[approval]` `to_develop`",
    ),
    (
        "GATE-ENROLS",
        "Who enrols is not said yet, and nothing is developed before",
        "write it under `business_case:` `enrols:`; what is asked before a development is a "
        "setting of your policy, `[approval]` `to_develop`",
    ),
    (
        "GATE-TEACHES",
        "Who teaches is not said yet, and nothing is developed before",
        "write it under `business_case:` `teaches:`; what is asked before a development is a "
        "setting of your policy, `[approval]` `to_develop`",
    ),
    (
        "GATE-IS-PAID",
        "Who is paid is not said yet, and nothing is developed before",
        "write it under `business_case:` `is_paid:`; what is asked before a development is a "
        "setting of your policy, `[approval]` `to_develop`",
    ),
    (
        "GATE-ASSESSES",
        "Who assesses is not said yet, and nothing is developed before",
        "write it under `business_case:` `assesses:`; what is asked before a development is a"
        " setting of your policy, `[approval]` `to_develop`",
    ),
)
"""Code, title, what meets it."""
