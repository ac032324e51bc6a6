"""A sum over the rows of each table; the triggers that keep them are made after every upgrade."""

from alembic import op
from sqlalchemy import Column, PrimaryKeyConstraint, Text

revision = "0011"
down_revision = "0009"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "row_sums",
        Column("name", Text, nullable=False),
        Column("sum", Text, nullable=False),
        PrimaryKeyConstraint("name"),
    )


def downgrade() -> None:
    """Drop it again; the triggers were taken away before."""
    op.drop_table("row_sums")
