"""Rules on the state of the files: unfinished entries, suppressions without effect."""
