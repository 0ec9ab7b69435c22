"""The engine of the checker: what a rule is, what it looks at, how it runs, how it reads texts."""
