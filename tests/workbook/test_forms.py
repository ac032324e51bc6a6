"""Rows of the sheets as forms: read and checked like cells, and never over somebody else's change."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings

from archive.domain.rating import Rating
from archive.errors import BadForm, ChangedMeanwhile, NotFound
from archive.ports.forms import NEW, FormRow
from archive.workbook import SheetForms
from tests.quarters import complete_dossier, dossiers

FORMS = SheetForms()


def row(sheet: str, place: int = 0) -> FormRow:
    return FORMS.rows(complete_dossier(), sheet)[place]


def test_every_sheet_has_a_form_with_its_purpose() -> None:
    forms = FORMS.forms()

    assert len(forms) == 16
    assert all(form.purpose and form.fields for form in forms)


def test_a_sheet_nobody_knows_is_not_found() -> None:
    with pytest.raises(NotFound):
        FORMS.rows(complete_dossier(), "Lương")


@settings(max_examples=30, deadline=None)
@given(dossiers())
def test_a_row_put_back_as_it_is_shown_changes_nothing(dossier: object) -> None:
    for form in FORMS.forms():
        for shown in FORMS.rows(dossier, form.sheet):  # type: ignore[arg-type]  # generated facts
            assert FORMS.edited(dossier, form.sheet, mark=shown.mark, texts=shown.texts) == dossier  # type: ignore[arg-type]  # same


def test_only_the_named_fields_change() -> None:
    before = complete_dossier()
    shown = FORMS.rows(before, "Kết quả")[0]

    after = FORMS.edited(before, "Kết quả", mark=shown.mark, texts={"completed": "1-6-2026", "achieved": "1.234,5"})

    assert after.results[0] == replace(before.results[0], completed=date(2026, 6, 1), achieved=Decimal("1234.5"))
    assert replace(after, results=before.results) == before


def test_an_emptied_field_is_empty() -> None:
    after = FORMS.edited(
        complete_dossier(), "Xếp loại", mark=row("Xếp loại").mark, texts={"proposed": "", "reason": ""}
    )

    assert after.proposals[0].proposed is None
    assert after.proposals[0].reason == ""


def test_a_new_row_is_added() -> None:
    before = complete_dossier()
    person = before.cadres[0].code

    after = FORMS.edited(
        replace(before, self_assessments=()),
        "Tự đánh giá",
        mark=NEW,
        texts={"person": person, "proposed": "hoan thanh tot nhiem vu"},
    )

    assert [(item.person, item.proposed) for item in after.self_assessments] == [(person, Rating.GOOD)]


def test_a_row_without_texts_is_taken_away() -> None:
    before = complete_dossier()

    after = FORMS.edited(before, "Kết quả", mark=row("Kết quả").mark, texts=None)

    assert after.results == before.results[1:]


def test_every_bad_field_is_named_with_what_is_expected() -> None:
    with pytest.raises(BadForm) as refused:
        FORMS.edited(
            complete_dossier(),
            "Kết quả",
            mark=row("Kết quả").mark,
            texts={"completed": "31/02/2026", "achieved": "nhiều", "note": "x"},
        )

    assert [problem.field for problem in refused.value.problems] == ["completed", "achieved"]  # type: ignore[attr-defined]  # field problems
    assert "31/02/2026" in refused.value.sentence
    assert "một ngày có thật" in refused.value.sentence


def test_a_row_changed_meanwhile_is_not_written_over() -> None:
    shown = row("Kết quả")
    other = FORMS.edited(complete_dossier(), "Kết quả", mark=shown.mark, texts={"note": "của người khác"})

    with pytest.raises(ChangedMeanwhile):
        FORMS.edited(other, "Kết quả", mark=shown.mark, texts={"note": "của tôi"})


def test_what_there_is_one_of_is_not_given_twice() -> None:
    with pytest.raises(ChangedMeanwhile):
        FORMS.edited(complete_dossier(), "Hội nghị", mark=NEW, texts={"place": "Hội trường"})


def test_a_code_is_not_given_twice() -> None:
    taken = row("Nhiệm vụ").texts["code"]

    with pytest.raises(BadForm, match="chưa có ở dòng khác"):
        FORMS.edited(complete_dossier(), "Nhiệm vụ", mark=row("Nhiệm vụ", 1).mark, texts={"code": taken})


def test_a_code_that_names_nothing_is_refused() -> None:
    with pytest.raises(BadForm, match="trang 'Cán bộ'"):
        FORMS.edited(complete_dossier(), "Nhiệm vụ", mark=row("Nhiệm vụ").mark, texts={"lead": "CB-LẠ"})


@pytest.mark.parametrize("texts", [None, {"code": "NV-KHAC"}], ids=["taken away", "called otherwise"])
def test_what_other_rows_name_stays(texts: dict[str, str] | None) -> None:
    with pytest.raises(BadForm, match="trang 'Kết quả'"):
        FORMS.edited(complete_dossier(), "Nhiệm vụ", mark=row("Nhiệm vụ").mark, texts=texts)


def test_a_required_field_is_asked_for() -> None:
    with pytest.raises(BadForm, match="Mã nhiệm vụ"):
        FORMS.edited(complete_dossier(), "Minh chứng", mark=NEW, texts={"number": "12-BC/ĐU"})


def test_the_unit_itself_cannot_be_taken_away() -> None:
    dossier = replace(complete_dossier(), cadres=(), tasks=(), results=(), evidence=(), self_assessments=())
    bare = replace(dossier, proposals=(), meeting=None, approval=None, rulings=(), transfers=(), papers=(), works=())

    with pytest.raises(BadForm, match="không bỏ được"):
        FORMS.edited(bare, "Đơn vị", mark=FORMS.rows(bare, "Đơn vị")[0].mark, texts=None)
