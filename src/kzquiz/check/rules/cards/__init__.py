"""Rules on flashcards: a card asks for one fact, is clear on its own, and names the speaker."""
