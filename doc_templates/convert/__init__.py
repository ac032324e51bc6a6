"""DOCX → PDF through warm LibreOffice processes; the only place that starts LibreOffice.

with OfficePool(python=Path("/usr/bin/python3"), workers=0, timeout=60, scratch=home / "tmp") as pool:
    pdf = pool.convert(docx, name="Tờ trình SNV")
"""

from doc_templates.convert.pool import OfficePool

__all__ = ["OfficePool"]
