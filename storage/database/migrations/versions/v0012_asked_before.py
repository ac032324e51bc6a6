"""What programs asked for under keys of their own."""

from alembic import op
from sqlalchemy import Column, ForeignKeyConstraint, PrimaryKeyConstraint, Text

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "asked_before",
        Column("account", Text, nullable=False),
        Column("key", Text, nullable=False),
        Column("digest", Text, nullable=False),
        Column("made", Text, nullable=False),
        Column("at", Text, nullable=False),
        PrimaryKeyConstraint("account", "key"),
        ForeignKeyConstraint(["account"], ["accounts.name"], ondelete="CASCADE"),
    )


def downgrade() -> None:
    """Drop it again; a program that asks again is then done a second time."""
    op.drop_table("asked_before")
