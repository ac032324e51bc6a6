"""Gives numbers in a register as another process: `python -m tests.storage.numbering <database> <name> <count> <gate>`.

It waits until the gate exists, so that two of them begin together.
"""

import sys
from datetime import date
from pathlib import Path

from archive.domain.numbering import Register
from storage.database import SqlDesk


def main(database: str, name: str, count: str, gate: str) -> None:
    desk = SqlDesk(f"sqlite:///{database}")
    print("ready", flush=True)  # noqa: T201 - what the test waits for
    while not Path(gate).exists():
        pass
    for place in range(int(count)):
        with desk.begin() as work:
            work.numbers.give(Register("SNV", "TTr", "2026"), f"{name}-{place}", on=date(2026, 6, 22), actor=name)
            if place % 3:  # every third one is given up: what is not committed was never given
                work.commit()


if __name__ == "__main__":
    main(*sys.argv[1:])
