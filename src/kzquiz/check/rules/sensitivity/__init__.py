"""Rules on sensitivity: graphic detail, private persons, whole groups, guessing death tolls."""
