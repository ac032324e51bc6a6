"""Writes the made-up quarter's workbook the way an office would: a styled header, real dates and a few typed ones."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from archive.demo.proofs import Proof
from archive.domain.document import TITLE
from archive.domain.dossier import OpenDossier
from archive.domain.paper import PaperClassification
from archive.domain.plan import Delegation, Period, PlanApproval
from archive.language import day

CellValue = str | int | float | date | datetime | None

# Sheet → headers, in the order of the fields of the value that fills a row (design §14); one string a line to read.
_SHEETS = """
Đơn vị: Mã đơn vị | Tên đơn vị | Cấp trên trực tiếp | Loại | Hệ văn bản | Ký hiệu | Địa danh
Cán bộ: Mã cán bộ | Họ và tên | Ngày sinh | Giới tính | Dân tộc | Chức vụ Đảng | Chức vụ chính quyền
    | Chức vụ đoàn thể | Mã đơn vị | Diện quản lý | Người đứng đầu | Nhóm đối tượng | Giữ chức vụ từ | Chức vụ trước
    | Đơn vị trước | Ngày vào ngành | Ngày nghỉ hưu | Không đánh giá (lý do)
Nhiệm vụ: Mã nhiệm vụ | Mã cán bộ chủ trì | Tên nhiệm vụ | Sản phẩm đầu ra | Thời gian hoàn thành | Trục
    | Vai trò trục | Đơn vị tính | Chỉ tiêu | Tỷ trọng | Nguồn giao | Văn bản giao | Cấp giao | Cơ quan chủ trì
    | Phát sinh | Ngày giao | Phối hợp | Chuyển từ quý
Kết quả: Mã nhiệm vụ | Ngày hoàn thành | Kết quả đạt | Chất lượng (%) | Điểm tự chấm | Điểm thẩm định | Nguyên nhân
    | Ghi chú
Minh chứng: Mã nhiệm vụ | Tệp | Số ký hiệu | Ngày văn bản | Trích yếu | Thời hạn | Chỉ tiêu | Độ mật
Tự đánh giá: Mã cán bộ | Điểm tiêu chí chung | Điểm kết quả nhiệm vụ | Ưu điểm | Hạn chế, nguyên nhân | Phương hướng
    | Đề xuất xếp loại
Hội nghị: Mã đơn vị | Thời gian | Địa điểm | Chủ trì | Thư ký | Triệu tập | Có mặt | Vắng (lý do) | Nội dung | Kết luận
    | Khó khăn, vướng mắc
Xếp loại: Mã cán bộ | Tập thể đề xuất | Đồng ý | Không đồng ý | Căn cứ, lý do | Đề xuất công tác cán bộ
    | Quyết định xếp loại | Số quyết định
