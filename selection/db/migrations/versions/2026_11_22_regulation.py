"""The selection rules in words: every published version, and what they ask of the composition of the panel.

Revision: 6e0f4b7d21c8
After: a2c60d0b3129
"""

import sqlalchemy as sa
from alembic import op

import selection.db

revision = "6e0f4b7d21c8"
down_revision = "a2c60d0b3129"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward; the triggers are recreated after it."""
    op.create_table(
        "panel_demand",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("procedure_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("amount", sa.String(length=10), nullable=False),
        sa.Column("target", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["procedure_id"], ["procedure.id"], name=op.f("fk_panel_demand_procedure_id_procedure")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panel_demand")),
        sa.UniqueConstraint("procedure_id", "kind", name=op.f("uq_panel_demand_procedure_id_kind")),
    )
    op.create_table(
        "published_regulation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("procedure_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("definition_number", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("text_nl", sa.String(), nullable=False),
        sa.Column("text_en", sa.String(), nullable=False),
        sa.Column("made_at", selection.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f("fk_published_regulation_made_by_account")),
        sa.ForeignKeyConstraint(["procedure_id"], ["procedure.id"], name=op.f("fk_published_regulation_procedure_id_procedure")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_published_regulation")),
        sa.UniqueConstraint("procedure_id", "number", name=op.f("uq_published_regulation_procedure_id_number")),
    )


def downgrade() -> None:
    """Not offered: going back is restoring the copy that was made before."""
    raise NotImplementedError("restore the copy that was made before the upgrade")
