"""One file for each change of the tables, in `versions`; the newest revision is named here for a quick look."""

# v0003_rules stands on 0001 until v0002_accounts is there; who adds that one sets its down_revision to "0002".
HEAD = "0003"
VERSION_TABLE = "alembic_version"
