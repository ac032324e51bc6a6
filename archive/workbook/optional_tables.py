"""The sheets an office may leave out: what not every quarter has (R8, R21, R26, R28, R37, domain notes §3.7)."""

from archive.domain.criteria import Criterion
from archive.domain.paper import PaperClassification
from archive.domain.plan import PlanApproval, Work
from archive.domain.ruling import Ruling
from archive.domain.transfer import Transfer
from archive.workbook.kinds import CODE, DATE, DECIMAL, TEXT
from archive.workbook.table import Column, Table
from archive.workbook.words import CLASSIFICATION, CRITERION, PAPER, RATING, RULING, TRANSFER

WORKS = Table(
    "Công việc",
    (
        Column("Mã nhiệm vụ", "task", CODE, required=True),
        Column("Tên công việc", "name", TEXT, required=True),
        Column("Sản phẩm đầu ra", "product", TEXT),
        Column("Số lượng", "quantity", DECIMAL),
        Column("Đơn vị tính", "measure", TEXT),
    ),
    value=Work,
    of="works",
    key=("task", "name"),
    purpose="Chỉ ghi khi một nhiệm vụ gồm nhiều công việc: mỗi dòng một công việc và sản phẩm của nó.",
    optional=True,
)
APPROVALS = Table(
    "Duyệt danh mục",
    (
        Column("Mã đơn vị", "unit", CODE, required=True),
        Column("Ngày duyệt", "approved_on", DATE, required=True),
        Column("Cấp duyệt", "approved_by", TEXT, required=True),
        Column("Số văn bản", "number", TEXT),
    ),
    value=PlanApproval,
    of="approval",
    key=("unit",),
    purpose="Mỗi dòng việc duyệt danh mục nhiệm vụ (PL02) của một đơn vị. Đã duyệt thì danh mục chỉ "
    "đổi khi trang Quyết định có dòng Điều chỉnh danh mục.",
    optional=True,
)
CRITERIA = Table(
    "Tiêu chí",
    (
        Column("Tiêu chí", "name", CRITERION, required=True),
        Column("Mức xếp loại", "rating", RATING),
        Column("Giá trị", "value", DECIMAL, required=True),
        Column("Căn cứ", "basis", TEXT, required=True),
    ),
    value=Criterion,
    of="criteria",
    key=("name", "rating"),
    purpose="Bộ tiêu chí của kỳ: mỗi dòng một con số và văn bản quy định con số đó. Không ghi thì phần "
    "mềm không xét theo con số ấy.",
    optional=True,
)
TRANSFERS = Table(
    "Luân chuyển",
    (
        Column("Loại", "kind", TRANSFER, required=True),
        Column("Mã đơn vị", "unit", CODE, required=True),
        Column("Cơ quan, người nhận hoặc gửi", "body", TEXT, required=True),
        Column("Mã cán bộ", "person", CODE),
        Column("Ngày gửi", "sent", DATE),
        Column("Ngày nhận", "received", DATE),
        Column("Số ký hiệu", "number", TEXT),
        Column("Ghi chú", "note", TEXT),
    ),
    value=Transfer,
    of="transfers",
    key=("kind", "unit", "body", "person", "sent", "number"),
    purpose="Mỗi dòng một văn bản gửi đi hoặc nhận về: kết quả gửi cơ quan chủ trì, xin ý kiến, "
    "nhận xét nơi công tác trước, thông báo kết quả.",
    optional=True,
)
RULINGS = Table(
    "Quyết định",
    (
        Column("Loại", "kind", RULING, required=True),
        Column("Mã đơn vị", "unit", CODE, required=True),
        Column("Ngày quyết định", "decided_on", DATE, required=True),
        Column("Cấp quyết định", "decided_by", TEXT, required=True),
        Column("Lý do", "reason", TEXT, required=True),
        Column("Mã cán bộ", "person", CODE),
        Column("Nhóm đối tượng", "group", TEXT),
        Column("Số văn bản", "number", TEXT),
    ),
    value=Ruling,
    of="rulings",
    key=("kind", "unit", "person", "group", "decided_on", "number"),
    purpose="Những việc con người quyết định và phải ghi lý do: tỷ lệ 25 %, điều chỉnh danh mục, "
    "quay lại bước trước, nguyên nhân khách quan.",
    optional=True,
)
PAPERS = Table(
    "Độ mật",
    (
        Column("Loại văn bản", "kind", PAPER, required=True),
        Column("Mã đơn vị", "unit", CODE, required=True),
        Column("Độ mật", "classification", CLASSIFICATION, required=True),
        Column("Người xác định", "decided_by", TEXT, required=True),
        Column("Mã cán bộ", "person", CODE),
        Column("Nơi lưu bản giấy", "kept_at", TEXT),
    ),
    value=PaperClassification,
    of="papers",
    key=("kind", "unit", "person"),
    purpose="Văn bản về cán bộ diện Bộ Chính trị, Ban Bí thư: ai xác định có mật hay không; bản mật lưu "
    "giấy ở đâu. Văn bản mật không ghi nội dung vào sổ này.",
    optional=True,
)
