"""A mark for each dossier that is another after every change, so that what was worked out from it can be kept."""

from alembic import op
from sqlalchemy import Column, PrimaryKeyConstraint, Text

revision = "0013"
down_revision = "0012"

# Rows of facts come and go with their row of `dossiers`, so these four tell of everything.
_TABLES = ("dossiers", "progress", "documents", "events")
_SIDES = {"INSERT": "NEW", "UPDATE": "NEW", "DELETE": "OLD"}


def upgrade() -> None:
    """Make the table and the triggers that keep it."""
    op.create_table(
        "revisions",
        Column("quarter", Text, nullable=False),
        Column("unit", Text, nullable=False),
        Column("mark", Text, nullable=False),
        PrimaryKeyConstraint("quarter", "unit"),
    )
    for table in _TABLES:
        for event, side in _SIDES.items():
            op.execute(
                f"CREATE TRIGGER revised_{table}_{event.lower()} AFTER {event} ON {table} BEGIN "  # noqa: S608 - constants
                f"INSERT INTO revisions VALUES ({side}.quarter, {side}.unit, hex(randomblob(8))) "
                "ON CONFLICT (quarter, unit) DO UPDATE SET mark = excluded.mark; END"
            )


def downgrade() -> None:
    """Drop them again; everything is worked out anew each time."""
    for table in _TABLES:
        for event in _SIDES:
            op.execute(f"DROP TRIGGER revised_{table}_{event.lower()}")
    op.drop_table("revisions")
