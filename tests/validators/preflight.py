"""Apache PDFBox Preflight, the judge of PDF/A-1b: one Java process for any number of files."""

import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

from lxml import etree

_JARS = Path("/usr/share/java")
_CLASS_PATH = ":".join(
    str(_JARS / f"{name}.jar")
    for name in (
        "preflight",
        "pdfbox2",
        "fontbox2",
        "xmpbox",
        "commons-logging",
        "commons-io",
        "javax.activation",
        "jaxb-api",
        "bcprov",
    )
)
_SECONDS = 300


def is_pdfa_1b(paths: Iterable[Path]) -> dict[Path, list[str]]:
    """What Preflight finds wrong with each file, as `code: details`; an empty list means valid PDF/A-1b."""
    files = list(paths)
    with tempfile.TemporaryDirectory() as folder:
        # Results are written beside the files, so it is shown links in a folder of our own.
        links = [Path(folder) / f"{number}.pdf" for number in range(len(files))]
        for link, file in zip(links, files, strict=True):
            link.symlink_to(file.resolve())
        names = Path(folder) / "names"
        names.write_text("".join(f"{link}\n" for link in links))
        program = "org.apache.pdfbox.preflight.Validator_A1b"
        subprocess.run(
            ["java", "-cp", _CLASS_PATH, program, "xml", "batch", names],
            capture_output=True,
            check=False,  # leaves with 255 as soon as one file is not valid
            timeout=_SECONDS,
        )
        return {file: _faults(link) for file, link in zip(files, links, strict=True)}


def _faults(link: Path) -> list[str]:
    result = link.with_name(f"{link.name}.preflight.xml")
    if not result.exists():
        return ["Preflight gave no result"]
    tree = etree.parse(result)
    if tree.findtext("isValid") == "true":
        return []
    faults = [f"{error.findtext('code')}: {error.findtext('details')}" for error in tree.iter("error")]
    return faults or ["Preflight could not read the file"]
