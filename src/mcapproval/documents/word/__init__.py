"""What every Word file goes through: opened without trust where it comes in, written one way."""
