"""The tables. Facts are a snapshot for each quarter and unit: rows of a dossier bear both and go with it.

`owner` is the unit whose dossier a row belongs to. The other columns of a row of facts are named as the fields of the
domain value it keeps.
"""

from enum import StrEnum
from typing import Any

from sqlalchemy import Boolean, Column, ForeignKeyConstraint, Index, Integer, MetaData, Table, Text
from sqlalchemy.types import TypeEngine

from archive.domain.accounts import Role
from archive.domain.criteria import CriterionName
from archive.domain.document import DocumentKind
from archive.domain.dossier import Stage
from archive.domain.history import EventKind
from archive.domain.job import JobState
from archive.domain.people import IssuerSystem, Management, UnitKind
from archive.domain.plan import AxisRole
from archive.domain.rating import Rating
from archive.domain.ruling import RulingKind
from archive.domain.secrecy import Classification
from archive.domain.transfer import TransferKind
from storage.database.columns import DAY, DECIMAL, JSON, MOMENT, QUARTER, word_of

metadata = MetaData()


def _key(name: str, kind: TypeEngine[Any] | type[TypeEngine[Any]] = Text) -> Column[Any]:
    return Column(name, kind, primary_key=True, nullable=False)


def _text(*names: str) -> list[Column[Any]]:
    return [Column(name, Text, nullable=False) for name in names]


def _days(*names: str) -> list[Column[Any]]:
    return [Column(name, DAY) for name in names]


def _decimals(*names: str) -> list[Column[Any]]:
    return [Column(name, DECIMAL) for name in names]


def _whole(*names: str) -> list[Column[Any]]:
    return [Column(name, Integer) for name in names]


def _word(name: str, words: type[StrEnum], *, required: bool = True) -> Column[Any]:
    return Column(name, word_of(words), nullable=not required)


def _of_dossier(name: str, *columns: Column[Any]) -> Table:
    """A table of facts, whose rows live and die with the dossier."""
    owners = ForeignKeyConstraint(["quarter", "owner"], ["dossiers.quarter", "dossiers.unit"], ondelete="CASCADE")
    return Table(name, metadata, _key("quarter", QUARTER), _key("owner"), *columns, owners)


# A period is kept with each dossier: what a unit was given is what its record will say.
dossiers = Table(
    "dossiers",
    metadata,
    _key("quarter", QUARTER),
    _key("unit"),
    Column("cutoff", DAY, nullable=False),
    *_text("guidance_number"),
    *_days("guidance_date"),
    *_text("name", "superior"),
    _word("kind", UnitKind),
    _word("system", IssuerSystem),
    *_text("symbol", "place"),
)

cadres = _of_dossier(
    "cadres",
    _key("code"),
    *_text("name", "unit"),
    _word("management", Management),
    Column("is_head", Boolean, nullable=False),
    *_days("born"),
    *_text("sex", "ethnicity", "party_post", "state_post", "union_post", "group"),
    *_days("in_post_since"),
    *_text("former_post", "former_unit"),
    *_days("joined", "retires"),
    *_text("excluded"),
)

tasks = _of_dossier(
    "tasks",
    _key("code"),
    *_text("lead", "name", "product"),
    *_days("due"),
    *_whole("axis"),
    _word("axis_role", AxisRole, required=False),
    *_text("measure"),
    *_decimals("target", "weight"),
    *_text("source", "source_document", "assigned_by", "lead_body"),
    Column("is_arising", Boolean, nullable=False),
    *_days("assigned_on"),
    *_text("coordinators"),
    Column("carried_from", QUARTER),
)

results = _of_dossier(
    "results",
    _key("task"),
    *_days("completed"),
    *_decimals("achieved", "quality", "self_points", "appraised_points"),
    *_text("cause", "note"),
)

evidence = _of_dossier(
    "evidence",
    _key("ordinal", Integer),
    *_text("task", "number"),
    *_days("issued"),
    *_text("summary", "due", "target"),
    _word("classification", Classification),
    Column("file", JSON),
)

self_assessments = _of_dossier(
    "self_assessments",
    _key("person"),
    *_decimals("general_points", "task_points"),
    *_text("strengths", "shortcomings", "direction"),
    _word("proposed", Rating, required=False),
)

meetings = _of_dossier(
    "meetings",
    *_text("unit"),
    Column("held", MOMENT),
    *_text("place", "chair", "secretary"),
    *_whole("invited", "present"),
    *_text("absent", "agenda", "conclusion", "difficulties"),
)

proposals = _of_dossier(
    "proposals",
    _key("person"),
    _word("proposed", Rating, required=False),
    *_whole("votes_for", "votes_against"),
    *_text("reason", "personnel_proposal"),
    _word("decided", Rating, required=False),
    *_text("decision_number"),
)

delegations = _of_dossier(
    "delegations",
    _key("ordinal", Integer),
    *_text("post", "managed_by", "lead_body", "assigned_by", "decided_by"),
)

works = _of_dossier(
    "works",
    _key("ordinal", Integer),
    *_text("task", "name", "product"),
    *_decimals("quantity"),
    *_text("measure"),
)

plan_approvals = _of_dossier(
    "plan_approvals",
    *_text("unit"),
    Column("approved_on", DAY, nullable=False),
    *_text("approved_by", "number"),
)

criteria = _of_dossier(
    "criteria",
    _key("ordinal", Integer),
    _word("name", CriterionName),
    _word("rating", Rating, required=False),
    Column("value", DECIMAL, nullable=False),
    *_text("basis"),
)

