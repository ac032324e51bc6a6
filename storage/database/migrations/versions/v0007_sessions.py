"""Signed-in browsers, wrong guesses, and codes from telephones."""

from alembic import op
from sqlalchemy import Column, ForeignKeyConstraint, Integer, PrimaryKeyConstraint, Text

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the three tables."""
    op.create_table(
        "sessions",
        Column("digest", Text, nullable=False),
        Column("account", Text, nullable=False),
        Column("csrf", Text, nullable=False),
        Column("began", Text, nullable=False),
        Column("seen", Text, nullable=False),
        Column("address", Text, nullable=False),
        Column("browser", Text, nullable=False),
        Column("messages", Text, nullable=False),
        PrimaryKeyConstraint("digest"),
        ForeignKeyConstraint(["account"], ["accounts.name"], ondelete="CASCADE"),
    )
    op.create_index("sessions_of_account", "sessions", ["account"])
    op.create_table(
        "wrong_guesses",
        Column("whom", Text, nullable=False),
        Column("count", Integer, nullable=False),
        Column("last", Text),
        PrimaryKeyConstraint("whom"),
    )
    op.create_table(
        "second_factors",
        Column("account", Text, nullable=False),
        Column("secret", Text),
        Column("pending", Text),
        Column("last_step", Integer, nullable=False),
        PrimaryKeyConstraint("account"),
        ForeignKeyConstraint(["account"], ["accounts.name"], ondelete="CASCADE"),
    )


def downgrade() -> None:
    """Drop them again; everybody signs in anew."""
    for name in ("second_factors", "wrong_guesses", "sessions"):
        op.drop_table(name)
