"""The tables of the registers of numbers, beside the others in the same schema."""

from sqlalchemy import Column, Index, Integer, Table, Text, text

from storage.database.columns import DAY
from storage.database.tables import metadata

# Every number of a register has its line for ever: it may be struck out, never taken back.
numbers = Table(
    "numbers",
    metadata,
    *[Column(name, Text, primary_key=True, nullable=False) for name in ("issuer", "symbol", "term")],
    Column("number", Integer, primary_key=True, nullable=False),
    Column("given", DAY, nullable=False),
    Column("actor", Text, nullable=False),
    Column("document", Text),  # NULL was used elsewhere
    Column("note", Text, nullable=False),
    Column("cancelled_on", DAY),
    Column("cancelled_because", Text, nullable=False),
)
Index(
    "number_of_document",  # a paper bears one number at most; NULLs differ from each other
    numbers.c.document,
    unique=True,
    sqlite_where=text("cancelled_on IS NULL"),
    postgresql_where=text("cancelled_on IS NULL"),
)

# Terms of committees in the order they were opened; the last one counts.
number_terms = Table(
    "number_terms",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("issuer", Text, nullable=False),
    Column("term", Text, nullable=False),
    Column("opened_on", DAY, nullable=False),
    Column("actor", Text, nullable=False),
    Index("terms_of_issuer", "issuer"),
    sqlite_autoincrement=True,
)
