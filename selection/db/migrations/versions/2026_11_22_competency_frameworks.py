"""competency frameworks

Revision: 5d1c7b0e94af
After: f97ea54a5314
"""

import sqlalchemy as sa
from alembic import op

import selection.db

revision = "5d1c7b0e94af"
down_revision = "f97ea54a5314"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward; the triggers are recreated after it."""
    op.create_table(
        "framework_version",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=100), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("origin", sa.String(length=10), nullable=False),
        sa.Column("made_at", selection.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("number > 0", name=op.f("ck_framework_version_number")),
        sa.CheckConstraint("origin in ('shipped', 'own')", name=op.f("ck_framework_version_origin")),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f("fk_framework_version_made_by_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_framework_version")),
        sa.UniqueConstraint("code", "number", name=op.f("uq_framework_version_code_number")),
    )
    op.create_table(
        "uploaded_framework",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("file_name", sa.String(length=255), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("uploaded_at", selection.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("uploaded_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["uploaded_by"], ["account.id"], name=op.f("fk_uploaded_framework_uploaded_by_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_uploaded_framework")),
    )
    with op.batch_alter_table("uploaded_framework", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_uploaded_framework_uploaded_by"), ["uploaded_by"], unique=False)


def downgrade() -> None:
    """Not offered: going back is restoring the copy that was made before."""
    raise NotImplementedError("restore the copy that was made before the upgrade")
