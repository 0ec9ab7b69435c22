"""Rules on the set of questions: balance, patterns of keys, repetition."""
