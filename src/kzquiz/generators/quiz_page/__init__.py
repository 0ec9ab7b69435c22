"""The quiz page: one HTML file that works offline."""
