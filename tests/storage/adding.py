"""Adds one version of the sample record and says so: `python -m tests.storage.adding <root> <number> [<gate>]`.

With a gate, it waits until that file exists, so that two of them begin together.
"""

import sys
from pathlib import Path

from archive.errors import HosoError
from storage.ocfl import OcflRecords
from tests.contracts.records_contract import FIRST, SECOND, SNV, openers, version


def main(root: str, number: str, gate: str | None = None) -> None:
    records = OcflRecords(Path(root))
    print("ready", flush=True)  # noqa: T201 - what the test waits for
    while gate and not Path(gate).exists():
        pass
    files = FIRST if int(number) == 1 else SECOND
    try:
        records.add(SNV, openers(files), version(int(number)))
    except HosoError as wrong:
        sys.exit(wrong.code)
    print("added", flush=True)  # noqa: T201 - what the test waits for


if __name__ == "__main__":
    main(*sys.argv[1:])
