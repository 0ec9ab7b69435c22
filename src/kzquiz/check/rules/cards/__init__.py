"""Rules on flashcards: one fact, standing alone, with its speaker; on the deck's cards as they are.

References: SM is a rule of Wozniak's *Twenty rules of formulating knowledge* (1999); Matuschak
(2020), *How to write good prompts*; Roediger & Marsh (2005) and Butler & Roediger (2008) on what
wrong options leave behind; Hassan & Barber (2021) on repetition, which makes statements feel true.
"""
