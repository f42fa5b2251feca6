"""letters by two people and on paper

Revision: 54e8030b241d
After: 5f0a9c3be217
"""

import sqlalchemy as sa
from alembic import op

import selection.db

revision = "54e8030b241d"
down_revision = "5f0a9c3be217"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward; the triggers are recreated after it."""
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.add_column(sa.Column("prepared_by", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("returned_at", selection.db.UTCDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("returned_by", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("returned_reason", sa.String(length=1000), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("given_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("given_at", selection.db.UTCDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("given_by", sa.Uuid(), nullable=True))


def downgrade() -> None:
    """Not offered: going back is restoring the copy that was made before."""
    raise NotImplementedError("restore the copy that was made before the upgrade")
