"""Whether secrecy was asked about before anything was written, and secret papers are stubs (R35, domain notes §3.7)."""

from collections.abc import Iterator

from archive.domain.document import COMPONENT_NUMBER, TITLE, DocumentKind
from archive.domain.dossier.facts import OpenDossier
from archive.domain.dossier.finding import Finding, FindingKind
from archive.domain.dossier.papers import must_be_asked, secret_paper
from archive.domain.dossier.surroundings import Surroundings
from archive.domain.dossier.withholding import without_secret_files, without_secrets, without_withheld_assessments
from archive.domain.paper import PaperClassification
from archive.domain.people import Cadre, PersonCode

CLASSIFICATION_UNASKED = FindingKind(
    code="classification_unasked",
    rule="R35",
    component=2,
    sentence="Chưa ghi câu trả lời về độ mật của bản tự đánh giá của đồng chí {person} ({unit}, diện Bộ Chính trị, "
    "Ban Bí thư quản lý); trước khi nhập nội dung, thư ký hãy hỏi cơ quan ban hành và ghi vào trang Độ mật "
    "{by_when}.",
)
SECRET_STUB_INCOMPLETE = FindingKind(
    code="secret_stub_incomplete",
    rule="R35",
    component=2,
    sentence="{paper} của {whose} được ghi là {level} nhưng chưa có {what}; thư ký hãy bổ sung vào trang Độ mật "
    "{by_when}.",
    example={
        "paper": "Bản tự đánh giá của cá nhân",
        "whose": "đồng chí Hoàng Thị Lan (Sở Nội vụ)",
        "level": "Mật",
        "what": "nơi lưu bản giấy",
    },
)
SECRET_CONTENT = FindingKind(
    code="secret_content",
    rule="R35",
    component=2,
    sentence="{what} của {unit} thuộc văn bản mật, không được lưu trên máy này; thư ký hãy xóa khỏi sổ, chỉ giữ bản "
    "giấy và nhập lại {by_when}.",
    example={"what": "Nội dung tự đánh giá của đồng chí Hoàng Thị Lan"},
)
KINDS = (CLASSIFICATION_UNASKED, SECRET_STUB_INCOMPLETE, SECRET_CONTENT)


def check(dossier: OpenDossier, around: Surroundings) -> Iterator[Finding]:
    """Who must be asked about, what stubs say, and what should not be here."""
    del around
    for cadre in dossier.rated:
        if must_be_asked(dossier, cadre):
            yield CLASSIFICATION_UNASKED.about(dossier, person=cadre)
    people = {cadre.code: cadre for cadre in dossier.cadres}
    for paper in dossier.papers:
        yield from _stub(dossier, paper, people.get(paper.person) if paper.person else None)
    yield from _content(dossier, people)


def _stub(dossier: OpenDossier, paper: PaperClassification, person: Cadre | None) -> Iterator[Finding]:
    told = {"người xác định độ mật": paper.decided_by, "nơi lưu bản giấy": paper.kept_at}
    empty = [label for label, value in told.items() if not value.strip()]
    if paper.classification.is_secret and empty:
        yield SECRET_STUB_INCOMPLETE.about(
            dossier,
            person=person,
            component=COMPONENT_NUMBER.get(paper.kind),
            paper=TITLE[paper.kind],
            whose=f"đồng chí {person.name} ({dossier.unit.name})" if person else dossier.unit.name,
            level=paper.classification.value,
            what=", ".join(empty),
        )


def _content(dossier: OpenDossier, people: dict[PersonCode, Cadre]) -> Iterator[Finding]:
    """Each thing apart that `without_secrets` would take away; what nobody was asked about is told above."""
    for stated in dossier.self_assessments:
        if secret_paper(dossier, DocumentKind.SELF_ASSESSMENT, stated.person):
            person = people.get(stated.person)
            name = person.name if person else stated.person
            yield SECRET_CONTENT.about(dossier, person=person, what=f"Nội dung tự đánh giá của đồng chí {name}")
    tasks = {task.code: task for task in dossier.tasks}
    for item in dossier.evidence:
        if item.classification.is_secret and item.file:
            what = f"Tệp minh chứng của nhiệm vụ {item.task}"
            yield SECRET_CONTENT.about(dossier, task=tasks.get(item.task), component=7, what=what)
    if without_secrets(dossier) != without_secret_files(without_withheld_assessments(dossier)):
        yield SECRET_CONTENT.about(dossier, what="Nội dung hội nghị, đề xuất hoặc minh chứng")
