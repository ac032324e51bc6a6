"""Papers outside the seven components: who gets them, whom they name, and when the facts forbid them (R22-R41, R63)."""

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given

from archive.domain.contents import content_of
from archive.domain.document import OTHER_TITLE, DocumentKind
from archive.domain.dossier import OpenDossier, due_documents
from archive.domain.outcome import Outcome
from archive.domain.paper import PaperClassification
from archive.domain.people import IssuerSystem, Management, PersonCode
from archive.domain.plan import TaskCode, Work
from archive.domain.secrecy import Classification
from archive.errors import RuleBroken
from archive.language import day
from tests.domain.test_contents import leaves
from tests.letters import DUBH, SCT, SNV, asked, decided, letters, moved, named, province
from tests.quarters import complete_dossier, dossiers

_LATER = (DocumentKind.DOSSIER_INDEX, DocumentKind.YEAR_RECORD)  # they need more than facts


def data_of(kind: DocumentKind, *given_dossiers: OpenDossier, **asked_for: Any) -> list[dict[str, Any]]:
    return [dict(letter.data) for letter in letters(kind, *given_dossiers, **asked_for)]


def politburo(*, secret: Classification | None = None) -> OpenDossier:
    """A dossier of cadres of the centre, classified public in every paper but perhaps the submission."""
    dossier = named("SNV", "Sở Nội vụ", Management.POLITBURO)
    if secret is None:
        return dossier
    paper = PaperClassification(
        kind=DocumentKind.CENTRAL_SUBMISSION,
        unit=dossier.unit.code,
        classification=secret,
        decided_by="Ban Thường vụ Tỉnh ủy",
        kept_at="Phòng Cơ yếu",
    )
    return replace(dossier, papers=(*dossier.papers, paper))


@given(dossiers())
def test_every_letter_holds_only_text_and_numbers(dossier: OpenDossier) -> None:
    told = asked(decided(dossier), named("SCT", "Sở Công Thương", Management.UNIT), body="SCT")
    for kind in OTHER_TITLE:
        if kind in (*_LATER, DocumentKind.PREVIOUS_POST_COMMENT):
            continue
        try:
            found = letters(kind, *told, is_public=True)
        except RuleBroken:
            continue  # nobody of that management
        assert all(isinstance(leaf, str | int) for letter in found for leaf in leaves(letter.data))


@pytest.mark.parametrize("kind", [kind for kind in OTHER_TITLE if kind not in _LATER])
def test_what_the_facts_do_not_give_is_refused_in_a_sentence(kind: DocumentKind) -> None:
    nobody = replace(complete_dossier(people=0), proposals=())

    if kind is DocumentKind.PERIODIC_REPORT:
        assert data_of(kind, nobody)[0]["rated_count"] == 0
        return
    with pytest.raises(RuleBroken) as refused:
        letters(kind, nobody, is_public=True)
    assert refused.value.sentence.endswith(".")


@given(dossiers())
def test_reports_of_results_hold_each_task_once_with_the_points_of_the_personal_form(dossier: OpenDossier) -> None:
    """R24: over all appraising bodies the sums are those of the form of the person."""
    shared = replace(
        dossier, tasks=tuple(replace(task, lead_body=f"Cơ quan {int(task.code[-2:]) % 2}") for task in dossier.tasks)
    )
    for due in due_documents(shared):
        if due.kind is DocumentKind.SELF_ASSESSMENT:
            form: Any = content_of(shared, due)
            papers = data_of(DocumentKind.RESULTS_REPORT, shared, person=due.person)
            rows = [row for paper in papers for row in paper["rows"]]
            assert Counter((row["task"], row["self_points"]) for row in rows) == Counter(
                (row["task"], row["self_points"]) for row in form["rows"]
            )
            assert sum(paper["task_count"] for paper in papers) == len(form["rows"]) + len(form["carried"])


@given(dossiers())
def test_tasks_carried_over_have_a_reason_and_no_points(dossier: OpenDossier) -> None:
    """R25: they stand apart."""
    judged = {task.name: dossier.judged()[task.code] for task in dossier.tasks}
    papers = [
        paper for one in dossier.rated for paper in data_of(DocumentKind.RESULTS_REPORT, dossier, person=one.code)
    ]

    for paper in papers:
        assert all(judged[row["task"]].outcome is not Outcome.CARRIED_OVER for row in paper["rows"])
        assert all(judged[row["task"]].outcome is Outcome.CARRIED_OVER for row in paper["carried"])
        assert all("Chưa đến hạn" in row["reason"] and "self_points" not in row for row in paper["carried"])


