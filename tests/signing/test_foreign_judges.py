"""Programs nobody here wrote judge our signatures: PDFBox Preflight the PDF/A-1b, poppler's pdfsig the signatures."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pyhanko.keys import load_certs_from_pemder_data, load_private_key_from_pemder_data
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, SimpleSigner, sign_pdf
from pyhanko_certvalidator.registry import SimpleCertificateStore

from archive.signing import DevelopmentKeys, PdfSigner
from doc_templates.pdfa import finish
from tests.contracts.signing_contract import AT, HEAD, ORGAN, SECRETARY, plain_pdf, sign_by
from tests.validators import pdfsig, preflight

STEPS = (HEAD, ORGAN, SECRETARY)


@pytest.fixture(scope="module")
def archival_pdf() -> bytes:
    made = datetime(2026, 6, 20, tzinfo=UTC)
    return finish(plain_pdf(), title="Tờ trình", author="Sở Nội vụ", made=made, provisional=False)


@pytest.fixture(scope="module")
def chain(archival_pdf: bytes, signer: PdfSigner, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The document unsigned, and after each of three signatures."""
    folder = tmp_path_factory.mktemp("chain")
    files = []
    for count in range(len(STEPS) + 1):
        path = folder / f"{count}.pdf"
        path.write_bytes(sign_by(signer, archival_pdf, *STEPS[:count]))
        files.append(path)
    return files


@pytest.fixture(scope="module")
def trusting(keys: DevelopmentKeys, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pdfsig.nss_with_roots(tmp_path_factory.mktemp("trusting"), [keys.root_certificate])


@pytest.fixture(scope="module")
def suspicious(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pdfsig.nss_with_roots(tmp_path_factory.mktemp("suspicious"), [])


def _signed_as_the_library_would(pdf: bytes, keys: DevelopmentKeys) -> bytes:
    (file,) = (keys.root_certificate.parent / "archive").iterdir()
    content = file.read_bytes()
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # the library's
    key = load_private_key_from_pemder_data(content, passphrase=None)
    certificate = next(load_certs_from_pemder_data(content[content.index(b"-----BEGIN CERTIFICATE") :]))
    signer = SimpleSigner(certificate, key, store)
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    out: io.BytesIO = sign_pdf(writer, PdfSignatureMetadata(field_name="Khac"), signer, output=io.BytesIO())
    return out.getvalue()


def test_preflight_finds_no_fault_before_and_after_each_signature(chain: list[Path]) -> None:
    assert preflight.is_pdfa_1b(chain) == {path: [] for path in chain}


def test_preflight_finds_faults_in_what_the_library_does_by_itself(
    archival_pdf: bytes, keys: DevelopmentKeys, tmp_path: Path
) -> None:
    keys.for_archive()
    path = tmp_path / "library.pdf"
    path.write_bytes(_signed_as_the_library_would(archival_pdf, keys))

    assert preflight.is_pdfa_1b([path])[path] != []


def test_pdfsig_calls_all_three_valid_and_trusted(chain: list[Path], trusting: Path) -> None:
    found = pdfsig.signatures(chain[-1], trusting)

    assert [(report.is_valid, report.is_trusted) for report in found] == [(True, True)] * 3


def test_pdfsig_sees_pades_and_a_last_signature_over_the_whole_file(chain: list[Path], trusting: Path) -> None:
    found = pdfsig.signatures(chain[-1], trusting)

    assert {report.kind for report in found} == {"ETSI.CAdES.detached"}
    assert [report.covers_whole_file for report in found] == [False, False, True]


def test_pdfsig_reads_the_moment_given(chain: list[Path], trusting: Path) -> None:
    (report,) = pdfsig.signatures(chain[1], trusting)

    shown = datetime.strptime(report.facts["Signing Time"], "%b %d %Y %H:%M:%S").astimezone()  # in the machine's zone
    assert shown == AT


def test_pdfsig_does_not_trust_without_the_root(chain: list[Path], suspicious: Path) -> None:
    (report,) = pdfsig.signatures(chain[1], suspicious)

    assert (report.is_valid, report.is_trusted) == (True, False)


def test_pdfsig_refuses_a_changed_page(chain: list[Path], trusting: Path, tmp_path: Path) -> None:
    path = tmp_path / "changed.pdf"
    path.write_bytes(chain[1].read_bytes().replace(b"Pages", b"Pagez", 1))
    changed = bytearray(chain[1].read_bytes())
    changed[200] ^= 1
    path.write_bytes(bytes(changed))

    assert not any(report.is_valid for report in pdfsig.signatures(path, trusting))
