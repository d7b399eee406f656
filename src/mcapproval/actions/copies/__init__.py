"""Records copied whole: moved to another place, backed up, put back, written out, read in."""
