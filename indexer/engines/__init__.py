"""Search engines behind the search port: tantivy, and Whoosh as fallback and oracle."""

from indexer.engines.tantivy_engine import TantivyEngine
from indexer.engines.whoosh_engine import WhooshEngine

__all__ = ["TantivyEngine", "WhooshEngine"]
