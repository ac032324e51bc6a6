"""The query language: what people type, as a tree of our own, and what that asks of an index."""

from indexer.query.reader import read

__all__ = ["read"]
