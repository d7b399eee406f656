"""How long before a re-evaluation is due it opens, as ships, asked where no policy is loaded. In
days.
"""

LEAD_DAYS = 90