def test_a_body_that_appraises_gets_a_report_of_its_own_tasks_alone() -> None:
    dossier = complete_dossier(people=1)
    first, second = dossier.tasks
    shared = replace(dossier, tasks=(replace(first, lead_body="Tỉnh đoàn"), second))

    found = letters(DocumentKind.RESULTS_REPORT, shared, receiver="tỉnh đoàn")
    assert [[row["task"] for row in letter.data["rows"]] for letter in found] == [[first.name]]  # type: ignore[attr-defined]


def test_the_results_of_a_cadre_nobody_was_asked_about_are_not_written() -> None:
    dossier = replace(politburo(), papers=())

    with pytest.raises(RuleBroken, match="Độ mật"):
        letters(DocumentKind.RESULTS_REPORT, dossier)


def test_the_list_of_work_names_what_r22_asks_for() -> None:
    dossier = complete_dossier(people=1)
    work = Work(task=dossier.tasks[0].code, name="Quét hồ sơ giấy")
    unit_list, own_list = data_of(DocumentKind.ASSIGNED_WORK, replace(dossier, works=(work,)))

    for said in (unit_list, own_list):
        found = [(row["task"], row["lead"], row["due"], row["product"]) for row in said["rows"]]
        lead = dossier.cadres[0].name
        assert found == [(task.name, lead, day(task.due or date.max), task.product) for task in dossier.tasks]
    assert unit_list["rows"][0]["works"] == ["Quét hồ sơ giấy"]


def test_an_arising_task_says_so_in_the_list_of_work() -> None:
    dossier = complete_dossier(people=1)
    tasks = (replace(dossier.tasks[0], is_arising=True), *dossier.tasks[1:])

    said = data_of(DocumentKind.ASSIGNED_WORK, replace(dossier, tasks=tasks))[0]
    assert ["phát sinh" in row["source"] for row in said["rows"]] == [True, False]


@given(dossiers())
def test_a_notice_names_the_receivers_people_and_nobody_elses(dossier: OpenDossier) -> None:
    """R37."""
    other = decided(named("SCT", "Sở Công Thương", Management.STANDING_COMMITTEE))
    mine = decided(replace(dossier, unit=replace(dossier.unit, name="Sở Tư pháp")))

    for name, own in (("Sở Tư pháp", mine), ("Sở Công Thương", other)):
        (said,) = data_of(DocumentKind.NOTICE, mine, other, receiver=name)
        people = {(row["name"], row["post"]) for row in said["rows"]}
        assert people == {(one.name, f"{one.post}, {name}") for one in own.rated}


def test_everybody_decided_is_told_of_in_the_notice_of_the_managing_level() -> None:
    (said,) = data_of(DocumentKind.NOTICE, *province(), receiver="Ban Thường vụ Tỉnh ủy")

    assert said["rated_count"] == 6


def test_the_deciding_committee_is_told_by_its_board_and_not_by_itself() -> None:
    (said,) = data_of(DocumentKind.NOTICE, *province(), receiver="Ban Thường vụ Tỉnh ủy")

    assert said["number_line"] == "Số       -TB/BTCTU"
    assert "Ban Tổ chức Tỉnh ủy thông báo đến Ban Thường vụ Tỉnh ủy" in said["introduction"]


def test_the_copy_of_a_notice_is_kept_by_the_committees_office() -> None:
    (said,) = data_of(DocumentKind.NOTICE, *province(), receiver="Sở Nội vụ")

    assert said["recipients"][-1] == "Lưu Văn phòng Tỉnh ủy"


def test_a_receiver_may_be_named_by_its_code() -> None:
    assert [letter.receiver for letter in letters(DocumentKind.NOTICE, *province(), receiver="sct")] == [
        "Sở Công Thương"
    ]


def test_nobody_is_told_before_anybody_is_decided() -> None:
    with pytest.raises(RuleBroken, match="Chưa quyết định"):
        letters(DocumentKind.NOTICE, complete_dossier())


def test_a_body_that_rates_its_own_cadres_tells_them_in_its_own_layout() -> None:
    """R38."""
    (letter,) = letters(DocumentKind.NOTICE, *province(), receiver="Sở Công Thương")

    assert (letter.system, letter.data["issuer"]) == (IssuerSystem.STATE, "SỞ CÔNG THƯƠNG")
    assert letter.data["number_line"] == "Số:       /TB-SCT"


