"""A portfolio of a record: contents, reading copies of all files with bookmarks, the signed originals attached.

    PdfPortfolios(regular=face, bold=face, convert=office).write(portfolio, out=path, at=now)

Files go one by one through a folder aside, so that neither their number nor their size fills the memory.
"""

import contextlib
import hashlib
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import pikepdf
from pikepdf import AttachedFileSpec, Dictionary, Name, OutlineItem, String

from archive.errors import DigestMismatch, StorageFull, Unavailable, UsageError
from archive.exporters.portfolio_pages import DAMAGED, Convert, NotShown, reading_copy
from archive.exporters.portfolio_sheets import Fonts, Paragraph, draw, lay_out, link, stamp
from archive.exporters.portfolio_text import Face, Lettering
from archive.exporters.unpacking import NO_ROOM
from archive.language import VIETNAM
from archive.ports.portfolio import Portfolio, PortfolioItem, PortfolioPart, PortfolioReport

FOR_READING = "Bản để đọc; bản gốc đã ký đính kèm"
_CONTENTS = "Mục lục"
_PDF = "application/pdf"


@dataclass(slots=True)
class _Gathered:
    """Reading copies in files aside: how many pages each item has, and what could not be shown."""

    files: list[Path] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    unshown: list[str] = field(default_factory=list)


class PdfPortfolios:
    """Writes portfolios with the two faces it was given; without `convert` Word files are only named."""

    def __init__(self, *, regular: Face, bold: Face, convert: Convert | None = None) -> None:
        self._regular = regular
        self._bold = bold
        self._convert = convert

    def write(self, portfolio: Portfolio, *, out: Path, at: datetime) -> PortfolioReport:
        """Write the PDF; when it fails, nothing of it is left.

        Raises:
            UsageError: `out` is already there.
            DigestMismatch: a file's bytes are not those the record promised.
            StorageFull: there is no room.
            Unavailable: the folder cannot be written.
        """
        if out.exists():
            raise UsageError(f"Tệp {out} đã có; hãy chọn tên khác.")
        items = [item for part in portfolio.parts for item in part.items]
        with (
            _disk(out.parent),
            tempfile.TemporaryDirectory(prefix=f".{out.name}-", dir=out.parent) as folder,
            contextlib.ExitStack() as opened,
        ):
            gathered = self._gather(items, Path(folder))
            pdf = opened.enter_context(pikepdf.open(_merged(gathered.files, Path(folder))))
            self._bind(pdf, portfolio, gathered)
            attached = _attach(pdf, items, _moment(at))
            _describe(pdf, portfolio, at)
            aside = Path(folder, "portfolio.pdf")
            _save(pdf, aside)
            report = PortfolioReport(pages=len(pdf.pages), attached=attached, unshown=tuple(gathered.unshown))
            aside.rename(out)
        return report

    def _gather(self, items: Sequence[PortfolioItem], folder: Path) -> _Gathered:
        gathered = _Gathered()
        for number, item in enumerate(items):
            path = folder / f"{number:06}.pdf"
            with item.open() as source:
                _require_same(item, source)
                try:
                    gathered.pages.append(self._copy(item, source, path))
                except NotShown as why:
                    gathered.unshown.append(item.title)
                    gathered.pages.append(self._name(item, str(why), path))
            gathered.files.append(path)
        return gathered

    def _copy(self, item: PortfolioItem, source: BinaryIO, path: Path) -> int:
        try:
            with reading_copy(item, source, convert=self._convert) as copy:
                _save(copy, path)
                return len(copy.pages)
        except pikepdf.PdfError as broken:  # what is damaged deep inside shows only when it is written
            raise NotShown(DAMAGED) from broken

    def _name(self, item: PortfolioItem, why: str, path: Path) -> int:
        """Write the page that stands for a file which cannot be shown; how many it took."""
        with pikepdf.Pdf.new() as pdf:
            fonts = self._fonts(pdf, "Facts")
            sheets = lay_out(list(_facts(item, why)), fonts)
            for sheet in sheets:
                pdf.pages.append(draw(pdf, sheet, fonts))
            _save(pdf, path)
        return len(sheets)

    def _fonts(self, pdf: pikepdf.Pdf, name: str) -> Fonts:
        """The faces under names that no page of the record has."""
        return Fonts(
            Lettering(pdf, self._regular, name=f"/Hoso{name}Regular"),
            Lettering(pdf, self._bold, name=f"/Hoso{name}Bold"),
        )

    def _bind(self, pdf: pikepdf.Pdf, portfolio: Portfolio, gathered: _Gathered) -> None:
        """Contents in front, a line on every page, bookmarks."""
        fonts = self._fonts(pdf, "Bound")
        starts = [sum(gathered.pages[:place]) for place in range(len(gathered.pages))]
        sheets = lay_out(list(_contents(portfolio, starts)), fonts)
        for place, rows in enumerate(sheets):
            pdf.pages.insert(place, draw(pdf, rows, fonts, offset=len(sheets)))
        for place, rows in enumerate(sheets):
            link(pdf, pdf.pages[place], rows, offset=len(sheets))
        for number, page in enumerate(pdf.pages, start=1):
            stamp(pdf, page, f"{FOR_READING} · trang {number}/{len(pdf.pages)}", fonts.regular)
        _bookmark(pdf, portfolio, [start + len(sheets) for start in starts])


