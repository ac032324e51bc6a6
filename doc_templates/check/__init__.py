"""Checks of what documents look like: the lint of a finished Word file or PDF, and of a form before it is taken in.

All are functions of bytes; nothing is stored or started here.
"""

from doc_templates.check.pages import lint_pdf
from doc_templates.check.pair import lint_pair
from doc_templates.check.template import check_template
from doc_templates.check.text import lint_docx

__all__ = ["check_template", "lint_docx", "lint_pair", "lint_pdf"]
