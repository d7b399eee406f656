"""The codes of answers that are asked for of an enquiry, and before a development is approved."""

from __future__ import annotations

GATE: tuple[tuple[str, str, str], ...] = (
    (
        "ENQUIRY-WHO",
        "Nobody knows who rang, and no enquiry goes on before",
        'write it under "Enquiry": "Organisation" or "From"',
    ),
    (
        "ENQUIRY-ASKED-FOR",
        "What was asked for is not said, and no enquiry goes on before",
        'write it under "Enquiry": "What was asked for"',
    ),
    (
        "ENQUIRY-FOR",
        "For whom it would be is not said, and no enquiry goes on before",
        'write it under "Enquiry": "For whom"',
    ),
    (
        "ENQUIRY-LEARNERS",
        "For how many it would be is not said, and no enquiry goes on before",
        'write it under "Enquiry": "Learners expected"',
    ),
    (
        "ENQUIRY-BY",
        "By when it is wanted is not said, and no enquiry goes on before",
        'write it under "Enquiry": "Wanted by"',
    ),
    (
        "GATE-PRICES",
        "The price by kind of customer is not said yet, and nothing is developed before",
        'write it under "Business case": "Price by kind of customer"; '
        "what is asked before a development is a setting of your policy, `[approval]` `to_develop`",
    ),
    (
        "GATE-COST",
        "What it costs to develop and deliver is not said yet, and nothing is developed before",
        'write it under "Business case": "Cost to develop and deliver"; '
        "what is asked before a development is a setting of your policy, `[approval]` `to_develop`",
    ),
    (
        "GATE-LEAST-NUMBERS",
        "The least number of learners is not said yet, and nothing is developed before",
        'write it under "Business case": "Least number of learners"; '
        "what is asked before a development is a setting of your policy, `[approval]` `to_develop`",
    ),
    (
        "GATE-ENROLS",
        "Who enrols is not said yet, and nothing is developed before",
        'write it under "Business case": "Enrols"; '
        "what is asked before a development is a setting of your policy, `[approval]` `to_develop`",
    ),
    (
        "GATE-TEACHES",
        "Who teaches is not said yet, and nothing is developed before",
        'write it under "Business case": "Teaches"; '
        "what is asked before a development is a setting of your policy, `[approval]` `to_develop`",
    ),
    (
        "GATE-IS-PAID",
        "Who is paid is not said yet, and nothing is developed before",
        'write it under "Business case": "Is paid"; '
        "what is asked before a development is a setting of your policy, `[approval]` `to_develop`",
    ),
    (
        "GATE-ASSESSES",
        "Who assesses is not said yet, and nothing is developed before",
        'write it under "Business case": "Assesses"; '
        "what is asked before a development is a setting of your policy, `[approval]` `to_develop`",
    ),
)
"""Code, title, what meets it."""