transfers = _of_dossier(
    "transfers",
    _key("ordinal", Integer),
    _word("kind", TransferKind),
    *_text("unit", "body"),
    Column("person", Text),
    *_days("sent", "received"),
    *_text("number", "note"),
)

rulings = _of_dossier(
    "rulings",
    _key("ordinal", Integer),
    _word("kind", RulingKind),
    *_text("unit"),
    Column("decided_on", DAY, nullable=False),
    *_text("decided_by", "reason"),
    Column("person", Text),
    *_text("group", "number"),
)

papers = _of_dossier(
    "papers",
    _key("ordinal", Integer),
    _word("kind", DocumentKind),
    *_text("unit"),
    _word("classification", Classification),
    *_text("decided_by"),
    Column("person", Text),
    *_text("kept_at"),
)

documents = Table(
    "documents",
    metadata,
    _key("id"),
    Column("quarter", QUARTER, nullable=False),
    *_text("unit"),
    _word("kind", DocumentKind),
    *_text("title"),
    Column("person", Text),
    Column("made", MOMENT, nullable=False),
    *_text("data_digest", "renderer"),
    Column("pages", Integer, nullable=False),
    *[Column(name, JSON, nullable=False) for name in ("signatories", "template", "docx", "pdf", "slots")],
    Column("signed", JSON),
    Column("signatures", JSON, nullable=False),
    Column("number", JSON),
    Index("documents_of_dossier", "quarter", "unit"),
)

progress = Table(
    "progress",
    metadata,
    _key("quarter", QUARTER),
    _key("unit"),
    _word("stage", Stage),
    Column("version", Integer, nullable=False),
    Column("indexed", Integer, nullable=False),
)

# Rows are added only; triggers of the schema refuse anything else.
events = Table(
    "events",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    _word("kind", EventKind),
    *_text("unit"),
    Column("quarter", QUARTER, nullable=False),
    *_text("subject"),
    Column("at", MOMENT, nullable=False),
    *_text("actor", "outcome", "note"),
    Index("events_of_dossier", "quarter", "unit"),
    sqlite_autoincrement=True,  # an id is never given twice
)

accounts = Table(
    "accounts",
    metadata,
    _key("name"),
    *_text("display"),
    Column("person", Text),
    *[Column(name, Boolean, nullable=False) for name in ("is_active", "must_change_password")],
    Column("password", Text),  # what argon2 made of it; NULL lets nobody in
)

grants = Table(
    "grants",
    metadata,
    _key("account"),
    _key("role", word_of(Role)),
    *[Column(name, JSON) for name in ("units", "managements")],  # NULL is all of them
    ForeignKeyConstraint(["account"], ["accounts.name"], ondelete="CASCADE"),
)

# Periods only grow and holds only end: rows are followed by newer ones, never overwritten.
retention_periods = Table(
    "retention_periods",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    *_text("record"),
    Column("years", Integer),  # NULL is for ever
    *_text("basis", "set_by"),
    Column("set_on", DAY, nullable=False),
    Index("periods_of_record", "record"),
    sqlite_autoincrement=True,
)

legal_holds = Table(
    "legal_holds",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    *_text("record", "number", "reason", "set_by"),
    Column("set_on", DAY, nullable=False),
    Column("released_by", Text),
    Column("released_on", DAY),
    Index("holds_of_record", "record"),
    sqlite_autoincrement=True,
)

jobs = Table(
    "jobs",
    metadata,
    _key("place", Integer),
    Column("id", Text, nullable=False, unique=True),
    *_text("kind", "asked_by"),
    Column("asked_at", MOMENT, nullable=False),
    Column("arguments", JSON, nullable=False),
    Column("unit", Text),
    *_text("key"),
    Column("state", word_of(JobState), nullable=False),
    Column("attempt", Integer, nullable=False),
    *_text("worker"),
    Column("not_before", MOMENT),
    Column("lease_until", MOMENT),
    *_text("what"),
    Column("done", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("result", JSON, nullable=False),
    *_text("error", "sentence"),
    Column("ended_at", MOMENT),
    Index("jobs_by_state", "state", "place"),
    Index("jobs_by_key", "key"),
)

row_sums = Table("row_sums", metadata, _key("name"), *_text("sum"))

# Kept by triggers of the schema; a mark is another after every change of the dossier.
revisions = Table("revisions", metadata, _key("quarter", QUARTER), _key("unit"), *_text("mark"))

tokens = Table(
    "tokens",
    metadata,
    Column("digest", Text, primary_key=True),
    *_text("name", "account"),
    Column("actions", JSON, nullable=False),
    *[Column(name, MOMENT, nullable=False) for name in ("made", "ends")],
    ForeignKeyConstraint(["account"], ["accounts.name"], ondelete="CASCADE"),
    Index("tokens_of_account", "account"),
)

asked_before = Table(
    "asked_before",
    metadata,
    *[_key(name) for name in ("account", "key")],
    *_text("digest", "made"),
    Column("at", MOMENT, nullable=False),
    ForeignKeyConstraint(["account"], ["accounts.name"], ondelete="CASCADE"),
)

saved_searches = Table(
    "saved_searches",
    metadata,
    *[_key(name) for name in ("account", "name")],
    *_text("asked"),
    Column("at", MOMENT, nullable=False),
    ForeignKeyConstraint(["account"], ["accounts.name"], ondelete="CASCADE"),
)
