"""Invented rationales for the demonstration: per criterion what an assessor could write about a weak, a fair and a strong answer.

Text of people, as a panel would type it, so in Dutch and not translated.
"""

from fractions import Fraction

FAIR, STRONG = Fraction(5), Fraction(7)

WEAK_FAIR_STRONG: dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    "cv": (
        ("Opleidingen opgesomd, maar de stap naar deze functie blijft uit.", "Twee korte opdrachten en een lange onderbreking waarover weinig uitleg komt."),
        (
            "Gedegen loopbaan binnen één domein; leidinggevend werk is beperkt tot een klein team.",
            "Het cv sluit aan op het personeelsluik, minder op organisatie en processen.",
            "Duidelijke lijn in de loopbaan. De laatste stap is nog vrij recent.",
        ),
        (
            "Heeft in drie organisaties een dienst uitgebouwd en noemt telkens wat die opleverde.",
            "Loopbaan en diploma passen naadloos; ook de overstap naar de openbare sector is goed toegelicht.",
            "Breed parcours: personeel, processen en projecten komen allemaal aan bod.",
        ),
    ),
    "motivatie": (
        ("Spreekt vooral over de eigen verhuis en weinig over de opdracht.", "Kon niet zeggen wat in deze functie anders is dan in de huidige."),
        (
            "Wil een nieuwe stap zetten en las het organogram; de keuze voor een lokaal bestuur blijft algemeen.",
            "Enthousiast, al bleef het antwoord op ‘waarom hier’ bij de afstand tot het werk.",
            "Noemt twee projecten uit het meerjarenplan waar de kandidaat aan wil meewerken.",
        ),
        (
            "Legt helder uit waarom dienstverlening aan inwoners meer trekt dan een directiefunctie elders.",
            "Belde vooraf met twee diensthoofden en verwerkt wat die zeiden in het antwoord.",
            "Eerlijk over wat de functie kost en toch overtuigd: dat kwam geloofwaardig over.",
        ),
    ),
    "ervaring": (
        (
            "Leidde enkel vervangingen van korte duur; een eigen beleidslijn kwam niet ter sprake.",
            "Voorbeelden gaan over uitvoerend werk, niet over aansturen.",
        ),
        (
            "Leidt vandaag een team van acht; ervaring met meerdere diensten tegelijk ontbreekt nog.",
            "Voerde een evaluatiebeleid mee in, maar trok dat project niet zelf.",
            "Kent de rechtspositieregeling uit de praktijk; met begroting werkte de kandidaat minder.",
        ),
        (
            "Bracht twee diensten samen en beschrijft stap voor stap hoe de weerstand daalde.",
            "Tien jaar aansturing, met cijfers over verloop en verzuim erbij.",
            "Heeft een reorganisatie van begin tot einde geleid en zegt ook wat daarin misliep.",
        ),
    ),
    "interesse": (
        ("Volgt het vakgebied naar eigen zeggen weinig.", "Kon geen recente ontwikkeling bij lokale besturen noemen."),
        (
            "Volgt opleidingen wanneer ze worden aangeboden; zoekt ze zelf weinig op.",
            "Interesse ligt vooral bij personeel; informatica en aankoop spreken minder aan.",
            "Leest bij over welzijn op het werk en gaf daar één voorbeeld van.",
        ),
        (
            "Zit in een lerend netwerk en bracht er een werkwijze uit mee naar de eigen dienst.",
            "Stelde zelf vragen over ons dienstverleningsmodel die getuigen van voorbereiding.",
            "Koppelt eigen lectuur over hybride werken aan wat hier speelt.",
        ),
    ),
    "samenwerken": (
        ("In de casus ging de kandidaat meteen naar het diensthoofd, zonder de collega te horen.", "Noemt samenwerking nodig, maar elk voorbeeld is solowerk."),
        (
            "Deelt informatie op vraag; zelf actief afstemmen met andere diensten kwam minder aan bod.",
            "Luisterde naar de collega in het rollenspel, maar liet het gezamenlijke doel liggen.",
            "Bracht twee partijen rond de tafel; een afspraak over de opvolging bleef uit.",
        ),
        (
            "Zocht in de casus eerst het gedeelde belang en vatte daarna samen wie wat doet.",
            "Betrekt de financiële dienst al bij het eerste ontwerp en zegt waarom dat tijd wint.",
            "Maakte van een meningsverschil tussen diensten een gezamenlijk voorstel.",
        ),
    ),
    "resultaatgerichtheid": (
        ("Doelen bleven woorden als ‘beter’ en ‘sneller’, zonder maat.", "Gaf geen antwoord op de vraag hoe resultaat gemeten wordt."),
        (
            "Stelt doelen op, maar stuurt pas bij wanneer de termijn voorbij is.",
            "Noemt één meetbaar doel; voor de andere ontbreekt een termijn.",
            "Houdt vol bij tegenslag; het einddoel raakte onderweg wat uit beeld.",
        ),
        (
            "Brak het doel op in drie mijlpalen en zei bij welke afwijking er wordt ingegrepen.",
            "Toont met cijfers dat de doorlooptijd van aanwervingen halveerde.",
            "Koos in de opdracht bewust voor twee doelen en schrapte de rest met reden.",
        ),
    ),
    "visie": (
        ("Beschrijft de dienst van vandaag; een beeld van over vijf jaar kwam er niet.", "Herhaalde de tekst van de vacature zonder eigen standpunt."),
        (
            "Ziet de vergrijzing van het personeel als opdracht, maar vertaalt dat nog niet in keuzes.",
            "Heeft ideeën over digitalisering; het verband met de dienstverlening bleef dun.",
            "Benoemt trends in het vakgebied en koppelt er één aan onze organisatie.",
        ),
        (
            "Schetst waar de interne werking over vijf jaar staat en wat daarvoor nu moet starten.",
            "Weegt twee scenario's voor de ondersteunende diensten af en kiest met argumenten.",
            "Verbindt personeelsbeleid, gebouwen en informatica in één lijn die wij konden navertellen.",
        ),
    ),
    "coachen": (
        ("Gaf in het rollenspel zelf de oplossing en stelde geen enkele open vraag.", "Ziet een ontwikkelgesprek als een controle van taken."),
        (
            "Stelt vragen, maar vult na twee zinnen het antwoord zelf in.",
            "Geeft feedback over gedrag; een afspraak over de volgende stap ontbrak.",
            "Herkent talent in het team en geeft daar enkele voorbeelden van.",
        ),
        (
            "Liet de medewerker zelf een plan maken en vroeg wat daarvoor nodig is.",
            "Beschrijft hoe een aarzelende medewerker teamverantwoordelijke werd, met de stappen ertussen.",
            "Geeft een moeilijke boodschap rustig en houdt de relatie heel.",
        ),
    ),
    "leiding-geven": (
        ("Schuift een conflict in het team door naar de personeelsdienst.", "Zegt te delegeren, maar leest elk document na."),
        (
            "Geeft duidelijke opdrachten; het waarom erachter kwam minder aan bod.",
            "Past de stijl aan bij ervaren medewerkers, minder bij nieuwe.",
            "Spreekt mensen aan op afspraken, zij het pas bij de tweede keer.",
        ),
        (
            "Legt verantwoordelijkheid laag en zegt precies wanneer de leiding wél tussenkomt.",
            "Bleef in de casus bij de afspraak en toonde begrip voor de medewerker.",
            "Neemt het team mee in een onpopulaire maatregel door de reden vooraf te delen.",
        ),
    ),
    "netwerken": (
        ("Contacten beperken zich tot de eigen dienst.", "Zag geen nut in overleg met naburige besturen."),
        (
            "Onderhoudt contacten wanneer er een dossier is, nauwelijks daarbuiten.",
            "Kent de partners van het sociaal huis; bij de hogere overheid is het netwerk smal.",
            "Gebruikt een beroepsvereniging om vragen te stellen, brengt er zelf weinig in.",
        ),
        (
            "Haalde via een buurgemeente een gedeelde preventieadviseur binnen.",
            "Noemt per dossier met wie vooraf gesproken is en wat dat opleverde.",
            "Investeert in contacten voor er iets te vragen is; twee concrete gevallen gehoord.",
        ),
    ),
    "overtuigingskracht": (
        ("Gaf toe bij de eerste tegenwerping van de jury.", "Las de argumenten af en ging niet in op de vraag."),
        (
            "Inhoudelijk juist, maar de kern kwam pas na vijf minuten.",
            "Houdt stand bij één tegenargument; bij het tweede werd het antwoord vaag.",
            "Brengt een helder verhaal, weinig afgestemd op wie luistert.",
        ),
        (
            "Opent met het voorstel, geeft drie redenen en stopt.",
            "Nam het bezwaar van de jury ernstig en keerde het om tot een argument.",
            "Gebruikt een voorbeeld uit de eigen praktijk dat blijft hangen.",
        ),
    ),
    "beslissen": (
        ("Wilde voor elke stap bijkomend advies; een keuze bleef uit.", "Koos snel, maar kon de reden niet geven."),
        (
            "Neemt een beslissing na aandringen en houdt er dan aan vast.",
            "Weegt voor- en nadelen af; de gevolgen voor het personeel kwamen laat in beeld.",
            "Beslist binnen het eigen domein, aarzelt zodra een andere dienst betrokken is.",
        ),
        (
            "Zei wat er ontbrak om te beslissen, nam een voorlopige keuze en plande een toets.",
            "Hakte de knoop door met onvolledige informatie en legde uit welk risico dat inhoudt.",
            "Legt een moeilijke beslissing uit aan wie er nadeel van heeft.",
        ),
    ),
    "plannen-en-organiseren": (
        ("De planning in de opdracht had geen volgorde en geen namen.", "Onderschatte de doorlooptijd van een aanwerving met maanden."),
        (
            "Werkt met een jaarplanning; ruimte voor het onverwachte zat er niet in.",
            "Stelt prioriteiten, maar alles kreeg de hoogste.",
            "De opdracht was geordend; wie wat opvolgt bleef open.",
        ),
        (
            "Plant achteruit vanaf de raad en houdt twee weken speling.",
            "Verdeelt het werk naar belasting en laat zien wat er dan niet gebeurt.",
            "Had voor elke fase een trekker, een termijn en een moment om bij te sturen.",
        ),
    ),
    "flexibiliteit": (
        ("Bleef bij het oude plan, ook nadat de jury de gegevens wijzigde.", "Ervaart een gewijzigde opdracht vooral als een gebrek aan voorbereiding."),
        (
            "Past zich aan zodra het moet, met enige tegenzin.",
            "Kon de werkwijze wijzigen; de boodschap aan het team volgde niet mee.",
            "Schakelt tussen dossiers, verliest daarbij soms de draad.",
        ),
        (
            "Herschikte de opdracht ter plaatse toen de jury een budget wegnam.",
            "Vertelt hoe een plan tweemaal keerde en wat daaruit geleerd werd.",
            "Blijft rustig bij onverwachte vragen en kiest een andere invalshoek.",
        ),
    ),
}


def rationale(criterion: str, rating: Fraction, turn: int) -> str:
    """What an assessor writes about a rating on 0 to 10; `turn` varies the words. Empty where nothing (more) would be written."""
    weak, fair, strong = WEAK_FAIR_STRONG[criterion]
    texts = weak if rating < FAIR else fair if rating < STRONG else strong
    place = turn % 3
    return texts[place] if place < len(texts) else ""
