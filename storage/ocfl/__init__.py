"""Sealed records in an OCFL 1.1 storage root (https://ocfl.io/1.1/spec/), readable without this program."""

from storage.ocfl.records import OcflRecords

__all__ = ["OcflRecords"]
