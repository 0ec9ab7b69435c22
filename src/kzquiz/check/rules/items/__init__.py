"""Rules on item writing: stems, options, and cues that give the key away."""
