"""Case to content to paper."""
