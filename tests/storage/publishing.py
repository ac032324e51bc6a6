"""Lets a log in a folder grow to a size; run as a program, to be stopped or watched."""

import sys
from pathlib import Path

from storage.log import FileLogTiles
from tests.contracts.log_contract import publish

if __name__ == "__main__":
    publish(FileLogTiles(Path(sys.argv[1])), int(sys.argv[2]))
