"""Documents say what the facts say: nothing is lost, nothing is None, and sums agree with their rows."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from archive.domain.contents import content_of
from archive.domain.document import DocumentKind, DueDocument
from archive.domain.dossier import OpenDossier, due_documents
from archive.domain.people import IssuerSystem, UnitKind
from archive.domain.secrecy import Classification
from tests.quarters import complete_dossier, dossiers, unit


def leaves(value: object) -> Iterator[object]:
    """Every text and number inside fill data."""
    if isinstance(value, Mapping):
        for inner in value.values():
            yield from leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner)
    else:
        yield value


def content(dossier: OpenDossier, kind: DocumentKind, place: int = 0) -> dict[str, Any]:
    """The fill data of the n-th document of a kind."""
    return dict(content_of(dossier, [due for due in due_documents(dossier) if due.kind is kind][place]))


@given(dossiers())
def test_fill_data_holds_only_text_and_numbers(dossier: OpenDossier) -> None:
    for due in due_documents(dossier):
        assert all(isinstance(leaf, str | int) for leaf in leaves(content_of(dossier, due)))


@given(dossiers())
def test_the_counts_of_ratings_add_up_to_the_people_rated(dossier: OpenDossier) -> None:
    kinds = [due.kind for due in due_documents(dossier) if "summary" in due.kind.value]
    for kind in [DocumentKind.SUBMISSION, *kinds]:
        said = content(dossier, kind)
        totals = said["counts"] if kind is DocumentKind.SUBMISSION else said["totals"]
        assert sum(row["count"] for row in totals) == said["rated_count"]


@given(dossiers())
def test_every_task_stands_once_in_its_leads_self_assessment(dossier: OpenDossier) -> None:
    for place, cadre in enumerate(dossier.rated):
        said = content(dossier, DocumentKind.SELF_ASSESSMENT, place)
        names = [row["task"] for row in said["rows"]] + [row["task"] for row in said["carried"]]
        assert sorted(names) == sorted(item.name for item in dossier.tasks_of(cadre.code))


@given(dossiers())
def test_the_evidence_list_names_exactly_the_tasks_that_need_evidence(dossier: OpenDossier) -> None:
    listed = [row["code"] for row in content(dossier, DocumentKind.EVIDENCE_LIST)["rows"]]

    assert sorted(listed) == sorted(code for code, judged in dossier.judged().items() if judged.needs_evidence)


@pytest.mark.parametrize(
    ("kind", "system", "line"),
    [
        (UnitKind.PARTY_COMMITTEE, IssuerSystem.PARTY, "Số       -TTr/ĐU"),
        (UnitKind.PROVINCIAL_BODY, IssuerSystem.STATE, "Số:       /TTr-SNV"),
    ],
)
def test_the_number_line_follows_the_issuers_system(kind: UnitKind, system: IssuerSystem, line: str) -> None:
    """Domain notes §2.1 and §2.2: no colon and a hyphen for the Party, colon and slash for the State."""
    assert content(complete_dossier(of=unit(kind=kind, system=system)), DocumentKind.SUBMISSION)["number_line"] == line


def test_a_committees_head_signs_for_its_standing_committee() -> None:
    signature = content(complete_dossier(of=unit(kind=UnitKind.PARTY_COMMITTEE)), DocumentKind.SUBMISSION)["signature"]

    assert (signature["authority"], signature["post"]) == ("T/M BAN THƯỜNG VỤ", "BÍ THƯ")


def test_a_secret_piece_of_evidence_is_listed_without_its_summary() -> None:
    dossier = complete_dossier()
    secret = replace(dossier.evidence[0], classification=Classification.CONFIDENTIAL, summary="nội dung mật")

    said = content(replace(dossier, evidence=(secret, *dossier.evidence[1:])), DocumentKind.EVIDENCE_LIST)

    assert "nội dung mật" not in str(said)


def test_an_empty_shortcoming_is_said_to_be_none() -> None:
    """R27: the section reads "Không", it is not left blank."""
    assert content(complete_dossier(), DocumentKind.SELF_ASSESSMENT)["shortcomings"] == "Không"


def test_the_same_facts_give_the_same_content() -> None:
    dossier = complete_dossier()
    turned = replace(dossier, tasks=dossier.tasks[::-1], cadres=dossier.cadres[::-1], proposals=dossier.proposals[::-1])

    def said(facts: OpenDossier) -> list[tuple[DueDocument, object]]:
        return [(due, content_of(facts, due)) for due in due_documents(facts)]

    assert said(turned) == said(dossier)


@pytest.mark.parametrize(("told", "printed"), [("", "Không."), ("Thiếu biên chế.", "Thiếu biên chế.")])
def test_difficulties_reach_the_submission_and_none_is_said_to_be_none(told: str, printed: str) -> None:
    """R64: difficulties go to the Standing Committee by way of its Organisation Board."""
    dossier = complete_dossier()
    assert dossier.meeting is not None
    meeting = replace(dossier.meeting, difficulties=told)
    due = due_documents(dossier)[0]

    assert content_of(replace(dossier, meeting=meeting), due)["difficulties"] == printed
