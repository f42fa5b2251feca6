"""Run by Alembic: hands it the connection that `migrations.upgrade` opened."""

from alembic import context

from selection.db.base import Base
from selection.db.migrations import after_upgrade

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True, compare_type=True, user_module_prefix="selection.db.")
with context.begin_transaction():
    context.run_migrations()
if context.get_context().get_current_heads():
    after_upgrade(connection)
