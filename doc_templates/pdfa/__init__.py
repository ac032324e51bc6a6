"""PDF/A-1b from plain PDFs, and where on their pages signatures go."""

from doc_templates.pdfa.finisher import finish

__all__ = ["finish"]
