"""Stamps and notes: what holds, what does not, and an authority on the network that is away or talks nonsense."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import ClassVar

import pytest
from asn1crypto import tsp
from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID

from archive.domain.signature import Verdict
from archive.errors import Unavailable
from archive.signing import ArchiveSealer, DevelopmentKeys
from archive.signing.notes import ArchiveNotary
from archive.signing.stamp_authority import DevelopmentAuthority, network_authority
from archive.signing.stamping import Rfc3161Stamper

NOW = datetime(2026, 6, 22, 3, 0, 1, tzinfo=UTC)
NAME = "hoso/log/x"
TEXT = f"{NAME}\n3\nAAAA\n"


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> DevelopmentKeys:
    return DevelopmentKeys(tmp_path_factory.mktemp("keys"))


@pytest.fixture(scope="module")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> DevelopmentKeys:
    return DevelopmentKeys(tmp_path_factory.mktemp("stranger"))


@pytest.fixture(scope="module")
def authority(keys: DevelopmentKeys) -> DevelopmentAuthority:
    return DevelopmentAuthority(keys.for_stamps(), now=lambda: NOW)


@pytest.fixture(scope="module")
def stamper(keys: DevelopmentKeys, authority: DevelopmentAuthority) -> Rfc3161Stamper:
    return Rfc3161Stamper(authority, trust_roots=[keys.root_certificate])


def stamped(stamper: Rfc3161Stamper, content: bytes = b"abc") -> bytes:
    token = stamper.stamp(content)
    assert token
    return token


def test_a_stamp_says_when_and_that_it_is_a_trial(stamper: Rfc3161Stamper) -> None:
    report = stamper.check(stamped(stamper), b"abc", at=NOW)

    assert (report.verdict, report.moment, report.is_development) == (Verdict.VALID, NOW, True)


def test_a_stamp_of_other_content_does_not_hold(stamper: Rfc3161Stamper) -> None:
    assert stamper.check(stamped(stamper), b"abd", at=NOW).verdict is Verdict.BROKEN


@pytest.mark.parametrize("token", [b"", b"\x30\x00", b"abc"])
def test_what_is_no_stamp_does_not_hold(stamper: Rfc3161Stamper, token: bytes) -> None:
    assert stamper.check(token, b"abc", at=NOW).verdict is Verdict.BROKEN


def test_a_stamp_cut_short_does_not_hold(stamper: Rfc3161Stamper) -> None:
    assert stamper.check(stamped(stamper)[:-1], b"abc", at=NOW).verdict is Verdict.BROKEN


def test_a_stamp_with_another_moment_in_it_does_not_hold(stamper: Rfc3161Stamper) -> None:
    changed = stamped(stamper).replace(b"20260622030001Z", b"20260522030001Z")

    assert stamper.check(changed, b"abc", at=NOW).verdict is Verdict.BROKEN


def test_a_stamp_by_a_stranger_leads_to_no_trusted_root(stamper: Rfc3161Stamper, stranger: DevelopmentKeys) -> None:
    other = DevelopmentAuthority(stranger.for_stamps(), now=lambda: NOW)
    theirs = Rfc3161Stamper(other, trust_roots=[stranger.root_certificate])

    assert stamper.check(stamped(theirs), b"abc", at=NOW).verdict is Verdict.UNTRUSTED_ROOT


def test_a_key_that_is_not_for_stamps_makes_none_that_hold(keys: DevelopmentKeys, stamper: Rfc3161Stamper) -> None:
    wrong = DevelopmentAuthority(keys.for_archive(), now=lambda: NOW)
    theirs = Rfc3161Stamper(wrong, trust_roots=[keys.root_certificate])

    assert not stamper.check(stamped(theirs), b"abc", at=NOW).verdict.holds


def test_the_key_for_stamps_is_for_nothing_else(keys: DevelopmentKeys) -> None:
    usage = keys.for_stamps().certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage)

    assert usage.critical
    assert list(usage.value) == [ExtendedKeyUsageOID.TIME_STAMPING]


def test_without_an_authority_there_is_no_stamp(keys: DevelopmentKeys) -> None:
    assert Rfc3161Stamper(None, trust_roots=[keys.root_certificate]).stamp(b"abc") is None


class Answering(BaseHTTPRequestHandler):
    """An authority on the network, as good or bad as `answer` makes it."""

    authority: ClassVar[DevelopmentAuthority]
    mode: ClassVar[str] = "good"

    def do_POST(self) -> None:
        asked = self.rfile.read(int(self.headers["Content-Length"]))
        request = tsp.TimeStampReq.load(asked)
        if self.mode == "another nonce":
            request["nonce"] = 1
        answer = asyncio.run(self.authority.async_request_tsa_response(request))
        content = b"nonsense" if self.mode == "nonsense" else answer.dump()
        self.send_response(200)
        kind = "text/html" if self.mode == "page" else "application/timestamp-reply"
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Nothing: tests are silent."""


