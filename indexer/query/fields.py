"""The names of the fields people may type, with or without marks, and the fixed values some of them take."""

from archive.domain.document import COMPONENTS, DocumentKind
from archive.domain.outcome import Outcome
from archive.domain.rating import Rating
from indexer.query.tree import Field
from indexer.words import key

YEAR = "year"  # typed as a field of its own, read as a range of quarters

_NAMES: dict[str, tuple[str, ...]] = {
    Field.TITLE: ("tiêu_đề", "title"),
    Field.UNIT: ("đơn_vị", "unit"),
    Field.QUARTER: ("quý", "quarter"),
    YEAR: ("năm", "year"),
    Field.KIND: ("loại", "kind"),
    Field.COMPONENT: ("thành_phần", "component"),
    Field.PERSON: ("người", "person"),
    Field.TASK: ("nhiệm_vụ", "task"),
    Field.AXIS: ("trục", "axis"),
    Field.OUTCOME: ("kết_quả", "outcome"),
    Field.RATING: ("xếp_loại", "rating"),
    Field.NUMBER: ("số", "number"),
    Field.DAY: ("ngày", "date"),
}
FIELD_WORDS = {field: names[0] for field, names in _NAMES.items()}
_FIELDS = {key(name): field for field, names in _NAMES.items() for name in names}

_KIND_WORDS = {
    "minh chứng": "evidence",
    "danh mục công việc": DocumentKind.ASSIGNED_WORK.value,
    "báo cáo kết quả": DocumentKind.RESULTS_REPORT.value,
    "tự đánh giá": DocumentKind.SELF_ASSESSMENT.value,
    "tờ trình": DocumentKind.SUBMISSION.value,
    "biên bản": DocumentKind.MINUTES.value,
    "danh mục minh chứng": DocumentKind.EVIDENCE_LIST.value,
    "nhận xét": DocumentKind.PREVIOUS_POST_COMMENT.value,
    "xin ý kiến": DocumentKind.OPINION_REQUEST.value,
    "trả lời ý kiến": DocumentKind.OPINION_REPLY.value,
    "kết luận": DocumentKind.CONCLUSION.value,
    "thông báo": DocumentKind.NOTICE.value,
    "báo cáo định kỳ": DocumentKind.PERIODIC_REPORT.value,
    "mục lục": DocumentKind.DOSSIER_INDEX.value,
    "phụ lục 05": DocumentKind.SUMMARY_STANDING_COMMITTEE.value,
    "phụ lục 06": DocumentKind.SUMMARY_PROVINCIAL_BODIES.value,
    "phụ lục 07": DocumentKind.SUMMARY_PARTY_COMMITTEES.value,
    "pl05": DocumentKind.SUMMARY_STANDING_COMMITTEE.value,
    "pl06": DocumentKind.SUMMARY_PROVINCIAL_BODIES.value,
    "pl07": DocumentKind.SUMMARY_PARTY_COMMITTEES.value,
}
_OUTCOME_WORDS = {outcome.words: outcome.value for outcome in Outcome}
_RATING_WORDS = {
    "xuất sắc": Rating.EXCELLENT.value,
    "tốt": Rating.GOOD.value,
    "hoàn thành": Rating.COMPLETED.value,
    "không hoàn thành": Rating.NOT_COMPLETED.value,
}
_AXES = range(1, 7)


def _choices(words: dict[str, str], values: list[str]) -> dict[str, str]:
    return {**{key(value): value for value in values}, **{key(word): value for word, value in words.items()}}


CHOICES: dict[str, dict[str, str]] = {
    Field.KIND: _choices(_KIND_WORDS, ["evidence", *(kind.value for kind in DocumentKind)]),
    Field.OUTCOME: _choices(_OUTCOME_WORDS, [outcome.value for outcome in Outcome]),
    Field.RATING: _choices(_RATING_WORDS, [rating.value for rating in Rating]),
    Field.AXIS: _choices({}, [str(axis) for axis in _AXES]),
    Field.COMPONENT: _choices({}, [str(number) for number in range(1, len(COMPONENTS) + 1)]),
}
SHOWN_CHOICES = {
    Field.KIND: "tờ_trình, tự_đánh_giá, biên_bản, minh_chứng",
    Field.OUTCOME: "sớm, đúng_hạn, chậm, không_hoàn_thành, chuyển_quý_sau",
    Field.RATING: "xuất_sắc, tốt, hoàn_thành, không_hoàn_thành",
    Field.AXIS: "1 đến 6",
    Field.COMPONENT: "1 đến 7",
}


def field_named(name: str) -> str | None:
    """The field a typed name means, in any case, with or without marks; None when there is no such field."""
    return _FIELDS.get(key(name))
