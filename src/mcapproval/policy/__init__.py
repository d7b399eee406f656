"""What this provider asks beyond the law."""
