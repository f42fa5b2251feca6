"""Who and what the demonstration shows: people, candidates and every rating, so that the figures it is known for can be read and checked here.

Ratings are written as one line per assessor (chair, member A, member B), in the order of the criteria; `-` is "not observed". With these rules four
criteria of three assessors give 30 x sum / 120 points, ten give 70 x sum / 300.
"""

from dataclasses import dataclass

from flask_babel.speaklater import LazyString

from selection.i18n import _l

PASSWORD = "demo-jury-selectie"  # noqa: S105 (printed and listed on the sign-in page: everybody may know it)
DOMAIN = "demo.example"


@dataclass(frozen=True, kw_only=True)
class Person:
    """An account of the demonstration: `key` begins its address, `who` says what this person does."""

    key: str
    family_name: str
    function: str
    who: LazyString
    is_hr: bool = False
    is_administrator: bool = False

    @property
    def email(self) -> str:
        """The address to sign in with."""
        return f"{self.key}@{DOMAIN}"


HR = Person(key="hr", family_name="HR", function="Personeelsdienst", who=_l("HR officer, responsible for the procedures"), is_hr=True)
DEPUTY = Person(key="hr-vervanger", family_name="HR (vervanger)", function="Personeelsdienst", who=_l("HR officer, deputy"), is_hr=True)
CHAIR = Person(key="voorzitter", family_name="Voorzitter", function="Algemeen directeur", who=_l("Chair of the panel"))
MEMBER_A = Person(key="jurylid-a", family_name="Jurylid A", function="Externe deskundige personeelsbeleid", who=_l("Panel member A"))
MEMBER_B = Person(key="jurylid-b", family_name="Jurylid B", function="Externe deskundige organisatie", who=_l("Panel member B"))
SECRETARY = Person(key="secretaris", family_name="Secretaris", function="Administratie", who=_l("Secretary of the panel, does not rate"))
OBSERVER = Person(key="waarnemer", family_name="Waarnemer", function="Vakorganisatie", who=_l("Observer, does not rate"))
ADMINISTRATOR = Person(key="beheerder", family_name="Beheerder", function="Informatica", who=_l("Administrator of the accounts"), is_administrator=True)
PEOPLE = (HR, DEPUTY, CHAIR, MEMBER_A, MEMBER_B, SECRETARY, OBSERVER, ADMINISTRATOR)
PANEL = (CHAIR, MEMBER_A, MEMBER_B)

TALK, ASSESSMENT, INTERVIEW = "verkennend-gesprek", "assessment", "competentiegericht-interview"

Lines = tuple[str, str, str]


@dataclass(frozen=True, kw_only=True)
class Invented:
    """A candidate who does not exist: `talk` and `interview` are the ratings of the two scored parts, None where not rated."""

    given_name: str
    family_name: str
    talk: Lines | None = None
    interview: Lines | None = None
    suitable: bool | None = True

    @property
    def email(self) -> str:
        """An address in a domain that cannot exist."""
        return f"{self.given_name}.{self.family_name}@{DOMAIN}".lower()

    @property
    def interviewed(self) -> Lines:
        """The ratings of the interview; LookupError where there are none."""
        if self.interview is None:
            raise LookupError(self.email)
        return self.interview


NOT_OBSERVED = "-"

