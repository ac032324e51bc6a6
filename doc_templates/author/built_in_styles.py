"""The styles under the named ones: Word's two defaults, and the two kinds of table."""

from collections.abc import Iterable

from docx.oxml.ns import nsdecls

FRAMELESS, FRAMED = "Bảng không khung", "Bảng có khung"


def built_in() -> tuple[str, ...]:
    """The least Word needs, and two kinds of table: for the head and foot of a page, and for data."""
    return (
        _default_style("paragraph", "Normal", "Normal"),
        _default_style("table", "TableNormal", "Normal Table"),
        _table_style("Frameless", FRAMELESS, _cell_margins(upright=0, sideways=0)),
        _table_style("Framed", FRAMED, _frame() + _cell_margins(upright=40, sideways=70)),
    )


def _default_style(kind: str, style_id: str, name: str) -> str:
    opening = f'<w:style {nsdecls("w")} w:type="{kind}" w:default="1" w:styleId="{style_id}">'
    return f'{opening}<w:name w:val="{name}"/></w:style>'


def _table_style(style_id: str, name: str, properties: str) -> str:
    return (
        f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="{style_id}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr>{properties}</w:tblPr></w:style>'
    )


def _cell_margins(*, upright: int, sideways: int) -> str:
    """Room around the text of a cell, twentieths of a point."""
    sides = (("top", upright), ("left", sideways), ("bottom", upright), ("right", sideways))
    return _joined("tblCellMar", (f'<w:{side} w:w="{room}" w:type="dxa"/>' for side, room in sides))


def _frame() -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    return _joined(
        "tblBorders", (f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in sides)
    )


def _joined(name: str, parts: Iterable[str]) -> str:
    return f"<w:{name}>{''.join(parts)}</w:{name}>"
