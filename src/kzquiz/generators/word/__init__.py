"""Word documents, made of the pages to print: the same words, as styles, lists and tables."""
