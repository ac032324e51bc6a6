"""The tables of the audit log: rows are added only, triggers of the schema refuse anything else."""

from sqlalchemy import Column, Integer, Table, Text

from storage.database.tables import metadata

# `entry` is what the leaf is made of, character for character.
log_entries = Table(
    "log_entries",
    metadata,
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("entry", Text, nullable=False),
    Column("leaf", Text, nullable=False),
)

log_marks = Table(
    "log_marks",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("size", Integer, nullable=False),
    Column("root", Text, nullable=False),
    sqlite_autoincrement=True,
)
