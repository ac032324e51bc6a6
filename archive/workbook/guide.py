"""The first sheet of an empty workbook: how to fill it in, and the words its drop-down lists offer.

The words stand on this sheet in the open, for people to read and for the lists to refer to: a list written inside a
validation cannot hold "Bộ Chính trị, Ban Bí thư", whose comma would part it.
"""

from collections.abc import Iterator, Mapping

from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from archive.domain.criteria import CriterionName
from archive.domain.people import IssuerSystem, Management, UnitKind
from archive.domain.plan import AxisRole
from archive.domain.quarter import Quarter
from archive.domain.rating import Rating
from archive.domain.ruling import RulingKind
from archive.domain.secrecy import Classification
from archive.domain.transfer import TransferKind
from archive.workbook import tables, words
from archive.workbook.cells import put
from archive.workbook.kinds import AXIS, MARK, Kind
from archive.workbook.table import Table

GUIDE = "Hướng dẫn"
LAST_ROW = 2000  # of the rows open for filling in
_FONT = "Times New Roman"
PLAIN, BOLD, TITLE = (
    Font(name=_FONT, size=12),
    Font(name=_FONT, size=12, bold=True),
    Font(name=_FONT, size=14, bold=True),
)

CLOSED_LISTS: tuple[tuple[str, Kind, tuple[str | int, ...]], ...] = (
    ("Loại đơn vị", words.UNIT_KIND, tuple(kind.value for kind in UnitKind)),
    ("Hệ văn bản", words.SYSTEM, tuple(system.value for system in IssuerSystem)),
    ("Diện quản lý", words.MANAGEMENT, tuple(level.value for level in Management)),
    ("Xếp loại", words.RATING, tuple(rating.value for rating in Rating)),
    ("Trục", AXIS, tuple(range(1, 7))),
    ("Vai trò trục", words.AXIS_ROLE, tuple(role.value for role in AxisRole)),
    (
        "Độ mật (để trống: không mật)",
        words.CLASSIFICATION,
        tuple(level.value for level in Classification if level.is_secret),
    ),
    ("Đánh dấu (để trống: không)", MARK, ("x",)),
    ("Tiêu chí", words.CRITERION, tuple(name.value for name in CriterionName)),
    ("Loại luân chuyển", words.TRANSFER, tuple(kind.value for kind in TransferKind)),
    ("Loại quyết định", words.RULING, tuple(kind.value for kind in RulingKind)),
    ("Loại văn bản", words.PAPER, tuple(words.PAPER_KINDS)),
)

_RULES: Mapping[str, str] = {
    "Dấu *": "Cột có dấu * và nền vàng là bắt buộc: dòng đã ghi mà thiếu ô đó thì không nhập được.",
    "Thứ tự ghi": "Ghi Đơn vị trước, rồi Cán bộ, Nhiệm vụ, rồi các trang còn lại: mã ở trang sau chọn từ trang trước.",
    "Ngày": "Viết ngày trước, tháng sau: 25/6/2026, 25-06-2026; hoặc 2026-06-25. Ô hiện dạng ngày/tháng/năm; "
    "nếu thấy ngày và tháng đổi chỗ cho nhau, hãy viết dạng 2026-06-25.",
    "Số": "Viết như 1.234,5 hoặc 1234,5.",
    "Danh sách chọn": "Ô có mũi tên chỉ nhận giá trị trong danh sách; các giá trị ghi ở cuối trang này.",
    "Dòng tiêu đề": f"Được khóa, không có mật khẩu; các ô từ dòng 2 đến ít nhất dòng {LAST_ROW} để ghi. "
    "Không đổi tên trang, không đổi tiêu đề. Khi dán từ tệp khác, hãy dán giá trị để giữ danh sách chọn.",
    "Khi nhập": "Phần mềm kiểm tra toàn bộ sổ trước. Chỉ cần một ô sai là không lưu gì cả, và mọi ô sai được báo "
    "cùng lúc: trang nào, ô nào, thấy gì, cần gì. Hãy sửa rồi nhập lại; chỉ kiểm tra: hoso import SỔ.xlsx --dry-run",
    "Gửi bổ sung": "Sổ bổ sung chỉ cần trang Kỳ và các trang, các dòng thay đổi; nhập bằng hoso import "
    "SỔ.xlsx --update. Trang, dòng, cột không có trong sổ thì giữ như đã lưu; ô để trống thì xóa giá trị của ô đó.",
    "Hỏi ai": "Hỏi người quản trị hoso ở cơ quan đã gửi sổ này; gửi kèm nguyên văn dòng báo lỗi.",
    "Trang này": "Chỉ để đọc, phần mềm bỏ qua khi nhập.",
}


def write_guide(sheet: Worksheet, quarter: Quarter) -> Mapping[Kind, str]:
    """Write the sheet; where each closed list stands on it, as lists elsewhere refer to it."""
    sheet.column_dimensions["A"].width = 30
    sheet.column_dimensions["B"].width = 100
    rows = _rows(quarter)
    line = 0
    for line, (name, text) in enumerate(rows, start=1):
        _put(sheet, line, name, text)
    sheet["A1"].font = TITLE
    sheet["A1"].alignment = Alignment(wrap_text=False)
    ranges = {}
    for name, kind, offered in CLOSED_LISTS:
        first = line + 1
        for line, word in enumerate(offered, start=first):
            _put(sheet, line, name if line == first else None, word)
        ranges[kind] = f"'{sheet.title}'!$B${first}:$B${line}"
    sheet.protection.sheet = True
    return ranges


def _rows(quarter: Quarter) -> Iterator[tuple[str | None, str | None]]:
    yield f"Sổ hồ sơ {quarter.short}: cách ghi", None
    yield None, None
    yield from _RULES.items()
    yield None, None
    yield "CÁC TRANG", None
    yield from ((_title(table), table.purpose) for table in tables.TABLES)
    yield None, None
    yield "CÁC GIÁ TRỊ TRONG DANH SÁCH CHỌN", None


def _title(table: Table) -> str:
    return f"{table.title} (không bắt buộc)" if table.optional else table.title


def _put(sheet: Worksheet, line: int, name: str | None, text: str | int | None) -> None:
    put(sheet, line, 1, name)
    put(sheet, line, 2, text)
    sheet.cell(line, 1).font = BOLD
    sheet.cell(line, 1).alignment = Alignment(vertical="top", wrap_text=text is not None)
    sheet.cell(line, 2).font = PLAIN
    sheet.cell(line, 2).alignment = Alignment(horizontal="left", vertical="top", wrap_text=True)
