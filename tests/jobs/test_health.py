"""Health looks at everything that can go wrong quietly; what does not answer is a bad sign, never a crash."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from archive.domain.health import DiskRoom, Level, is_well
from archive.errors import Unavailable
from archive.jobs.health import health
from archive.jobs.run import run
from archive.jobs.scrub import scrub
from archive.ports import Parts
from tests.parts import memory_parts
from tests.quarters import QUARTER, SNV, complete_dossier


@dataclass(frozen=True)
class DeadMachine:
    """Nothing answers."""

    def disk(self) -> DiskRoom:
        raise Unavailable("Đĩa không trả lời.")

    def certificates(self) -> Mapping[str, datetime]:
        raise Unavailable("Không đọc được chứng thư.")


def levels(parts: Parts) -> dict[str, Level]:
    return {sign.name: sign.level for sign in health(parts)}


def sealed() -> Parts:
    parts = memory_parts(complete_dossier())
    run(parts, QUARTER, [SNV])
    return parts


def test_a_scrubbed_and_backed_up_system_shows_only_good_signs() -> None:
    parts = sealed()
    scrub(parts)
    parts.ledgers.note_backup(parts.clock.now())

    assert set(levels(parts).values()) == {Level.GOOD}


def test_what_was_never_read_again_or_backed_up_is_a_warning() -> None:
    found = levels(sealed())

    assert {name for name, level in found.items() if level is Level.WARNING} == {"oldest_unchecked", "backup_age"}


def test_a_part_that_does_not_answer_is_a_bad_sign_beside_the_others() -> None:
    signs = health(replace(sealed(), vitals=DeadMachine()))

    assert {sign.name: sign.sentence for sign in signs if sign.level is Level.BAD} == {
        "disk_free": "Đĩa không trả lời.",
        "certificate_days_left": "Không đọc được chứng thư.",
    }
    assert not is_well(signs)
