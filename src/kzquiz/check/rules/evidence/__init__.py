"""Rules on evidence: do the sources say what the unit says they say?"""
