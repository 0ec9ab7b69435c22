"""Does the source say so? Articles, their fingerprints, and the verifier that asks either."""
