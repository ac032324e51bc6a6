"""Where on the pages of a document signatures go: below the bookmark `sign_<role>` of each signer's block.

LibreOffice writes bookmarks as named destinations, a page and a point; the text around that point tells the signer's
column and the free space above the signer's name.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name

from archive.domain.signature import SignatureSlot, SignerRole
from archive.errors import BadInput, BadTemplate
from doc_templates.pdfa.lines import Line, lines_of

# Points (1/72 inch).
_WIDTH, _HEIGHT = 152.0, 55.0  # three columns of signers fit side by side on an A4 page
_LEAST_HEIGHT = 36.0  # below that a signature cannot be read; it may then touch the name
_SEAL = 70.0  # the stamp of an organ is about 25 mm wide when shown
_SEAL_SHARE = 1 / 3  # of the signature, on its left, lies under the seal (NĐ 30/2020, Điều 33)
_PAGE_EDGE = 6.0
_AIR = 2.0  # between a slot and the text above and below it
_LINE_MIDDLE = 14.0  # the middle of a line lies at most so far below its top, that of the next line never
_GAP_LIMIT = 170.0  # a name further below belongs to somebody else
_COLUMN_REACH = 110.0  # a centred name starts at most so far from its cell's edge
_SAME_PLACE = 4.0

_WORDS = {
    SignerRole.CADRE: "cá nhân",
    SignerRole.SECRETARY: "thư ký",
    SignerRole.CHAIR: "người chủ trì",
    SignerRole.HEAD: "người đứng đầu",
}


@dataclass(frozen=True, slots=True)
class _Mark:
    """A bookmark on a page: the point LibreOffice gives, at the top of the bookmark's line."""

    page: int
    x: float
    y: float


def find_slots(pdf: bytes, roles: Sequence[SignerRole]) -> tuple[SignatureSlot, ...]:
    """One slot for each role, in their order; an organ's seal lies over the left third of the head's slot.

    Args:
        pdf: the PDF as LibreOffice wrote it, before the finisher drops the bookmarks.
        roles: who signs.

    Raises:
        BadTemplate: the template has no bookmark for a role; names the role and the bookmark.
        BadInput: the bytes are no readable PDF.
    """
    if not roles:
        return ()
    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            marks = {role: _mark(document, _signer(role)) for role in roles}
            pages = {mark.page: _box(document, mark.page) for mark in marks.values()}
    except pikepdf.PdfError as error:
        raise BadInput("Tệp PDF không đọc được khi tìm chỗ ký. Hãy tạo lại văn bản.") from error
    lines = lines_of(pdf, pages=sorted(pages))
    return tuple(_slot(role, marks[role], lines[marks[role].page], pages[marks[role].page]) for role in roles)


def _signer(role: SignerRole) -> SignerRole:
    """Whose bookmark tells where this role signs."""
    return SignerRole.HEAD if role is SignerRole.ORGAN else role


def _mark(document: pikepdf.Pdf, role: SignerRole) -> _Mark:
    wanted = f"sign_{role}"
    for name, target in _destinations(document):
        if name.lower() == wanted:
            page = next(number for number, page in enumerate(document.pages) if page.objgen == target[0].objgen)
            return _Mark(page, float(target[2]), float(target[3]))
    raise BadTemplate(
        f"Mẫu văn bản chưa có chỗ ký của {_WORDS[role]}. Hãy mở mẫu bằng Word, đặt dấu trang (bookmark) '{wanted}' "
        "ở dòng phía trên họ tên người ký.",
        role=str(role),
        bookmark=wanted,
    )


def _destinations(document: pikepdf.Pdf) -> Iterator[tuple[str, Array]]:
    """Named destinations with a point (/XYZ), whichever way the LibreOffice version writes them."""
    found: list[tuple[str, pikepdf.Object]] = []
    old = document.Root.get(Name.Dests, Dictionary())
    found += [(_plain(key.removeprefix("/")), value) for key, value in old.items()]
    names = document.Root.get(Name.Names, Dictionary()).get(Name.Dests)
    if names is not None:
        found += [(_plain(str(key)), value) for key, value in pikepdf.NameTree(names).items()]
    for name, value in found:
        target = value.get(Name.D) if isinstance(value, Dictionary) else value
        if isinstance(target, Array) and len(target) >= 4 and target[1] == Name.XYZ:  # noqa: PLR2004 - page /XYZ x y
            yield name, target


def _plain(name: str) -> str:
    """LibreOffice 7.4 writes the underscore of a bookmark as its code, 5F."""
    return name.replace("sign5F", "sign_", 1)


def _box(document: pikepdf.Pdf, page: int) -> Line:
    left, bottom, right, top = (float(edge) for edge in document.pages[page].mediabox)
    return Line(left, bottom, right, top)


def _slot(role: SignerRole, mark: _Mark, lines: Sequence[Line], page: Line) -> SignatureSlot:
    own = _own_line(mark, lines)
    ceiling = own.bottom if own else mark.y
    name = _name_below(own.middle if own else mark.x, ceiling, lines)
    floor = name.top if name else ceiling - _HEIGHT - 2 * _AIR
    centre = own.middle if own else name.middle if name else mark.x
    height = max(_LEAST_HEIGHT, min(_HEIGHT, ceiling - floor - 2 * _AIR))
    box = _around(centre, (ceiling + floor) / 2, _WIDTH, height)
    if role is SignerRole.ORGAN:
        right = box.left + _WIDTH * _SEAL_SHARE
        box = _around(right - _SEAL / 2, (box.bottom + box.top) / 2, _SEAL, _SEAL)
    box = _inside(box, page)
    return SignatureSlot(role=role, page=mark.page, left=box.left, bottom=box.bottom, right=box.right, top=box.top)


def _own_line(mark: _Mark, lines: Sequence[Line]) -> Line | None:
    """The line the bookmark stands in, when it has text."""
    return next(
        (
            line
            for line in lines
            if 0 < mark.y - (line.bottom + line.top) / 2 < _LINE_MIDDLE and line.distance(mark.x) <= _SAME_PLACE
        ),
        None,
    )


def _name_below(x: float, ceiling: float, lines: Sequence[Line]) -> Line | None:
    """The next text below in the same column, which a mark stands in the middle of or at the left edge of."""
    below = [
        line
        for line in lines
        if ceiling - _GAP_LIMIT < line.top < ceiling
        and line.distance(x) < _COLUMN_REACH
        and line.right > x - _SAME_PLACE
    ]
    if not below:
        return None
    highest = max(line.top for line in below)
    return min((line for line in below if highest - line.top < _SAME_PLACE), key=lambda line: line.distance(x))


def _around(x: float, y: float, width: float, height: float) -> Line:
    return Line(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def _inside(box: Line, page: Line) -> Line:
    """The box moved so far that it lies on the page."""
    right = max(page.left + _PAGE_EDGE - box.left, 0) - max(box.right - page.right + _PAGE_EDGE, 0)
    up = max(page.bottom + _PAGE_EDGE - box.bottom, 0) - max(box.top - page.top + _PAGE_EDGE, 0)
    return Line(box.left + right, box.bottom + up, box.right + right, box.top + up)
