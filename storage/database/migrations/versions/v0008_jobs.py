"""The queue of slow work."""

from alembic import op
from sqlalchemy import Column, Integer, PrimaryKeyConstraint, Text, UniqueConstraint

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the table; `place` is the order of asking."""
    op.create_table(
        "jobs",
        Column("place", Integer, nullable=False),
        Column("id", Text, nullable=False),
        Column("kind", Text, nullable=False),
        Column("asked_by", Text, nullable=False),
        Column("asked_at", Text, nullable=False),
        Column("arguments", Text, nullable=False),
        Column("unit", Text),
        Column("key", Text, nullable=False),
        Column("state", Text, nullable=False),
        Column("attempt", Integer, nullable=False),
        Column("worker", Text, nullable=False),
        Column("not_before", Text),
        Column("lease_until", Text),
        Column("what", Text, nullable=False),
        Column("done", Integer, nullable=False),
        Column("total", Integer, nullable=False),
        Column("result", Text, nullable=False),
        Column("error", Text, nullable=False),
        Column("sentence", Text, nullable=False),
        Column("ended_at", Text),
        PrimaryKeyConstraint("place"),
        UniqueConstraint("id"),
    )
    op.create_index("jobs_by_state", "jobs", ["state", "place"])
    op.create_index("jobs_by_key", "jobs", ["key"])


def downgrade() -> None:
    """Drop it again; work that waited is forgotten."""
    op.drop_table("jobs")
