"""Papers sent, received and answered, as far as they were recorded (R26, R32, R33, R37, R62)."""

from collections.abc import Iterator

from archive.domain.deadline import submission_deadline
from archive.domain.dossier.facts import OpenDossier
from archive.domain.dossier.finding import Finding, FindingKind, Severity
from archive.domain.dossier.notices import Receiver, unnoticed
from archive.domain.dossier.steps import Route, final_rating, is_answered, route_of
from archive.domain.dossier.surroundings import Surroundings
from archive.domain.people import Cadre
from archive.domain.transfer import Transfer, TransferKind
from archive.language import VIETNAM, day

TRANSMISSION_MISSING = FindingKind(
    code="transmission_missing",
    rule="R26",
    component=2,
    severity=Severity.WARNING,
    sentence="Đồng chí {person} ({unit}) chưa được ghi việc {what}; thư ký hãy ghi ngày gửi, ngày nhận vào trang "
    "Luân chuyển {by_when}.",
    example={"what": "gửi tổng hợp kết quả cho cơ quan chủ trì"},
)
TRANSMISSIONS_UNRECORDED = FindingKind(
    code="transmissions_unrecorded",
    rule="R26",
    component=2,
    severity=Severity.WARNING,
    sentence="{unit} chưa ghi lần nào việc gửi tổng hợp kết quả cho cơ quan chủ trì và nhận lại kết quả thẩm định "
    "của từng cán bộ, phải xong {by_when} (mục 6.2.1); thư ký hãy ghi vào trang Luân chuyển.",
)
OPINION_MISSING = FindingKind(
    code="opinion_missing",
    rule="R32",
    component=1,
    severity=Severity.WARNING,
    sentence="{body} chưa có ý kiến về {whose}, xin từ {sent}; chưa trả lời không phải là đồng ý: hãy đôn đốc và "
    "ghi ngày nhận ý kiến vào trang Luân chuyển (hồ sơ nộp {by_when}).",
    example={"body": "Công an tỉnh", "whose": "đồng chí Hoàng Thị Lan (Sở Nội vụ)", "sent": "20/06/2026"},
)
DIGITAL_UNRECORDED = FindingKind(
    code="digital_unrecorded",
    rule="R62",
    component=2,
    severity=Severity.WARNING,
    sentence="{unit} có nhiệm vụ thuộc trục 3 nhưng chưa ghi kết quả chuyển đổi số do Thường trực Ban Chỉ đạo đánh "
    "giá (mục 10.2); thư ký hãy xin kết quả và ghi vào trang Luân chuyển {by_when}.",
)
CENTRAL_ANSWER_MISSING = FindingKind(
    code="central_answer_missing",
    rule="R33",
    component=1,
    severity=Severity.WARNING,
    sentence="Đồng chí {person} ({unit}) thuộc diện Bộ Chính trị, Ban Bí thư quản lý, đã ghi mức quyết định nhưng "
    "chưa có trả lời của Trung ương nên vẫn là đề xuất; hãy ghi ngày nhận trả lời vào trang Luân chuyển hoặc xóa "
    "mức quyết định (hồ sơ nộp {by_when}).",
)
NOTICE_MISSING = FindingKind(
    code="notice_missing",
    rule="R37",
    component=1,
    severity=Severity.WARNING,
    sentence="Kết quả xếp loại đã quyết định của {count} cán bộ {unit} ({people}) chưa được thông báo đến "
    "{receiver}; hãy gửi thông báo và ghi ngày gửi vào trang Luân chuyển (hồ sơ nộp {by_when}).",
    example={"count": "2", "people": "Hoàng Thị Lan, Lý A Páo", "receiver": "Ban Thường vụ Tỉnh ủy"},
)
KINDS = (
    TRANSMISSION_MISSING,
    TRANSMISSIONS_UNRECORDED,
    OPINION_MISSING,
    DIGITAL_UNRECORDED,
    CENTRAL_ANSWER_MISSING,
    NOTICE_MISSING,
)

