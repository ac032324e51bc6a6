"""The web: pages for people now; the same as JSON for machines comes beside them, on the same workflow steps."""