def test_units_of_one_name_get_papers_of_two_names() -> None:
    twins = [decided(named(code, "Trường Chính trị", Management.UNIT)) for code in ("T1", "T2")]

    assert len({letter.stem for letter in letters(DocumentKind.NOTICE, *twins)}) == 2


def test_the_report_goes_to_both_central_bodies() -> None:
    """R36: Ban Tổ chức Trung ương and Văn phòng Trung ương Đảng, in one paper."""
    (said,) = data_of(DocumentKind.CENTRAL_REPORT, *province())

    receivers = ["Ban Tổ chức Trung ương", "Văn phòng Trung ương Đảng"]
    assert said["addressees"] == receivers
    assert said["recipients"][:2] == receivers


def test_the_report_names_decided_cadres_of_the_standing_committee_alone() -> None:
    (said,) = data_of(DocumentKind.CENTRAL_REPORT, *province(), politburo())

    assert {row["post"].rpartition(", ")[2] for row in said["rows"]} == {"Sở Nội vụ", "Đảng ủy xã Bắc Hà"}
    assert sum(row["count"] for row in said["counts"]) == said["rated_count"] == 6


def test_who_moved_stands_once_in_the_report() -> None:
    """R41: counted where the newer post is, and there the unit rates."""
    (said,) = data_of(DocumentKind.CENTRAL_REPORT, *moved())

    assert Counter((row["name"], row["post"]) for row in said["rows"]).most_common(1)[0][1] == 1


def test_the_submission_names_cadres_of_the_centre_alone() -> None:
    """R35."""
    (letter,) = letters(DocumentKind.CENTRAL_SUBMISSION, politburo(), *province()[1:], is_public=True)

    assert (letter.units, letter.data["rated_count"], letter.data["addressee"]) == (
        (SNV,),
        3,
        "Bộ Chính trị, Ban Bí thư",
    )
    assert letter.data["number_line"] == "Số       -TTr/TU"


def test_the_submission_is_not_written_before_somebody_said_that_it_is_no_secret() -> None:
    with pytest.raises(RuleBroken, match="--secrecy public"):
        letters(DocumentKind.CENTRAL_SUBMISSION, politburo())


def test_an_answer_kept_with_the_facts_lets_the_submission_be_written() -> None:
    assert letters(DocumentKind.CENTRAL_SUBMISSION, politburo(secret=Classification.PUBLIC))


def test_a_secret_submission_is_not_written_whatever_was_answered() -> None:
    with pytest.raises(RuleBroken, match="Phòng Cơ yếu"):
        letters(DocumentKind.CENTRAL_SUBMISSION, politburo(secret=Classification.SECRET), is_public=True)


def test_a_withheld_statement_keeps_the_submission_on_paper() -> None:
    with pytest.raises(RuleBroken, match="bản giấy"):
        letters(DocumentKind.CENTRAL_SUBMISSION, replace(politburo(), papers=()), is_public=True)


def test_nothing_leaves_the_province_before_the_guidance_has_a_number() -> None:
    """R1."""
    bare = [replace(one, period=replace(one.period, guidance_number="")) for one in province()]

    with pytest.raises(RuleBroken, match="số ký hiệu"):
        letters(DocumentKind.CENTRAL_REPORT, *bare)


def test_the_periodic_report_counts_and_names_nobody() -> None:
    """R63."""
    (said,) = data_of(DocumentKind.PERIODIC_REPORT, *province())
    names = {cadre.name for dossier in province() for cadre in dossier.cadres}

    assert not [name for name in names if name in str(said)]
    assert sum(row["count"] for row in said["counts"]) + said["undecided"] == said["rated_count"] == 9
    assert said["addressees"] == ["Ban Tổ chức Trung ương"]


def test_difficulties_of_units_stand_in_the_periodic_report() -> None:
    """R64."""
    first, *rest = province()
    assert first.meeting is not None
    told = replace(first, meeting=replace(first.meeting, difficulties="Thiếu biên chế"))

    (said,) = data_of(DocumentKind.PERIODIC_REPORT, told, *rest)
    assert said["difficulties"] == [{"unit": "Sở Nội vụ", "text": "Thiếu biên chế."}]


