"""Whether tasks come from where the guidance says tasks come from, with the paper that assigned them (R20)."""

import re
from collections.abc import Iterable, Iterator

from archive.domain.dossier.facts import OpenDossier
from archive.domain.dossier.finding import Finding, FindingKind, Severity
from archive.domain.dossier.surroundings import Surroundings
from archive.domain.plan import Task
from archive.language import folded_tokens

SOURCE_UNCLEAR = FindingKind(
    code="source_unclear",
    rule="R20",
    component=2,
    severity=Severity.WARNING,
    sentence="Nguồn giao của nhiệm vụ {codes} của đồng chí {person} ({unit}) không thuộc mục 6.1.1 (nghị quyết, "
    "chương trình năm hoặc quý, cấp có thẩm quyền giao, phát sinh): {sources}; thư ký hãy ghi lại cột Nguồn giao "
    "{by_when}.",
    example={"codes": "NV-SNV-01-02", "sources": "'tự đăng ký'"},
)
SOURCE_UNDOCUMENTED = FindingKind(
    code="source_undocumented",
    rule="R20",
    component=2,
    severity=Severity.WARNING,
    sentence="Nhiệm vụ {codes} của đồng chí {person} ({unit}) có nguồn giao nhưng chưa ghi văn bản giao; thư ký hãy "
    "ghi số ký hiệu vào cột Văn bản giao {by_when}.",
    example={"codes": "NV-SNV-01-02, NV-SNV-01-03"},
)
KINDS = (SOURCE_UNCLEAR, SOURCE_UNDOCUMENTED)

# §6.1.1a and §2.6, by what people write of it, in folded words.
_SOURCES = re.compile(
    r"\b(nghi quyet|chuong trinh|ke hoach|tinh uy|ban thuong vu|btv|thuong truc|uy ban nhan dan|ubnd|"
    r"cap co tham quyen|cap tren|phat sinh)\b"
)
_MOST_NAMED = 5  # tasks in one sentence


def check(dossier: OpenDossier, around: Surroundings) -> Iterator[Finding]:
    """Every rated cadre's tasks; a task without a source is silent."""
    del around
    for cadre in dossier.rated:
        given = [task for task in dossier.tasks_of(cadre.code) if task.source]
        unclear = [task for task in given if not _SOURCES.search(" ".join(folded_tokens(task.source)))]
        if unclear:
            sources = ", ".join(sorted({f"'{task.source}'" for task in unclear})[:_MOST_NAMED])
            yield SOURCE_UNCLEAR.about(dossier, person=cadre, codes=_named(unclear), sources=sources)
        undocumented = [task for task in given if not task.source_document]
        if undocumented:
            yield SOURCE_UNDOCUMENTED.about(dossier, person=cadre, codes=_named(undocumented))


def _named(tasks: Iterable[Task]) -> str:
    codes = [task.code for task in tasks]
    more = f" và {len(codes) - _MOST_NAMED} nhiệm vụ khác" if len(codes) > _MOST_NAMED else ""
    return ", ".join(codes[:_MOST_NAMED]) + more
