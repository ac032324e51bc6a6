"""Writes the Word templates in `forms/` from short descriptions; offices then edit them in Word.

`python -m doc_templates.author` writes every file again; what is committed equals what it writes.
"""

from doc_templates.author.press import all_files

__all__ = ["all_files"]
