"""Reading text out of files, the query language, and the search engines."""
