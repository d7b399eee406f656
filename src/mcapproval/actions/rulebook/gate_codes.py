"""The codes of answers that are asked for of an enquiry, and before a development is approved."""

from __future__ import annotations

GATE: tuple[tuple[str, str, str], ...] = (
    (
        "ENQUIRY-WHO",
        "Nobody knows who rang, and no enquiry goes on before",
        "write it under `enquiry:` `organisation:` or `from:`",
    ),
    (
        "ENQUIRY-ASKED-FOR",
        "What was asked for is not said, and no enquiry goes on before",
        "write it under `enquiry:` `asked_for:`",
    ),
    (
        "ENQUIRY-FOR",
        "For whom it would be is not said, and no enquiry goes on before",
        "write it under `enquiry:` `for:`",
    ),
    (
        "ENQUIRY-LEARNERS",
        "For how many it would be is not said, and no enquiry goes on before",
        "write it under `enquiry:` `learners:`",
    ),
    (
        "ENQUIRY-BY",
        "By when it is wanted is not said, and no enquiry goes on before",
        "write it under `enquiry:` `by:`",
    ),
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