FINISHED = {
    "first": Invented(
        given_name="An",
        family_name="Fictief-Aarts",
        talk=("8 9 8.5 7.5", "8 9.5 8 7.5", "9.5 9 7.5 6"),  # 98: 24,50
        interview=("8.5 8 8.5 8 9.5 8 6.5 7.5 9 7", "9.5 8 8.5 7.5 9 8 6 9 8.5 8", "9 9 8 8.5 9.5 8 7 8.5 7.5 7"),  # 244,5: 57,05
    ),
    "shared": Invented(
        given_name="Bram",
        family_name="Fictief-Bos",
        talk=("6 8 6.5 6.5", "6 8 7 7", "7 9 6.5 6.5"),  # 84: 21,00
        interview=("7 8 6 6 7 7 9.5 7.5 7 6.5", "7.5 7.5 6.5 7 6 8.5 7.5 7 6 6.5", "7.5 7.5 6.5 6.5 5.5 8.5 8.5 6.5 5.5 6"),  # 210: 49,00
    ),
    "also_shared": Invented(
        given_name="Carla",
        family_name="Fictief-Claes",
        talk=("9.5 9.5 8 9.5", "9.5 9.5 9.5 9.5", "9.5 9.5 9 9.5"),  # 112: 28,00
        interview=("6.5 5.5 6 6 6.5 3.5 7 6 5 5.5", "7 5 6 5 6.5 5 6.5 6.5 6 7.5", "7 6 6.5 6.5 6 4.5 7 6 6 6"),  # 180: 42,00
    ),
    "on_the_mark": Invented(
        given_name="Dirk",
        family_name="Fictief-Daems",
        talk=("7 5.5 3 3", "6 6 4.5 4.5", "6.5 6 5 3"),  # 60: 15,00 of the 15 needed
        interview=("7.5 7 4.5 6 8 8.5 7.5 5.5 6.5 7.5", "7 7.5 5 6 8 7 8.5 7 7.5 8", "7.5 8 4.5 6.5 8 6.5 7.5 7.5 6.5 7.5"),  # 210: 49,00
    ),
    "exactly_sixty": Invented(
        given_name="Els",
        family_name="Fictief-Evers",
        talk=("6 5 7 5", "7.5 5.5 7.5 4", "7.5 5.5 7 4.5"),  # 72: 18,00
        interview=("7 7.5 5.5 6 6 6 6.5 4 6.5 5", "7 7 6 6 5 6 7 5 6.5 6", "7 6.5 5.5 6.5 5.5 5.5 6 3.5 6.5 6"),  # 180: 42,00
    ),
    "a_hundredth_short": Invented(
        given_name="Filip",
        family_name="Fictief-Fonck",
        talk=("6.5 7 5.5 5", "4.5 7 4.5 5", "5.5 7 5 5.5"),  # 68: 17,00
        interview=("5.5 6 8.5 7 6 6 6 5.5 5 5.5", "5 6.5 - 7.5 6.5 6 5.5 7 5 7", "4.5 6 7 7.5 6 6.5 5.5 6 5.5 5"),  # 42,9916...: 42,99
    ),
    "failed_first": Invented(
        given_name="Greet",
        family_name="Fictief-Geens",
        talk=("5.5 3 5.5 5.5", "4.5 3.5 5 6", "4 5 7 5"),  # 59,5: 14,875, so 14,88
    ),
    "unsuitable": Invented(
        given_name="Hilde",
        family_name="Fictief-Hermans",
        talk=("8.5 7.5 6.5 6.5", "8 7.5 7.5 7.5", "7.5 8 6 7"),
        suitable=False,
    ),
    "failed_last": Invented(
        given_name="Ivo",
        family_name="Fictief-Ingels",
        talk=("9.5 8 9.5 9.5", "9 7 9 8", "9 7 8 8.5"),
        interview=("6 4 6 5 3 6 5 6 4.5 4", "5.5 4.5 6.5 5.5 3 6.5 5 6 4 4", "4.5 4.5 6 5.5 3.5 6 4.5 5.5 3.5 5.5"),  # 149: 34,77
    ),
    "absent": Invented(given_name="Jan", family_name="Fictief-Jacobs", talk=("8 7 8 5", "8 6 6 5", "7.5 6.5 6.5 5.5")),
    "withdrawn": Invented(given_name="Karin", family_name="Fictief-Kuypers", talk=("6.5 6 8.5 6.5", "7 6.5 7 5.5", "7.5 6.5 8 5.5"), suitable=None),
    "excluded": Invented(given_name="Luc", family_name="Fictief-Lenaerts"),
    "exempt": Invented(
        given_name="Mia",
        family_name="Fictief-Maes",
        talk=("6.5 7 7.5 7.5", "7.5 6.5 6 7", "6 6.5 5.5 7.5"),
        interview=("5 8 7.5 9 7.5 7 5 3.5 6.5 6.5", "6 7.5 6 8 7 7.5 5 8 7 5", "6 8.5 7 7.5 6.5 7.5 6.5 6.5 6 5.5"),
        suitable=None,
    ),
    "known_to_member_b": Invented(
        given_name="Nico",
        family_name="Fictief-Nijs",
        talk=("7 8 7 7.5", "7 9 7.5 7.5", ""),
        interview=("7 7 7 7.5 6.5 6.5 5 7 4 5.5", "7 7.5 6.5 6.5 5.5 6.5 5 6.5 5 6.5", ""),
    ),
}

