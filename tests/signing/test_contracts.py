"""The signing room keeps the promises of its ports."""

import pytest

from archive.ports.signing import Sealer, SignatureChecker, Signer
from archive.signing import ArchiveSealer, DevelopmentKeys, PdfChecker, PdfSigner
from tests.contracts.signing_contract import SealingContract, SigningContract


class TestPdfSigning(SigningContract):
    @pytest.fixture
    def signer(self, keys: DevelopmentKeys) -> Signer:
        return PdfSigner(keys=keys)

    @pytest.fixture
    def checker(self, keys: DevelopmentKeys) -> SignatureChecker:
        return PdfChecker(trust_roots=[keys.root_certificate])


class TestArchiveSealing(SealingContract):
    @pytest.fixture
    def sealer(self, keys: DevelopmentKeys) -> Sealer:
        return ArchiveSealer(keys=keys, trust_roots=[keys.root_certificate])
