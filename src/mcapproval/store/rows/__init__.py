"""What is read of the records: rows as plain values, and where each is kept."""
