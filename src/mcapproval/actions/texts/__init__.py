"""Standing texts: what a provider says once, and where its applications say it."""
