"""What runs the rules: what a rule is, what it looks at, and how texts are read for it."""
