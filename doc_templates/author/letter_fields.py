"""The fields of the papers outside the seven components, without those every form has."""

from archive.domain.document import DocumentKind
from doc_templates.author.field import SIGNATURE, Field

_ADDRESSEE = Field("addressee", "Nơi gửi đến")
_ADDRESSEES = Field("addressees", "Các nơi gửi đến", "texts")
_SUBJECT = Field("subject", "Trích yếu")
_INTRODUCTION = Field("introduction", "Câu mở đầu")
_RECIPIENTS = Field("recipients", "Nơi nhận", "texts")
_PERSON = Field("person", "Cá nhân", "group", ("name", "born", "post", "unit"))
_RATED = Field("rated_count", "Tổng số cán bộ", "number")
_COUNTS = Field("counts", "Số người theo mức xếp loại", "rows", ("rating", "count"))
_TASK_COUNT = Field("task_count", "Tổng số nhiệm vụ", "number")
_END = (_RECIPIENTS, SIGNATURE)


def _outcomes(name: str) -> Field:
    return Field(name, "Số nhiệm vụ theo kết quả", "rows", ("outcome", "count"))


def _people(*parts: str) -> Field:
    return Field("rows", "Danh sách cán bộ", "rows", ("number", "name", "post", *parts))


_ASSIGNED = (
    "number", "code", "task", "works", "product", "lead", "coordinators", "due", "axis", "target", "weight", "source",
)  # fmt: skip
_RESULTS = (
    "number", "task", "product", "due", "completed", "outcome", "target", "achieved", "quality", "self_points",
    "appraised_points", "documents", "note",
)  # fmt: skip

LETTER_FIELDS: dict[DocumentKind, tuple[Field, ...]] = {
    DocumentKind.ASSIGNED_WORK: (
        Field("subject", "Phạm vi danh mục"),
        Field("rows", "Nhiệm vụ được giao", "rows", _ASSIGNED),
        Field("row_count", "Số nhiệm vụ", "number"),
        Field("approval", "Phê duyệt"),
        SIGNATURE,
    ),
    DocumentKind.RESULTS_REPORT: (
        Field("addressee", "Cơ quan chủ trì"),
        _PERSON,
        Field("rows", "Nhiệm vụ tính điểm trong quý", "rows", _RESULTS),
        Field("carried", "Nhiệm vụ chuyển quý sau", "rows", ("number", "task", "product", "due", "reason")),
        _outcomes("counts"),
        _TASK_COUNT,
        SIGNATURE,
    ),
    DocumentKind.PREVIOUS_POST_COMMENT: (
        _ADDRESSEE,
        _PERSON,
        Field("rows", "Nhiệm vụ đã chủ trì", "rows", ("number", "task", "product", "due", "outcome")),
        _outcomes("counts"),
        _TASK_COUNT,
        Field("comment", "Nhận xét của tập thể"),
        *_END,
    ),
    DocumentKind.OPINION_REQUEST: (_SUBJECT, _ADDRESSEE, _people("proposed_rating"), _RATED, *_END),
    DocumentKind.OPINION_REPLY: (_SUBJECT, _ADDRESSEE, _people("proposed_rating", "opinion"), _RATED, *_END),
    DocumentKind.CONCLUSION: (
        _SUBJECT,
        _INTRODUCTION,
        _people("proposed_rating", "decided_rating", "reason"),
        _COUNTS,
        _RATED,
        *_END,
    ),
    DocumentKind.CENTRAL_SUBMISSION: (
        _ADDRESSEE,
        _SUBJECT,
        Field("bases", "Căn cứ", "texts"),
        _INTRODUCTION,
        _people("self_rating", "proposed_rating", "reason"),
        _COUNTS,
        _RATED,
        *_END,
    ),
    DocumentKind.CENTRAL_REPORT: (
        _ADDRESSEES,
        _SUBJECT,
        _INTRODUCTION,
        _people("proposed_rating", "decided_rating", "decision_number"),
        _COUNTS,
        _RATED,
        *_END,
    ),
    DocumentKind.NOTICE: (
        _ADDRESSEE,
        _SUBJECT,
        _INTRODUCTION,
        _people("decided_rating", "decision_number"),
        _RATED,
        *_END,
    ),
    DocumentKind.PERIODIC_REPORT: (
        _ADDRESSEES,
        _SUBJECT,
        _INTRODUCTION,
        Field("unit_count", "Số đơn vị", "number"),
        _RATED,
        _COUNTS,
        Field("undecided", "Số cán bộ chưa quyết định xếp loại", "number"),
        _outcomes("outcomes"),
        _TASK_COUNT,
        Field("difficulties", "Khó khăn, vướng mắc của đơn vị", "rows", ("unit", "text")),
        *_END,
    ),
    DocumentKind.DOSSIER_INDEX: (
        Field("subject", "Tên hồ sơ"),
        Field(
            "rows",
            "Văn bản, tài liệu",
            "rows",
            ("number", "component", "sign", "dated", "title", "author", "pages", "note"),
        ),
        Field("row_count", "Số văn bản, tài liệu", "number"),
        Field("page_count", "Số trang", "number"),
    ),
    DocumentKind.YEAR_RECORD: (
        _PERSON,
        Field("rows", "Nội dung theo quý", "rows", ("item", "q1", "q2", "q3", "q4")),
        SIGNATURE,
    ),
}
