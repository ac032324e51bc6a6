"""A worker whose jobs give a number from a register: once given, given again the same. Run as a program to be killed.

python -m tests.jobs.chaotic HOME
"""

import os
import sys
import time
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from archive.bootstrap import open_home
from archive.domain.numbering import Register, register_of
from archive.domain.people import IssuerSystem, UnitCode
from archive.domain.rights import Action
from archive.jobs.kinds import JobKind
from archive.jobs.worker import Worker
from archive.ports import Parts
from archive.ports.telling import Tell

TODAY = date(2026, 6, 24)
UNIT = UnitCode("SNV")
PAUSE = 0.02  # seconds in the middle of a job, so that a kill meets it there


def register(parts: Parts) -> Register:
    """The register that all jobs write into."""
    with parts.desk.look() as work:
        return register_of(UNIT, "TTr", IssuerSystem.STATE, on=TODAY, term=work.numbers.term(UNIT))


def give_number(parts: Parts, arguments: Mapping[str, str], tell: Tell) -> Mapping[str, str]:
    """Give the named document its number, in two steps."""
    tell("Cấp số", 0, 2)
    book = register(parts)
    time.sleep(PAUSE)
    with parts.desk.begin() as work:
        given = work.numbers.give(book, arguments["document"], on=TODAY, actor=parts.actor)
        work.commit()
    tell("Cấp số", 1, 2)
    time.sleep(PAUSE)
    return {"said": str(given.number)}


KIND = JobKind("number", "Cấp số", Action.RUN_SYSTEM, give_number)


def main(home: Path) -> None:
    """Work until killed."""
    with open_home(os.environ, home=home) as parts:
        Worker(parts, kinds={KIND.name: KIND}).work(go_on=lambda: True, idle=0.05)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
