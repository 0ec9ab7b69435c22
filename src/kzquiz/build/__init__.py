"""The build: plan the jobs, render them, keep a cache of what was made, compare or write files."""
