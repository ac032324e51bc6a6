"""The working facts in a database; the only place that speaks SQL."""

from storage.database.desk import SqlDesk

__all__ = ["SqlDesk"]
