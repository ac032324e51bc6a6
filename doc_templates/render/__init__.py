"""Fills a form's Word template with data; what comes out is an ordinary Word document."""

from doc_templates.render.fill import fill

__all__ = ["fill"]
