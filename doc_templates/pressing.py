"""The built-in forms in a province's own layout: written again by the author, the columns of tables fitted."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from docx.document import Document
from docx.shared import Emu, Mm

from archive.domain.document import DocumentKind
from archive.domain.people import IssuerSystem
from doc_templates.author.layouts import Layout
from doc_templates.author.press import PATTERNS
from doc_templates.author.sheet import Sheet, blank, printed


@dataclass(frozen=True, slots=True)
class ProvincePress:
    """Presses forms in the layouts given, and none for the other systems."""

    layouts: Mapping[IssuerSystem, Layout]

    def __call__(self, kind: DocumentKind, system: IssuerSystem) -> bytes | None:
        """The Word file of a built-in form, the same bytes each time; None where the layout is the usual one."""
        layout = self.layouts.get(system)
        return None if layout is None else _pressed(kind, layout)


@lru_cache(maxsize=64)
def _pressed(kind: DocumentKind, layout: Layout) -> bytes:
    pattern = PATTERNS[kind]
    sheet = blank(layout, lying=pattern.lying)
    pattern.write(sheet)
    _fit_tables(sheet)
    return printed(sheet, title=pattern.title)


def _fit_tables(sheet: Sheet) -> None:
    """Columns are drawn for the usual margins; with others they share the width that is there."""
    document: Document = sheet.document
    width = Mm(sheet.width)
    for table in document.tables:
        total = sum(column.width or 0 for column in table.columns)
        for column in table.columns:
            column.width = Emu(round((column.width or 0) * width / total))
        for row in table.rows:
            for cell in row._tr.tc_lst:  # noqa: SLF001 - a merged cell is asked for once only this way
                cell.width = Emu(round((cell.width or 0) * width / total))
