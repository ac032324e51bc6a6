"""Addresses of our own: where a form or a sign-in may lead on to, and nowhere else."""

import re
from urllib.parse import urlsplit

_PLAIN = re.compile(r"/(?![/\\])[^\\\s\x00-\x1f\x7f]*")
_LONGEST = 2000  # characters


def is_local_path(address: str) -> bool:
    """Whether it is a path of this site, which no browser reads as another one."""
    if len(address) > _LONGEST or not _PLAIN.fullmatch(address):
        return False
    parts = urlsplit(address)
    return not parts.scheme and not parts.netloc


def local_or(address: str, otherwise: str) -> str:
    """The address when it is one of ours."""
    return address if is_local_path(address) else otherwise
