"""The Tờ trình to Bộ Chính trị, Ban Bí thư about their own cadres, and about nobody else (R35)."""

from collections.abc import Mapping, Sequence

from archive.domain.contents.letter import committee_sender, guidance, head, placed, proposals, words
from archive.domain.contents.letterhead import rating_counts
from archive.domain.decisions import CENTRAL_DECIDERS, PersonOutcome
from archive.domain.document import DocumentKind
from archive.domain.dossier.facts import OpenDossier
from archive.domain.plan import Period
from archive.domain.province import Province
from archive.domain.rating import Proposal


def central_submission(
    province: Province, period: Period, people: Sequence[PersonOutcome], dossiers: Sequence[OpenDossier]
) -> Mapping[str, object]:
    """What the standing committee proposes for each."""
    sender, given = committee_sender(province), proposals(dossiers)
    return {
        **head(sender, DocumentKind.CENTRAL_SUBMISSION, period.quarter),
        "addressee": ", ".join(CENTRAL_DECIDERS),
        "subject": "đánh giá, xếp loại cán bộ thuộc diện Bộ Chính trị, Ban Bí thư quản lý",
        "bases": [
            "Hướng dẫn số 02-HD/BTCTW ngày 22/5/2026 của Ban Tổ chức Trung ương",
            guidance(period, province),
        ],
        "introduction": (
            f"{province.standing_committee} đã xem xét, đánh giá và đề xuất mức xếp loại {period.quarter.title} đối "
            f"với {len(people):02d} cán bộ thuộc diện Bộ Chính trị, Ban Bí thư quản lý, kết quả như sau:"
        ),
        "rows": [
            _row(place, item, given.get((item.unit.code, item.cadre.code)))
            for place, item in enumerate(people, start=1)
        ],
        "counts": rating_counts(item.proposed for item in people),
        "rated_count": len(people),
        "recipients": ["Như trên", "Ban Tổ chức Trung ương", f"Lưu {sender.kept_at}"],
        "signature": sender.signature,
    }


def _row(place: int, item: PersonOutcome, proposal: Proposal | None) -> dict[str, object]:
    return {
        "number": place,
        "name": item.cadre.name,
        "post": placed(item),
        "self_rating": words(item.self_proposed),
        "proposed_rating": words(item.proposed),
        "reason": proposal.reason if proposal else "",
    }
