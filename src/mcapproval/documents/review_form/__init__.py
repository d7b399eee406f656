"""The answers of a re-evaluation as a fill-in Word form: written, and read back."""
