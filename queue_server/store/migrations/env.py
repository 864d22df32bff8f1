"""Run by alembic; the connection is handed in by store/migrate.py, so no file holds an address."""

from alembic import context

from queue_server.store.partial import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,  # a step happens whole or not at all, on SQLite too
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
