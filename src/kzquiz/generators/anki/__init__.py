"""The Anki deck, in pieces: cards as fields, note types, the lock, the package."""
