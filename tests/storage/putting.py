"""Puts one blob and says so: `python -m tests.storage.putting <folder> <text>`."""

import io
import sys
from pathlib import Path

from archive.errors import HosoError
from storage.blobs import LocalBlobs

if __name__ == "__main__":
    blobs = LocalBlobs(Path(sys.argv[1]))
    try:
        blobs.put(io.BytesIO(sys.argv[2].encode()))
    except HosoError as wrong:
        sys.exit(wrong.code)
    print("stored", flush=True)  # noqa: T201 - what the test waits for
