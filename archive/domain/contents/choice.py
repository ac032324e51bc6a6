"""Which papers outside the seven components an order asks for, and whether the facts allow them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from archive.domain.calendar_policy import GUIDANCE_ONLY, CalendarPolicy
from archive.domain.contents.letter import Letter
from archive.domain.contents.opinion_letters import replies, requests
from archive.domain.contents.province_letters import all_notices, periodic, reports, submissions
from archive.domain.contents.unit_letters import CHOOSERS, conclusions
from archive.domain.decisions import require_guidance
from archive.domain.document import OTHER_TITLE, DocumentKind
from archive.domain.dossier.facts import OpenDossier
from archive.domain.dossier.papers import secret_paper, stub
from archive.domain.people import UnitCode
from archive.domain.province import GUIDANCE_PROVINCE, Province
from archive.errors import RuleBroken

# Papers of the whole quarter: a single unit's people would make another paper under the same name.
OF_THE_PROVINCE = (
    DocumentKind.CENTRAL_SUBMISSION,
    DocumentKind.CENTRAL_REPORT,
    DocumentKind.NOTICE,
    DocumentKind.PERIODIC_REPORT,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is asked for; `units` are written about, `is_public` answers whether the submission is a secret."""

    kind: DocumentKind
    units: tuple[UnitCode, ...]
    person: str | None = None
    receiver: str | None = None
    is_public: bool = False


def letters_of(
    wanted: Wanted,
    dossiers: Sequence[OpenDossier],
    *,
    province: Province = GUIDANCE_PROVINCE,
    policy: CalendarPolicy = GUIDANCE_ONLY,
) -> tuple[Letter, ...]:
    """Every paper asked for; `dossiers` are those of the whole quarter, for people move between units.

    Raises:
        RuleBroken: the facts give no such paper, it is a state secret, or the guidance has no number yet (R1).
    """
    found = tuple(_chosen(wanted, dossiers, province, policy))
    if not found:
        raise RuleBroken(_NOTHING[wanted.kind], kind=wanted.kind.value)
    by_code = {dossier.unit.code: dossier for dossier in dossiers}
    for letter in found:
        for code in letter.units:
            refuse_secret(by_code[code], letter.kind)
    if wanted.kind in OF_THE_PROVINCE:
        require_guidance(dossiers[0].period)
    return found


def refuse_secret(dossier: OpenDossier, kind: DocumentKind) -> None:
    """Write nothing here that the issuing body said is secret (domain notes §3.7).

    Raises:
        RuleBroken: it is.
    """
    paper = secret_paper(dossier, kind)
    if paper:
        raise RuleBroken(
            f"{OTHER_TITLE[kind]} về cán bộ của {dossier.unit.name} đã được {paper.decided_by or 'cơ quan ban hành'} "
            f"xác định là {paper.classification.value} ({stub(paper)}), nên không lập trên máy này.",
            unit=dossier.unit.code,
            kind=kind.value,
        )


def _chosen(
    wanted: Wanted, dossiers: Sequence[OpenDossier], province: Province, policy: CalendarPolicy
) -> Iterator[Letter]:
    if wanted.kind in OF_THE_PROVINCE:
        yield from _of_province(wanted, dossiers, province, policy)
        return
    for dossier in dossiers:
        if dossier.unit.code not in wanted.units:
            continue
        if wanted.kind is DocumentKind.OPINION_REQUEST:
            yield from requests(dossier, province, wanted.person, wanted.receiver)
        elif wanted.kind is DocumentKind.OPINION_REPLY:
            yield from replies(dossier, dossiers, province, wanted.person)
        elif wanted.kind is DocumentKind.CONCLUSION:
            yield from conclusions(dossier, province, wanted.person)
        else:
            yield from CHOOSERS[wanted.kind](dossier, wanted.person, wanted.receiver, dossiers)


def _of_province(
    wanted: Wanted, dossiers: Sequence[OpenDossier], province: Province, policy: CalendarPolicy
) -> Iterator[Letter]:
    writers: Mapping[DocumentKind, Callable[[], Iterator[Letter]]] = {
        DocumentKind.CENTRAL_SUBMISSION: lambda: submissions(dossiers, province, is_public=wanted.is_public),
        DocumentKind.CENTRAL_REPORT: lambda: reports(dossiers, province),
        DocumentKind.NOTICE: lambda: all_notices(dossiers, province, wanted.receiver),
        DocumentKind.PERIODIC_REPORT: lambda: periodic(dossiers, province, policy),
    }
    return writers[wanted.kind]()


_NOTHING = {
    DocumentKind.ASSIGNED_WORK: "Chưa có nhiệm vụ nào được giao, nên chưa lập danh mục (PL 02) được; hãy nhập trang "
    "Nhiệm vụ.",
    DocumentKind.RESULTS_REPORT: "Không có nhiệm vụ nào để tổng hợp (PL 03), hoặc bản tự đánh giá thuộc diện mật; hãy "
    "xem lại mã cán bộ, cơ quan chủ trì và trang Độ mật.",
    DocumentKind.PREVIOUS_POST_COMMENT: "Không thấy ai chuyển từ đơn vị này sang đơn vị khác trong quý (cột Đơn vị "
    "trước); nếu nơi nhận không có trong sổ, hãy thêm --person và --to.",
    DocumentKind.OPINION_REQUEST: "Chưa ghi cơ quan nào phải xin ý kiến (trang Luân chuyển, loại Xin ý kiến); hãy ghi, "
    "hoặc chỉ cơ quan bằng --to.",
    DocumentKind.OPINION_REPLY: "Chưa có đơn vị nào ghi là đã xin ý kiến đơn vị này (trang Luân chuyển, loại Xin ý "
    "kiến).",
    DocumentKind.CONCLUSION: "Chưa có cán bộ nào do tập thể lãnh đạo đơn vị quyết định mức xếp loại (cột Quyết định "
    "xếp loại của cán bộ diện Đơn vị quản lý), nên chưa có kết luận.",
    DocumentKind.CENTRAL_SUBMISSION: "Không có cán bộ nào thuộc diện Bộ Chính trị, Ban Bí thư quản lý đã được đề xuất "
    "mức xếp loại, nên không có tờ trình gửi Trung ương.",
    DocumentKind.CENTRAL_REPORT: "Chưa có cán bộ nào thuộc diện Ban Thường vụ quản lý được quyết định mức xếp "
    "loại, nên chưa có gì để báo cáo.",
    DocumentKind.NOTICE: "Chưa quyết định mức xếp loại của ai (hoặc của ai thuộc nơi nhận này), nên chưa có gì để "
    "thông báo; hãy ghi cột Quyết định xếp loại trước.",
    DocumentKind.PERIODIC_REPORT: "Chưa có dữ liệu của quý này.",
}
