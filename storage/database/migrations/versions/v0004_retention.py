"""How long records are kept, and what holds them."""

from alembic import op
from sqlalchemy import Column, Integer, PrimaryKeyConstraint, Text

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the two tables."""
    op.create_table(
        "retention_periods",
        Column("id", Integer, nullable=False),
        Column("record", Text, nullable=False),
        Column("years", Integer),
        Column("basis", Text, nullable=False),
        Column("set_by", Text, nullable=False),
        Column("set_on", Text, nullable=False),
        PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("periods_of_record", "retention_periods", ["record"])
    op.create_table(
        "legal_holds",
        Column("id", Integer, nullable=False),
        Column("record", Text, nullable=False),
        Column("number", Text, nullable=False),
        Column("reason", Text, nullable=False),
        Column("set_by", Text, nullable=False),
        Column("set_on", Text, nullable=False),
        Column("released_by", Text),
        Column("released_on", Text),
        PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("holds_of_record", "legal_holds", ["record"])


def downgrade() -> None:
    """Drop them again."""
    for name in ("legal_holds", "retention_periods"):
        op.drop_table(name)
