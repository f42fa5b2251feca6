"""Organisation: its settings, and the versions of its own pages.

Revision: 82b4de967614
After: 9038eabe907f
"""

import sqlalchemy as sa
from alembic import op

import selection.db

revision = "82b4de967614"
down_revision = "9038eabe907f"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward; the triggers are recreated after it."""
    op.create_table(
        "organisation_page",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("made_at", selection.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.CheckConstraint("kind in ('privacy', 'accessibility', 'selecting', 'consent')", name=op.f("ck_organisation_page_kind")),
        sa.CheckConstraint("language in ('nl', 'en')", name=op.f("ck_organisation_page_language")),
        sa.CheckConstraint("number > 0", name=op.f("ck_organisation_page_number")),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f("fk_organisation_page_made_by_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation_page")),
        sa.UniqueConstraint("kind", "language", "number", name=op.f("uq_organisation_page_kind_language_number")),
    )
    op.create_table(
        "organisation_settings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("single", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("unit", sa.String(length=200), nullable=False),
        sa.Column("address", sa.String(length=500), nullable=False),
        sa.Column("contact_email", sa.String(length=254), nullable=False),
        sa.Column("contact_phone", sa.String(length=60), nullable=False),
        sa.Column("website", sa.String(length=300), nullable=False),
        sa.Column("brand", sa.String(length=7), nullable=False),
        sa.Column("brand_on", sa.String(length=7), nullable=False),
        sa.Column("sender_name", sa.String(length=200), nullable=False),
        sa.Column("sender", sa.String(length=254), nullable=False),
        sa.Column("reply_to", sa.String(length=254), nullable=False),
        sa.Column("signature", sa.String(length=500), nullable=False),
        sa.Column("grace_minutes", sa.Integer(), nullable=False),
        sa.Column("extract_months", sa.Integer(), nullable=False),
        sa.Column("deciding_body_nl", sa.String(length=200), nullable=False),
        sa.Column("deciding_body_en", sa.String(length=200), nullable=False),
        sa.Column("appointing_authority_nl", sa.String(length=200), nullable=False),
        sa.Column("appointing_authority_en", sa.String(length=200), nullable=False),
        sa.Column("reconsider_contact", sa.String(length=300), nullable=False),
        sa.Column("reconsider_term_nl", sa.String(length=200), nullable=False),
        sa.Column("reconsider_term_en", sa.String(length=200), nullable=False),
        sa.Column("appeal_nl", sa.String(), nullable=False),
        sa.Column("appeal_en", sa.String(), nullable=False),
        sa.Column("logo", sa.LargeBinary(), nullable=True),
        sa.Column("logo_digest", sa.String(length=64), nullable=False),
        sa.Column("logo_width", sa.Integer(), nullable=False),
        sa.Column("logo_height", sa.Integer(), nullable=False),
        sa.Column("changed_at", selection.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("extract_months between 1 and 600", name=op.f("ck_organisation_settings_extract_months")),
        sa.CheckConstraint("grace_minutes between 0 and 240", name=op.f("ck_organisation_settings_grace_minutes")),
        sa.CheckConstraint("single", name=op.f("ck_organisation_settings_single")),
        sa.ForeignKeyConstraint(["changed_by"], ["account.id"], name=op.f("fk_organisation_settings_changed_by_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation_settings")),
        sa.UniqueConstraint("single", name=op.f("uq_organisation_settings_single")),
    )


def downgrade() -> None:
    """Not offered: going back is restoring the copy that was made before."""
    raise NotImplementedError("restore the copy that was made before the upgrade")
