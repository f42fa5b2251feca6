"""answers to appointments

Revision: c4d7b9e2a615
After: 54e8030b241d
"""

import sqlalchemy as sa
from alembic import op

import selection.db

revision = "c4d7b9e2a615"
down_revision = "54e8030b241d"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward; the triggers are recreated after it."""
    op.create_table(
        "slot_answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("procedure_id", sa.Uuid(), nullable=False),
        sa.Column("candidate_id", sa.Uuid(), nullable=False),
        sa.Column("notice_id", sa.Uuid(), nullable=False),
        sa.Column("comes", sa.Boolean(), nullable=False),
        sa.Column("words", sa.String(length=1000), nullable=False),
        sa.Column("answered_at", selection.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidate.id"], name=op.f("fk_slot_answer_candidate_id_candidate")),
        sa.ForeignKeyConstraint(["notice_id"], ["slot_notice.id"], name=op.f("fk_slot_answer_notice_id_slot_notice")),
        sa.ForeignKeyConstraint(["procedure_id"], ["procedure.id"], name=op.f("fk_slot_answer_procedure_id_procedure")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slot_answer")),
        sa.UniqueConstraint("notice_id", name=op.f("uq_slot_answer_notice_id")),
    )
    with op.batch_alter_table("slot_answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_slot_answer_candidate_id"), ["candidate_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_slot_answer_procedure_id"), ["procedure_id"], unique=False)


def downgrade() -> None:
    """Not offered: going back is restoring the copy that was made before."""
    raise NotImplementedError("restore the copy that was made before the upgrade")
