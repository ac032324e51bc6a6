"""What every Desk must do (archive/ports/desk.py)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from archive.domain.criteria import Criterion, CriterionName
from archive.domain.document import Document, DocumentKind, SignatureMade, TemplateRef
from archive.domain.dossier import OpenDossier, Stage, due_documents
from archive.domain.evidence import Evidence, StoredFile
from archive.domain.history import Event, EventKind
from archive.domain.paper import PaperClassification
from archive.domain.people import Cadre
from archive.domain.plan import Delegation, PlanApproval, Work
from archive.domain.quarter import Quarter
from archive.domain.rating import Proposal, Rating
from archive.domain.record import RecordId
from archive.domain.ruling import Ruling, RulingKind
from archive.domain.secrecy import Classification
from archive.domain.signature import SignatureSlot
from archive.domain.transfer import Transfer, TransferKind
from archive.errors import NotFound
from archive.ports.desk import Desk, Progress
from tests.quarters import PERIOD, QUARTER, SNV, complete_dossier, unit

AT = datetime(2026, 6, 20, 1, 2, 3, tzinfo=UTC)
NEXT = Quarter(2026, 3)
DAY = date(2026, 4, 2)
FILE = StoredFile(name="Báo cáo số 12.pdf", sha512="ab" * 64, size=2_345_678_901, media_type="application/pdf")


FURTHER = ("works", "criteria", "transfers", "rulings", "papers")


def full_dossier() -> OpenDossier:
    """A complete dossier with every kind of row and every kind of value in it."""
    dossier = complete_dossier()
    task = dossier.tasks[0].code
    return replace(
        dossier,
        evidence=(
            *dossier.evidence,
            Evidence(task=task, number="7/QĐ", file=FILE, due="trước hạn 3 ngày", target="120/100"),
            Evidence(task=task, number="7/QĐ", file=FILE, due="trước hạn 3 ngày", target="120/100"),
            Evidence(task=task, summary="Giấy tại tủ 4", classification=Classification.TOP_SECRET),
        ),
        delegations=(
            Delegation(post="Giám đốc", managed_by="BTV", lead_body="BTC", assigned_by="BTV", decided_by="BTV"),
            Delegation(post="Giám đốc", managed_by="BTV", lead_body="VP", assigned_by="BTV", decided_by="BTV"),
        ),
        works=(Work(task=task, name="Kiểm kê", product="Danh mục", quantity=Decimal("2.50"), measure="lượt"),),
        approval=PlanApproval(unit=SNV, approved_on=DAY, approved_by="Ban Tổ chức Tỉnh ủy", number="3-KL/BTCTU"),
        criteria=(
            Criterion(name=CriterionName.TASK_MAX, value=Decimal(70), basis="366-QĐ/TW"),
            Criterion(name=CriterionName.POINTS_FROM, rating=Rating.GOOD, value=Decimal(70), basis="366-QĐ/TW"),
        ),
        transfers=(
            Transfer(kind=TransferKind.OPINION, unit=SNV, body="Thanh tra tỉnh", sent=DAY),
            Transfer(kind=TransferKind.OPINION, unit=SNV, body="Thanh tra tỉnh", received=DAY, number="9-CV"),
        ),
        rulings=(
            Ruling(kind=RulingKind.LARGER_SHARE, unit=SNV, decided_on=DAY, decided_by="BTV", reason="x", group="G"),
        ),
        papers=(
            PaperClassification(
                kind=DocumentKind.SELF_ASSESSMENT,
                unit=SNV,
                classification=Classification.SECRET,
                decided_by="Lý A Sử",
                person=dossier.cadres[0].code,
                kept_at="Tủ 4",
            ),
        ),
    )


def same_rows(one: OpenDossier, other: OpenDossier) -> bool:
    """Whether two dossiers say the same, whatever the order of their rows."""
    return _sorted(one) == _sorted(other)


def _sorted(dossier: OpenDossier) -> OpenDossier:
    groups = ("cadres", "tasks", "results", "evidence", "self_assessments", "proposals", "delegations", *FURTHER)
    rows = {name: tuple(sorted(getattr(dossier, name), key=repr)) for name in groups}
    return replace(dossier, **rows)  # type: ignore[arg-type]  # each group keeps its kind of rows


def give(desk: Desk, dossier: OpenDossier) -> None:
    with desk.begin() as work:
        work.facts.replace(dossier)
        work.commit()


def give_and_fail(desk: Desk) -> None:
    with desk.begin() as work:
        work.facts.replace(full_dossier())
        raise NotFound("Giữa chừng.")


def document(number: int = 0, *, dossier: OpenDossier | None = None) -> Document:
    """The n-th due document, just made."""
    due = due_documents(dossier or complete_dossier())[number]
    return Document(
        due=due,
        template=TemplateRef(kind=due.kind, system=unit().system, version="2026.1", sha512="cd" * 64),
        data_digest="ef" * 64,
        renderer="hoso 0.1 / LibreOffice 7.4",
        docx=replace(FILE, name="a.docx", media_type="application/vnd.openxmlformats"),
        pdf=replace(FILE, name="a.pdf"),
        pages=3,
        slots=tuple(
            SignatureSlot(role=item.role, page=2, left=0.1 + 0.2, bottom=72, right=300.5, top=140.25)
            for item in due.signatories
        ),
        made=AT,
    )


def event(subject: str, *, at: datetime = AT, quarter: Quarter = QUARTER) -> Event:
    return Event(
        kind=EventKind.DIGITAL_SIGNATURE, unit=SNV, quarter=quarter, subject=subject, at=at, actor="Lò Thị Mai"
    )


CHANGES: dict[str, Callable[[OpenDossier], OpenDossier]] = {
    "another cut-off day": lambda old: replace(old, period=replace(old.period, cutoff=date(2026, 6, 25))),
    "another name of the unit": lambda old: replace(old, unit=replace(old.unit, name="Sở Nội vụ tỉnh")),
    "one cadre less": lambda old: replace(old, cadres=old.cadres[1:]),
    "one weight by a hundredth": lambda old: replace(
        old, tasks=(replace(old.tasks[0], weight=Decimal("30.01")), *old.tasks[1:])
    ),
    "a result withdrawn": lambda old: replace(old, results=old.results[1:]),
    "one of two equal papers": lambda old: replace(old, evidence=(*old.evidence[:2], *old.evidence[3:])),
    "a paper's file": lambda old: replace(
        old, evidence=tuple(replace(item, file=None) if item.file else item for item in old.evidence)
    ),
    "a rating": lambda old: replace(
        old, self_assessments=tuple(replace(item, proposed=Rating.EXCELLENT) for item in old.self_assessments)
    ),
    "no meeting": lambda old: replace(old, meeting=None),
    "a decision": lambda old: replace(
        old, proposals=(replace(old.proposals[0], decided=Rating.GOOD), *old.proposals[1:])
    ),
    "one delegation less": lambda old: replace(old, delegations=old.delegations[1:]),
}


class DeskContract:
    """Subclass with the fixture `desk`: an empty one."""

    @pytest.fixture
    def desk(self) -> Desk:
        raise NotImplementedError  # abstract: each implementation gives its own

    @pytest.fixture
    def given(self, desk: Desk) -> Desk:
        """The desk with one full dossier on it."""
        give(desk, full_dossier())
        return desk

    def test_facts_come_back_as_they_were_given(self, given: Desk) -> None:
        with given.begin() as work:
            assert same_rows(work.facts.dossier(SNV, QUARTER), full_dossier())

    def test_an_empty_dossier_comes_back_empty(self, desk: Desk) -> None:
        empty = OpenDossier(period=PERIOD, unit=unit())

        with desk.begin() as work:
            work.facts.replace(empty)
            assert work.facts.dossier(SNV, QUARTER) == empty

    def test_rows_come_in_the_order_of_their_codes(self, desk: Desk) -> None:
        dossier = full_dossier()
        backwards = replace(dossier, cadres=dossier.cadres[::-1], tasks=dossier.tasks[::-1])

        with desk.begin() as work:
            work.facts.replace(backwards)
            found = work.facts.dossier(SNV, QUARTER)

        assert [item.code for item in found.cadres] == sorted(item.code for item in dossier.cadres)
        assert [item.code for item in found.tasks] == sorted(item.code for item in dossier.tasks)

    def test_the_same_facts_again_change_nothing(self, given: Desk) -> None:
        with given.begin() as work:
            assert work.facts.replace(full_dossier()) is False

    def test_the_same_rows_in_another_order_change_nothing(self, given: Desk) -> None:
        dossier = full_dossier()
        turned = replace(
            dossier,
            cadres=dossier.cadres[::-1],
            tasks=dossier.tasks[::-1],
            results=dossier.results[::-1],
            evidence=dossier.evidence[::-1],
            self_assessments=dossier.self_assessments[::-1],
            proposals=dossier.proposals[::-1],
            delegations=dossier.delegations[::-1],
        )

        with given.begin() as work:
            assert work.facts.replace(turned) is False

    def test_first_facts_are_a_change(self, desk: Desk) -> None:
        with desk.begin() as work:
            assert work.facts.replace(full_dossier()) is True

    @pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
    def test_every_other_fact_is_a_change_and_takes_the_place_of_the_old(
        self, given: Desk, change: Callable[[OpenDossier], OpenDossier]
    ) -> None:
        changed = change(full_dossier())

        with given.begin() as work:
            assert work.facts.replace(changed) is True
            assert same_rows(work.facts.dossier(SNV, QUARTER), changed)

    def test_each_unit_and_quarter_has_its_own_facts(self, given: Desk) -> None:
        later = replace(complete_dossier(), period=replace(PERIOD, quarter=NEXT, cutoff=date(2026, 9, 24)))
        other = replace(complete_dossier(of=unit("STC")), period=replace(PERIOD, cutoff=date(2026, 6, 20)))

        with given.begin() as work:
            work.facts.replace(later)
            work.facts.replace(other)
            work.commit()

        with given.begin() as work:
            assert same_rows(work.facts.dossier(SNV, QUARTER), full_dossier())
            assert same_rows(work.facts.dossier(SNV, NEXT), later)
            assert same_rows(work.facts.dossier(other.unit.code, QUARTER), other)

    def test_quarters_are_listed_newest_first_and_units_by_code(self, desk: Desk) -> None:
        year_later = replace(PERIOD, quarter=Quarter(2027, 1))
        with desk.begin() as work:
            for code in ("SNV", "BTC", "STC"):
                work.facts.replace(complete_dossier(of=unit(code)))
            work.facts.replace(replace(complete_dossier(), period=year_later))
            work.facts.replace(replace(complete_dossier(), period=replace(PERIOD, quarter=NEXT)))

            assert list(work.facts.quarters()) == [Quarter(2027, 1), NEXT, QUARTER]
            assert list(work.facts.units(QUARTER)) == ["BTC", "SNV", "STC"]

    def test_rows_of_one_kind_come_from_all_units_of_the_quarter_and_no_other(self, given: Desk) -> None:
        later = replace(PERIOD, quarter=NEXT)
        give(given, complete_dossier(of=unit("BTG")))
        give(given, replace(complete_dossier(of=unit("STC")), period=later))

        with given.begin() as work:
            people = work.facts.across(Cadre, QUARTER)
            proposals = work.facts.across(Proposal, QUARTER)
            rulings = work.facts.across(Ruling, QUARTER)

        assert {person.unit for person in people} == {"SNV", "BTG"}
        assert len(proposals) == len(people)
        assert tuple(rulings) == full_dossier().rulings

    def test_an_empty_desk_knows_no_quarter_and_no_unit(self, desk: Desk) -> None:
        with desk.begin() as work:
            assert (list(work.facts.quarters()), list(work.facts.units(QUARTER))) == ([], [])

    def test_a_unit_without_facts_is_not_found(self, given: Desk) -> None:
        with given.begin() as work, pytest.raises(NotFound):
            work.facts.dossier(SNV, NEXT)

    def test_what_is_committed_is_there_in_the_next_unit_of_work(self, desk: Desk) -> None:
        with desk.begin() as work:
            work.facts.replace(full_dossier())
            work.shelf.keep(document())
            work.journal.write(event("một"))
            work.commit()

        with desk.begin() as work:
            assert list(work.facts.units(QUARTER)) == [SNV]
            assert list(work.shelf.documents(SNV, QUARTER)) == [document()]
            assert list(work.journal.events(RecordId(SNV, QUARTER))) == [event("một")]

    def test_leaving_without_commit_leaves_no_trace(self, desk: Desk) -> None:
        with desk.begin() as work:
            work.facts.replace(full_dossier())
            work.shelf.keep(document())
            work.shelf.move(Progress(unit=SNV, quarter=QUARTER, stage=Stage.ASSEMBLED))
            work.journal.write(event("một"))

        self._is_empty(desk)

    def test_an_error_inside_leaves_no_trace(self, desk: Desk) -> None:
        with pytest.raises(NotFound):
            give_and_fail(desk)

        self._is_empty(desk)

    def test_what_comes_after_a_commit_needs_another_one(self, given: Desk) -> None:
        with given.begin() as work:
            work.journal.write(event("một"))
            work.commit()
            work.journal.write(event("hai"))

        with given.begin() as work:
            assert list(work.journal.events(RecordId(SNV, QUARTER))) == [event("một")]

    def _is_empty(self, desk: Desk) -> None:
        with desk.begin() as work:
            assert list(work.facts.quarters()) == []
            assert list(work.shelf.documents(SNV, QUARTER)) == []
            assert work.shelf.progress(SNV, QUARTER) == Progress(unit=SNV, quarter=QUARTER)
            assert list(work.journal.events(RecordId(SNV, QUARTER))) == []

    def test_a_dossier_nobody_touched_is_open(self, desk: Desk) -> None:
        with desk.begin() as work:
            assert work.shelf.progress(SNV, QUARTER) == Progress(unit=SNV, quarter=QUARTER, stage=Stage.OPEN)

    def test_the_last_progress_is_kept(self, desk: Desk) -> None:
        last = Progress(unit=SNV, quarter=QUARTER, stage=Stage.SEALED, version=2, indexed=1)

        with desk.begin() as work:
            work.shelf.move(Progress(unit=SNV, quarter=QUARTER, stage=Stage.ASSEMBLED))
            work.shelf.move(last)

            assert work.shelf.progress(SNV, QUARTER) == last
            assert work.shelf.progress(SNV, NEXT).stage is Stage.OPEN

    def test_new_facts_leave_documents_and_progress_alone(self, given: Desk) -> None:
        moved = Progress(unit=SNV, quarter=QUARTER, stage=Stage.SIGNED)

        with given.begin() as work:
            work.shelf.keep(document())
            work.shelf.move(moved)
            work.facts.replace(replace(full_dossier(), meeting=None))

            assert (list(work.shelf.documents(SNV, QUARTER)), work.shelf.progress(SNV, QUARTER)) == (
                [document()],
                moved,
            )

    def test_documents_come_by_component_and_then_by_id(self, desk: Desk) -> None:
        dossier = complete_dossier(people=3)
        made = [document(number, dossier=dossier) for number in range(len(due_documents(dossier)))]
        other = replace(made[0], due=replace(made[0].due, id="x", kind=DocumentKind.DOSSIER_INDEX))  # type: ignore[arg-type]

        with desk.begin() as work:
            for item in (other, *reversed(made)):
                work.shelf.keep(item)

            assert list(work.shelf.documents(SNV, QUARTER)) == [*made, other]

    def test_a_document_kept_again_takes_the_place_of_the_old(self, desk: Desk) -> None:
        signed = document()
        for place, signatory in enumerate(signed.due.signatories):
            signature = SignatureMade(signatory=signatory, made=AT + timedelta(minutes=place))
            signed = signed.with_signature(replace(FILE, name=f"{place}.pdf"), signature)

        with desk.begin() as work:
            work.shelf.keep(document())
            work.shelf.keep(signed)

            assert list(work.shelf.documents(SNV, QUARTER)) == [signed]

    def test_a_dropped_document_is_gone_and_dropping_it_again_is_no_error(self, desk: Desk) -> None:
        with desk.begin() as work:
            work.shelf.keep(document(0))
            work.shelf.keep(document(1))
            work.shelf.drop(document(0))
            work.shelf.drop(document(0))

            assert list(work.shelf.documents(SNV, QUARTER)) == [document(1)]

    def test_events_come_oldest_first_and_as_written_within_one_moment(self, desk: Desk) -> None:
        written = [
            event("ba", at=AT + timedelta(hours=1)),
            event("một"),
            event("hai"),
            event("quý sau", quarter=NEXT),
            event("không", at=AT - timedelta(days=1)),
        ]

        with desk.begin() as work:
            for item in written:
                work.journal.write(item)
            found = work.journal.events(RecordId(SNV, QUARTER))

        assert [item.subject for item in found] == ["không", "một", "hai", "ba"]
        assert list(found) == [written[4], written[1], written[2], written[0]]
