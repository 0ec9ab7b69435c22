"""Makes a quiz of a unit: selects, orders and shuffles items, and simplifies them for an output."""
