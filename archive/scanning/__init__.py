"""What a file from outside really is, and whether it is safe to keep, judged by its content (design §5)."""

from archive.scanning.clamd import Clamd
from archive.scanning.inspector import ContentInspector, open_inspector
from archive.scanning.limits import Limits

__all__ = ["Clamd", "ContentInspector", "Limits", "open_inspector"]
