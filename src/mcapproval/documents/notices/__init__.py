"""Notices to our own people."""
