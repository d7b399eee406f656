"""What only accredited providers can answer: a sheet to each of them, and what comes back."""
