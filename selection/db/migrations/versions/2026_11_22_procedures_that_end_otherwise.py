"""procedures that end otherwise

Revision: 5f0a9c3be217
After: 83bac35e4bae
"""

import sqlalchemy as sa
from alembic import op

import selection.db

revision = "5f0a9c3be217"
down_revision = "83bac35e4bae"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward; the triggers are recreated after it."""
    op.create_table(
        "procedure_stop",
        sa.Column("procedure_id", sa.Uuid(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("body", sa.String(length=200), nullable=False),
        sa.Column("reference", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.Column("grounds", sa.String(length=2000), nullable=False),
        sa.Column("stopped_at", selection.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("stopped_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["procedure_id"], ["procedure.id"], name=op.f("fk_procedure_stop_procedure_id_procedure")),
        sa.ForeignKeyConstraint(["stopped_by"], ["account.id"], name=op.f("fk_procedure_stop_stopped_by_account")),
        sa.PrimaryKeyConstraint("procedure_id", name=op.f("pk_procedure_stop")),
    )
    op.create_table(
        "put_away",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("procedure_id", sa.Uuid(), nullable=False),
        sa.Column("put_away_at", selection.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("put_away_by", sa.Uuid(), nullable=False),
        sa.Column("taken_back_at", selection.db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("taken_back_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["procedure_id"], ["procedure.id"], name=op.f("fk_put_away_procedure_id_procedure")),
        sa.ForeignKeyConstraint(["put_away_by"], ["account.id"], name=op.f("fk_put_away_put_away_by_account")),
        sa.ForeignKeyConstraint(["taken_back_by"], ["account.id"], name=op.f("fk_put_away_taken_back_by_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_put_away")),
    )
    with op.batch_alter_table("put_away", schema=None) as batch_op:
        current = sa.text("taken_back_at is null")
        batch_op.create_index("uq_put_away_current", ["procedure_id"], unique=True, sqlite_where=current, postgresql_where=current)


def downgrade() -> None:
    """Not offered: going back is restoring the copy that was made before."""
    raise NotImplementedError("restore the copy that was made before the upgrade")
