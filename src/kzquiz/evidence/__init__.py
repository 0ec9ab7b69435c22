"""Does the source say so? Reads articles and fingerprints, and checks quotations against them."""
