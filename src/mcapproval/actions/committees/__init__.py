"""Bodies at work: their meetings, what a meeting makes its own, and their agenda."""
