"""second sittings

Revision: 4c19d7e0ab52
After: 7d2e90b4c6a1
"""

import sqlalchemy as sa
from alembic import op

import selection.db

revision = "4c19d7e0ab52"
down_revision = "7d2e90b4c6a1"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward; the triggers are recreated after it."""
    op.create_table(
        "second_sitting",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("procedure_id", sa.Uuid(), nullable=False),
        sa.Column("round_code", sa.String(length=100), nullable=False),
        sa.Column("candidate_id", sa.Uuid(), nullable=False),
        sa.Column("days", sa.String(length=1000), nullable=False),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.Column("only_named", sa.Boolean(), nullable=False),
        sa.Column("made_at", selection.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("ended_at", selection.db.UTCDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidate.id"], name=op.f("fk_second_sitting_candidate_id_candidate")),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f("fk_second_sitting_made_by_account")),
        sa.ForeignKeyConstraint(["procedure_id"], ["procedure.id"], name=op.f("fk_second_sitting_procedure_id_procedure")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_second_sitting")),
    )
    with op.batch_alter_table("second_sitting", schema=None) as batch_op:
        current = sa.text("ended_at is null")
        batch_op.create_index(batch_op.f("ix_second_sitting_procedure_id"), ["procedure_id"], unique=False)
        batch_op.create_index("uq_second_sitting_current", ["candidate_id", "round_code"], unique=True, sqlite_where=current, postgresql_where=current)


def downgrade() -> None:
    """Not offered: going back is restoring the copy that was made before."""
    raise NotImplementedError("restore the copy that was made before the upgrade")
