"""Whole records: filled from others, put back, taken out, brought up to new tables."""
