"""Every sheet and column of the workbook (design §14), in order: the one place that lists them.

A column's `field` is the name of the domain value's attribute it fills, so that a row becomes a value without a map.
Reading, checking, comparing, writing and the instructions all follow these tables: a new sheet is one more `Table`.
"""

from collections.abc import Mapping, Sequence

from archive.domain.evidence import Evidence
from archive.domain.meeting import Meeting
from archive.domain.outcome import Result
from archive.domain.people import Cadre, Unit
from archive.domain.plan import Delegation, Period, Task
from archive.domain.rating import Proposal, SelfAssessment
from archive.workbook.kinds import AXIS, CODE, COUNT, DATE, DECIMAL, MARK, MOMENT, QUARTER, TEXT
from archive.workbook.optional_tables import APPROVALS, CRITERIA, PAPERS, RULINGS, TRANSFERS, WORKS
from archive.workbook.table import Column, Table
from archive.workbook.words import AXIS_ROLE, CLASSIFICATION, MANAGEMENT, RATING, SYSTEM, UNIT_KIND

UNITS = Table(
    "Đơn vị",
    (
        Column("Mã đơn vị", "code", CODE, required=True),
        Column("Tên đơn vị", "name", TEXT, required=True),
        Column("Cấp trên trực tiếp", "superior", TEXT),
        Column("Loại", "kind", UNIT_KIND, required=True),
        Column("Hệ văn bản", "system", SYSTEM, required=True),
        Column("Ký hiệu", "symbol", TEXT, required=True),
        Column("Địa danh", "place", TEXT, required=True),
    ),
    value=Unit,
    of="unit",
    key=("code",),
    purpose="Mỗi dòng một đơn vị lập hồ sơ. Mã đơn vị tự đặt, ngắn, không trùng; các trang sau gọi mã này.",
)
CADRES = Table(
    "Cán bộ",
    (
        Column("Mã cán bộ", "code", CODE, required=True),
        Column("Họ và tên", "name", TEXT, required=True),
        Column("Ngày sinh", "born", DATE),
        Column("Giới tính", "sex", TEXT),
        Column("Dân tộc", "ethnicity", TEXT),
        Column("Chức vụ Đảng", "party_post", TEXT),
        Column("Chức vụ chính quyền", "state_post", TEXT),
        Column("Chức vụ đoàn thể", "union_post", TEXT),
        Column("Mã đơn vị", "unit", CODE, required=True),
        Column("Diện quản lý", "management", MANAGEMENT, required=True),
        Column("Người đứng đầu", "is_head", MARK),
        Column("Nhóm đối tượng", "group", TEXT),
        Column("Giữ chức vụ từ", "in_post_since", DATE),
        Column("Chức vụ trước", "former_post", TEXT),
        Column("Đơn vị trước", "former_unit", TEXT),
        Column("Ngày vào ngành", "joined", DATE),
        Column("Ngày nghỉ hưu", "retires", DATE),
        Column("Không đánh giá (lý do)", "excluded", TEXT),
    ),
    value=Cadre,
    of="cadres",
    key=("code",),
    purpose="Mỗi dòng một cán bộ thuộc một đơn vị đã ghi ở trang Đơn vị. Người đứng đầu đánh dấu x. "
    "Ai không đánh giá trong quý thì ghi lý do ở cột cuối.",
)
TASKS = Table(
    "Nhiệm vụ",
    (
        Column("Mã nhiệm vụ", "code", CODE, required=True),
        Column("Mã cán bộ chủ trì", "lead", CODE, required=True),
        Column("Tên nhiệm vụ", "name", TEXT),
        Column("Sản phẩm đầu ra", "product", TEXT),
        Column("Thời gian hoàn thành", "due", DATE),
        Column("Trục", "axis", AXIS),
        Column("Vai trò trục", "axis_role", AXIS_ROLE),
        Column("Đơn vị tính", "measure", TEXT),
        Column("Chỉ tiêu", "target", DECIMAL),
        Column("Tỷ trọng", "weight", DECIMAL),
        Column("Nguồn giao", "source", TEXT),
        Column("Văn bản giao", "source_document", TEXT),
        Column("Cấp giao", "assigned_by", TEXT),
        Column("Cơ quan chủ trì", "lead_body", TEXT),
        Column("Phát sinh", "is_arising", MARK),
        Column("Ngày giao", "assigned_on", DATE),
        Column("Phối hợp", "coordinators", TEXT),
        Column("Chuyển từ quý", "carried_from", QUARTER),
    ),
    value=Task,
    of="tasks",
    key=("code",),
    purpose="Mỗi dòng một nhiệm vụ trong quý và cán bộ chủ trì. Nhiệm vụ phát sinh đánh dấu x.",
)
RESULTS = Table(
    "Kết quả",
    (
        Column("Mã nhiệm vụ", "task", CODE, required=True),
        Column("Ngày hoàn thành", "completed", DATE),
        Column("Kết quả đạt", "achieved", DECIMAL),
        Column("Chất lượng (%)", "quality", DECIMAL),
        Column("Điểm tự chấm", "self_points", DECIMAL),
        Column("Điểm thẩm định", "appraised_points", DECIMAL),
        Column("Nguyên nhân", "cause", TEXT),
        Column("Ghi chú", "note", TEXT),
    ),
    value=Result,
    of="results",
    key=("task",),
    purpose="Mỗi dòng kết quả của một nhiệm vụ đến ngày chốt. Chưa xong thì để trống ngày hoàn thành.",
)
EVIDENCE = Table(
    "Minh chứng",
    (
        Column("Mã nhiệm vụ", "task", CODE, required=True),
        Column("Tệp", "path", TEXT),
        Column("Số ký hiệu", "number", TEXT),
        Column("Ngày văn bản", "issued", DATE),
        Column("Trích yếu", "summary", TEXT),
        Column("Thời hạn", "due", TEXT),
        Column("Chỉ tiêu", "target", TEXT),
        Column("Độ mật", "classification", CLASSIFICATION),
    ),
    value=Evidence,
    of="evidence",
    key=(),
    purpose="Mỗi dòng một minh chứng. Cột Tệp ghi tên tệp trong thư mục minh chứng gửi kèm sổ. "
    "Văn bản mật chỉ ghi số ký hiệu, trích yếu và độ mật; không gửi tệp.",
)
ASSESSMENTS = Table(
    "Tự đánh giá",
    (
        Column("Mã cán bộ", "person", CODE, required=True),
        Column("Điểm tiêu chí chung", "general_points", DECIMAL),
        Column("Điểm kết quả nhiệm vụ", "task_points", DECIMAL),
        Column("Ưu điểm", "strengths", TEXT),
        Column("Hạn chế, nguyên nhân", "shortcomings", TEXT),
        Column("Phương hướng", "direction", TEXT),
        Column("Đề xuất xếp loại", "proposed", RATING),
    ),
    value=SelfAssessment,
    of="self_assessments",
    key=("person",),
    purpose="Mỗi dòng phần tự chấm điểm, tự nhận xét và tự đề xuất xếp loại của một cán bộ.",
)
MEETINGS = Table(
    "Hội nghị",
    (
        Column("Mã đơn vị", "unit", CODE, required=True),
        Column("Thời gian", "held", MOMENT),
        Column("Địa điểm", "place", TEXT),
        Column("Chủ trì", "chair", TEXT),
        Column("Thư ký", "secretary", TEXT),
        Column("Triệu tập", "invited", COUNT),
        Column("Có mặt", "present", COUNT),
        Column("Vắng (lý do)", "absent", TEXT),
        Column("Nội dung", "agenda", TEXT),
        Column("Kết luận", "conclusion", TEXT),
        Column("Khó khăn, vướng mắc", "difficulties", TEXT),
    ),
    value=Meeting,
    of="meeting",
    key=("unit",),
    purpose="Mỗi dòng hội nghị đánh giá của một đơn vị. Thời gian viết như 08:00 22/06/2026.",
)
PROPOSALS = Table(
    "Xếp loại",
    (
        Column("Mã cán bộ", "person", CODE, required=True),
        Column("Tập thể đề xuất", "proposed", RATING),
        Column("Đồng ý", "votes_for", COUNT),
        Column("Không đồng ý", "votes_against", COUNT),
        Column("Căn cứ, lý do", "reason", TEXT),
        Column("Đề xuất công tác cán bộ", "personnel_proposal", TEXT),
        Column("Quyết định xếp loại", "decided", RATING),
        Column("Số quyết định", "decision_number", TEXT),
    ),
    value=Proposal,
    of="proposals",
    key=("person",),
    purpose="Mỗi dòng đề xuất của tập thể, số phiếu và quyết định xếp loại đối với một cán bộ.",
)
DELEGATIONS = Table(
    "Phân cấp",
    (
        Column("Chức danh", "post", TEXT, required=True),
        Column("Cấp quản lý", "managed_by", TEXT, required=True),
        Column("Cơ quan chủ trì", "lead_body", TEXT, required=True),
        Column("Cấp giao nhiệm vụ", "assigned_by", TEXT, required=True),
        Column("Cấp quyết định", "decided_by", TEXT, required=True),
    ),
    value=Delegation,
    of="delegations",
    key=("post",),
    purpose="Mỗi dòng một chức danh: ai quản lý, ai chủ trì, ai giao nhiệm vụ, ai quyết định.",
)
PERIOD = Table(
    "Kỳ",
    (
        Column("Quý", "quarter", QUARTER, required=True),
        Column("Ngày chốt", "cutoff", DATE, required=True),
        Column("Số ký hiệu Hướng dẫn", "guidance_number", TEXT),
        Column("Ngày Hướng dẫn", "guidance_date", DATE),
    ),
    value=Period,
    of="period",
    key=("quarter",),
    purpose="Chỉ một dòng. Quý đã ghi sẵn; hãy ghi ngày chốt và số, ngày của Hướng dẫn.",
)
TABLES: Sequence[Table] = (
    UNITS,
    CADRES,
    TASKS,
    RESULTS,
    EVIDENCE,
    ASSESSMENTS,
    MEETINGS,
    PROPOSALS,
    DELEGATIONS,
    PERIOD,
    WORKS,
    APPROVALS,
    CRITERIA,
    TRANSFERS,
    RULINGS,
    PAPERS,
)

# A code column of such a field names a row of that sheet: checked on reading, a drop-down list on writing.
REFERS_TO: Mapping[str, Table] = {"unit": UNITS, "lead": CADRES, "person": CADRES, "task": TASKS}
