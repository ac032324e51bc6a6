"""Tokens for programs."""

from alembic import op
from sqlalchemy import Column, ForeignKeyConstraint, PrimaryKeyConstraint, Text

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "tokens",
        Column("digest", Text, nullable=False),
        Column("name", Text, nullable=False),
        Column("account", Text, nullable=False),
        Column("actions", Text, nullable=False),
        Column("made", Text, nullable=False),
        Column("ends", Text, nullable=False),
        PrimaryKeyConstraint("digest"),
        ForeignKeyConstraint(["account"], ["accounts.name"], ondelete="CASCADE"),
    )
    op.create_index("tokens_of_account", "tokens", ["account"])


def downgrade() -> None:
    """Drop it again; programs need new tokens."""
    op.drop_table("tokens")
