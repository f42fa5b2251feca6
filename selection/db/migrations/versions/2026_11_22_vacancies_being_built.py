"""Vacancies that are being built: drafts, and every version that each of them had.

Revision: 4be1c0a97d35
After: 3c7be0d2a915
"""

import sqlalchemy as sa
from alembic import op

import selection.db

revision = "4be1c0a97d35"
down_revision = "3c7be0d2a915"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward; the triggers are recreated after it."""
    op.create_table(
        "vacancy_draft",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=100), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", selection.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("changed_at", selection.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("state in ('draft', 'ready', 'away')", name=op.f("ck_vacancy_draft_state")),
        sa.ForeignKeyConstraint(["changed_by"], ["account.id"], name=op.f("fk_vacancy_draft_changed_by_account")),
        sa.ForeignKeyConstraint(["owner_id"], ["account.id"], name=op.f("fk_vacancy_draft_owner_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vacancy_draft")),
    )
    op.create_table(
        "vacancy_revision",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("draft_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", selection.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("act", sa.String(length=20), nullable=False),
        sa.Column("step", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["account.id"], name=op.f("fk_vacancy_revision_by_account")),
        sa.ForeignKeyConstraint(["draft_id"], ["vacancy_draft.id"], name=op.f("fk_vacancy_revision_draft_id_vacancy_draft")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vacancy_revision")),
        sa.UniqueConstraint("draft_id", "number", name=op.f("uq_vacancy_revision_draft_id_number")),
    )


def downgrade() -> None:
    """Not offered: going back is restoring the copy that was made before."""
    raise NotImplementedError("restore the copy that was made before the upgrade")
