"""A draft as a fill-in Word form: written for somebody to fill in, and read back."""
