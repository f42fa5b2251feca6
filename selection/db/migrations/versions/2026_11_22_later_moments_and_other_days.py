"""later closing moments and other days of rounds

Revision: 7d2e90b4c6a1
After: c41d7e90ab35
"""

import sqlalchemy as sa
from alembic import op

import selection.db

revision = "7d2e90b4c6a1"
down_revision = "c41d7e90ab35"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward; the triggers are recreated after it."""
    op.create_table(
        "closing_move",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("procedure_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("old_until", selection.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("new_until", selection.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("body", sa.String(length=200), nullable=False),
        sa.Column("reference", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.Column("definition_number", sa.Integer(), nullable=False),
        sa.Column("made_at", selection.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.CheckConstraint("kind in ('extended', 'reopened')", name=op.f("ck_closing_move_kind")),
        sa.CheckConstraint("new_until > old_until", name=op.f("ck_closing_move_later")),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f("fk_closing_move_made_by_account")),
        sa.ForeignKeyConstraint(["procedure_id"], ["procedure.id"], name=op.f("fk_closing_move_procedure_id_procedure")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closing_move")),
    )
    with op.batch_alter_table("closing_move", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_closing_move_procedure_id"), ["procedure_id"], unique=False)
    op.create_table(
        "round_move",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("procedure_id", sa.Uuid(), nullable=False),
        sa.Column("round_code", sa.String(length=100), nullable=False),
        sa.Column("old_days", sa.String(length=1000), nullable=False),
        sa.Column("new_days", sa.String(length=1000), nullable=False),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.Column("definition_number", sa.Integer(), nullable=False),
        sa.Column("made_at", selection.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f("fk_round_move_made_by_account")),
        sa.ForeignKeyConstraint(["procedure_id"], ["procedure.id"], name=op.f("fk_round_move_procedure_id_procedure")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_move")),
    )
    with op.batch_alter_table("round_move", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_round_move_procedure_id"), ["procedure_id"], unique=False)


def downgrade() -> None:
    """Not offered: going back is restoring the copy that was made before."""
    raise NotImplementedError("restore the copy that was made before the upgrade")
