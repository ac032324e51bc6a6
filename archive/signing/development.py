"""Keys for trying the system out: made when first needed, kept in a folder, good for nothing else (production refuses).

One certificate for each person and each organ of a unit, by name: two people of one name in one unit share it.
"""

import re
import threading
from hashlib import sha256
from pathlib import Path
from typing import ClassVar

from archive.domain.signature import Signatory, SignerRole
from archive.language import fold, tidy
from archive.signing.issuing import Issued, issue, new_authority
from archive.signing.key_files import PRIVATE_MODE, PUBLIC_MODE, locked, pem_of, read_pem, write_whole
from archive.signing.keys import SigningKey
from archive.signing.pem import certificate_pem

_ARCHIVE_NAME = "hoso BẢN THỬ – niêm phong hồ sơ lưu trữ"
_STAMPS = "stamps"
_STAMPS_NAME = "hoso BẢN THỬ – dấu thời gian"
_NAMELESS = "Không rõ họ tên"
_SLUG_LENGTH = 40  # characters of the name that file names show people; the digest behind it tells names apart
_NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")


class DevelopmentKeys:
    """A root of its own, a certificate for each signatory, one for the archive; safe for several processes at once."""

    is_development: ClassVar[bool] = True

    def __init__(self, folder: Path) -> None:
        """Open the folder, and make the root when there is none.

        Raises:
            Unavailable: the folder cannot be written, or its root is damaged.
        """
        self._folder = folder
        self._known: dict[Path, SigningKey] = {}
        self._guard = threading.Lock()
        self._authority = self._open_authority()

    @property
    def root_certificate(self) -> Path:
        """The root certificate as PEM, to be trusted by checkers."""
        return self._folder / "root-certificate.pem"

    @property
    def archive_certificate(self) -> Path:
        """The file that holds the archive's certificate and key, made when it is not there.

        Raises:
            Unavailable: the folder cannot be written, or the file is damaged.
        """
        self.for_archive()
        return self._path("archive", _ARCHIVE_NAME, organisation="hoso", person="")

    def for_signatory(self, signatory: Signatory, *, unit: str) -> SigningKey:
        """The key of a person or an organ, issued when first asked for.

        Raises:
            Unavailable: the folder cannot be written, or the key's file is damaged.
        """
        name = tidy(signatory.name) or _NAMELESS
        kind = "organ" if signatory.role is SignerRole.ORGAN else "person"
        return self._key(kind, name, organisation=unit, person=signatory.person)

    def for_archive(self) -> SigningKey:
        """The key that seals records.

        Raises:
            Unavailable: the folder cannot be written, or the key's file is damaged.
        """
        return self._key("archive", _ARCHIVE_NAME, organisation="hoso")

    def for_stamps(self) -> SigningKey:
        """The key of the time stamping authority for development.

        Raises:
            Unavailable: the folder cannot be written, or the key's file is damaged.
        """
        return self._key(_STAMPS, _STAMPS_NAME, organisation="hoso")

    def _key(self, kind: str, name: str, *, organisation: str, person: str = "") -> SigningKey:
        path = self._path(kind, name, organisation=organisation, person=person)
        with self._guard:
            if path not in self._known:
                key, certificate = self._read_or_issue(path, name, organisation)
                self._known[path] = SigningKey(private=key, certificate=certificate, issuers=(self._authority[1],))
            return self._known[path]

    def _path(self, kind: str, name: str, *, organisation: str, person: str) -> Path:
        return self._folder / kind / _file_name(organisation, name, person)

    def _read_or_issue(self, path: Path, name: str, organisation: str) -> Issued:
        try:
            return read_pem(path)
        except FileNotFoundError:
            with locked(self._folder):
                return self._issue_once(path, name, organisation)

    def _issue_once(self, path: Path, name: str, organisation: str) -> Issued:
        if not path.exists():  # another process may have issued it while this one waited
            stamps = path.parent.name == _STAMPS
            issued = issue(self._authority, name=name, organisation=organisation, stamps=stamps)
            write_whole(path, pem_of(*issued), mode=PRIVATE_MODE)
        return read_pem(path)

    def _open_authority(self) -> Issued:
        path = self._folder / "root.pem"
        with locked(self._folder):
            if not path.exists():
                write_whole(path, pem_of(*new_authority()), mode=PRIVATE_MODE)
            authority = read_pem(path)
            if not self.root_certificate.exists():
                write_whole(self.root_certificate, certificate_pem(authority[1]).encode(), mode=PUBLIC_MODE)
        return authority


def _file_name(organisation: str, name: str, person: str) -> str:
    """Readable for people, and different for every person, name and unit."""
    slug = _NOT_IN_SLUG.sub("-", fold(f"{organisation} {name}")).strip("-")[:_SLUG_LENGTH]
    digest = sha256(f"{organisation}\n{name}\n{person}".encode()).hexdigest()[:16]
    return f"{slug}-{digest}.pem"
