"""Rules on item writing: stems, options and the cues that give a key away."""
