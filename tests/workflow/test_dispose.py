"""Destruction from decision to the last working file: what goes, what stays, and what a stop leaves."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any, cast

import pytest

from archive.domain.destruction import DisposalDecision, destruction_document, read_destruction
from archive.domain.dossier import OpenDossier
from archive.domain.evidence import StoredFile
from archive.domain.people import UnitCode
from archive.domain.quarter import Quarter
from archive.domain.record import RecordId
from archive.errors import NotFound, RecordDamaged, RuleBroken, UsageError
from archive.ports import Parts
from archive.workflow.assemble import assemble
from archive.workflow.dispose import choose, destroy, hold, overview, propose, release, set_period
from archive.workflow.index import index
from archive.workflow.seal import seal
from archive.workflow.sign import sign
from archive.workflow.verify import verify_all
from tests.parts import FixedClock, MemoryBlobs, MemoryDesk, MemoryRecords, memory_parts
from tests.quarters import QUARTER, complete_dossier, unit
from tests.retention import MemoryDestructions

SNV, STC = (RecordId(UnitCode(code), QUARTER) for code in ("SNV", "STC"))
DECISION = DisposalDecision(number="15-QĐ/TU", decided_on=date(2037, 1, 4), body="Tỉnh ủy Lào Cai")
IN_2037 = FixedClock(datetime(2037, 1, 5, tzinfo=UTC))
SHARED, OWN = b"shared evidence", b"evidence of one dossier alone"


def with_files(parts: Parts, dossier: OpenDossier, *contents: bytes) -> OpenDossier:
    """The dossier with files for its evidence, stored."""
    given = []
    for item, content in zip(dossier.evidence, contents, strict=False):
        sha512, size = parts.blobs.put(BytesIO(content))
        given.append(replace(item, file=StoredFile(name="a.txt", sha512=sha512, size=size, media_type="text/plain")))
    return replace(dossier, evidence=(*given, *dossier.evidence[len(given) :]))


@pytest.fixture
def parts() -> Parts:
    """Two sealed records, which share one evidence file."""
    parts = memory_parts()
    for code, contents in (("SNV", (SHARED, OWN)), ("STC", (SHARED,))):
        dossier = with_files(parts, complete_dossier(people=3, of=unit(code)), *contents)
        with parts.desk.begin() as work:
            work.facts.replace(dossier)
            work.commit()
        assemble(parts, UnitCode(code), QUARTER)
        sign(parts, UnitCode(code), QUARTER)
        seal(parts, UnitCode(code), QUARTER)
        index(parts, RecordId(UnitCode(code), QUARTER))
    return parts


@pytest.fixture
def later(parts: Parts) -> Parts:
    """The same in 2037, ten years being over."""
    set_period(parts, [SNV, STC], years=10, basis="Thông tư 10/2022/TT-BNV")
    return replace(parts, clock=IN_2037)


def kept_bytes(parts: Parts) -> set[bytes]:
    assert isinstance(parts.blobs, MemoryBlobs)
    return set(parts.blobs.kept.values())


def test_nothing_is_destroyed_while_the_period_is_unset(parts: Parts) -> None:
    later = replace(parts, clock=FixedClock(datetime(2200, 1, 1, tzinfo=UTC)))

    assert propose(later) == []
    with pytest.raises(RuleBroken, match="chưa đặt thời hạn"):
        destroy(later, [SNV], replace(DECISION, decided_on=date(2200, 1, 1)))
    assert verify_all(later).ok


def test_what_is_due_is_proposed(later: Parts, parts: Parts) -> None:
    assert [item.retention.record for item in propose(later)] == [SNV, STC]
    assert propose(parts) == []


def test_a_hold_keeps_one_record_and_with_it_the_whole_decision(later: Parts) -> None:
    hold(later, [STC], number="3-QĐ/UBKT", reason="đang kiểm tra")

    assert [item.retention.record for item in propose(later)] == [SNV]
    with pytest.raises(RuleBroken, match="3-QĐ/UBKT"):
        destroy(later, [SNV, STC], DECISION)
    assert choose(later) == [SNV, STC]

    release(later, [STC], number="3-QĐ/UBKT")
    assert len(propose(later)) == 2


def test_a_period_is_set_for_all_or_for_none(parts: Parts) -> None:
    set_period(parts, [STC], years=20, basis="a")

    with pytest.raises(RuleBroken):
        set_period(parts, [SNV, STC], years=10, basis="b")

    assert [item.retention.period is None for item in overview(parts, [SNV, STC])] == [True, False]


def test_the_record_its_facts_its_texts_and_its_own_files_go(later: Parts) -> None:
    destroy(later, [SNV], DECISION)

    assert isinstance(later.records, MemoryRecords)
    assert isinstance(later.desk, MemoryDesk)
    assert list(later.records.all()) == [STC]
    assert list(later.desk.state.dossiers) == [(STC.unit, QUARTER)]
    assert not [item for item in later.desk.state.made.values() if item.due.unit == "SNV"]
    assert not [hit for hit in later.search.search("").hits if hit.unit == "SNV"]
    assert OWN not in kept_bytes(later)
    assert SHARED in kept_bytes(later)


def test_what_is_left_verifies_and_a_destroyed_record_is_not_missing(later: Parts) -> None:
    destroy(later, [SNV], DECISION)

    report = verify_all(later)

    assert report.problems == ()


def test_a_record_that_was_taken_away_without_a_decision_is_missing(later: Parts) -> None:
    later.records.remove(SNV)

    assert [item.code for item in verify_all(later).problems] == ["record_missing"]


def test_the_paper_names_everything_and_is_signed(later: Parts) -> None:
    files = dict(later.records.content(SNV).digests())

    (destroyed,) = destroy(later, [SNV], DECISION)

    said = later.destructions.find(SNV)
    assert said is not None
    read, _ = read_destruction(json.loads(json.dumps(said)))
    assert read == destroyed
    assert (read.decision, read.period.years, read.due) == (DECISION, 10, date(2037, 1, 1))
    assert [dict(item.files) for item in read.versions] == [files]


@pytest.mark.parametrize(
    ("field", "value"),
    [("destroyed", "2038-01-01T00:00:00+00:00"), ("actor", "khác"), ("record", str(STC)), ("working_files", [])],
)
def test_a_paper_that_was_changed_is_found(later: Parts, field: str, value: Any) -> None:
    destroy(later, [SNV], DECISION)
    assert isinstance(later.destructions, MemoryDestructions)
    later.destructions.kept[SNV] = {**later.destructions.kept[SNV], field: value}

    assert "destruction_signature" in {item.code for item in verify_all(later).problems}


@pytest.mark.parametrize("said", [{}, {"format": "hoso-destruction/2"}, {"format": "hoso-destruction/1"}])
def test_a_paper_of_another_format_is_no_paper(said: dict[str, Any]) -> None:
    with pytest.raises(RecordDamaged):
        read_destruction(said)


def test_a_damaged_paper_is_found(later: Parts) -> None:
    destroy(later, [SNV], DECISION)
    assert isinstance(later.destructions, MemoryDestructions)
    later.destructions.kept[SNV] = {}

    assert [item.code for item in verify_all(later).problems] == ["record_damaged"]


@dataclass
class StopsAt:
    """Something that is lost at one of its calls."""

    inner: Any
    name: str

    def __getattr__(self, name: str) -> Any:
        if name == self.name:
            raise KeyboardInterrupt
        return getattr(self.inner, name)


@pytest.mark.parametrize(
    ("part", "call"),
    [("records", "remove"), ("search", "replace"), ("desk", "begin"), ("blobs", "remove"), ("extractor", "forget")],
)
def test_a_stop_is_gone_on_from_by_deciding_again(later: Parts, part: str, call: str) -> None:
    lost: dict[str, Any] = {part: StopsAt(getattr(later, part), call)}
    stopping = replace(later, **lost)

    with pytest.raises(KeyboardInterrupt):
        destroy(stopping, [SNV], DECISION)
    destroy(later, [SNV], DECISION)

    assert OWN not in kept_bytes(later)
    assert verify_all(later).problems == ()


def test_a_destruction_that_stopped_half_way_is_told(later: Parts) -> None:
    with pytest.raises(KeyboardInterrupt):
        destroy(replace(later, records=cast("Any", StopsAt(later.records, "remove"))), [SNV], DECISION)

    assert "destruction_unfinished" in {item.code for item in verify_all(later).problems}


def test_nothing_goes_before_the_paper_is_kept(later: Parts) -> None:
    with pytest.raises(KeyboardInterrupt):
        destroy(replace(later, destructions=cast("Any", StopsAt(later.destructions, "keep"))), [SNV], DECISION)

    assert list(later.records.all()) == [SNV, STC]
    assert OWN in kept_bytes(later)


@pytest.mark.parametrize(
    "decision",
    [replace(DECISION, number=" "), replace(DECISION, body=""), replace(DECISION, decided_on=date(2037, 2, 1))],
)
def test_a_decision_without_number_body_or_a_past_date_is_none(later: Parts, decision: DisposalDecision) -> None:
    with pytest.raises(UsageError):
        destroy(later, [SNV], decision)


def test_a_record_that_never_was_cannot_be_chosen(parts: Parts) -> None:
    with pytest.raises(NotFound):
        choose(parts, [RecordId(UnitCode("KHONG"), QUARTER)])
    with pytest.raises(NotFound):
        choose(parts, quarter=Quarter(2027, 1))


def test_records_are_chosen_by_quarter_and_unit(parts: Parts) -> None:
    assert choose(parts, quarter=QUARTER, unit=SNV.unit) == [SNV]
    assert choose(parts, [STC, STC]) == [STC]


def test_the_paper_says_nothing_of_what_was_said(later: Parts) -> None:
    (destroyed,) = destroy(later, [SNV], DECISION)

    text = json.dumps(destruction_document(destroyed), ensure_ascii=False)
    names: Iterator[str] = (cadre.name for cadre in complete_dossier(people=3).cadres)
    assert not [name for name in names if name in text]
