"""One folder of development keys for all tests of signing, and what is built on it."""

from pathlib import Path

import pytest

from archive.signing import DevelopmentKeys, PdfChecker, PdfSigner
from tests.contracts.signing_contract import HEAD, ORGAN, plain_pdf, sign_by


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> DevelopmentKeys:
    return DevelopmentKeys(tmp_path_factory.mktemp("keys") / "development")


@pytest.fixture(scope="session")
def signer(keys: DevelopmentKeys) -> PdfSigner:
    return PdfSigner(keys=keys)


@pytest.fixture(scope="session")
def checker(keys: DevelopmentKeys) -> PdfChecker:
    return PdfChecker(trust_roots=[keys.root_certificate])


@pytest.fixture(scope="session")
def signed(signer: PdfSigner) -> bytes:
    """Signed by the head."""
    return sign_by(signer, plain_pdf(), HEAD)


@pytest.fixture(scope="session")
def signed_twice(signer: PdfSigner, signed: bytes) -> bytes:
    """Signed by the head, then sealed by the organ."""
    return sign_by(signer, signed, ORGAN)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path
