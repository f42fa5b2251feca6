"""The selection rules in words on paper, as PDF/UA."""

from datetime import datetime, time
from functools import lru_cache

from selection.documents import pdf
from selection.i18n import _, date_long, speaking
from selection.i18n.figures import BRUSSELS
from selection.organisation.queries import organisation
from selection.procedures.regulation import RulesText, local_day


def paper_of(text: RulesText, *, author: str, accent: str, moment: datetime) -> pdf.Paper:
    """The text with its sections and paragraphs numbered. `moment` is that of publication, or of printing what is not published."""
    with speaking(text.language):
        day = date_long(moment.astimezone(BRUSSELS).date())
        state = _("Version %(number)s of %(day)s", number=text.number, day=day) if text.number else _("Not published yet: as it stands on %(day)s", day=day)
        return pdf.Paper(
            title=text.title,
            author=author,
            language=text.language,
            moment=moment.replace(microsecond=0),
            state=state,
            running=text.title,
            accent=accent,
            foot=_("Rules (SHA-256): %(fingerprint)s", fingerprint=f"{text.fingerprint[:12]} …"),
            sections=[
                pdf.Section(
                    heading=f"{number}. {section.heading}",
                    blocks=[pdf.paragraph(f"{number}.{place}. {paragraph}") for place, paragraph in enumerate(section.paragraphs, 1)],
                )
                for number, section in enumerate(text.sections, 1)
            ],
        )


def pdf_of(text: RulesText) -> bytes:
    """The text as PDF: the same bytes every time for a published text, and for one that is not published all day long."""
    about = organisation()
    return _set(text, about.name, about.brand, text.at or datetime.combine(local_day(None), time(), BRUSSELS))


@lru_cache(maxsize=64)
def _set(text: RulesText, author: str, accent: str, moment: datetime) -> bytes:
    return pdf.render(paper_of(text, author=author, accent=accent, moment=moment))
