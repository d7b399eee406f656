"""How long before a re-evaluation is due it opens, as ships, asked where no policy is loaded; and
how far ahead what falls due is told. In days.
"""

LEAD_DAYS = 90
WITHIN = 180
