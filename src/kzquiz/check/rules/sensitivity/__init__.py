"""Rules on what may hurt: graphic detail, private persons, groups, the dead as a guessing game."""
