"""DOCX → PDF → PDF/A with the real LibreOffice, fonts and judges."""
