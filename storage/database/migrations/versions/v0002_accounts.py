"""Accounts, and what each was granted."""

from alembic import op
from sqlalchemy import Boolean, Column, ForeignKeyConstraint, PrimaryKeyConstraint, Text

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the two tables."""
    op.create_table(
        "accounts",
        Column("name", Text, nullable=False),
        Column("display", Text, nullable=False),
        Column("person", Text),
        Column("is_active", Boolean, nullable=False),
        Column("must_change_password", Boolean, nullable=False),
        Column("password", Text),
        PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "grants",
        Column("account", Text, nullable=False),
        Column("role", Text, nullable=False),
        Column("units", Text),
        Column("managements", Text),
        PrimaryKeyConstraint("account", "role"),
        ForeignKeyConstraint(["account"], ["accounts.name"], ondelete="CASCADE"),
    )


def downgrade() -> None:
    """Drop them again."""
    for name in ("grants", "accounts"):
        op.drop_table(name)
