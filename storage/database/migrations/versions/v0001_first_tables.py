"""The first tables: facts by quarter and unit, documents, progress, and events that can only be added."""

from typing import Any

from alembic import op
from sqlalchemy import Boolean, Column, ForeignKeyConstraint, Integer, PrimaryKeyConstraint, Text

revision = "0001"
down_revision = None

_FACTS = (
    "cadres",
    "tasks",
    "results",
    "evidence",
    "self_assessments",
    "meetings",
    "proposals",
    "delegations",
)
_EVENTS_STAY = """
    CREATE TRIGGER events_no_{verb} BEFORE {verb} ON events
    BEGIN SELECT RAISE(ABORT, 'events are only added'); END
"""


def upgrade() -> None:
    """Make the tables."""
    _dossiers()
    _people()
    _work()
    _meeting()
    _made()
    _history()


def downgrade() -> None:
    """Drop them all."""
    for name in (*_FACTS, "documents", "progress", "events", "dossiers"):
        op.drop_table(name)


def _texts(*names: str) -> list[Column[Any]]:
    return [Column(name, Text, nullable=False) for name in names]


def _optional(*names: str) -> list[Column[Any]]:
    return [Column(name, Text) for name in names]


def _whole(*names: str) -> list[Column[Any]]:
    return [Column(name, Integer) for name in names]


def _facts(name: str, key: Column[Any] | None, *columns: Column[Any]) -> None:
    """A table of facts with its own key beside the dossier's, if it has one."""
    own = [key] if key is not None else []
    op.create_table(
        name,
        *_texts("quarter", "owner"),
        *own,
        *columns,
        PrimaryKeyConstraint("quarter", "owner", *(column.name for column in own)),
        ForeignKeyConstraint(["quarter", "owner"], ["dossiers.quarter", "dossiers.unit"], ondelete="CASCADE"),
    )


def _text_key(name: str) -> Column[Any]:
    return Column(name, Text, nullable=False)


def _ordinal() -> Column[Any]:
    return Column("ordinal", Integer, nullable=False)


def _dossiers() -> None:
    op.create_table(
        "dossiers",
        *_texts("quarter", "unit", "cutoff", "guidance_number"),
        *_optional("guidance_date"),
        *_texts("name", "superior", "kind", "system", "symbol", "place"),
        PrimaryKeyConstraint("quarter", "unit"),
    )


def _people() -> None:
    _facts(
        "cadres",
        _text_key("code"),
        *_texts("name", "unit", "management"),
        Column("is_head", Boolean, nullable=False),
        *_texts("sex", "ethnicity", "party_post", "state_post", "union_post", "group"),
        *_texts("former_post", "former_unit", "excluded"),
        *_optional("born", "in_post_since", "joined", "retires"),
    )
    _facts(
        "self_assessments",
        _text_key("person"),
        *_texts("strengths", "shortcomings", "direction"),
        *_optional("general_points", "task_points", "proposed"),
    )
    _facts(
        "proposals",
        _text_key("person"),
        *_texts("reason", "personnel_proposal", "decision_number"),
        *_optional("proposed", "decided"),
        *_whole("votes_for", "votes_against"),
    )


def _work() -> None:
    _facts(
        "tasks",
        _text_key("code"),
        *_texts("lead", "name", "product", "measure", "source", "source_document", "assigned_by", "lead_body"),
        *_texts("coordinators"),
        *_optional("due", "axis_role", "target", "weight", "assigned_on"),
        *_whole("axis"),
        Column("is_arising", Boolean, nullable=False),
    )
    _facts(
        "results",
        _text_key("task"),
        *_texts("cause", "note"),
        *_optional("completed", "achieved", "quality", "self_points", "appraised_points"),
    )
    _facts(
        "evidence",
        _ordinal(),
        *_texts("task", "number", "summary", "due", "target", "classification"),
        *_optional("issued", "file"),
    )


def _meeting() -> None:
    _facts(
        "meetings",
        None,
        *_texts("unit", "place", "chair", "secretary", "absent", "agenda", "conclusion"),
        *_optional("held"),
        *_whole("invited", "present"),
    )
    _facts(
        "delegations",
        _ordinal(),
        *_texts("post", "managed_by", "lead_body", "assigned_by", "decided_by"),
    )


def _made() -> None:
    op.create_table(
        "documents",
        *_texts("id", "quarter", "unit", "kind", "title", "made", "data_digest", "renderer"),
        *_texts("signatories", "template", "docx", "pdf", "slots", "signatures"),
        *_optional("person", "signed"),
        Column("pages", Integer, nullable=False),
        PrimaryKeyConstraint("id"),
    )
    op.create_index("documents_of_dossier", "documents", ["quarter", "unit"])
    op.create_table(
        "progress",
        *_texts("quarter", "unit", "stage"),
        Column("version", Integer, nullable=False),
        Column("indexed", Integer, nullable=False),
        PrimaryKeyConstraint("quarter", "unit"),
    )


def _history() -> None:
    op.create_table(
        "events",
        Column("id", Integer, primary_key=True, autoincrement=True),
        *_texts("kind", "unit", "quarter", "subject", "at", "actor", "outcome", "note"),
        sqlite_autoincrement=True,
    )
    op.create_index("events_of_dossier", "events", ["quarter", "unit"])
    for verb in ("UPDATE", "DELETE"):
        op.execute(_EVENTS_STAY.format(verb=verb))
