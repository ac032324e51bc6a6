"""The two papers that are read off records: the index of a dossier, and the quarters of a cadre side by side (R2)."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from archive.domain.contents import IndexedEvidence
from archive.domain.contents.dossier_index import dossier_index, pages_of
from archive.domain.contents.letterhead import printed_day
from archive.domain.contents.year_record import year_record
from archive.domain.document import Document, SignatureMade, TemplateRef
from archive.domain.dossier import due_documents
from archive.domain.evidence import Evidence, StoredFile
from archive.domain.outcome import Outcome
from archive.domain.people import UnitCode
from archive.domain.quarter import Quarter
from archive.domain.record import RecordId
from archive.domain.secrecy import Classification
from archive.domain.year import PersonQuarter
from archive.language import day
from tests.domain.test_contents import leaves
from tests.quarters import complete_dossier

DOSSIER = complete_dossier()
FILE = StoredFile(name="bao-cao.pdf", sha512="", size=1, media_type="application/pdf")
DOCUMENTS = [
    Document(
        due=due,
        template=TemplateRef(kind=due.kind, system=DOSSIER.unit.system, version="1", sha512=""),
        data_digest="",
        renderer="",
        docx=FILE,
        pdf=FILE,
        pages=place,
        slots=(),
        made=datetime(2026, 6, 22, 20, tzinfo=UTC),
    )
    for place, due in enumerate(due_documents(DOSSIER), start=1)
]


def quarter_of(number: int, unit: str = "SNV", **changes: Any) -> PersonQuarter:
    made = PersonQuarter(
        record=RecordId(UnitCode(unit), Quarter(2026, number)),
        version=None,
        person=DOSSIER.cadres[0].code,
        name=DOSSIER.cadres[0].name,
        post="Giám đốc",
        excluded="",
        outcomes=Counter({Outcome.ON_TIME: 3}),
        over_target=0,
        general_points="28",
        task_points="61.5",
        self_proposed="",
        proposed="",
        decided="",
        decision_number="",
    )
    return replace(made, **changes)


def row(said: Any, item: str) -> dict[str, str]:
    return next({name: value for name, value in one.items() if name != "item"} for one in said if one["item"] == item)


def test_the_index_lists_every_paper_in_the_order_of_the_components() -> None:
    rows: Any = dossier_index(DOSSIER, DOCUMENTS[::-1], [])["rows"]

    assert [one["title"] for one in rows] == [document.due.title for document in DOCUMENTS]
    assert [one["number"] for one in rows] == list(range(1, len(DOCUMENTS) + 1))


def test_the_index_adds_up_the_pages_that_can_be_counted() -> None:
    evidence = [
        IndexedEvidence(Evidence(task=DOSSIER.tasks[0].code, number=str(pages), file=FILE), pages)
        for pages in (4, None)
    ]

    said = dossier_index(DOSSIER, DOCUMENTS, evidence)
    assert said["page_count"] == sum(document.pages for document in DOCUMENTS) + 4


def signed(document: Document, *, made: datetime) -> Document:
    marks = tuple(SignatureMade(signatory=one, made=made) for one in document.due.signatories)
    return replace(document, signatures=marks)


def test_a_document_bears_the_day_that_is_printed_on_it() -> None:
    rows: Any = dossier_index(DOSSIER, DOCUMENTS, [])["rows"]

    assert rows[0]["dated"] == day(printed_day(DOSSIER))


def test_the_index_is_dated_with_the_last_signature_in_viet_nam_time() -> None:
    made = datetime(2026, 6, 22, 20, tzinfo=UTC)
    documents = [signed(document, made=made - timedelta(days=place)) for place, document in enumerate(DOCUMENTS)]

    assert str(dossier_index(DOSSIER, documents, [])["place_date"]).endswith("ngày 23 tháng 6 năm 2026")


def test_the_index_of_a_dossier_not_wholly_signed_has_no_day() -> None:
    some = [signed(document, made=datetime(2026, 6, 22, tzinfo=UTC)) for document in DOCUMENTS[:-1]]

    assert "ngày  " in str(dossier_index(DOSSIER, [*some, DOCUMENTS[-1]], [])["place_date"])


@pytest.mark.parametrize(
    ("media_type", "read", "pages"),
    [("application/pdf", 3, 3), ("image/png", 0, 1), ("application/msword", 4, None)],
)
def test_pages_are_counted_of_what_has_pages(media_type: str, read: int, pages: int | None) -> None:
    assert pages_of(replace(FILE, media_type=media_type), read=read) == pages


def test_a_secret_paper_is_listed_without_what_it_is_about() -> None:
    secret = Evidence(
        task=DOSSIER.tasks[0].code, number="03/BB", summary="nội dung mật", classification=Classification.SECRET
    )

    said = dossier_index(DOSSIER, [], [IndexedEvidence(secret, None)])
    assert "nội dung mật" not in str(said)
    assert "Tài liệu tối mật" in str(said)


def test_the_quarters_stand_side_by_side_as_written_down() -> None:
    """R2."""
    found = [quarter_of(2, task_points="61.5"), quarter_of(3, task_points="50")]

    points = row(year_record(DOSSIER, found, 2026)["rows"], "Điểm kết quả nhiệm vụ")
    assert points == {"q1": "–", "q2": "61,5", "q3": "50", "q4": "–"}


def test_nothing_is_averaged_over_the_year() -> None:
    found = [quarter_of(2, general_points="20"), quarter_of(3, general_points="30")]

    assert "25" not in {str(leaf) for leaf in leaves(year_record(DOSSIER, found, 2026))}


def test_who_stood_in_two_units_in_a_quarter_has_a_line_for_each() -> None:
    found = [quarter_of(3, "SCT"), quarter_of(3, "SNV")]

    assert row(year_record(DOSSIER, found, 2026)["rows"], "Đơn vị")["q3"] == "SCT\nSNV"


def test_a_sealed_quarter_names_its_record() -> None:
    said = row(year_record(DOSSIER, [quarter_of(2, version=2), quarter_of(3)], 2026)["rows"], "Hồ sơ lưu trữ")

    assert (said["q2"], said["q3"]) == ("urn:hoso:SNV:2026-Q2, bản 2", "chưa niêm phong")


def test_every_value_is_text_or_a_number() -> None:
    said = [
        year_record(DOSSIER, [quarter_of(2)], 2026),
        dossier_index(DOSSIER, DOCUMENTS, [IndexedEvidence(item, None) for item in DOSSIER.evidence]),
    ]

    assert all(isinstance(leaf, str | int) for one in said for leaf in leaves(one))
