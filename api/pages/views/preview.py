"""A hit opened beside the others: the text of one page with the words marked, and the way to the file itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from api.pages.addresses import file_address
from api.pages.views.hits import HitLine, Piece, pieces
from archive.ports.search import Hit

_PICTURES = frozenset({".png", ".jpg", ".jpeg"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """The hit and one of its pages, from 1 to `pages`; `text` has `**` around the words looked for."""

    hit: Hit
    page: int
    pages: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What is shown of the hit; `paper` is the PDF at that page and `picture` the picture, where it is one of them.

    `before` and `after` lead to its other pages, `previous` and `following` to the other hits, `close` back to all.
    """

    title: str
    where: str
    file: str
    dossier: str
    lines: tuple[tuple[Piece, ...], ...]
    place: str
    paper: str
    picture: str
    before: str
    after: str
    previous: str
    following: str
    close: str


def preview(opened: Opened, among: Sequence[HitLine], *, address: Callable[[str, int], str]) -> Preview:
    """The hit among its neighbours; `address` opens a hit at a page, the hit "" none."""
    place = next(place for place, line in enumerate(among) if line.id == opened.hit.id)
    line, ending = among[place], PurePosixPath(opened.hit.id).suffix.lower()
    file = file_address(opened.hit.id)
    return Preview(
        title=line.title,
        where=line.where,
        file=f"{file}#page={opened.page}" if ending == ".pdf" else file,
        dossier=line.dossier,
        lines=tuple(pieces(text) for text in opened.text.splitlines() if text.strip()),
        place=f"Trang {opened.page}/{opened.pages}" if opened.pages > 1 else "",
        paper=f"{file}#page={opened.page}&navpanes=0" if ending == ".pdf" else "",
        picture=file if ending in _PICTURES else "",
        before=address(line.id, opened.page - 1) if opened.page > 1 else "",
        after=address(line.id, opened.page + 1) if opened.page < opened.pages else "",
        previous=among[place - 1].opens if place else "",
        following=among[place + 1].opens if place + 1 < len(among) else "",
        close=address("", 0),
    )
