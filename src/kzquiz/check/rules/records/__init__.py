"""Rules on the files themselves: what is unfinished, what is suppressed without need."""
