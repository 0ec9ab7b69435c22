"""The output ``quiz``: a page to practise on, one HTML file that works offline."""
