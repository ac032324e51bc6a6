"""Foreign validators and `hoso verify` say yes to what the flow made, and no after one changed byte."""

import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.program import hoso
from tests.validators.ocfl import ocfl_problems
from tests.validators.pdfsig import nss_with_roots, signatures
from tests.validators.preflight import is_pdfa_1b


def flip(path: Path, position: int | None = None) -> None:
    """Change one bit of one byte in the middle of a file, or where told."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2 if position is None else position] ^= 1
    path.chmod(0o644)
    path.write_bytes(content)


def signed_pdfs(home: Path) -> list[Path]:
    """Every signed PDF in the record store; the Mục lục is made when it is sealed and signed by nobody."""
    papers = (home / "records").rglob("content/documents/**/*.pdf")
    return sorted(path for path in papers if "dossier_index" not in path.parts[-2])


def unsigned_pdfs(home: Path) -> list[Path]:
    """Every PDF as it was before any signature, from the working bytes."""
    digests = {
        document["unsigned_sha512"]
        for record in (home / "records").rglob("content/record.json")
        for document in json.loads(record.read_text())["documents"]
    }
    return [path for path in (home / "blobs").rglob("*") if path.name in digests]


def unzipped(home: Path, into: Path) -> Path:
    """The demo's package, unzipped."""
    package = next((home / "packages").glob("*.zip"))
    zipfile.ZipFile(package).extractall(into)
    return into / package.stem


def bagit_says_yes(bag: Path) -> bool:
    """What the Library of Congress's own tool says."""
    done = subprocess.run(
        [sys.executable, str(Path(sys.executable).with_name("bagit.py")), "--validate", str(bag)],
        capture_output=True,
        check=False,
    )
    return done.returncode == 0


def verify(home: Path, *arguments: object) -> int:
    """The exit code of `hoso verify`."""
    return hoso("--home", home, "verify", *arguments).code


def test_the_record_store_is_good_ocfl(demo_home: Path) -> None:
    assert ocfl_problems(demo_home / "records") == []
    assert verify(demo_home, "--all") == 0


@pytest.mark.parametrize(
    "pattern", ["record.json", "seal.json", "*.pdf", "*.docx", "*.txt", "premis.xml", "inventory.json"]
)
def test_one_changed_byte_in_any_kind_of_file_of_a_record_is_found(copied_home: Path, pattern: str) -> None:
    flip(min((copied_home / "records").rglob(pattern)))

    assert ocfl_problems(copied_home / "records") != []
    assert verify(copied_home, "--all") == 5


@pytest.mark.parametrize("name", ["0=ocfl_1.1", "ocfl_layout.json"])
def test_one_changed_byte_in_the_roots_own_files_is_found(copied_home: Path, name: str) -> None:
    """The foreign validator does not read these to the last byte; `hoso verify` does."""
    flip(copied_home / "records" / name)

    assert verify(copied_home, "--all") in (5, 6)


def test_a_record_taken_away_whole_is_found(copied_home: Path) -> None:
    shutil.rmtree(next(path.parent for path in (copied_home / "records").rglob("0=ocfl_object_1.1")))

    assert verify(copied_home, "--all") == 5


def test_a_file_changed_together_with_its_inventory_is_still_found(copied_home: Path) -> None:
    """Fixity alone can be rewritten by who can write; the seal cannot."""
    text = min((copied_home / "records").rglob("content/text/**/*.txt"))
    flip(text)
    subprocess.run([sys.executable, "-m", "tests.validators.rewrite_inventory", str(text)], check=True)

    assert ocfl_problems(copied_home / "records") == []
    assert verify(copied_home, "--all") == 5


def test_the_package_is_a_good_bag(demo_home: Path, tmp_path: Path) -> None:
    assert bagit_says_yes(unzipped(demo_home, tmp_path))
    assert verify(demo_home, next((demo_home / "packages").glob("*.zip"))) == 0


def test_one_changed_byte_in_the_unzipped_package_is_found(copied_home: Path, tmp_path: Path) -> None:
    bag = unzipped(copied_home, tmp_path / "bag")
    flip(min(bag.rglob("data/**/*.pdf")))

    assert not bagit_says_yes(bag)
    assert verify(copied_home, bag) == 5


def test_one_changed_byte_in_the_zip_is_found(copied_home: Path) -> None:
    package = next((copied_home / "packages").glob("*.zip"))
    flip(package)

    assert verify(copied_home, package) in (5, 7)


def test_every_signed_pdf_is_valid_to_pdfsig(demo_home: Path, tmp_path: Path) -> None:
    roots = sorted((demo_home / "keys").rglob("*root*.pem"))
    nss = nss_with_roots(tmp_path, [path for path in roots if b"BEGIN CERTIFICATE" in path.read_bytes()])

    for pdf in signed_pdfs(demo_home):
        found = signatures(pdf, nss)
        assert found, pdf
        assert all(item.is_valid and item.is_trusted for item in found), (pdf, found)


def test_one_changed_byte_in_a_signed_pdf_is_found_by_pdfsig_and_by_verify(demo_home: Path, tmp_path: Path) -> None:
    pdf = Path(shutil.copy(signed_pdfs(demo_home)[0], tmp_path / "changed.pdf"))
    position = pdf.read_bytes().index(b"stream") + 40  # in what the first signature covers
    flip(pdf, position)

    assert not all(item.is_valid for item in signatures(pdf, None))
    assert verify(demo_home, pdf) == 5


def test_every_pdf_is_pdfa_before_and_after_signing(demo_home: Path) -> None:
    unsigned, signed = unsigned_pdfs(demo_home), signed_pdfs(demo_home)
    assert len(unsigned) == len(signed) > 0

    problems = {path: found for path, found in is_pdfa_1b([*unsigned, *signed]).items() if found}

    assert problems == {}


def test_a_changed_byte_in_a_pdf_before_signing_is_found_by_preflight_and_by_verify(copied_home: Path) -> None:
    pdf = unsigned_pdfs(copied_home)[0]
    flip(pdf, pdf.read_bytes().index(b"/OutputIntents") + 2)

    assert is_pdfa_1b([pdf])[pdf] != []
    assert verify(copied_home, "--all") == 5
