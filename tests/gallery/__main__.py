"""`python -m tests.gallery [FOLDER]`: write the gallery, below build/gallery when no folder is named."""

import os
import sys
import tempfile
from pathlib import Path

from archive.config import read_settings
from doc_templates.catalog import Catalog
from doc_templates.convert import OfficePool
from doc_templates.renderer import OfficeRenderer
from tests.gallery.making import make


def main(arguments: list[str]) -> int:
    """Make the gallery; 1 when the lint found something."""
    out, catalog = Path(arguments[0] if arguments else "build/gallery"), Catalog()
    settings = read_settings(os.environ)
    with (
        tempfile.TemporaryDirectory(prefix="gallery-") as scratch,
        OfficePool(
            python=settings.office_python,
            workers=settings.workers,
            timeout=settings.convert_timeout,
            scratch=Path(scratch),
        ) as pool,
    ):
        shown = make(OfficeRenderer(catalog=catalog, converter=pool, issued_by="hoso"), out, catalog=catalog)
    for one in shown:
        for problem in one.problems:
            sys.stderr.write(f"{one.name}: [{problem.code}] {problem}\n")
    sys.stdout.write(f"{out / 'index.html'}: {len(shown)} văn bản, {sum(len(one.pages) for one in shown)} trang\n")
    return 1 if any(one.problems for one in shown) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
