"""Request kits: what is sent out with a draft to be filled in, and read when it comes back."""