@contextmanager
def serving(mode: str, authority: DevelopmentAuthority) -> Iterator[str]:
    handler = type("Handler", (Answering,), {"mode": mode, "authority": authority})
    with HTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/tsa"
        server.shutdown()
        thread.join()


def test_a_stamp_comes_over_the_network(
    keys: DevelopmentKeys, stamper: Rfc3161Stamper, authority: DevelopmentAuthority
) -> None:
    with serving("good", authority) as url:
        token = stamped(Rfc3161Stamper(network_authority(url), trust_roots=[keys.root_certificate]))

    assert stamper.check(token, b"abc", at=NOW).verdict is Verdict.VALID


@pytest.mark.parametrize("mode", ["nonsense", "page", "another nonce"])
def test_an_authority_that_talks_nonsense_is_unavailable(
    keys: DevelopmentKeys, authority: DevelopmentAuthority, mode: str
) -> None:
    with serving(mode, authority) as url, pytest.raises(Unavailable):
        Rfc3161Stamper(network_authority(url), trust_roots=[keys.root_certificate]).stamp(b"abc")


def test_an_authority_that_is_away_is_unavailable(keys: DevelopmentKeys, authority: DevelopmentAuthority) -> None:
    with serving("good", authority) as url:
        pass

    with pytest.raises(Unavailable):
        Rfc3161Stamper(network_authority(url), trust_roots=[keys.root_certificate]).stamp(b"abc")


@pytest.fixture(scope="module")
def notary(keys: DevelopmentKeys) -> ArchiveNotary:
    return ArchiveNotary(ArchiveSealer(keys=keys, trust_roots=[keys.root_certificate]))


def test_a_signed_note_holds(notary: ArchiveNotary) -> None:
    note, certificate = notary.sign(TEXT, name=NAME)

    assert note.startswith(f"{TEXT}\n— {NAME} ")
    assert notary.check(note, certificate, at=NOW) is Verdict.VALID


@pytest.mark.parametrize(("old", "new"), [("\n3\n", "\n4\n"), ("\n\n— ", "\n\n- "), ("\n\n", "\n")])
def test_a_changed_note_does_not_hold(notary: ArchiveNotary, old: str, new: str) -> None:
    note, certificate = notary.sign(TEXT, name=NAME)

    assert notary.check(note.replace(old, new), certificate, at=NOW) is Verdict.BROKEN


@pytest.mark.parametrize("certificate", ["", "PEM"])
def test_a_note_without_a_readable_certificate_does_not_hold(notary: ArchiveNotary, certificate: str) -> None:
    note, _ = notary.sign(TEXT, name=NAME)

    assert notary.check(note, certificate, at=NOW) is Verdict.BROKEN


def test_a_note_by_another_key_than_the_certificates_does_not_hold(
    notary: ArchiveNotary, stranger: DevelopmentKeys
) -> None:
    theirs = ArchiveNotary(ArchiveSealer(keys=stranger, trust_roots=[stranger.root_certificate]))
    note, certificate = theirs.sign(TEXT, name=NAME)

    assert notary.check(note, notary.sign(TEXT, name=NAME)[1], at=NOW) is Verdict.BROKEN
    assert notary.check(note, certificate, at=NOW) is Verdict.UNTRUSTED_ROOT


def test_a_note_with_more_signatures_holds_by_the_one_that_is_known(notary: ArchiveNotary) -> None:
    """A witness may add a line of its own (C2SP tlog-witness)."""
    note, certificate = notary.sign(TEXT, name=NAME)
    witnessed = note.replace(f"— {NAME} ", f"— witness AAAAAAAA\n— {NAME} ")

    assert notary.check(witnessed, certificate, at=NOW) is Verdict.VALID
