"""Registers of numbers, and the number that a document bears."""

from alembic import op
from sqlalchemy import Column, Integer, PrimaryKeyConstraint, Text, text

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the two tables and the new column."""
    op.create_table(
        "numbers",
        Column("issuer", Text, nullable=False),
        Column("symbol", Text, nullable=False),
        Column("term", Text, nullable=False),
        Column("number", Integer, nullable=False),
        Column("given", Text, nullable=False),
        Column("actor", Text, nullable=False),
        Column("document", Text),
        Column("note", Text, nullable=False),
        Column("cancelled_on", Text),
        Column("cancelled_because", Text, nullable=False),
        PrimaryKeyConstraint("issuer", "symbol", "term", "number"),
    )
    op.create_index(
        "number_of_document",
        "numbers",
        ["document"],
        unique=True,
        sqlite_where=text("cancelled_on IS NULL"),
        postgresql_where=text("cancelled_on IS NULL"),
    )
    op.create_table(
        "number_terms",
        Column("id", Integer, nullable=False),
        Column("issuer", Text, nullable=False),
        Column("term", Text, nullable=False),
        Column("opened_on", Text, nullable=False),
        Column("actor", Text, nullable=False),
        PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("terms_of_issuer", "number_terms", ["issuer"])
    op.add_column("documents", Column("number", Text))


def downgrade() -> None:
    """Take them away again."""
    op.drop_column("documents", "number")
    for name in ("number_terms", "numbers"):
        op.drop_table(name)
