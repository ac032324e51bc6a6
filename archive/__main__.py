"""The program `hoso`: joins the command line with the web, which know nothing of each other."""

import sys

from api.server import serve

from archive.cli import run


def main() -> None:
    """Run one command and leave with its exit code."""
    sys.exit(run(sys.argv[1:], serve=serve))


if __name__ == "__main__":
    main()
