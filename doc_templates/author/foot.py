"""What stands below the text: the receivers and the blocks of the signers, each with the bookmark of its signature."""

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.table import _Cell

from archive.domain.signature import SignerRole
from doc_templates.author.sheet import Sheet, put
from doc_templates.author.styles import Style
from doc_templates.author.tables import side_by_side

_GAP_LINES = 4  # between the office and the name; a visible signature needs about 20 mm


def sign_off(sheet: Sheet, role: SignerRole, *, with_recipients: bool = False) -> None:
    """One signer on the right; the receivers on the left."""
    recipients, signer = _two_cells(sheet)
    if with_recipients:
        _recipients(recipients)
    put(signer, Style.POST, "{%p if signature.authority %}")
    put(signer, Style.POST, "{{ signature.authority }}")
    put(signer, Style.POST, "{%p endif %}")
    put(signer, Style.POST, "{{ signature.post }}")
    _gap(signer, role, number=1)
    put(signer, Style.SIGNER, "{{ signature.name }}")
    _close(sheet)


def sign_off_by_two(sheet: Sheet) -> None:
    """The secretary on the left, the chair on the right, as minutes are signed."""
    left, right = _two_cells(sheet)
    signers = (
        (left, sheet.layout.secretary_title, SignerRole.SECRETARY, "{{ secretary }}"),
        (right, sheet.layout.chair_title, SignerRole.CHAIR, "{{ chair }}"),
    )
    for number, (cell, title, role, name) in enumerate(signers, start=1):
        put(cell, Style.POST, title)
        _gap(cell, role, number=number)
        put(cell, Style.SIGNER, name)
    _close(sheet)


def _two_cells(sheet: Sheet) -> tuple[_Cell, _Cell]:
    sheet.write(Style.SPACER, "")
    left, right = side_by_side(sheet, (sheet.width / 2, sheet.width / 2)).rows[0].cells
    return left, right


def _close(sheet: Sheet) -> None:
    """Word wants a paragraph after the last table; a thin one never opens a page of its own."""
    sheet.write(Style.RULE, "")


def _recipients(cell: _Cell) -> None:
    put(cell, Style.RECIPIENTS, "Nơi nhận:")
    put(cell, Style.RECIPIENT, "{%p for recipient in recipients %}")
    put(cell, Style.RECIPIENT, "- {{ recipient }}{% if loop.last %}.{% else %};{% endif %}")
    put(cell, Style.RECIPIENT, "{%p endfor %}")


def _gap(cell: _Cell, role: SignerRole, *, number: int) -> None:
    first = put(cell, Style.SIGNING_GAP, "")
    for tag, name in (("bookmarkStart", f' w:name="sign_{role}"'), ("bookmarkEnd", "")):
        mark = f'<w:{tag} {nsdecls("w")} w:id="{number}"{name}/>'
        first._p.append(parse_xml(mark))  # noqa: SLF001 - python-docx has no bookmarks
    for _ in range(_GAP_LINES - 1):
        put(cell, Style.SIGNING_GAP, "")
