"""Reading text out of files: PDF, Word, Excel, pictures, plain text, with OCR where there is only a picture."""

from indexer.extract.cached import CachedExtractor
from indexer.extract.files import FileExtractor

__all__ = ["CachedExtractor", "FileExtractor"]
