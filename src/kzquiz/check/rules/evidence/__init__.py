"""Rules on evidence: whether the sources say what a unit says they do."""
