"""What falls due, and telling people of it."""
