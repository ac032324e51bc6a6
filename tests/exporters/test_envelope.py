"""Encrypted packages: only the receiver's key opens them, every changed byte is noticed, and no plain zip stays."""

import errno
import os
import stat
from pathlib import Path

import pytest
from asn1crypto import cms
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from archive.errors import BadPackage, StorageFull, Unavailable, UsageError
from archive.exporters import BagExporter, BagReader
from archive.exporters.envelope import envelope
from tests.contracts.exporting_contract import AT, SNV, MemoryContent, record_files, two_records
from tests.exporters.receivers import Receiver, receiver, rsa_key
from tests.exporters.samples import export, files_end_at, report_of


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Receiver:
    return receiver(tmp_path_factory.mktemp("office"), rsa_key(), usage=frozenset({"key_encipherment"}))


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory) -> Receiver:
    key = ec.generate_private_key(ec.SECP384R1())
    return receiver(tmp_path_factory.mktemp("board"), key, "Ban Tổ chức Trung ương", usage=frozenset({"key_agreement"}))


def close(out: Path, *receivers: Receiver, exporter: BagExporter | None = None) -> Path:
    writer = exporter or BagExporter()
    recipients = [writer.recipient(item.certificate, at=AT) for item in receivers]
    return writer.export("goi", two_records(), out=out, at=AT, actor="vt01", encrypt_for=recipients)


def test_openssl_gives_the_receiver_back_the_very_zip(office: Receiver, tmp_path: Path) -> None:
    opened = tmp_path / "goi.zip"

    assert office.opens(close(tmp_path / "out", office), opened)
    assert opened.read_bytes() == export(tmp_path / "plain").read_bytes()
    assert report_of(opened).ok


def test_an_ec_receiver_opens_it_too(board: Receiver, tmp_path: Path) -> None:
    opened = tmp_path / "goi.zip"

    assert board.opens(close(tmp_path / "out", board), opened)
    assert report_of(opened).ok


def test_each_of_several_receivers_opens_it_alone(office: Receiver, board: Receiver, tmp_path: Path) -> None:
    closed = close(tmp_path / "out", office, board)

    assert [item.opens(closed, tmp_path / "goi.zip") for item in (office, board)] == [True, True]


def test_another_key_does_not_open_it(office: Receiver, board: Receiver, tmp_path: Path) -> None:
    stranger = receiver(tmp_path / "stranger", rsa_key(), "Người lạ")
    closed = close(tmp_path / "out", office)

    assert [item.opens(closed, tmp_path / "x.zip") for item in (stranger, board)] == [False, False]


def test_a_second_hand_finds_what_was_promised(office: Receiver, tmp_path: Path) -> None:
    """Read with asn1crypto and opened with cryptography: AES-256-GCM, its key wrapped by RSA-OAEP with SHA-256."""
    content = cms.ContentInfo.load(close(tmp_path / "out", office).read_bytes())["content"]
    wrapped = content["recipient_infos"][0].chosen
    inner = content["auth_encrypted_content_info"]
    oaep = padding.OAEP(mgf=padding.MGF1(hashes.SHA256()), algorithm=hashes.SHA256(), label=None)

    key = _private(office).decrypt(wrapped["encrypted_key"].native, oaep)
    nonce = inner["content_encryption_algorithm"]["parameters"].native["0"]
    sealed = inner["encrypted_content"].native + content["mac"].native

    assert len(key) == 32
    assert AESGCM(key).decrypt(nonce, sealed, None) == export(tmp_path / "plain").read_bytes()


