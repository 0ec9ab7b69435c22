"""Rules on the set as a whole: balance, repetition, one question giving another away."""
