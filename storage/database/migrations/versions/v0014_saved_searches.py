"""The searches that people keep."""

from alembic import op
from sqlalchemy import Column, ForeignKeyConstraint, PrimaryKeyConstraint, Text

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "saved_searches",
        Column("account", Text, nullable=False),
        Column("name", Text, nullable=False),
        Column("asked", Text, nullable=False),
        Column("at", Text, nullable=False),
        PrimaryKeyConstraint("account", "name"),
        ForeignKeyConstraint(["account"], ["accounts.name"], ondelete="CASCADE"),
    )


def downgrade() -> None:
    """Drop it again; people keep their searches anew."""
    op.drop_table("saved_searches")
