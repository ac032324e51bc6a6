"""What a file from outside really is, judged by its content (design §5)."""

from archive.scanning.inspector import ContentInspector

__all__ = ["ContentInspector"]
