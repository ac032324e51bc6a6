"""One file for each change of the tables, in `versions`; the newest revision is named here for a quick look."""

HEAD = "0014"
VERSION_TABLE = "alembic_version"
