"""Applications with their documents, private links and requests; a candidate and a finding may come from nobody with an account.

Revision: a2c60d0b3129
After: 4be1c0a97d35
"""

import sqlalchemy as sa
from alembic import op

import selection.db

revision = "a2c60d0b3129"
down_revision = "4be1c0a97d35"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward; the triggers are recreated after it."""
    op.create_table(
        "visitor_attempt",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("network", sa.String(length=45), nullable=False),
        sa.Column("about", sa.String(length=64), nullable=False),
        sa.Column("at", selection.db.UTCDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visitor_attempt")),
    )
    with op.batch_alter_table("visitor_attempt", schema=None) as batch_op:
        batch_op.create_index("ix_visitor_attempt_about", ["kind", "about", "at"], unique=False)
        batch_op.create_index(batch_op.f("ix_visitor_attempt_at"), ["at"], unique=False)
        batch_op.create_index("ix_visitor_attempt_counted", ["kind", "network", "at"], unique=False)

    op.create_table(
        "application",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("procedure_id", sa.Uuid(), nullable=False),
        sa.Column("candidate_id", sa.Uuid(), nullable=True),
        sa.Column("source", sa.String(length=10), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("given_name", sa.String(length=100), nullable=False),
        sa.Column("family_name", sa.String(length=100), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("telephone", sa.String(length=50), nullable=False),
        sa.Column("postal_address", sa.String(length=500), nullable=False),
        sa.Column("pending_email", sa.String(length=254), nullable=False),
        sa.Column("email_confirmed_at", selection.db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("consent_at", selection.db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("consent_version", sa.String(length=60), nullable=False),
        sa.Column("form_number", sa.String(length=32), nullable=True),
        sa.Column("begun_at", selection.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", selection.db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("changed_at", selection.db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("entered_by", sa.Uuid(), nullable=True),
        sa.Column("withdrawn_at", selection.db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("kept_id", sa.Uuid(), nullable=True),
        sa.Column("kept_at", selection.db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("checked_apart_at", selection.db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("source in ('form', 'paper', 'mail')", name=op.f("ck_application_source")),
        sa.CheckConstraint("submitted_at is not null or candidate_id is null", name=op.f("ck_application_candidate")),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidate.id"], name=op.f("fk_application_candidate_id_candidate")),
        sa.ForeignKeyConstraint(["entered_by"], ["account.id"], name=op.f("fk_application_entered_by_account")),
        sa.ForeignKeyConstraint(["kept_id"], ["application.id"], name=op.f("fk_application_kept_id_application")),
        sa.ForeignKeyConstraint(["procedure_id"], ["procedure.id"], name=op.f("fk_application_procedure_id_procedure")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application")),
        sa.UniqueConstraint("candidate_id", name=op.f("uq_application_candidate_id")),
        sa.UniqueConstraint("form_number", name=op.f("uq_application_form_number")),
    )
    with op.batch_alter_table("application", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_application_email"), ["email"], unique=False)
        batch_op.create_index(batch_op.f("ix_application_procedure_id"), ["procedure_id"], unique=False)

    op.create_table(
        "accommodation_measure",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("measure", sa.String(length=500), nullable=False),
        sa.Column("granted_at", selection.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("granted_by", sa.Uuid(), nullable=False),
        sa.Column("ended_at", selection.db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["application_id"], ["application.id"], name=op.f("fk_accommodation_measure_application_id_application")),
        sa.ForeignKeyConstraint(["ended_by"], ["account.id"], name=op.f("fk_accommodation_measure_ended_by_account")),
        sa.ForeignKeyConstraint(["granted_by"], ["account.id"], name=op.f("fk_accommodation_measure_granted_by_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accommodation_measure")),
    )
    with op.batch_alter_table("accommodation_measure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_accommodation_measure_application_id"), ["application_id"], unique=False)

    op.create_table(
        "accommodation_request",
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("wanted", sa.String(length=2000), nullable=False),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.Column("asked_at", selection.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("changed_at", selection.db.UTCDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["application_id"], ["application.id"], name=op.f("fk_accommodation_request_application_id_application")),
        sa.PrimaryKeyConstraint("application_id", name=op.f("pk_accommodation_request")),
    )
    op.create_table(
        "application_document",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("origin_id", sa.Uuid(), nullable=True),
        sa.Column("asked_code", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=150), nullable=False),
        sa.Column("media_type", sa.String(length=20), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("redacted", sa.Boolean(), nullable=False),
        sa.Column("uploaded_at", selection.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("uploaded_by", sa.Uuid(), nullable=True),
        sa.Column("removed_at", selection.db.UTCDateTime(timezone=True), nullable=True),
        sa.Column("removed_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("media_type in ('application/pdf', 'image/jpeg', 'image/png')", name=op.f("ck_application_document_media_type")),
        sa.ForeignKeyConstraint(["application_id"], ["application.id"], name=op.f("fk_application_document_application_id_application")),
        sa.ForeignKeyConstraint(["removed_by"], ["account.id"], name=op.f("fk_application_document_removed_by_account")),
        sa.ForeignKeyConstraint(["uploaded_by"], ["account.id"], name=op.f("fk_application_document_uploaded_by_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_document")),
    )
    with op.batch_alter_table("application_document", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_application_document_application_id"), ["application_id"], unique=False)

    op.create_table(
        "application_link",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("mailed_to", sa.String(length=254), nullable=False),
        sa.Column("made_at", selection.db.UTCDateTime(timezone=True), nullable=False),
        sa.Column("expires_at", selection.db.UTCDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["application_id"], ["application.id"], name=op.f("fk_application_link_application_id_application")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_application_link_token_hash")),
    )
    with op.batch_alter_table("application_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_application_link_application_id"), ["application_id"], unique=False)

    with op.batch_alter_table("candidate", schema=None) as batch_op:
        batch_op.alter_column("added_by", existing_type=sa.Uuid(), nullable=True)

    with op.batch_alter_table("finding", schema=None) as batch_op:
        batch_op.alter_column("recorded_by", existing_type=sa.Uuid(), nullable=True)


def downgrade() -> None:
    """Not offered: going back is restoring the copy that was made before."""
    raise NotImplementedError("restore the copy that was made before the upgrade")
