"""Closes a file for its recipients: CMS AuthEnvelopedData (RFC 5083), AES-256-GCM, written by the program openssl.

No cipher and no encoding is made here, and any size passes through a few MiB of memory (decision 0013).
"""

import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa

from archive.errors import BadPackage, Unavailable
from archive.exporters.unpacking import BLOCK
from archive.ports.exporting import Recipient

ENDING = ".p7m"
MOST_BYTES = 1_500_000_000  # `openssl cms -decrypt` reads the whole into memory and was seen to fail at 2.1 GB

_COMMAND = ("openssl", "cms", "-encrypt", "-binary", "-stream", "-aes-256-gcm", "-outform", "DER")
_OAEP = ("-keyopt", "rsa_padding_mode:oaep", "-keyopt", "rsa_oaep_md:sha256")
_AGREEMENT = ("-keyopt", "ecdh_kdf_md:sha256")  # openssl's own default is SHA-1

_SEQUENCE = b"\x30"
_ENVELOPED = bytes.fromhex("06092a864886f70d010703")  # 1.2.840.113549.1.7.3
_AUTHENTICATED = bytes.fromhex("060b2a864886f70d0109100117")  # 1.2.840.113549.1.9.16.1.23
_ARMOUR = (b"-----BEGIN CMS", b"-----BEGIN PKCS7")
_HEAD_BYTES = 32  # the content type stands within these


def envelope(plain: Path, closed: Path, recipients: Sequence[Recipient], *, cards: Path) -> None:
    """Write `closed` so that each recipient can open it with the private key; `cards` takes the certificates.

    Raises:
        Unavailable: openssl is not there, or gave up.
        OSError: the disk refused.
    """
    command = [*_COMMAND, "-in", str(plain.absolute()), *_addressed(recipients, cards.absolute())]
    with closed.open("xb") as output:
        try:
            program = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE
            )
        except FileNotFoundError as error:
            raise Unavailable("Máy này chưa có chương trình openssl nên không mã hóa được; hãy cài openssl.") from error
        with program:
            shutil.copyfileobj(program.stdout, output, BLOCK)  # type: ignore[arg-type]  # a pipe was asked for
            said = program.stderr.read()  # type: ignore[union-attr]  # same
    if program.returncode:
        raise Unavailable(
            "openssl không mã hóa được gói cho (các) chứng thư này; gói chưa được tạo.",
            openssl=said.decode(errors="replace"),
        )


def _addressed(recipients: Sequence[Recipient], cards: Path) -> Iterator[str]:
    for place, recipient in enumerate(recipients, start=1):
        card = cards / f"recipient-{place}.pem"
        card.write_bytes(recipient.certificate)
        key = x509.load_pem_x509_certificate(recipient.certificate).public_key()
        yield from ("-recip", str(card), *(_OAEP if isinstance(key, rsa.RSAPublicKey) else _AGREEMENT))


def refuse_enveloped(path: Path) -> None:
    """Say what to do with a package that is closed.

    Raises:
        BadPackage: it is encrypted, or cannot be read.
    """
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
    except OSError as error:
        raise BadPackage(f"Không đọc được {path.name} ({error.strerror}); hãy chép lại gói rồi thử lại.") from error
    armoured = head.startswith(_ARMOUR)
    if armoured or (head.startswith(_SEQUENCE) and (_ENVELOPED in head or _AUTHENTICATED in head)):
        form, opened = "PEM" if armoured else "DER", path.name.removesuffix(ENDING)
        opened = opened if opened != path.name else f"{path.name}.zip"
        raise BadPackage(
            f"{path.name} đã được mã hóa cho người nhận nên chưa kiểm tra được. Người nhận mở bằng: openssl cms "
            f"-decrypt -inform {form} -in {path.name} -inkey KHÓA-RIÊNG.pem -out {opened} (phải kết thúc không báo "
            f"lỗi), rồi chạy hoso verify {opened}.",
            where=path.name,
        )
