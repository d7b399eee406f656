"""Deliveries: cohorts of a micro-credential at a provider, and counts of learners; never a name."""
