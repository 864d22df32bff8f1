"""Building blocks shared by all pages, and the words of every language."""
