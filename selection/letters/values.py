"""What fills the placeholders of a letter: facts of whoever asked for it, the person, the procedure, the organisation."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from flask import current_app
from werkzeug.routing import BuildError

from selection.accounts.models import Account
from selection.applications.models import Application
from selection.candidates.models import Candidate, CandidatePerson
from selection.config import Settings
from selection.db import now, session
from selection.i18n import date_long, speaking, time
from selection.i18n.figures import BRUSSELS
from selection.letters.placeholders import ALONE, Placeholder, Unfilled, filled, names_in
from selection.letters.texts import Texts
from selection.mail import outbox
from selection.mail.models import Letter
from selection.organisation.queries import Organisation, organisation
from selection.procedures.models import Procedure
from selection.procedures.queries import definition_of
from selection.procedures.vacancy import closing_moment, told_moment

OTHERWISE = {
    "nl": {"contact": "onze personeelsdienst", "heroverweging_termijn": "zo snel mogelijk"},
    "en": {"contact": "our HR department", "heroverweging_termijn": "as soon as possible"},
}
RULES = ("publishing.rules", "publishing.regulation", "procedures.regulation", "procedures.vacancy", "publishing.vacancy")
PRIVACY = ("publishing.privacy", "publishing.page")


@dataclass(frozen=True, kw_only=True)
class Person:
    """The recipient as a letter greets him or her, with the present address; `code` is that of the candidate, empty for others."""

    given_name: str
    family_name: str
    address: str
    code: str = ""


@dataclass(kw_only=True)
class Gathered:
    """What many letters need, read in a fixed number of queries: the organisation, their procedures and the people they go to."""

    organisation: Organisation
    settings: Settings
    procedures: Mapping[UUID, Procedure]
    people: Mapping[UUID, Person]
    shared: dict[tuple[UUID | None, str], Mapping[str, str]] = field(default_factory=dict)

    def common(self, procedure_id: UUID | None, language: str) -> Mapping[str, str]:
        """What every letter about this procedure says alike; worked out once."""
        key = (procedure_id, language)
        if key not in self.shared:
            with speaking(language):
                self.shared[key] = _common(self, self.procedures.get(procedure_id) if procedure_id else None, language)
        return self.shared[key]


def gather(letters: Sequence[Letter]) -> Gathered:
    """Read what these letters need."""
    ids = {letter.procedure_id for letter in letters if letter.procedure_id}
    procedures = {one.id: one for one in session().scalars(sa.select(Procedure).where(Procedure.id.in_(ids)))} if ids else {}
    return Gathered(organisation=organisation(), settings=current_app.config["SETTINGS"], procedures=procedures, people=people_of(letters))


def values_for(letter: Letter, gathered: Gathered, texts: Texts, wanted: Collection[str]) -> dict[str, str]:
    """The values that are known, by placeholder, in the language of `texts`, with the standard texts among the `wanted` ones.

    `Unfilled` when a standard text lacks a value of its own.
    """
    person = gathered.people.get(letter.recipient_id) or _split(letter.name)
    found = dict(gathered.common(letter.procedure_id, texts.language))
    found |= {"voornaam": person.given_name, "naam": person.family_name, "kandidaatscode": person.code}
    with speaking(texts.language):
        for name, told in outbox.facts_of(letter).items():
            if name in texts.placeholders:
                found[name] = _worded(told, texts.placeholders[name], texts, found)
    found["referentie"] = reference_of(letter, gathered)
    _standard(found, texts, wanted)
    return found


def reference_of(letter: Letter, gathered: Gathered) -> str:
    """The letter's own reference: that of the procedure, or the year, and its number in the outbox."""
    procedure = gathered.procedures.get(letter.procedure_id) if letter.procedure_id else None
    return f"{procedure.label if procedure else letter.asked_at.astimezone(BRUSSELS).year}-{letter.seq:04d}"


def moment_in_words(value: datetime) -> str:
    """28 april 2024 om 23.59 uur; 28 April 2024, 23:59."""
    local = value.astimezone(BRUSSELS)
    said = time(local, letter=True)
    return f"{date_long(local)} om {said}" if "uur" in said else f"{date_long(local)}, {said}"


