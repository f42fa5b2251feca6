"""Outbox: letters that wait, go out, or fail.

Revision: 87ad321398d5
After: 5d1c7b0e94af
"""

import sqlalchemy as sa
from alembic import op

import selection.db

revision = "87ad321398d5"
down_revision = "5d1c7b0e94af"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward; the triggers are recreated after it."""
    op.create_table(
        "letter",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("event", sa.String(length=60), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=True),
        sa.Column("procedure_id", sa.Uuid(), nullable=True),
        sa.Column("recipient_kind", sa.String(length=20), nullable=False),
        sa.Column("recipient_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=250), nullable=False),
        sa.Column("address", sa.String(length=320), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("facts", sa.String(), nullable=False),
        sa.Column("secrets", sa.String(), nullable=False),
        sa.Column("automatic", sa.Boolean(), nullable=False),
        sa.Column("calendar", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("asked_at", selection.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=True),
        sa.Column("reference", sa.String(length=60), nullable=False),
        sa.Column("subject", sa.String(length=400), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("prepared_at", selection.db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("released_at", selection.db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("released_by", sa.Uuid(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_attempt_at", selection.db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("sent_at", selection.db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("failure", sa.String(length=1000), nullable=False),
        sa.Column("failed_at", selection.db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("dealt_with_at", selection.db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("dealt_with_by", sa.Uuid(), nullable=True),
        sa.Column("dealt_with_how", sa.String(length=1000), nullable=False),
        sa.Column("withdrawn_at", selection.db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by", sa.Uuid(), nullable=True),
        sa.Column("withdrawn_reason", sa.String(length=1000), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
        sa.UniqueConstraint("key", name=op.f("uq_letter_key")),
        sa.UniqueConstraint("seq", name=op.f("uq_letter_seq")),
    )
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_letter_procedure_id"), ["procedure_id"], unique=False)
        batch_op.create_index("ix_letter_recipient", ["recipient_kind", "recipient_id"], unique=False)
        batch_op.create_index("ix_letter_state_next_attempt_at", ["state", "next_attempt_at"], unique=False)


def downgrade() -> None:
    """Not offered: going back is restoring the copy that was made before."""
    raise NotImplementedError("restore the copy that was made before the upgrade")
