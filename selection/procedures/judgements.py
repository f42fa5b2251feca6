"""Whether anything was judged yet: from the first judgement on the rules change by two amendments only (R17)."""

from uuid import UUID

from selection.procedures import registry

register = registry.judgements.register


def judgement_exists(procedure_id: UUID) -> bool:
    """Whether the procedure holds a sheet (draft or submitted), a verdict or an exemption, current or not (R17)."""
    return any(registry.judgements(procedure_id))


def has_begun(procedure_id: UUID, part_codes: tuple[str, ...], account_id: UUID) -> bool:
    """Whether the person has a sheet in one of these parts: from then on the seat cannot be switched off."""
    return any(registry.sheets(procedure_id, part_codes, account_id))
