"""Gather: read the text of the evidence early, so that slow reading (OCR) is done before the dossier is due."""

from archive.domain.people import UnitCode
from archive.domain.quarter import Quarter
from archive.ports import Parts
from archive.ports.telling import Tell, silent


def gather(parts: Parts, unit: UnitCode, quarter: Quarter, *, tell: Tell = silent) -> None:
    """Read every evidence file of the dossier once; the extractor keeps what it read.

    Raises:
        NotFound: the unit has no facts in that quarter.
        Unavailable: a reader is missing or did not answer in time.
    """
    with parts.desk.begin() as work:
        files = [item.file for item in work.facts.dossier(unit, quarter).evidence if item.file]
    for done, file in enumerate(files, start=1):
        with parts.blobs.open(file.sha512) as source:
            parts.extractor.extract(source, file.media_type)
        tell("Đọc minh chứng", done, len(files))
