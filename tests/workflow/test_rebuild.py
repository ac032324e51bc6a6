"""What cannot be put back is said, never made up."""

import json
from dataclasses import dataclass, replace
from typing import Any, cast

import pytest

from archive.domain.record import RecordId
from archive.domain.seal import RECORD_PATH
from archive.errors import RecordDamaged
from archive.jobs.run import run
from archive.ports import Parts
from archive.workflow.rebuild import rebuild
from tests.parts import MemoryBlobs, MemoryDesk, MemoryRecords, memory_parts
from tests.quarters import QUARTER, SNV, complete_dossier

RECORD = RecordId(SNV, QUARTER)


@dataclass(frozen=True)
class Lost:
    """Parts of a sealed quarter whose database and working files are gone; `said` is its description, to spoil."""

    parts: Parts
    said: dict[str, Any]

    def describe(self) -> None:
        """Put the description, as spoiled, in the place of the true one."""
        records = cast("MemoryRecords", self.parts.records)
        cast("dict[str, bytes]", records.kept[RECORD][-1][1].files)[RECORD_PATH] = json.dumps(self.said).encode()


@pytest.fixture
def lost() -> Lost:
    sealed = memory_parts(complete_dossier())
    run(sealed, QUARTER, [SNV])
    with sealed.records.content(RECORD).open(RECORD_PATH) as file:
        said = json.load(file)
    empty = memory_parts()
    return Lost(replace(sealed, desk=empty.desk, blobs=empty.blobs), said)


def test_nothing_is_known_of_a_record_that_cannot_be_read(lost: Lost) -> None:
    lost.said["people"] = None
    lost.describe()

    with pytest.raises(RecordDamaged):
        rebuild(lost.parts)

    assert cast("MemoryDesk", lost.parts.desk).state.dossiers == {}


def test_an_unsigned_paper_that_the_signed_one_does_not_hold_is_not_made_up(lost: Lost) -> None:
    lost.said["documents"][0]["unsigned_sha512"] = "0" * 128
    lost.describe()

    with pytest.raises(RecordDamaged, match="trước khi ký"):
        rebuild(lost.parts)

    assert "0" * 128 not in cast("MemoryBlobs", lost.parts.blobs).kept
