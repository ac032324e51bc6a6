"""A dossier passes its stages only in order, and only whole."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from archive.domain.document import Document, DocumentKind, SignatureMade, TemplateRef
from archive.domain.dossier import AssembledDossier, OpenDossier, SignedDossier, due_documents
from archive.domain.evidence import StoredFile
from archive.domain.people import IssuerSystem, UnitKind
from archive.errors import WrongOrder
from tests.quarters import complete_dossier, unit

NOW = datetime(2026, 6, 22, tzinfo=UTC)
FILE = StoredFile(name="a.pdf", sha512="00", size=1, media_type="application/pdf")


def made(dossier: OpenDossier, *, signed: bool = True) -> tuple[Document, ...]:
    """Every due document, signed by everybody or by nobody."""
    template = TemplateRef(kind=DocumentKind.SUBMISSION, system=IssuerSystem.STATE, version="1", sha512="00")
    return tuple(
        Document(
            due=due,
            template=template,
            data_digest="00",
            renderer="test",
            docx=FILE,
            pdf=FILE,
            pages=1,
            slots=(),
            made=NOW,
            signed=FILE if signed else None,
            signatures=tuple(SignatureMade(signatory=item, made=NOW) for item in due.signatories) if signed else (),
        )
        for due in due_documents(dossier)
    )


def test_a_dossier_with_every_document_is_assembled() -> None:
    dossier = complete_dossier()

    assert AssembledDossier(facts=dossier, documents=made(dossier)).documents


def test_a_dossier_without_one_of_its_documents_is_not_assembled() -> None:
    dossier = complete_dossier()

    with pytest.raises(WrongOrder, match="Tờ trình"):
        AssembledDossier(facts=dossier, documents=made(dossier)[1:])


def test_a_dossier_with_one_signature_missing_is_not_signed() -> None:
    dossier = complete_dossier()
    documents = made(dossier)
    waiting = replace(documents[0], signatures=documents[0].signatures[:-1])

    with pytest.raises(WrongOrder, match="Sở Nội vụ"):
        SignedDossier(assembled=AssembledDossier(facts=dossier, documents=(waiting, *documents[1:])))


def test_there_is_one_self_assessment_for_each_rated_cadre_and_no_other() -> None:
    """R47, R17."""
    dossier = complete_dossier(people=3)
    excluded = replace(dossier, cadres=(*dossier.cadres[:-1], replace(dossier.cadres[-1], excluded="kiêm nhiệm")))

    people = [due.person for due in due_documents(excluded) if due.kind is DocumentKind.SELF_ASSESSMENT]

    assert sorted(person or "" for person in people) == sorted(cadre.code for cadre in dossier.cadres[:-1])


@pytest.mark.parametrize(
    ("kind", "summary"),
    [
        (UnitKind.PROVINCIAL_BODY, DocumentKind.SUMMARY_PROVINCIAL_BODIES),
        (UnitKind.PARTY_COMMITTEE, DocumentKind.SUMMARY_PARTY_COMMITTEES),
    ],
)
def test_a_unit_owes_the_summary_of_its_kind(kind: UnitKind, summary: DocumentKind) -> None:
    kinds = {due.kind for due in due_documents(complete_dossier(of=unit(kind=kind)))}

    assert summary in kinds


def test_minutes_are_signed_by_the_secretary_then_the_chair() -> None:
    minutes = next(due for due in due_documents(complete_dossier()) if due.kind is DocumentKind.MINUTES)

    assert [item.role.value for item in minutes.signatories] == ["secretary", "chair"]
