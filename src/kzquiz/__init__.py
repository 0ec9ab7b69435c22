"""kzquiz: from curated question specs on news articles to Anki decks and printable worksheets."""

__version__ = "0.1.0"
