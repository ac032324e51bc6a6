"""Whether the unit itself can submit: somebody to rate, one head to sign (R46, R47)."""

from collections.abc import Iterator

from archive.domain.dossier.facts import OpenDossier
from archive.domain.dossier.finding import Finding, FindingKind
from archive.domain.dossier.surroundings import Surroundings

NO_CADRE = FindingKind(
    code="no_cadre",
    rule="R47",
    component=2,
    sentence="{unit} chưa có cán bộ nào được đánh giá; thư ký hãy nhập danh sách cán bộ {by_when}.",
)
HEAD_MISSING = FindingKind(
    code="head_missing",
    rule="R46",
    component=1,
    sentence="{unit} chưa ghi ai là người đứng đầu để ký tờ trình; thư ký hãy đánh dấu x ở cột Người đứng đầu "
    "{by_when}.",
)
SEVERAL_HEADS = FindingKind(
    code="several_heads",
    rule="R46",
    component=1,
    sentence="{unit} có nhiều người được đánh dấu đứng đầu ({heads}); thư ký hãy chỉ để một người {by_when}.",
    example={"heads": "Hoàng Thị Lan, Lý A Páo"},
)
KINDS = (NO_CADRE, HEAD_MISSING, SEVERAL_HEADS)


def check(dossier: OpenDossier, around: Surroundings) -> Iterator[Finding]:
    """Who is rated and who signs."""
    del around
    if not dossier.rated:
        yield NO_CADRE.about(dossier)
    heads = sorted(cadre.name for cadre in dossier.cadres if cadre.is_head)
    if not heads:
        yield HEAD_MISSING.about(dossier)
    if len(heads) > 1:
        yield SEVERAL_HEADS.about(dossier, heads=", ".join(heads))
