"""frameworks out of use, own rows of the cross-walk

Revision: c41d7e90ab35
After: c4d7b9e2a615
"""

import sqlalchemy as sa
from alembic import op

import selection.db

revision = "c41d7e90ab35"
down_revision = "c4d7b9e2a615"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward; the triggers are recreated after it."""
    op.create_table(
        "framework_retirement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=100), nullable=False),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.Column("retired_at", selection.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("retired_by", sa.Uuid(), nullable=False),
        sa.Column("returned_at", selection.db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("returned_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["retired_by"], ["account.id"], name=op.f("fk_framework_retirement_retired_by_account")),
        sa.ForeignKeyConstraint(["returned_by"], ["account.id"], name=op.f("fk_framework_retirement_returned_by_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_framework_retirement")),
    )
    with op.batch_alter_table("framework_retirement", schema=None) as batch_op:
        current = sa.text("returned_at is null")
        batch_op.create_index("uq_framework_retirement_current", ["code"], unique=True, sqlite_where=current, postgresql_where=current)
    op.create_table(
        "framework_counterpart",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("framework", sa.String(length=100), nullable=False),
        sa.Column("competency", sa.String(length=100), nullable=False),
        sa.Column("other_framework", sa.String(length=100), nullable=False),
        sa.Column("other_competency", sa.String(length=100), nullable=False),
        sa.Column("strength", sa.String(length=10), nullable=False),
        sa.Column("made_at", selection.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("removed_at", selection.db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("removed_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("framework <> other_framework", name=op.f("ck_framework_counterpart_frameworks")),
        sa.CheckConstraint("strength in ('exact', 'near', 'partial', 'touches')", name=op.f("ck_framework_counterpart_strength")),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f("fk_framework_counterpart_made_by_account")),
        sa.ForeignKeyConstraint(["removed_by"], ["account.id"], name=op.f("fk_framework_counterpart_removed_by_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_framework_counterpart")),
    )
    with op.batch_alter_table("framework_counterpart", schema=None) as batch_op:
        current = sa.text("removed_at is null")
        columns = ["framework", "competency", "other_framework", "other_competency"]
        batch_op.create_index("uq_framework_counterpart_current", columns, unique=True, sqlite_where=current, postgresql_where=current)
    with op.batch_alter_table("uploaded_framework", schema=None) as batch_op:
        batch_op.add_column(sa.Column("counterparts", sa.String(), nullable=True))


def downgrade() -> None:
    """Not offered: going back is restoring the copy that was made before."""
    raise NotImplementedError("restore the copy that was made before the upgrade")
