"""What the machine itself can tell of its health: room on the disk, and how long certificates last."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from archive.domain.health import DiskRoom


class Vitals(Protocol):
    """Looks at the machine; changes nothing."""

    def disk(self) -> DiskRoom:
        """Room on the disk that holds the home.

        Raises:
            Unavailable: the disk does not answer.
        """
        ...

    def certificates(self) -> Mapping[str, datetime]:
        """When each certificate this system signs with or trusts ends, by its subject's name.

        Raises:
            Unavailable: a certificate's file cannot be read.
        """
        ...
