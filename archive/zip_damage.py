"""What Python's zip reader raises when the bytes of a zip are not what they should be; its documents name only one.

    except ZIP_DAMAGE as error:
        raise BadEvidence("…") from error

Each was met with by changing and cutting bytes (tests/damaged/test_zip_damage.py). Damage of bzip2 is told by an
OSError which no system numbered: its `errno` is None, where that of a full or failing disk is not.
"""

import lzma
import zipfile
import zlib

ZIP_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    RuntimeError,  # a part under a password, and a compression or version it does not know (a child of this)
    ValueError,  # a place before the beginning, a name that is no text
    OverflowError,  # a place beyond what a file can have
)
