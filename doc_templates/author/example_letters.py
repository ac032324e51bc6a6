"""Example data of the papers outside the seven components: what the program itself writes from made-up facts."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime

from archive.domain.contents.assigned_work import assigned_work
from archive.domain.contents.central_report import central_report
from archive.domain.contents.central_submission import central_submission
from archive.domain.contents.conclusion import conclusion
from archive.domain.contents.dossier_index import IndexedEvidence, dossier_index
from archive.domain.contents.letter import committee_sender, unit_sender
from archive.domain.contents.notice import notice
from archive.domain.contents.opinion_reply import opinion_reply
from archive.domain.contents.opinion_request import opinion_request
from archive.domain.contents.periodic_report import periodic_report
from archive.domain.contents.previous_post_comment import previous_post_comment
from archive.domain.contents.results_report import results_report
from archive.domain.contents.year_record import year_record
from archive.domain.decisions import PeriodicReport, outcomes_of
from archive.domain.document import Document, DocumentKind, TemplateRef
from archive.domain.dossier import due_documents
from archive.domain.evidence import StoredFile
from archive.domain.outcome import Outcome
from archive.domain.people import IssuerSystem, Management
from archive.domain.province import GUIDANCE_PROVINCE
from archive.domain.quarter import Quarter
from archive.domain.rating import Rating
from archive.domain.record import RecordId
from archive.domain.year import PersonQuarter
from doc_templates.author.example_facts import facts
from doc_templates.author.example_unit import BEST, GOOD, Data

_BOARD, _LEAD = "Ban Tổ chức Tỉnh ủy", 2
_FILE = StoredFile(name="van-ban.pdf", sha512="", size=0, media_type="application/pdf")


def _assigned_work(system: IssuerSystem) -> Data:
    return assigned_work(facts(system))


def _results_report(system: IssuerSystem) -> Data:
    dossier = facts(system)
    return results_report(dossier, dossier.cadres[_LEAD], _BOARD)


def _previous_post_comment(system: IssuerSystem) -> Data:
    dossier = facts(system)
    return previous_post_comment(dossier, dossier.cadres[_LEAD], "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh")


def _opinion_request(system: IssuerSystem) -> Data:
    dossier = facts(system)
    return opinion_request(unit_sender(dossier), "Công an tỉnh", outcomes_of(dossier), dossier.quarter)


def _opinion_reply(system: IssuerSystem) -> Data:
    dossier = facts(system)
    told = [(item, "Đồng ý" if place else "") for place, item in enumerate(outcomes_of(dossier))]
    return opinion_reply(unit_sender(dossier), _BOARD, told, dossier.quarter)


def _conclusion(system: IssuerSystem) -> Data:
    dossier = facts(system)
    return conclusion(dossier, outcomes_of(dossier), GUIDANCE_PROVINCE)


def _central_submission(system: IssuerSystem) -> Data:
    dossier = facts(system, management=Management.POLITBURO)
    return central_submission(GUIDANCE_PROVINCE, dossier.period, outcomes_of(dossier)[:2], [dossier])


def _central_report(system: IssuerSystem) -> Data:
    dossier = facts(system, management=Management.STANDING_COMMITTEE)
    return central_report(GUIDANCE_PROVINCE, dossier.period, outcomes_of(dossier))


def _notice(system: IssuerSystem) -> Data:
    """The province's own in the Party's layout; in the State's that of a body which rates its own cadres."""
    dossier = facts(system)
    local = system is IssuerSystem.STATE
    return notice(
        unit_sender(dossier) if local else committee_sender(GUIDANCE_PROVINCE),
        GUIDANCE_PROVINCE,
        by=f"Tập thể lãnh đạo {dossier.unit.name}" if local else GUIDANCE_PROVINCE.standing_committee,
        receiver=dossier.unit.name,
        people=outcomes_of(dossier),
        period=dossier.period,
    )


def _periodic_report(system: IssuerSystem) -> Data:
    dossier = facts(system)
    counts = Counter(item.decided for item in outcomes_of(dossier))
    report = PeriodicReport(
        receivers=(), counts={rating: counts[rating] for rating in Rating}, undecided=0, before=None
    )
    return periodic_report(GUIDANCE_PROVINCE, dossier.period, report, [dossier])


def _dossier_index(system: IssuerSystem) -> Data:
    dossier = facts(system)
    documents = [
        Document(
            due=due,
            template=TemplateRef(kind=due.kind, system=system, version="1", sha512=""),
            data_digest="",
            renderer="",
            docx=_FILE,
            pdf=_FILE,
            pages=2,
            slots=(),
            made=datetime(2026, 6, 22, 3, tzinfo=UTC),
        )
        for due in due_documents(dossier)
    ]
    return dossier_index(dossier, documents, [IndexedEvidence(item, None) for item in dossier.evidence])


def _year_record(system: IssuerSystem) -> Data:
    dossier = facts(system)
    cadre = dossier.cadres[_LEAD]
    quarters = [
        PersonQuarter(
            record=RecordId(dossier.unit.code, Quarter(2026, number)),
            version=1 if number == _LEAD else None,
            person=cadre.code,
            name=cadre.name,
            post=cadre.post,
            excluded="",
            outcomes=Counter({Outcome.ON_TIME: 4, Outcome.EARLY: number}),
            over_target=1,
            general_points="28",
            task_points="61.5",
            self_proposed=GOOD,
            proposed=BEST,
            decided=BEST if number == _LEAD else "",
            decision_number=f"17-QĐ/TU, {date(2026, 6, 29):%d/%m/%Y}" if number == _LEAD else "",
        )
        for number in (2, 3)
    ]
    return year_record(dossier, quarters, 2026)


LETTER_WRITERS: Mapping[DocumentKind, Callable[[IssuerSystem], Data]] = {
    DocumentKind.ASSIGNED_WORK: _assigned_work,
    DocumentKind.RESULTS_REPORT: _results_report,
    DocumentKind.PREVIOUS_POST_COMMENT: _previous_post_comment,
    DocumentKind.OPINION_REQUEST: _opinion_request,
    DocumentKind.OPINION_REPLY: _opinion_reply,
    DocumentKind.CONCLUSION: _conclusion,
    DocumentKind.CENTRAL_SUBMISSION: _central_submission,
    DocumentKind.CENTRAL_REPORT: _central_report,
    DocumentKind.NOTICE: _notice,
    DocumentKind.PERIODIC_REPORT: _periodic_report,
    DocumentKind.DOSSIER_INDEX: _dossier_index,
    DocumentKind.YEAR_RECORD: _year_record,
}
