"""Admission: what was checked of candidates, proposed, decided and seen.

Revision: 8646701061c1
After: 6e0f4b7d21c8
"""

import sqlalchemy as sa
from alembic import op

import selection.db

revision = "8646701061c1"
down_revision = "6e0f4b7d21c8"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward; the triggers are recreated after it."""
    op.create_table(
        "admission_check",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("procedure_id", sa.Uuid(), nullable=False),
        sa.Column("candidate_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("code", sa.String(length=100), nullable=False),
        sa.Column("outcome", sa.String(length=10), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.Column("recorded_at", selection.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("ended_at", selection.db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("due_on is null or outcome = 'later'", name=op.f("ck_admission_check_due_on")),
        sa.CheckConstraint("kind in ('condition', 'document')", name=op.f("ck_admission_check_kind")),
        sa.CheckConstraint("outcome in ('met', 'not_met', 'later')", name=op.f("ck_admission_check_outcome")),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidate.id"], name=op.f("fk_admission_check_candidate_id_candidate")),
        sa.ForeignKeyConstraint(["ended_by"], ["account.id"], name=op.f("fk_admission_check_ended_by_account")),
        sa.ForeignKeyConstraint(["procedure_id"], ["procedure.id"], name=op.f("fk_admission_check_procedure_id_procedure")),
        sa.ForeignKeyConstraint(["recorded_by"], ["account.id"], name=op.f("fk_admission_check_recorded_by_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_admission_check")),
    )
    with op.batch_alter_table("admission_check", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_admission_check_procedure_id"), ["procedure_id"], unique=False)
        batch_op.create_index(
            "uq_admission_check_current",
            ["candidate_id", "kind", "code"],
            unique=True,
            sqlite_where=sa.text("ended_at is null"),
            postgresql_where=sa.text("ended_at is null"),
        )

    op.create_table(
        "admission_preparation",
        sa.Column("candidate_id", sa.Uuid(), nullable=False),
        sa.Column("procedure_id", sa.Uuid(), nullable=False),
        sa.Column("proposal", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.Column("grounds", sa.String(length=2000), nullable=False),
        sa.Column("changed_at", selection.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("proposal in ('', 'admitted', 'refused')", name=op.f("ck_admission_preparation_proposal")),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidate.id"], name=op.f("fk_admission_preparation_candidate_id_candidate")),
        sa.ForeignKeyConstraint(["changed_by"], ["account.id"], name=op.f("fk_admission_preparation_changed_by_account")),
        sa.ForeignKeyConstraint(["procedure_id"], ["procedure.id"], name=op.f("fk_admission_preparation_procedure_id_procedure")),
        sa.PrimaryKeyConstraint("candidate_id", name=op.f("pk_admission_preparation")),
    )
    with op.batch_alter_table("admission_preparation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_admission_preparation_procedure_id"), ["procedure_id"], unique=False)

    op.create_table(
        "admission_seen",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("procedure_id", sa.Uuid(), nullable=False),
        sa.Column("candidate_id", sa.Uuid(), nullable=False),
        sa.Column("document_code", sa.String(length=100), nullable=False),
        sa.Column("delivered_on", sa.Date(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("seen_at", selection.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("seen_by", sa.Uuid(), nullable=False),
        sa.Column("ended_at", selection.db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.Column("end_reason", sa.String(length=2000), nullable=False),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidate.id"], name=op.f("fk_admission_seen_candidate_id_candidate")),
        sa.ForeignKeyConstraint(["ended_by"], ["account.id"], name=op.f("fk_admission_seen_ended_by_account")),
        sa.ForeignKeyConstraint(["procedure_id"], ["procedure.id"], name=op.f("fk_admission_seen_procedure_id_procedure")),
        sa.ForeignKeyConstraint(["seen_by"], ["account.id"], name=op.f("fk_admission_seen_seen_by_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_admission_seen")),
    )
    with op.batch_alter_table("admission_seen", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_admission_seen_procedure_id"), ["procedure_id"], unique=False)
        batch_op.create_index(
            "uq_admission_seen_current",
            ["candidate_id", "document_code"],
            unique=True,
            sqlite_where=sa.text("ended_at is null"),
            postgresql_where=sa.text("ended_at is null"),
        )

    op.create_table(
        "admission_decision",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("procedure_id", sa.Uuid(), nullable=False),
        sa.Column("candidate_id", sa.Uuid(), nullable=False),
        sa.Column("outcome", sa.String(length=10), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("reference", sa.String(length=200), nullable=False),
        sa.Column("body", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.Column("grounds", sa.String(length=2000), nullable=False),
        sa.Column("finding_id", sa.Uuid(), nullable=True),
        sa.Column("recorded_at", selection.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("ended_at", selection.db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.Column("end_reason", sa.String(length=2000), nullable=False),
        sa.CheckConstraint("(outcome = 'refused') = (finding_id is not null)", name=op.f("ck_admission_decision_finding")),
        sa.CheckConstraint("outcome in ('admitted', 'refused')", name=op.f("ck_admission_decision_outcome")),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidate.id"], name=op.f("fk_admission_decision_candidate_id_candidate")),
        sa.ForeignKeyConstraint(["ended_by"], ["account.id"], name=op.f("fk_admission_decision_ended_by_account")),
        sa.ForeignKeyConstraint(["finding_id"], ["finding.id"], name=op.f("fk_admission_decision_finding_id_finding")),
        sa.ForeignKeyConstraint(["procedure_id"], ["procedure.id"], name=op.f("fk_admission_decision_procedure_id_procedure")),
        sa.ForeignKeyConstraint(["recorded_by"], ["account.id"], name=op.f("fk_admission_decision_recorded_by_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_admission_decision")),
    )
    with op.batch_alter_table("admission_decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_admission_decision_procedure_id"), ["procedure_id"], unique=False)
        batch_op.create_index(
            "uq_admission_decision_current",
            ["candidate_id"],
            unique=True,
            sqlite_where=sa.text("ended_at is null"),
            postgresql_where=sa.text("ended_at is null"),
        )


def downgrade() -> None:
    """Not offered: going back is restoring the copy that was made before."""
    raise NotImplementedError("restore the copy that was made before the upgrade")
