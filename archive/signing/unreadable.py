"""What the signing library raises on damaged files: its own errors and those of Python that it lets through."""

import struct
import zlib

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko_certvalidator.errors import CRLValidationError, OCSPValidationError, PathError, ValidationError

# Each was met with by flipping bytes and cutting files short, or stands in the library's own tree (tests/signing).
UNREADABLE = (
    PdfError,
    SigningError,
    SignatureValidationError,
    PathError,
    ValidationError,
    CRLValidationError,
    OCSPValidationError,
    InvalidSignature,
    UnsupportedAlgorithm,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    AssertionError,
    ArithmeticError,
    NotImplementedError,  # a damaged name of an algorithm or filter reads as one the library does not know
    RecursionError,
    EOFError,
    zlib.error,
    struct.error,
)
