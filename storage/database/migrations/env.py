"""What Alembic runs for each command: it works on the connection, and in the transaction, of whoever called."""

from alembic import context

from storage.database.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