Phân cấp: Chức danh | Cấp quản lý | Cơ quan chủ trì | Cấp giao nhiệm vụ | Cấp quyết định
Kỳ: Quý | Ngày chốt | Số ký hiệu Hướng dẫn | Ngày Hướng dẫn
Duyệt danh mục: Mã đơn vị | Ngày duyệt | Cấp duyệt | Số văn bản
Tiêu chí: Tiêu chí | Mức xếp loại | Giá trị | Căn cứ
Độ mật: Loại văn bản | Mã đơn vị | Độ mật | Người xác định | Mã cán bộ | Nơi lưu bản giấy
"""
_CADRE_FIELDS = [
    "code",
    "name",
    "born",
    "sex",
    "ethnicity",
    "party_post",
    "state_post",
    "union_post",
    "unit",
    "management",
    "is_head",
    "group",
    "in_post_since",
    "former_post",
    "former_unit",
    "joined",
    "retires",
    "excluded",
]
_TYPED_DATE_EVERY = 9  # rows; people type a date as text now and then
_WIDEST, _NARROWEST = 48, 9  # characters
_HEADER_FILL = PatternFill("solid", fgColor="DDEBF7")
_THIN = Side(style="thin", color="A6A6A6")


def sheets() -> Mapping[str, Sequence[str]]:
    """The headers of each sheet, in order."""
    lines = _SHEETS.replace("\n    ", " ").strip().splitlines()
    titled = (line.split(":", 1) for line in lines)
    return {title: [header.strip() for header in headers.split("|")] for title, headers in titled}


def write_book(
    path: Path,
    *,
    period: Period,
    dossiers: Sequence[OpenDossier],
    proofs: Sequence[Proof],
    delegations: Sequence[Delegation],
) -> None:
    """Write the workbook."""
    rows: dict[str, Iterable[Sequence[CellValue]]] = {
        "Đơn vị": [_cells(dossier.unit) for dossier in dossiers],
        "Cán bộ": [_cells(cadre, _CADRE_FIELDS) for dossier in dossiers for cadre in dossier.cadres],
        "Nhiệm vụ": [_cells(task) for dossier in dossiers for task in dossier.tasks],
        "Kết quả": [_cells(result) for dossier in dossiers for result in dossier.results],
        "Minh chứng": [_proof_cells(proof) for proof in proofs],
        "Tự đánh giá": [_cells(item) for dossier in dossiers for item in dossier.self_assessments],
        "Hội nghị": [_cells(dossier.meeting) for dossier in dossiers if dossier.meeting],
        "Xếp loại": [_cells(item) for dossier in dossiers for item in dossier.proposals],
        "Phân cấp": [_cells(delegation) for delegation in delegations],
        "Kỳ": [_cells(period)],
        "Duyệt danh mục": [_approval_cells(dossier.approval) for dossier in dossiers if dossier.approval],
        "Tiêu chí": [_cells(item) for item in (dossiers[0].criteria if dossiers else ())],
        "Độ mật": [_paper_cells(paper) for dossier in dossiers for paper in dossier.papers],
    }
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, headers in sheets().items():
        _write_sheet(book.create_sheet(title), headers, rows[title])
    book.save(path)


def _cells(value: object, names: Sequence[str] = ()) -> list[CellValue]:
    """A value's attributes as cells, in the order of its sheet's columns."""
    wanted = names or [field.name for field in fields(value)]  # type: ignore[arg-type] # every value here is a dataclass
    return [_cell(getattr(value, name)) for name in wanted]


def _proof_cells(proof: Proof) -> list[CellValue]:
    item = proof.evidence
    texts = (item.task, proof.path, item.number, item.issued, item.summary, item.due, item.target, item.classification)
    return [_cell(text) for text in texts]


def _approval_cells(approval: PlanApproval) -> list[CellValue]:
    return [approval.unit, approval.approved_on, approval.approved_by, approval.number or None]


def _paper_cells(paper: PaperClassification) -> list[CellValue]:
    level = paper.classification.value or "Không"
    return [TITLE[paper.kind], paper.unit, level, paper.decided_by, paper.person, paper.kept_at or None]


def _cell(value: object) -> CellValue:
    match value:
        case None | "":
            return None
        case bool():
            return "x" if value else None
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case datetime():
            return value.replace(tzinfo=None)  # Excel knows no zones; the sheet is in Việt Nam time
        case date() | int():
            return value
    return str(value.value if isinstance(value, Enum) else value) or None


def _write_sheet(sheet: Worksheet, headers: Sequence[str], rows: Iterable[Sequence[CellValue]]) -> None:
    widths = [len(header) for header in headers]
    sheet.append(list(headers))
    for number, row in enumerate(rows, start=2):
        for place, value in enumerate(
            row[: len(headers)], start=1
        ):  # facts of later sheets stand behind the fixed ones
            typed = _typed(value) if number % _TYPED_DATE_EVERY == 0 else value
            cell = sheet.cell(row=number, column=place, value=typed)
            cell.alignment = Alignment(vertical="top", wrap_text=isinstance(typed, str))
            cell.border = Border(bottom=_THIN)
            if isinstance(typed, datetime):
                cell.number_format = "hh:mm dd/mm/yyyy"
            elif isinstance(typed, date):
                cell.number_format = "dd/mm/yyyy"
            widths[place - 1] = max(widths[place - 1], 10 if isinstance(typed, date) else len(str(typed or "")))
    _style_header(sheet, widths)


def _typed(value: CellValue) -> CellValue:
    """The cell as somebody types it who does not trust Excel with dates."""
    return day(value) if isinstance(value, date) and not isinstance(value, datetime) else value


def _style_header(sheet: Worksheet, widths: Sequence[int]) -> None:
    for place, width in enumerate(widths, start=1):
        cell = sheet.cell(row=1, column=place)
        cell.font, cell.fill = Font(bold=True), _HEADER_FILL
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.border = Border(top=_THIN, bottom=_THIN, left=_THIN, right=_THIN)
        sheet.column_dimensions[get_column_letter(place)].width = min(max(width + 2, _NARROWEST), _WIDEST)
    sheet.row_dimensions[1].height = 32
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
