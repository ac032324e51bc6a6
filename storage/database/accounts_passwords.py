"""What a password becomes before it is kept; the only file that knows argon2."""

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError


class Passwords:
    """Argon2id; without a hasher of the caller's own, with the library's parameters (RFC 9106, second choice)."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()

    def closed(self, password: str) -> str:
        """What is kept: salt and parameters are in it."""
        return self._hasher.hash(_bytes(password))

    def opens(self, kept: str | None, password: str) -> bool:
        """Whether what is kept was made of this password; asking costs the same work when nothing is kept."""
        if kept is None:
            self._hasher.hash(_bytes(password))
            return False
        try:
            return self._hasher.verify(kept, _bytes(password))
        except (VerificationError, ValueError):  # ValueError: what is kept is no hash
            return False

    def is_old(self, kept: str) -> bool:
        """Whether it was made with other parameters than today's."""
        return self._hasher.check_needs_rehash(kept)


def _bytes(password: str) -> bytes:
    """Whatever a keyboard or a form sent, even letters that are none, is just a wrong password."""
    return password.encode(errors="surrogatepass")
