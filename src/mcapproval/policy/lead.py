"""How long before a re-evaluation is due it opens, as ships: asked where no policy is loaded."""

LEAD_DAYS = 90
