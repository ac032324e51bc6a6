"""The Tờ trình: component 1 (R46)."""

from collections import Counter
from collections.abc import Mapping

from archive.domain.contents.letterhead import head_signature, letterhead, rating_counts
from archive.domain.contents.summary import scope
from archive.domain.document import DueDocument
from archive.domain.dossier.documents import summary_kinds
from archive.domain.dossier.facts import OpenDossier
from archive.domain.outcome import Outcome
from archive.domain.province import Province
from archive.language import day


def submission(dossier: OpenDossier, due: DueDocument, province: Province) -> Mapping[str, object]:
    """What the unit submits, in figures that the annexes repeat."""
    rated = dossier.rated
    led = {cadre.code for cadre in rated}
    judged = dossier.judged()
    outcomes = Counter(judged[task.code].outcome for task in dossier.tasks if task.lead in led)
    proposals = [dossier.proposal_of(cadre.code) for cadre in rated]
    return {
        **letterhead(dossier, due.kind),
        "addressee": f"{province.standing_committee} (qua {province.organisation_board})",
        "subject": f"về việc đánh giá, xếp loại cán bộ lãnh đạo, quản lý {dossier.quarter.title}",
        "bases": _bases(dossier, province),
        "introduction": (
            f"{dossier.unit.name} đã tổ chức đánh giá, đề xuất xếp loại {dossier.quarter.title} "
            f"đối với {len(rated):02d} cán bộ, kết quả như sau:"
        ),
        "counts": rating_counts(item.proposed if item else None for item in proposals),
        "rated_count": len(rated),
        "outcomes": [
            {"outcome": outcome.words, "count": outcomes[outcome]} for outcome in Outcome if outcomes[outcome]
        ],
        "task_count": sum(outcomes.values()),
        "difficulties": _difficulties(dossier),
        "enclosures": _enclosures(dossier, province),
        "recipients": ["Như trên", province.organisation_board, f"Lưu {dossier.unit.name}"],
        "signature": head_signature(dossier),
    }


def _difficulties(dossier: OpenDossier) -> str:
    """What the unit asks the Standing Committee about, by way of its Organisation Board (R64)."""
    told = dossier.meeting.difficulties if dossier.meeting else ""
    return told or "Không."


def _bases(dossier: OpenDossier, province: Province) -> list[str]:
    period = dossier.period
    number = f" số {period.guidance_number}" if period.guidance_number else ""
    dated = f" ngày {day(period.guidance_date)}" if period.guidance_date else ""
    return [
        "Hướng dẫn số 02-HD/BTCTW ngày 22/5/2026 của Ban Tổ chức Trung ương",
        f"Hướng dẫn{number}{dated} của {province.standing_committee} {province.guidance_subject}",
        f"kết quả hội nghị đánh giá, xếp loại của {dossier.unit.name}",
    ]


def _enclosures(dossier: OpenDossier, province: Province) -> list[str]:
    return [
        f"{len(dossier.rated):02d} bản tự đánh giá, xếp loại của cá nhân",
        "Biên bản hội nghị",
        *(f"Tổng hợp kết quả đánh giá, xếp loại {scope(kind, province)}" for kind in summary_kinds(dossier)),
        "Danh mục và tài liệu minh chứng",
    ]
