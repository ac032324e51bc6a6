"""The periodic Báo cáo of how the evaluation went (10.3, R63): figures without names, and difficulties told (R64)."""

from collections import Counter
from collections.abc import Mapping, Sequence

from archive.domain.contents.letter import committee_sender, guidance, head, sentence
from archive.domain.decisions import PERIODIC_RECEIVERS, PeriodicReport
from archive.domain.document import DocumentKind
from archive.domain.dossier.facts import OpenDossier
from archive.domain.outcome import Outcome
from archive.domain.plan import Period
from archive.domain.province import Province


def periodic_report(
    province: Province, period: Period, report: PeriodicReport, dossiers: Sequence[OpenDossier]
) -> Mapping[str, object]:
    """The quarter over all units."""
    sender = committee_sender(province)
    outcomes = Counter(judged.outcome for dossier in dossiers for judged in dossier.judged().values())
    difficulties = [
        {"unit": dossier.unit.name, "text": sentence(dossier.meeting.difficulties)}
        for dossier in dossiers
        if dossier.meeting and dossier.meeting.difficulties
    ]
    return {
        **head(sender, DocumentKind.PERIODIC_REPORT, period.quarter),
        "addressees": list(PERIODIC_RECEIVERS),
        "subject": "kết quả đánh giá định kỳ cán bộ lãnh đạo, quản lý",
        "introduction": (
            f"Thực hiện Hướng dẫn số 02-HD/BTCTW ngày 22/5/2026 của Ban Tổ chức Trung ương và "
            f"{guidance(period, province)}, {province.standing_committee} báo cáo kết quả thực hiện như sau:"
        ),
        "unit_count": len(dossiers),
        "rated_count": sum(report.counts.values()) + report.undecided,
        "counts": [{"rating": rating.value, "count": count} for rating, count in report.counts.items()],
        "undecided": report.undecided,
        "outcomes": [{"outcome": item.words, "count": outcomes[item]} for item in Outcome if outcomes[item]],
        "task_count": sum(outcomes.values()),
        "difficulties": difficulties,
        "recipients": list(province.recipients),
        "signature": sender.signature,
    }
