"""The audit log; events that are there already become its first entries."""

from hashlib import sha256
from typing import Any

import rfc8785
from alembic import op
from sqlalchemy import Column, Integer, PrimaryKeyConstraint, Text, text

revision = "0005"
down_revision = "0004"

_STAYS = """
    CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
    BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END
"""


def upgrade() -> None:
    """Make the two tables and carry the events over."""
    op.create_table(
        "log_entries",
        Column("sequence", Integer, nullable=False),
        Column("entry", Text, nullable=False),
        Column("leaf", Text, nullable=False),
        PrimaryKeyConstraint("sequence"),
    )
    op.create_table(
        "log_marks",
        Column("id", Integer, nullable=False),
        Column("size", Integer, nullable=False),
        Column("root", Text, nullable=False),
        PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    _carry_over()
    for table in ("log_entries", "log_marks"):
        for verb in ("UPDATE", "DELETE"):
            op.execute(_STAYS.format(table=table, verb=verb))


def downgrade() -> None:
    """Drop them again; the events stay where they are."""
    for name in ("log_marks", "log_entries"):
        op.drop_table(name)


def _carry_over() -> None:
    """Each event as the entry it would have been, in the order of writing."""
    connection = op.get_bind()
    found = connection.execute(text("SELECT * FROM events ORDER BY id")).mappings().all()
    for sequence, row in enumerate(found):
        content = rfc8785.dumps(_entry(sequence, dict(row)))
        connection.execute(
            text("INSERT INTO log_entries (sequence, entry, leaf) VALUES (:sequence, :entry, :leaf)"),
            {"sequence": sequence, "entry": content.decode(), "leaf": sha256(b"\x00" + content).hexdigest()},
        )


def _entry(sequence: int, row: dict[str, Any]) -> dict[str, Any]:
    return {
        "sequence": sequence,
        "at": row["at"],
        "actor": row["actor"],
        "action": f"dossier/{row['kind']}",
        "subject": row["subject"],
        "reason": row["note"],
        "details": {"unit": row["unit"], "quarter": row["quarter"], "outcome": row["outcome"]},
    }
