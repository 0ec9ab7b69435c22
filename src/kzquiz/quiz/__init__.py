"""A unit as a quiz: select, order and shuffle its items, and simplify a shape an output lacks."""