def test_one_flipped_byte_anywhere_in_the_content_is_noticed(office: Receiver, tmp_path: Path) -> None:
    closed = close(tmp_path / "out", office)
    whole = closed.read_bytes()
    unnoticed = []

    for place in range(1000, len(whole), len(whole) // 20):
        changed = bytearray(whole)
        changed[place] ^= 1
        (tmp_path / "changed.p7m").write_bytes(changed)
        if office.opens(tmp_path / "changed.p7m", tmp_path / "x.zip"):
            unnoticed.append(place)

    assert unnoticed == []


def test_only_the_encrypted_package_stands_in_the_folder(office: Receiver, tmp_path: Path) -> None:
    closed = close(tmp_path / "out", office, exporter=BagExporter(scratch=tmp_path / "scratch"))

    assert [path.name for path in (tmp_path / "out").iterdir()] == ["goi.zip.p7m"]
    assert closed.name == "goi.zip.p7m"
    assert list((tmp_path / "scratch").iterdir()) == []


def test_while_it_is_made_the_plain_zip_lies_where_only_this_user_may_enter(
    office: Receiver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: dict[str, object] = {}

    def looked_at(plain: Path, closed: Path, *given: object, **named: object) -> None:
        seen.update(mode=stat.S_IMODE(plain.parent.stat().st_mode), place=plain.parent.parent)
        seen["beside"] = [path.name for path in closed.parent.iterdir()]
        envelope(plain, closed, *given, **named)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr("archive.exporters.bag.envelope", looked_at)
    close(tmp_path / "out", office, exporter=BagExporter(scratch=tmp_path / "scratch"))

    assert seen == {"mode": 0o700, "place": tmp_path / "scratch", "beside": []}


def test_what_a_killed_export_left_plain_is_removed_by_the_next(office: Receiver, tmp_path: Path) -> None:
    left = tmp_path / "scratch" / ".plain-xyz"
    left.mkdir(parents=True)
    (left / "cu.zip").write_bytes(b"PK")

    close(tmp_path / "out", office, exporter=BagExporter(scratch=tmp_path / "scratch"))

    assert not left.exists()


def test_when_openssl_gives_up_nothing_is_left(
    office: Receiver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "openssl").write_text("#!/bin/sh\necho nope >&2\nexit 3\n")
    (programs / "openssl").chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")

    with pytest.raises(Unavailable, match="không mã hóa được"):
        close(tmp_path / "out", office, exporter=BagExporter(scratch=tmp_path / "scratch"))

    assert [*(tmp_path / "out").iterdir(), *(tmp_path / "scratch").iterdir()] == []


def test_without_openssl_it_is_said_so(office: Receiver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(Unavailable, match="cài openssl"):
        close(tmp_path / "out", office)

    assert list((tmp_path / "out").iterdir()) == []


def test_a_failure_before_encryption_leaves_nothing_plain(office: Receiver, tmp_path: Path) -> None:
    writer = BagExporter(scratch=tmp_path / "scratch")
    failing = MemoryContent(record_files("SNV"), broken={"seal.json": OSError(errno.EIO, "")})

    with pytest.raises(Unavailable):
        writer.export(
            "goi", {SNV: failing}, out=tmp_path / "out", at=AT, actor="vt",
            encrypt_for=[writer.recipient(office.certificate, at=AT)],
        )  # fmt: skip

    assert [*(tmp_path / "out").iterdir(), *(tmp_path / "scratch").iterdir()] == []


def test_a_disk_without_room_is_told_apart_and_nothing_is_left(office: Receiver, tmp_path: Path) -> None:
    writer = BagExporter(scratch=tmp_path / "scratch")
    recipients = [writer.recipient(office.certificate, at=AT)]

    with files_end_at(3000), pytest.raises(StorageFull):
        writer.export("goi", two_records(), out=tmp_path / "out", at=AT, actor="vt", encrypt_for=recipients)

    assert [*(tmp_path / "out").iterdir(), *(tmp_path / "scratch").iterdir()] == []


def test_a_package_larger_than_receivers_can_open_is_not_made(office: Receiver, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--unit"):
        close(tmp_path / "out", office, exporter=BagExporter(most_enveloped=1000))

    assert list((tmp_path / "out").iterdir()) == []


def test_an_encrypted_package_is_not_overwritten(office: Receiver, tmp_path: Path) -> None:
    closed = close(tmp_path / "out", office)
    before = closed.read_bytes()

    with pytest.raises(UsageError):
        close(tmp_path / "out", office)

    assert closed.read_bytes() == before


def test_the_reader_says_how_an_encrypted_package_is_opened(office: Receiver, tmp_path: Path) -> None:
    with pytest.raises(BadPackage, match=r"openssl cms -decrypt -inform DER -in goi\.zip\.p7m .* -out goi\.zip "):
        report_of(close(tmp_path / "out", office))


def test_the_reader_knows_the_other_spellings_of_an_envelope(tmp_path: Path) -> None:
    enveloped = cms.ContentInfo({"content_type": "enveloped_data"}).dump(force=True)
    (tmp_path / "goi").write_bytes(bytes.fromhex("3080") + enveloped[2:])
    (tmp_path / "goi.p7m").write_bytes(b"-----BEGIN CMS-----\nMII\n-----END CMS-----\n")

    for name, form in (("goi", "DER"), ("goi.p7m", "PEM")):
        with pytest.raises(BadPackage, match=f"-inform {form}"), BagReader().open(tmp_path / name):
            pass


def test_other_cms_is_just_not_a_package(tmp_path: Path) -> None:
    (tmp_path / "goi.p7m").write_bytes(bytes.fromhex("300b06092a864886f70d010702"))

    with pytest.raises(BadPackage, match="không phải gói zip"):
        report_of(tmp_path / "goi.p7m")


def test_nothing_is_said_on_stderr(office: Receiver, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    close(tmp_path / "out", office)

    assert capfd.readouterr() == ("", "")


def _private(of: Receiver) -> rsa.RSAPrivateKey:
    key = load_pem_private_key(of.key.read_bytes(), None)
    assert isinstance(key, rsa.RSAPrivateKey)
    return key
