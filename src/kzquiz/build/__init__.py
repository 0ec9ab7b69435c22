"""Building: what to make of a unit, making it, knowing what need not be made again, comparing."""
