"""What every Word file goes through: its names, its opening, its markup and its package."""