def _merged(files: Sequence[Path], folder: Path) -> Path:
    """All files as one; this way, page by page from disk to disk, while pages given to another PDF stay in memory."""
    merged = folder / "merged.pdf"
    pikepdf.Job(["hoso", "--empty", "--pages", *map(str, files), "--", str(merged)]).run()
    return merged


def _require_same(item: PortfolioItem, source: BinaryIO) -> None:
    found = hashlib.file_digest(source, "sha512").hexdigest()  # type: ignore[arg-type]  # any binary file will do
    if found != item.sha512:
        raise DigestMismatch(item.name, expected=item.sha512, found=found)
    source.seek(0)


def _facts(item: PortfolioItem, why: str) -> Iterator[Paragraph]:
    yield Paragraph(text=item.title, size=14, bold=True)
    yield Paragraph(text=f"Tệp này không ghép được vào bản đọc: {why}.", before=12)
    for fact in item.facts:
        yield Paragraph(text=fact)


def _contents(portfolio: Portfolio, starts: Sequence[int]) -> Iterator[Paragraph]:
    yield Paragraph(text=portfolio.issuer, size=13, bold=True, centred=True)
    yield Paragraph(text=portfolio.title, size=16, bold=True, centred=True, before=28)
    yield Paragraph(text=portfolio.period, size=14, centred=True)
    for place, note in enumerate(portfolio.notes):
        yield Paragraph(text=note, size=11, before=4 if place else 22)
    yield Paragraph(text=_CONTENTS.upper(), size=14, bold=True, centred=True, before=24)
    waiting = iter(starts)
    for part in portfolio.parts:
        targets = [next(waiting) for _ in part.items]
        yield Paragraph(text=part.title, bold=True, before=8, target=targets[0])
        for item, target in zip(_within(part), targets, strict=False):
            yield Paragraph(text=item.title, indent=1, before=2, target=target)


def _within(part: PortfolioPart) -> Sequence[PortfolioItem]:
    """The files to be named below their component; one that bears its name is not named twice."""
    only = part.items[0].title if len(part.items) == 1 else ""
    return () if only and part.title.endswith(only) else part.items


def _bookmark(pdf: pikepdf.Pdf, portfolio: Portfolio, starts: Sequence[int]) -> None:
    waiting = iter(starts)
    with pdf.open_outline() as outline:
        outline.root.append(OutlineItem(_CONTENTS, 0))
        for part in portfolio.parts:
            targets = [next(waiting) for _ in part.items]
            branch = OutlineItem(part.title, targets[0])
            branch.children.extend(
                OutlineItem(item.title, target) for item, target in zip(_within(part), targets, strict=False)
            )
            outline.root.append(branch)


def _attach(pdf: pikepdf.Pdf, items: Sequence[PortfolioItem], made: str) -> int:
    """The signed originals, byte for byte; they are small, for the program itself wrote them."""
    originals = [item for item in items if item.attach]
    for item in originals:
        with item.open() as source:
            content = source.read()
        spec = AttachedFileSpec(
            pdf,
            content,
            description=f"{item.title} (bản gốc đã ký)",
            filename=item.name,
            mime_type=_PDF,
            creation_date=made,
            mod_date=made,
        )
        pdf.attachments[item.name] = spec
    return len(originals)


def _describe(pdf: pikepdf.Pdf, portfolio: Portfolio, at: datetime) -> None:
    title = f"{portfolio.title} - {portfolio.period} - {portfolio.issuer}"
    pdf.docinfo[Name.Title] = String(title)
    pdf.docinfo[Name.Subject] = String(FOR_READING)
    pdf.docinfo[Name.CreationDate] = String(_moment(at))
    pdf.Root[Name.Lang] = String("vi-VN")
    pdf.Root[Name.PageMode] = Name.UseOutlines
    pdf.Root[Name.ViewerPreferences] = Dictionary(DisplayDocTitle=True)


def _moment(at: datetime) -> str:
    """A moment as PDF writes it."""
    return f"D:{at.astimezone(VIETNAM):%Y%m%d%H%M%S}+07'00'"


def _save(pdf: pikepdf.Pdf, path: Path) -> None:
    with path.open("wb") as target:
        pdf.save(target, deterministic_id=True, min_version="1.7")


@contextlib.contextmanager
def _disk(where: Path) -> Iterator[None]:
    """What the disk refuses, in our words."""
    try:
        yield
    except OSError as refused:
        if refused.errno in NO_ROOM:
            raise StorageFull(f"Hết chỗ ở {where}; chưa ghi gì. Hãy giải phóng đĩa rồi làm lại.") from refused
        raise Unavailable(f"Không ghi được vào {where}: {refused.strerror}. Hãy kiểm tra quyền và đĩa.") from refused