_ROUND_TRIP = (TransferKind.RESULTS, TransferKind.APPRAISAL)
_DIGITAL_AXIS = 3  # R6, R62
_MOST_NAMED = 5  # people in one sentence


def check(dossier: OpenDossier, around: Surroundings) -> Iterator[Finding]:
    """What was recorded of papers on their way."""
    if any(item.kind in _ROUND_TRIP for item in dossier.transfers):
        yield from _round_trips(dossier)
    elif dossier.rated and _is_overdue(dossier, around):
        yield TRANSMISSIONS_UNRECORDED.about(dossier)
    yield from _opinions(dossier)
    if dossier.transfers and _has_digital_task(dossier) and not _has_digital_result(dossier):
        yield DIGITAL_UNRECORDED.about(dossier)
    yield from _unanswered(dossier)
    yield from _unnoticed(dossier, around)


def _is_overdue(dossier: OpenDossier, around: Surroundings) -> bool:
    """Until the day both papers are due, nothing recorded means nothing yet."""
    due = submission_deadline(dossier.quarter, around.calendar)
    return bool(due and around.now and around.now.astimezone(VIETNAM).date() >= due.before)


def _round_trips(dossier: OpenDossier) -> Iterator[Finding]:
    for cadre in dossier.rated:
        there = {
            "gửi tổng hợp kết quả cho cơ quan chủ trì": any(
                item.sent for item in _about(dossier, TransferKind.RESULTS, cadre)
            ),
            "cơ quan chủ trì trả kết quả thẩm định": any(
                item.sent or item.received for item in _about(dossier, TransferKind.APPRAISAL, cadre)
            ),
        }
        what = " và ".join(label for label, recorded in there.items() if not recorded)
        if what:
            yield TRANSMISSION_MISSING.about(dossier, person=cadre, what=what)


def _about(dossier: OpenDossier, kind: TransferKind, cadre: Cadre) -> tuple[Transfer, ...]:
    """The papers about the cadre, and those about the unit as a whole."""
    return (*dossier.transfers_of(kind, person=cadre.code), *dossier.transfers_of(kind))


def _opinions(dossier: OpenDossier) -> Iterator[Finding]:
    people = {cadre.code: cadre for cadre in dossier.cadres}
    for item in dossier.transfers:
        if item.kind is TransferKind.OPINION and item.sent and not item.received:
            person = people.get(item.person) if item.person else None
            whose = f"đồng chí {person.name} ({dossier.unit.name})" if person else f"cán bộ của {dossier.unit.name}"
            yield OPINION_MISSING.about(dossier, person=person, body=item.body, whose=whose, sent=day(item.sent))


def _has_digital_task(dossier: OpenDossier) -> bool:
    return any(task.axis == _DIGITAL_AXIS for cadre in dossier.rated for task in dossier.tasks_of(cadre.code))


def _has_digital_result(dossier: OpenDossier) -> bool:
    return any(item.kind is TransferKind.DIGITAL and item.received for item in dossier.transfers)


def _unanswered(dossier: OpenDossier) -> Iterator[Finding]:
    for cadre in dossier.rated:
        proposal = dossier.proposal_of(cadre.code)
        if route_of(cadre) is Route.A and proposal and proposal.decided and not is_answered(dossier, cadre):
            yield CENTRAL_ANSWER_MISSING.about(dossier, person=cadre)


def _unnoticed(dossier: OpenDossier, around: Surroundings) -> Iterator[Finding]:
    """One for each receiver, for that is who one notice goes to."""
    waiting: dict[Receiver, list[str]] = {}
    for cadre in dossier.rated:
        if final_rating(dossier, cadre):
            for receiver in unnoticed(dossier, cadre, around.province):
                waiting.setdefault(receiver, []).append(cadre.name)
    for receiver, names in waiting.items():
        people = ", ".join(names[:_MOST_NAMED]) + (" …" if len(names) > _MOST_NAMED else "")
        yield NOTICE_MISSING.about(dossier, count=str(len(names)), people=people, receiver=receiver.name)
