"""Tables that a filled form left broken: a cell without a paragraph, which Word refuses, or a cell too few."""

from collections.abc import Iterator

from lxml import etree

from archive.ports.templates import LayoutProblem
from doc_templates.check.word import DOCUMENT, W, WordFile


def table_problems(word: WordFile) -> Iterator[LayoutProblem]:
    """Cells without a paragraph, and rows with more or fewer cells than their table has columns; one a table.

    Raises:
        NotWordError: the body is not well formed.
    """
    for number, table in enumerate(word.xml(DOCUMENT).iter(f"{W}tbl"), start=1):
        columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        for place, row in enumerate(table.findall(f"{W}tr"), start=1):
            why = _wrong(row, columns)
            if why:
                yield LayoutProblem(code="table", where=f"document.xml, bảng {number}, hàng {place}", message=why)
                break


def _wrong(row: etree._Element, columns: int) -> str:
    if any(not len(cell) or cell[-1].tag != f"{W}p" for cell in row.iter(f"{W}tc")):
        return "Có ô trống hẳn, Word sẽ báo tệp hỏng; thêm {%p else %} và một dòng chữ vào vòng lặp trong ô."
    around = [_count(row.find(f"{W}trPr/{W}{name}"), 0) for name in ("gridBefore", "gridAfter")]
    width = sum(around) + sum(_count(cell.find(f"{W}tcPr/{W}gridSpan"), 1) for cell in row.iter(f"{W}tc"))
    if columns and width != columns:
        return f"Hàng có {width} ô nhưng bảng có {columns} cột; hãy sửa hàng này trong mẫu."
    return ""


def _count(element: etree._Element | None, otherwise: int) -> int:
    said = "" if element is None else element.get(f"{W}val", "")
    return int(said) if said.isdecimal() else otherwise
