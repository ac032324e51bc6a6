"""What an account may not open does not exist for it: in search, in a record, in a file, sealed or not."""

import json
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from io import BytesIO
from typing import cast

import pytest

from archive.domain.accounts import Grant, Role
from archive.domain.dossier import OpenDossier
from archive.domain.evidence import StoredFile
from archive.domain.people import Management, PersonCode, UnitCode
from archive.domain.record import RecordId
from archive.domain.rights import Readable, Scope, readable
from archive.domain.seal import RECORD_PATH
from archive.errors import NotFound, RecordDamaged
from archive.jobs.run import refuse_unfinished, run
from archive.ports import Parts
from archive.ports.search import IndexEntry
from archive.workflow.assemble import assemble
from archive.workflow.retrieve import document, get, search, show
from tests.accounts import account
from tests.finding import PlainSearch
from tests.parts import MemoryContent, MemoryRecords, memory_parts
from tests.quarters import QUARTER, SNV, complete_dossier

RECORD = RecordId(SNV, QUARTER)
FIRST, SECOND = PersonCode("CB-SNV-01"), PersonCode("CB-SNV-02")
HERE = frozenset({SNV})

SECRETARY = readable(account(Role.SECRETARY, units=["SNV"]))
STRANGER = readable(account(Role.SECRETARY, units=["STC"]))
CADRE = readable(account(Role.CADRE, person=SECOND))
OFFICIAL = Readable((Scope(units=HERE, managements=frozenset({Management.UNIT})),))
ADMINISTRATOR = readable(account(Role.ADMINISTRATOR))

OWN = {
    "documents/2-self_assessment/CB-SNV-02.pdf",
    "documents/2-self_assessment/CB-SNV-02.docx",
    "documents/2-self_assessment/CB-SNV-02.json",
    "text/documents/2-self_assessment/CB-SNV-02.pdf.txt",
    "evidence/NV-SNV-02-02/1.txt",
    "text/evidence/NV-SNV-02-02/1.txt.txt",
}


def dossier() -> OpenDossier:
    """Two cadres of two managements; each has evidence in a file."""
    made = complete_dossier()
    first, second = made.cadres
    return replace(made, cadres=(first, replace(second, management=Management.UNIT)))


@pytest.fixture
def parts() -> Parts:
    made = memory_parts(dossier())
    sha512, size = made.blobs.put(BytesIO("minh chứng".encode()))
    file = StoredFile(name="bao-cao.txt", sha512=sha512, size=size, media_type="text/plain")
    with made.desk.begin() as work:
        facts = work.facts.dossier(SNV, QUARTER)
        work.facts.replace(replace(facts, evidence=tuple(replace(item, file=file) for item in facts.evidence)))
        work.commit()
    return made


@pytest.fixture
def sealed(parts: Parts) -> Parts:
    refuse_unfinished(run(parts, QUARTER, [SNV]))
    return parts


def opened(parts: Parts, name: str, who: Readable | None) -> bytes:
    with get(parts, name, readable=who) as source:
        return source.read()


def indexed(parts: Parts) -> Sequence[IndexEntry]:
    return cast("PlainSearch", parts.search).entries[RECORD]


def test_the_index_knows_whom_each_paper_speaks_of(sealed: Parts) -> None:
    spoken = {entry.id.split("/", 1)[1]: entry.managements for entry in indexed(sealed)}
    both = frozenset({Management.UNIT, Management.STANDING_COMMITTEE})

    assert spoken["documents/3-minutes/minutes.pdf"] == both
    assert spoken["documents/1-submission/submission.pdf"] == both
    assert spoken["documents/2-self_assessment/CB-SNV-02.pdf"] == {Management.UNIT}
    assert spoken["evidence/NV-SNV-01-02/1.txt"] == {Management.STANDING_COMMITTEE}
    assert spoken["documents/4-summary_standing_committee/summary_standing_committee.pdf"] == {
        Management.STANDING_COMMITTEE
    }


READERS = {
    "secretary": SECRETARY,
    "cadre": CADRE,
    "official": OFFICIAL,
    "administrator": ADMINISTRATOR,
    "stranger": STRANGER,
}
WHO = pytest.mark.parametrize("who", READERS.values(), ids=READERS)


@WHO
def test_search_finds_exactly_what_can_be_opened(sealed: Parts, who: Readable) -> None:
    found = {hit.id for hit in search(sealed, "", limit=100, readable=who).hits}

    can = set()
    for entry in indexed(sealed):
        with ExitStack() as stack:
            try:
                stack.enter_context(get(sealed, entry.id, readable=who))
            except NotFound:
                continue
            can.add(entry.id)
    assert found == can


@WHO
def test_every_file_shown_opens_and_no_other(sealed: Parts, who: Readable) -> None:
    try:
        shown = set(show(sealed, RECORD, readable=who).files)
    except NotFound:
        shown = set()

    for path in show(sealed, RECORD).files:
        if path in shown:
            assert opened(sealed, f"{RECORD}/{path}", who) == opened(sealed, f"{RECORD}/{path}", None)
        else:
            with pytest.raises(NotFound):
                opened(sealed, f"{RECORD}/{path}", who)


