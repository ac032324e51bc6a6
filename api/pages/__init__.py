"""Pages in Vietnamese: routes read what was asked, views say what a page shows, templates draw it."""