HALF_WAY = {
    "all_in": Invented(
        given_name="Astrid",
        family_name="Fictief-Aelst",
        talk=("6 8 7 8.5", "6.5 7.5 7.5 8", "7 7.5 8.5 8"),
        interview=("7.5 6.5 8.5 7 7 8.5 8 7.5 6.5 6", "7 7 9 7 6.5 7 8 7.5 6 5", "7.5 6.5 9 6.5 6 8 8 9 6.5 5"),
    ),
    "far_apart": Invented(
        given_name="Bert",
        family_name="Fictief-Baert",
        talk=("5.5 6.5 6 6", "7 7 5 7", "6.5 7 7 6.5"),
        interview=("7 6.5 4.5 4.5 5 3 4.5 5.5 7.5 5", "7.5 5.5 4 4 5 8 5.5 5.5 6.5 6.5", "7 2.5 5 5.5 5.5 6.5 5 5 7 5.5"),
    ),
    "two_in": Invented(
        given_name="Cecile",
        family_name="Fictief-Cools",
        talk=("8.5 9.5 9 7", "9.5 9 8.5 6.5", "8 9.5 8.5 7.5"),
        interview=("7.5 7.5 7.5 8 6 8 8 9 8.5 6", "7.5 7 7 9 7 7.5 7.5 9 7.5 6", "6.5 7.5 8 9 6.5 7.5 7 9 8 5"),
    ),
    "begun": Invented(
        given_name="Erik",
        family_name="Fictief-Eeckhout",
        talk=("6.5 7 8 7", "6 6 8 6.5", "7 6.5 8.5 6.5"),
        interview=("7 6 6.5 7 6 7 6.5 6 7 6.5", "6.5 6 7 6.5 6 7 7 6.5 6 6", "7 6.5 6 7 6.5 6 7 6 6.5 7"),
    ),
    "still_to_come": Invented(given_name="Frida", family_name="Fictief-Franck", talk=("6.5 8 7.5 9", "7.5 9 7 9", "7.5 8 8 8.5")),
    "failed": Invented(given_name="Dora", family_name="Fictief-Dierckx", talk=("5.5 4.5 4 4", "5.5 6.5 4.5 4", "5 5.5 3.5 4.5")),
    "failed_too": Invented(given_name="Hugo", family_name="Fictief-Hoste", talk=("2.5 4 4 6", "3 4 5 5", "3.5 5 4.5 4.5")),
    "unsuitable": Invented(given_name="Ilse", family_name="Fictief-Imbrechts", talk=("5.5 5 7 7", "6 6 5.5 7", "5.5 5.5 6.5 7.5"), suitable=False),
    "withdrawn": Invented(given_name="Gust", family_name="Fictief-Goris", talk=("5 5.5 6 4.5", "5.5 5 6 5", "5 6 7 5.5"), suitable=None),
}

FIRST_LIST = f"""voornaam;familienaam;e-mail;telefoon
Odette;Fictief-Oyen;odette.fictief-oyen@{DOMAIN};
Piet;Fictief-Peeters;piet.fictief-peeters@{DOMAIN};
Quinten;Fictief-Quintens;quinten.fictief-quintens@{DOMAIN};
Rita;Fictief-Van den Berghe;rita.fictief-vandenberghe@{DOMAIN};
"""

SECOND_LIST = f"""voornaam;familienaam;e-mail;telefoon
Piet;Fictief-Peeters;piet.fictief-peeters@{DOMAIN};000 00 00 02
Quinten;Fictief-Quintens;quinten.fictief-quintens@{DOMAIN};
Rita;Fictief-Van den Berghe;rita@{DOMAIN};
Sara;Fictief-Smets;sara.fictief-smets@{DOMAIN};000 00 00 05
Tom;Fictief-Thys;tom.fictief-thys@{DOMAIN};
Demo;Jurylid A;{MEMBER_A.email};
Uma;Fictief-Uyttendaele;uma.fictief-uyttendaele;
"""
