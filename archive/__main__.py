"""The program `hoso`: joins the command line with the web, which know nothing of each other."""

import sys

from archive.cli import run
from archive.cli.door import Ready
from archive.ports import Parts


def serve(parts: Parts, host: str, port: int, ready: Ready) -> None:
    """Serve the pages until stopped; only the commands that serve pay for importing the web."""
    from api.server import serve as serve_pages

    serve_pages(parts, host, port, ready=ready)


def main() -> None:
    """Run one command and leave with its exit code."""
    sys.exit(run(sys.argv[1:], serve=serve))


if __name__ == "__main__":
    main()