def test_a_cadre_sees_the_own_papers_and_the_evidence_of_own_tasks(sealed: Parts) -> None:
    assert set(show(sealed, RECORD, readable=CADRE).files) == OWN


def test_an_official_sees_only_who_is_of_the_own_management(sealed: Parts) -> None:
    assert set(show(sealed, RECORD, readable=OFFICIAL).files) == OWN


def test_the_secretary_sees_the_whole_record(sealed: Parts) -> None:
    assert show(sealed, RECORD, readable=SECRETARY) == show(sealed, RECORD)


def test_the_description_of_a_record_is_for_who_may_read_all_of_it(sealed: Parts) -> None:
    assert opened(sealed, f"{RECORD}/{RECORD_PATH}", SECRETARY)
    for who in (CADRE, OFFICIAL, ADMINISTRATOR):
        with pytest.raises(NotFound):
            opened(sealed, f"{RECORD}/{RECORD_PATH}", who)


def sentence(call: Callable[[], object]) -> str:
    with pytest.raises(NotFound) as refused:
        call()
    assert set(refused.value.detail) <= {"record", "id"}
    return refused.value.sentence


@pytest.mark.parametrize("who", [ADMINISTRATOR, STRANGER])
def test_a_record_that_may_not_be_seen_is_a_record_that_is_not_there(sealed: Parts, who: Readable) -> None:
    nowhere = RecordId(UnitCode("KHAC"), QUARTER)

    hidden = sentence(lambda: show(sealed, RECORD, readable=who))

    assert hidden.replace("SNV", "KHAC") == sentence(lambda: show(sealed, nowhere, readable=who))


@pytest.mark.parametrize("path", ["documents/3-minutes/minutes.pdf", "seal.json"])
def test_a_file_that_may_not_be_seen_is_a_file_that_is_not_there(sealed: Parts, path: str) -> None:
    hidden = sentence(lambda: opened(sealed, f"{RECORD}/{path}", CADRE))

    for gone in (f"{RECORD}/x/{path}", f"urn:hoso:KHAC:2026-Q2/{path}"):
        assert sentence(partial(opened, sealed, gone, CADRE)) == hidden.replace(f"{RECORD}/{path}", gone)


def test_a_version_that_is_not_there_is_not_found(sealed: Parts) -> None:
    with pytest.raises(NotFound, match="phiên bản 9"):
        show(sealed, RECORD, 9, readable=SECRETARY)


def test_each_version_is_judged_by_what_it_says_itself(sealed: Parts) -> None:
    records = cast("MemoryRecords", sealed.records)
    version, content = records.kept[RECORD][0]
    described = json.loads(content.files[RECORD_PATH])
    for person in described["people"]:
        person["management"] = Management.POLITBURO.value
    later = MemoryContent({**content.files, RECORD_PATH: json.dumps(described).encode()})
    records.kept[RECORD].append((replace(version, number=2), later))

    assert set(show(sealed, RECORD, 1, readable=OFFICIAL).files) == OWN
    with pytest.raises(NotFound):
        show(sealed, RECORD, 2, readable=OFFICIAL)


def test_a_damaged_description_opens_nothing(sealed: Parts) -> None:
    records = cast("MemoryRecords", sealed.records)
    version, content = records.kept[RECORD][0]
    for damaged in (b"{", b"{}", b"[]"):
        records.kept[RECORD][0] = (version, MemoryContent({**content.files, RECORD_PATH: damaged}))
        with pytest.raises(RecordDamaged):
            opened(sealed, f"{RECORD}/documents/3-minutes/minutes.pdf", SECRETARY)


def test_a_document_not_yet_sealed_is_for_the_same_people(parts: Parts) -> None:
    assemble(parts, SNV, QUARTER)
    own, minutes = "2026-Q2.SNV.self_assessment.CB-SNV-02", "2026-Q2.SNV.minutes"

    for who in (SECRETARY, CADRE, OFFICIAL, None):
        assert document(parts, own, readable=who).due.person == SECOND
    assert opened(parts, minutes, SECRETARY)
    hidden = sentence(lambda: opened(parts, minutes, CADRE))
    assert sentence(lambda: opened(parts, "2026-Q2.SNV.nothing", CADRE)) == hidden.replace("minutes", "nothing")


def test_roles_add_up_to_what_is_shown(sealed: Parts) -> None:
    both = account(Role.CADRE, person=FIRST).granted(
        Grant(role=Role.OFFICIAL, units=HERE, managements=frozenset({Management.UNIT}))
    )

    shown = set(show(sealed, RECORD, readable=readable(both)).files)

    assert shown > OWN
    assert "documents/3-minutes/minutes.pdf" not in shown
