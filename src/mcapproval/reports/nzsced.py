"""The broad fields of NZSCED, Stats NZ's list of fields of study, by the first two digits.

Its narrow and detailed fields do not ship: the list could not be read whole.
"""

from __future__ import annotations

BROAD = {
    "01": "Natural and Physical Sciences",
    "02": "Information Technology",
    "03": "Engineering and Related Technologies",
    "04": "Architecture and Building",
    "05": "Agriculture, Environmental and Related Studies",
    "06": "Health",
    "07": "Education",
    "08": "Management and Commerce",
    "09": "Society and Culture",
    "10": "Creative Arts",
    "11": "Food, Hospitality and Personal Services",
    "12": "Mixed Field Programmes",
}


def broad_field(digits: str) -> str:
    """The two digits with the field's words, where they are of the list: `09 Society and Culture`.

    Gives the digits alone where they are not.
    """
    words = BROAD.get(digits)
    return f"{digits} {words}" if words else digits
