"""Nothing that only a secret paper says is left before storing, and the dossier is whole without it (notes §3.7)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.domain.description import describe_facts
from archive.domain.document import DocumentKind
from archive.domain.dossier import (
    ComponentState,
    OpenDossier,
    components,
    due_documents,
    findings,
    without_secrets,
)
from archive.domain.evidence import StoredFile
from archive.domain.people import Management
from archive.domain.secrecy import Classification
from tests.domain.gaps_b import FIRST, SECOND, classified, with_cadre
from tests.quarters import complete_dossier, dossiers

WORD = "BÍMẬT"
FILE = StoredFile(name=f"{WORD}.pdf", sha512=WORD, size=1, media_type="application/pdf")


def planted(dossier: OpenDossier, kind: DocumentKind) -> OpenDossier:
    """The word wherever only that paper says it."""
    stated = [replace(item, strengths=WORD, shortcomings=WORD, direction=WORD) for item in dossier.self_assessments]
    proposals = [replace(item, reason=WORD, personnel_proposal=WORD) for item in dossier.proposals]
    evidence = [
        replace(item, number=WORD, summary=WORD, due=WORD, target=WORD, file=FILE, issued=date(2026, 6, 1))
        for item in dossier.evidence
    ]
    meeting = dossier.meeting and replace(
        dossier.meeting, chair=WORD, secretary=WORD, place=WORD, agenda=WORD, conclusion=WORD, absent=WORD
    )
    asked = dossier.meeting and replace(dossier.meeting, difficulties=WORD)
    changes: dict[DocumentKind, dict[str, Any]] = {
        DocumentKind.SELF_ASSESSMENT: {"self_assessments": (stated[0], *dossier.self_assessments[1:])},
        DocumentKind.SUBMISSION: {"meeting": asked},
        DocumentKind.MINUTES: {"meeting": meeting},
        DocumentKind.SUMMARY_STANDING_COMMITTEE: {"proposals": tuple(proposals)},
        DocumentKind.SUMMARY_PROVINCIAL_BODIES: {"proposals": tuple(proposals)},
        DocumentKind.EVIDENCE_LIST: {"evidence": tuple(evidence)},
    }
    return replace(dossier, **changes[kind])


KINDS = [
    DocumentKind.SELF_ASSESSMENT,
    DocumentKind.SUBMISSION,
    DocumentKind.MINUTES,
    DocumentKind.SUMMARY_STANDING_COMMITTEE,
    DocumentKind.SUMMARY_PROVINCIAL_BODIES,
    DocumentKind.EVIDENCE_LIST,
]
EACH_KIND = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.value)


@EACH_KIND
def test_no_word_of_a_secret_paper_is_anywhere_in_what_is_stored(kind: DocumentKind) -> None:
    dossier = classified(planted(complete_dossier(), kind), kind)
    assert WORD in repr(dossier)

    bare = without_secrets(dossier)

    assert WORD not in repr(bare)
    assert WORD not in str(describe_facts(bare))


@EACH_KIND
def test_what_is_not_secret_stays(kind: DocumentKind) -> None:
    dossier = planted(complete_dossier(), kind)
    answered = classified(dossier, kind, classification=Classification.PUBLIC)

    assert without_secrets(answered) == answered


@EACH_KIND
def test_a_secret_paper_is_not_written_and_its_component_is_complete(kind: DocumentKind) -> None:
    bare = without_secrets(classified(complete_dossier(), kind))

    part = next(item for item in components(bare, findings(bare)) if item.kind is kind)

    assert (kind, FIRST if kind is DocumentKind.SELF_ASSESSMENT else None) not in {
        (due.kind, due.person) for due in due_documents(bare)
    }
    assert findings(bare) == ()
    assert part.state is ComponentState.COMPLETE
    assert part.reason
    assert "bản giấy, độ Tối mật, lưu tại Két sắt số 1" in part.reason


def test_the_self_assessments_of_others_are_still_written() -> None:
    bare = without_secrets(classified(complete_dossier()))

    assert [due.person for due in due_documents(bare) if due.kind is DocumentKind.SELF_ASSESSMENT] == [SECOND]
    assert [item.person for item in bare.self_assessments] == [SECOND]


def test_before_anybody_was_asked_the_words_of_a_cadre_of_the_centre_are_withheld() -> None:
    dossier = planted(complete_dossier(), DocumentKind.SELF_ASSESSMENT)
    unasked = with_cadre(dossier, FIRST, management=Management.POLITBURO)

    bare = without_secrets(unasked)

    assert WORD not in repr(bare)
    assert [item.code for item in findings(bare)] == ["classification_unasked"]


def test_of_two_answers_the_secret_one_counts() -> None:
    twice = classified(classified(complete_dossier(), classification=Classification.PUBLIC))

    assert [item.person for item in without_secrets(twice).self_assessments] == [SECOND]


def test_an_answer_about_nobody_speaks_of_every_self_assessment() -> None:
    assert without_secrets(classified(complete_dossier(), person=None)).self_assessments == ()


def test_evidence_marked_secret_keeps_its_row_and_no_file() -> None:
    first, *others = complete_dossier().evidence
    secret = replace(first, classification=Classification.CONFIDENTIAL, file=FILE)
    dossier = replace(complete_dossier(), evidence=(secret, *others))

    bare = without_secrets(dossier)

    assert bare.evidence == (replace(secret, file=None), *others)


@given(dossiers(), st.sets(st.sampled_from(KINDS)))
def test_withholding_twice_is_withholding_once(dossier: OpenDossier, kinds: set[DocumentKind]) -> None:
    for kind in kinds:
        dossier = classified(dossier, kind)
    bare = without_secrets(dossier)

    assert without_secrets(bare) == bare
    assert "secret_content" not in {item.code for item in findings(bare)}


@given(dossiers())
def test_without_secrets_nothing_changes(dossier: OpenDossier) -> None:
    assert without_secrets(dossier) == dossier
