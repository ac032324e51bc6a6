"""Every sheet and column of the workbook (design §14), in order: the one place that lists them.

A column's `field` is the name of the domain value's attribute it fills, so that a row becomes a value without a map.
"""

from dataclasses import dataclass

from archive.domain.people import IssuerSystem, Management, UnitKind
from archive.domain.plan import AxisRole
from archive.domain.rating import Rating
from archive.domain.secrecy import Classification
from archive.workbook.kinds import AXIS, CODE, COUNT, DATE, DECIMAL, MARK, MOMENT, QUARTER, TEXT, Kind, choice

UNIT_KIND = choice({kind.value: kind for kind in UnitKind})
SYSTEM = choice({system.value: system for system in IssuerSystem})
MANAGEMENT = choice({level.value: level for level in Management})
AXIS_ROLE = choice({role.value: role for role in AxisRole})
RATING = choice({rating.value: rating for rating in Rating})
CLASSIFICATION = choice(
    {
        "Không": Classification.PUBLIC,
        "Thường": Classification.PUBLIC,
        **{level.value: level for level in Classification if level.is_secret},
    },
    empty=Classification.PUBLIC,
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header, the attribute it fills, how its cells are read; a row cannot do without `required`."""

    label: str
    field: str
    kind: Kind
    required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet."""

    title: str
    columns: tuple[Column, ...]


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
    ),
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
    ),
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
)
PERIOD = Table(
    "Kỳ",
    (
        Column("Quý", "quarter", QUARTER, required=True),
        Column("Ngày chốt", "cutoff", DATE, required=True),
        Column("Số ký hiệu Hướng dẫn", "guidance_number", TEXT),
        Column("Ngày Hướng dẫn", "guidance_date", DATE),
    ),
)
TABLES = (UNITS, CADRES, TASKS, RESULTS, EVIDENCE, ASSESSMENTS, MEETINGS, PROPOSALS, DELEGATIONS, PERIOD)
