"""A source that can be read from its beginning more than once; one that cannot is copied aside first."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

_IN_MEMORY_BYTES = 4 * 1024**2  # larger copies go to disk


@contextmanager
def seekable(source: BinaryIO) -> Iterator[BinaryIO]:
    """The source itself, or a copy of what it gives."""
    if source.seekable():
        yield source
        return
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY_BYTES) as copy:
        shutil.copyfileobj(source, copy)
        copy.seek(0)
        yield cast("BinaryIO", copy)
