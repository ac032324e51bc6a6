"""The tables of people signing in, in the same schema as all others."""

from sqlalchemy import Column, ForeignKeyConstraint, Index, Integer, Table, Text

from storage.database.columns import JSON, MOMENT
from storage.database.tables import metadata

# Who is signed in: of what a browser holds only the SHA-256 is kept.
sessions = Table(
    "sessions",
    metadata,
    Column("digest", Text, primary_key=True),
    *[Column(name, Text, nullable=False) for name in ("account", "csrf", "address", "browser")],
    *[Column(name, MOMENT, nullable=False) for name in ("began", "seen")],
    Column("messages", JSON, nullable=False),
    ForeignKeyConstraint(["account"], ["accounts.name"], ondelete="CASCADE"),
    Index("sessions_of_account", "account"),
)

wrong_guesses = Table(
    "wrong_guesses",
    metadata,
    Column("whom", Text, primary_key=True),
    Column("count", Integer, nullable=False),
    Column("last", MOMENT),
)

second_factors = Table(
    "second_factors",
    metadata,
    Column("account", Text, primary_key=True),
    *[Column(name, Text) for name in ("secret", "pending")],  # NULL: no code is asked for; none is being tried
    Column("last_step", Integer, nullable=False),  # a code counts once
    ForeignKeyConstraint(["account"], ["accounts.name"], ondelete="CASCADE"),
)
