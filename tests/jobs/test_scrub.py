"""A scrub reads everything once a round, goes on where it was stopped, and tells what it found over its signature."""

from collections.abc import Callable
from dataclasses import replace
from typing import cast

import pytest
import rfc8785

from archive.domain.fixity import FixityLedger
from archive.domain.seal import SealSignature
from archive.jobs.run import run
from archive.jobs.scrub import file_report, objects_of, scrub
from archive.ports import Parts
from tests.parts import MemoryBlobs, MemoryLedgers, memory_parts
from tests.quarters import QUARTER, SNV, complete_dossier


@pytest.fixture
def parts() -> Parts:
    made = memory_parts(complete_dossier())
    run(made, QUARTER, [SNV])
    return made


def times(number: int) -> Callable[[], bool]:
    """Yes, so many times; then no."""
    left = iter([True] * number)
    return lambda: next(left, False)


def test_one_run_reads_every_object_and_ends_the_round(parts: Parts) -> None:
    report = scrub(parts)

    assert (report.objects, report.finished, report.found.problems) == (len(objects_of(parts)), True, ())
    assert parts.ledgers.read().done == frozenset()


def test_a_stopped_round_goes_on_where_it_was(parts: Parts) -> None:
    total = len(objects_of(parts))

    first = scrub(parts, go_on=times(3))
    second = scrub(parts)

    assert (first.objects, first.finished) == (3, False)
    assert (second.objects, second.finished) == (total - 3, True)


def test_a_round_that_is_over_is_followed_by_a_whole_new_one(parts: Parts) -> None:
    scrub(parts)

    assert scrub(parts).objects == len(objects_of(parts))


def test_changed_bytes_are_found_and_named(parts: Parts) -> None:
    blobs = cast("MemoryBlobs", parts.blobs)
    name = next(iter(blobs.kept))
    blobs.kept[name] += b"x"

    report = scrub(parts)

    assert [(item.code, item.where) for item in report.found.problems] == [("digest_mismatch", name)]


def test_a_file_taken_away_while_reading_is_no_problem_of_its_own(parts: Parts) -> None:
    blobs = cast("MemoryBlobs", parts.blobs)
    gone = next(iter(blobs.kept))

    def take_away() -> bool:
        blobs.kept.pop(gone, None)
        return True

    assert scrub(parts, go_on=take_away).found.problems == ()


def test_before_anything_was_read_the_oldest_was_never_read(parts: Parts) -> None:
    report = scrub(parts, go_on=times(0))

    assert report.oldest is not None
    assert report.oldest[1] is None


def test_the_report_is_signed_over_all_it_says(parts: Parts) -> None:
    file_report(parts, scrub(parts))
    (filed,) = cast("MemoryLedgers", parts.ledgers).reports
    said = {name: value for name, value in filed.items() if name != "signature"}
    signature = SealSignature(**cast("dict[str, str]", filed["signature"]))

    def verdict(document: dict[str, object]) -> bool:
        statement = rfc8785.dumps(document)  # type: ignore[arg-type]  # plain values only
        return parts.sealer.check(statement, signature, at=parts.clock.now()).holds

    assert verdict(said)
    assert not verdict(said | {"objects": 0})


def test_a_lost_ledger_only_means_reading_everything_again(parts: Parts) -> None:
    scrub(parts, go_on=times(3))
    forgetful = replace(parts, ledgers=MemoryLedgers(FixityLedger()))

    assert scrub(forgetful).objects == len(objects_of(parts))
