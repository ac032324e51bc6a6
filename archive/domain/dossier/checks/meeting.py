"""Whether the collective met and the minutes can be written (R48)."""

from collections.abc import Iterator

from archive.domain.document import DocumentKind
from archive.domain.dossier.facts import OpenDossier
from archive.domain.dossier.finding import Finding, FindingKind
from archive.domain.dossier.papers import secret_paper
from archive.domain.dossier.surroundings import Surroundings

MINUTES_MISSING = FindingKind(
    code="minutes_missing",
    rule="R48",
    component=3,
    sentence="{unit} chưa có biên bản hội nghị; thư ký hãy nhập thông tin hội nghị của tập thể lãnh đạo {by_when}.",
)
MINUTES_INCOMPLETE = FindingKind(
    code="minutes_incomplete",
    rule="R48",
    component=3,
    sentence="Biên bản hội nghị của {unit} còn thiếu: {what}; thư ký hãy bổ sung {by_when}.",
    example={"what": "chủ trì, kết luận"},
)
KINDS = (MINUTES_MISSING, MINUTES_INCOMPLETE)


def check(dossier: OpenDossier, around: Surroundings) -> Iterator[Finding]:
    """The meeting and what is told of it."""
    del around
    if secret_paper(dossier, DocumentKind.MINUTES):
        return
    meeting = dossier.meeting
    if meeting is None:
        yield MINUTES_MISSING.about(dossier)
        return
    named = {
        "thời gian": meeting.held,
        "chủ trì": meeting.chair,
        "thư ký": meeting.secretary,
        "số có mặt": meeting.present,
        "kết luận": meeting.conclusion,
    }
    empty = [label for label, value in named.items() if value in (None, "")]
    if empty:
        yield MINUTES_INCOMPLETE.about(dossier, what=", ".join(empty))