def _common(gathered: Gathered, procedure: Procedure | None, language: str) -> dict[str, str]:
    about, otherwise = gathered.organisation, OTHERWISE[language]
    contact = about.contact or otherwise["contact"]
    found = {
        "organisatie": about.name,
        "contact": contact,
        "ondertekening": about.signature or "\n".join(part for part in (about.unit, about.name) if part),
        "datum": date_long(now().astimezone(BRUSSELS)),
        "privacyverklaring": _public(gathered.settings, PRIVACY),
        "beslissend_orgaan": about.deciding_body.spoken(language),
        "aanstellende_overheid": about.appointing_authority.spoken(language),
        "heroverweging_contact": about.reconsider_contact or contact,
        "heroverweging_termijn": about.reconsider_term.spoken(language) or otherwise["heroverweging_termijn"],
        "beroep": about.appeal.spoken(language),
        "link_reglement": _public(gathered.settings, ()),
    }
    if procedure is not None:
        found["vacature"] = procedure.title
        if procedure.published_at is not None:
            found["link_reglement"] = _public(gathered.settings, RULES, procedure_id=procedure.id)
        if until := closing_moment(definition_of(procedure)):
            found["uiterste_datum"] = moment_in_words(told_moment(until))
    return found


def _standard(found: dict[str, str], texts: Texts, wanted: Collection[str]) -> None:
    """Placeholders that nobody filled and for which there is one standard text without words of its own."""
    for fragment in texts.fragments.values():
        if (
            fragment.fills not in wanted
            or found.get(fragment.fills, "").strip()
            or {"lijst", "tekst"} & set(names_in(fragment.text))
            or texts.placeholders[fragment.fills].kind == "sentence"
        ):
            continue
        found[fragment.fills] = filled(fragment.text, found, texts.placeholders)


def _worded(told: Any, place: Placeholder, texts: Texts, found: Mapping[str, str]) -> str:
    """A fact as text: a date, a moment, a list, a standard text with its own words, what it says in this language, or what it says."""
    if isinstance(told, Mapping):
        if texts.language in told:
            return _worded(told[texts.language], place, texts, found)
        if "date" in told:
            return date_long(date.fromisoformat(told["date"]), weekday=bool(told.get("weekday")))
        if "moment" in told:
            return moment_in_words(datetime.fromisoformat(told["moment"]))
        return _of_fragment(told, texts, found)
    if isinstance(told, list | tuple):
        lines = "\n".join(_item(str(each)) for each in told)
        holding = next((one for one in texts.fragments.values() if one.fills == place.name and "lijst" in names_in(one.text)), None)
        return filled(holding.text, {**found, "lijst": lines}, texts.placeholders) if holding and lines else lines
    text = str(told).strip()
    if place.kind == "lines":
        return "\n".join(_item(line) for line in text.splitlines() if line.strip())
    return text if place.kind in ALONE else " ".join(text.split())


def _of_fragment(told: Mapping[str, Any], texts: Texts, found: Mapping[str, str]) -> str:
    fragment = texts.fragments.get(str(told.get("fragment", "")))
    if fragment is None:
        raise Unfilled((str(told.get("fragment", "?")),))
    own = {name: "\n".join(map(_item, value)) if isinstance(value, list | tuple) else str(value) for name, value in told.items() if name != "fragment"}
    return filled(fragment.text, {**found, **own}, texts.placeholders)


def _item(line: str) -> str:
    text = " ".join(line.split())
    return text if text.startswith("- ") else f"- {text}"


def _public(settings: Settings, endpoints: tuple[str, ...], **values: Any) -> str:
    """The address of the first of these pages that the application has, else of its first page."""
    base, adapter = settings.address.rstrip("/"), current_app.url_map.bind("localhost")
    for endpoint in endpoints:
        if endpoint in current_app.view_functions:
            try:
                return base + adapter.build(endpoint, values)
            except BuildError:
                continue
    return base + "/"


def people_of(letters: Sequence[Letter]) -> dict[UUID, Person]:
    """The recipients as they are called and reached now, by their id; one query per kind of recipient."""
    ids = {kind: {letter.recipient_id for letter in letters if letter.recipient_kind == kind} for kind in ("candidate", "application", "account")}
    found: dict[UUID, Person] = {}
    if ids["candidate"]:
        rows = sa.select(Candidate.id, Candidate.code, CandidatePerson.given_name, CandidatePerson.family_name, CandidatePerson.email).join(CandidatePerson)
        for row in session().execute(rows.where(Candidate.id.in_(ids["candidate"]))):
            found[row.id] = Person(given_name=row.given_name, family_name=row.family_name, address=row.email, code=row.code or "")
    for kind, model in (("application", Application), ("account", Account)):
        if ids[kind]:
            plain = sa.select(model.id, model.given_name, model.family_name, model.email).where(model.id.in_(ids[kind]))
            found |= {row.id: Person(given_name=row.given_name, family_name=row.family_name, address=row.email) for row in session().execute(plain)}
    return found


def _split(name: str) -> Person:
    given, _space, family = name.strip().partition(" ")
    return Person(given_name=given, family_name=family, address="")
