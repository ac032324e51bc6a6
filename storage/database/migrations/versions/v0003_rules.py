"""Facts for all the rules: works, the plan's approval, criteria, papers on their way, rulings, classifications."""

from typing import Any

from alembic import op
from sqlalchemy import Column, ForeignKeyConstraint, Integer, PrimaryKeyConstraint, Text

revision = "0003"
down_revision = "0002"

_NEW = ("works", "plan_approvals", "criteria", "transfers", "rulings", "papers")


def upgrade() -> None:
    """Make the tables and the two new columns."""
    _of_dossier("works", [*_texts("task", "name", "product"), _maybe("quantity"), *_texts("measure")])
    _of_dossier("plan_approvals", _texts("unit", "approved_on", "approved_by", "number"), by_ordinal=False)
    _of_dossier("criteria", [*_texts("name"), _maybe("rating"), *_texts("value", "basis")])
    _of_dossier(
        "transfers",
        [*_texts("kind", "unit", "body"), *map(_maybe, ("person", "sent", "received")), *_texts("number", "note")],
    )
    _of_dossier(
        "rulings",
        [
            *_texts("kind", "unit", "decided_on", "decided_by", "reason"),
            _maybe("person"),
            *_texts("group", "number"),
        ],
    )
    _of_dossier(
        "papers", [*_texts("kind", "unit", "classification", "decided_by"), _maybe("person"), *_texts("kept_at")]
    )
    with op.batch_alter_table("tasks") as tasks:
        tasks.add_column(_maybe("carried_from"))
    with op.batch_alter_table("meetings") as meetings:
        meetings.add_column(Column("difficulties", Text, nullable=False, server_default=""))
    with op.batch_alter_table("meetings") as meetings:
        meetings.alter_column("difficulties", server_default=None)


def downgrade() -> None:
    """Drop them again."""
    for name in _NEW:
        op.drop_table(name)
    with op.batch_alter_table("tasks") as tasks:
        tasks.drop_column("carried_from")
    with op.batch_alter_table("meetings") as meetings:
        meetings.drop_column("difficulties")


def _texts(*names: str) -> list[Column[Any]]:
    return [Column(name, Text, nullable=False) for name in names]


def _maybe(name: str) -> Column[Any]:
    return Column(name, Text)


def _of_dossier(name: str, columns: list[Column[Any]], *, by_ordinal: bool = True) -> None:
    ordinal = [Column("ordinal", Integer, nullable=False)] if by_ordinal else []
    keys = ["quarter", "owner", *(column.name for column in ordinal)]
    op.create_table(
        name,
        *_texts("quarter", "owner"),
        *ordinal,
        *columns,
        PrimaryKeyConstraint(*keys),
        ForeignKeyConstraint(["quarter", "owner"], ["dossiers.quarter", "dossiers.unit"], ondelete="CASCADE"),
    )
