"""Commits one dossier and an event and says so: `python -m tests.storage.writing <database>`."""

import sys

from archive.errors import HosoError
from storage.database import SqlDesk
from tests.contracts.desk_contract import event, full_dossier

if __name__ == "__main__":
    desk = SqlDesk(f"sqlite:///{sys.argv[1]}")
    try:
        with desk.begin() as work:
            work.facts.replace(full_dossier())
            work.journal.write(event("một"))
            work.commit()
    except HosoError as wrong:
        sys.exit(wrong.code)
    print("committed", flush=True)  # noqa: T201 - what the test waits for
