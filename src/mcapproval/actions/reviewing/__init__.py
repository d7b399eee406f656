"""Re-evaluation: what is due and why, opening it, answering it, and what comes of it."""