def test_a_conclusion_is_about_the_cadres_the_unit_decides_itself() -> None:
    """R34."""
    (letter,) = letters(DocumentKind.CONCLUSION, *province())

    assert (letter.units, letter.data["rated_count"]) == ((SCT,), 3)
    assert letter.data["number_line"] == "Số:       /KL-SCT"


def test_an_opinion_on_cadres_of_the_province_is_asked_by_its_board() -> None:
    """R32."""
    (letter,) = letters(DocumentKind.OPINION_REQUEST, *asked(*province(), body="Công an tỉnh"), units=(SNV,))

    assert letter.data["number_line"] == "Số       -CV/BTCTU"
    assert (letter.receiver, letter.data["rated_count"]) == ("Công an tỉnh", 3)


def test_a_body_that_rates_its_own_cadres_asks_itself() -> None:
    (letter,) = letters(DocumentKind.OPINION_REQUEST, *province(), units=(SCT,), receiver="Công an tỉnh")

    assert (letter.system, letter.data["number_line"]) == (IssuerSystem.STATE, "Số:       /SCT-VP")


def test_an_opinion_is_asked_about_the_cadres_named_alone() -> None:
    dossier = province()[0]
    told = asked(dossier, body="Công an tỉnh", person=dossier.cadres[1].code)

    (said,) = data_of(DocumentKind.OPINION_REQUEST, *told)
    assert [row["name"] for row in said["rows"]] == [dossier.cadres[1].name]


@pytest.mark.parametrize(("note", "printed"), [("Đồng ý", "Đồng ý"), ("", "")])
def test_an_opinion_not_given_stays_blank(note: str, printed: str) -> None:
    """R32: no answer is not agreement."""
    (letter,) = letters(DocumentKind.OPINION_REPLY, *asked(*province(), body="sct", note=note), units=(SCT,))

    assert letter.receiver == "Ban Tổ chức Tỉnh ủy"
    assert {row["opinion"] for row in letter.data["rows"]} == {printed}  # type: ignore[attr-defined]


def test_the_former_body_comments_for_the_new_one() -> None:
    """R41."""
    (letter,) = letters(DocumentKind.PREVIOUS_POST_COMMENT, *moved())

    assert (letter.units, letter.receiver) == ((SNV,), "Sở Công Thương")
    assert letter.data["task_count"] == 2


def test_a_receiver_outside_the_quarter_must_be_named_with_the_person() -> None:
    code = province()[0].cadres[1].code

    (letter,) = letters(DocumentKind.PREVIOUS_POST_COMMENT, *province(), person=code, receiver="Tỉnh đoàn")
    assert (letter.receiver, letter.data["addressee"]) == ("Tỉnh đoàn", "Tỉnh đoàn")


def test_a_committee_signs_with_its_own_symbol() -> None:
    own = decided(named("DUBH", "Đảng ủy xã Bắc Hà", Management.UNIT))
    party = replace(own, unit=replace(own.unit, system=IssuerSystem.PARTY, symbol="ĐU"))

    assert data_of(DocumentKind.CONCLUSION, party)[0]["number_line"] == "Số       -KL/ĐU"
    assert letters(DocumentKind.CONCLUSION, party)[0].units == (DUBH,)


def test_file_names_are_plain_letters() -> None:
    for kind in (DocumentKind.NOTICE, DocumentKind.RESULTS_REPORT, DocumentKind.ASSIGNED_WORK):
        for letter in letters(kind, *province()):
            assert letter.stem.isascii()
            assert not set(letter.stem) & set("/\\ .:")


def test_the_same_facts_give_the_same_papers() -> None:
    turned = [replace(one, tasks=one.tasks[::-1], cadres=one.cadres[::-1]) for one in province()]

    for kind in (DocumentKind.NOTICE, DocumentKind.CENTRAL_REPORT, DocumentKind.ASSIGNED_WORK):
        assert letters(kind, *turned) == letters(kind, *province())


def test_a_task_without_anything_gives_empty_text() -> None:
    dossier = complete_dossier(people=1)
    lead = PersonCode(dossier.cadres[0].code)
    bare = replace(
        dossier, tasks=(replace(dossier.tasks[0], code=TaskCode("X"), lead=lead, due=None, target=None, axis=None),)
    )

    for kind in (DocumentKind.ASSIGNED_WORK, DocumentKind.RESULTS_REPORT):
        for letter in letters(kind, bare):
            assert all(isinstance(leaf, str | int) for leaf in leaves(letter.data))
