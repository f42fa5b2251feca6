"""The sentences of the loader, in Dutch and English: what is wrong and what to do."""

import re
from collections.abc import Mapping

_FIGURE = re.compile(r"\{(\w+)\}")

# The number grammar of the README, said the same way everywhere.
_NL_NUMBER = "Schrijf een getal van hoogstens negen cijfers, eventueel met een komma of punt en hoogstens zes decimalen, tussen aanhalingstekens."
_EN_NUMBER = "Write a number of at most nine digits, with a comma or point and at most six decimals if needed, between quotes."

# code -> (Dutch, English); the words between braces are the figures of the problem.
VALUES: dict[str, tuple[str, str]] = {
    "float": (
        'het getal {value} staat zonder aanhalingstekens en zou niet exact gelezen worden. Zet het tussen aanhalingstekens: "{value}".',
        'the number {value} stands without quotes and would not be read exactly. Quote it: "{value}".',
    ),
    "no_text": (
        "{value} is geen tekst. Schrijf een tekst tussen aanhalingstekens.",
        "{value} is not a text. Write a text between quotes.",
    ),
    "empty_text": ("de tekst is leeg. Vul hem in of laat de sleutel weg.", "the text is empty. Fill it in or leave the key out."),
    "long_text": ("de tekst is langer dan {most} tekens. Kort hem in.", "the text is longer than {most} characters. Shorten it."),
    "control_character": ("de tekst bevat een stuurteken. Verwijder het.", "the text holds a control character. Remove it."),
    "no_code": ("{value} is geen code. Schrijf een code tussen aanhalingstekens.", "{value} is not a code. Write a code between quotes."),
    "bad_code": (
        "{value} is geen geldige code. Gebruik hoogstens {most} letters, cijfers, koppeltekens, punten of liggende streepjes; begin met een letter of cijfer.",
        "{value} is not a valid code. Use at most {most} letters, digits, hyphens, points or underscores; begin with a letter or digit.",
    ),
    "number_type": (f"{{value}} is geen getal. {_NL_NUMBER}", f"{{value}} is not a number. {_EN_NUMBER}"),
    "number_not_a_number": (f"{{value}} is geen getal. {_NL_NUMBER}", f"{{value}} is not a number. {_EN_NUMBER}"),
    "number_empty": (f"hier staat geen getal. {_NL_NUMBER}", f"there is no number here. {_EN_NUMBER}"),
    "number_too_long": (f"{{value}} is te lang. {_NL_NUMBER}", f"{{value}} is too long. {_EN_NUMBER}"),
    "number_negative": ("{value} is negatief. Schrijf een getal van 0 of meer.", "{value} is negative. Write a number of 0 or more."),
    "number_zero": ("{value} is niet groter dan 0. Schrijf een getal groter dan 0.", "{value} is not more than 0. Write a number above 0."),
    "whole": (
        "{value} past hier niet. Schrijf een geheel getal van {low} tot {high}.",
        "{value} does not fit here. Write a whole number from {low} to {high}.",
    ),
    "percent": (
        '{value} is geen percentage. Schrijf een percentage tussen aanhalingstekens, bijvoorbeeld "50%".',
        '{value} is not a percentage. Write a percentage between quotes, for example "50%".',
    ),
    "percent_over": (
        "{value} is meer dan 100 %; niemand kan dan slagen. Schrijf hoogstens 100 %.",
        "{value} is over 100 %; nobody could pass. Write at most 100 %.",
    ),
    "flag": ("{value} is geen ja of nee. Schrijf true of false, zonder aanhalingstekens.", "{value} is not yes or no. Write true or false, without quotes."),
    "choice": ("{value} kan hier niet. Kies uit: {words}.", "{value} is not possible here. Choose from: {words}."),
    "day": (
        "{value} is geen datum. Schrijf jaar, maand en dag: 2024-05-15.",
        "{value} is not a date. Write year, month and day: 2024-05-15.",
    ),
    "bad_address": (
        "{value} is geen webadres. Schrijf een adres dat met https:// begint, zoals https://vacatures.example.be/12.",
        "{value} is not a web address. Write an address that begins with https://, like https://vacatures.example.be/12.",
    ),
    "no_list": ("{value} is geen lijst. Zet de waarden tussen rechte haken: [ ... ].", "{value} is not a list. Put the values between brackets: [ ... ]."),
    "short_list": ("de lijst is te kort. Geef er minstens {least}.", "the list is too short. Give at least {least}."),
    "no_table": (
        "{value} is geen tabel. Schrijf een sectie met sleutels of { sleutel = waarde }.",
        "{value} is not a table. Write a section with keys or { key = value }.",
    ),
    "unknown_key": ("de sleutel {key} bestaat hier niet. Mogelijk zijn: {keys}.", "the key {key} does not exist here. Possible are: {keys}."),
    "unknown_key_like": (
        "de sleutel {key} bestaat hier niet. Bedoel je {like}? Mogelijk zijn: {keys}.",
        "the key {key} does not exist here. Do you mean {like}? Possible are: {keys}.",
    ),
    "missing": ("{key} ontbreekt. Vul {key} in.", "{key} is missing. Fill in {key}."),
    "twice": ("{value} staat er twee keer. Geef elk een eigen code of schrap er één.", "{value} stands here twice. Give each its own code or remove one."),
    "capitals": (
        "{value} verschilt alleen in hoofdletters van {other}. Geef elk een duidelijk andere code.",
        "{value} differs from {other} in capitals only. Give each a clearly different code.",
    ),
}

FILES: dict[str, tuple[str, str]] = {
    "no_file": ("het bestand bestaat niet. Controleer de naam en de map.", "the file does not exist. Check its name and folder."),
    "folder": ("dit is een map, geen bestand. Noem de bestanden die erin staan.", "this is a folder, not a file. Name the files in it."),
    "unreadable": (
        "het bestand kan niet gelezen worden. Controleer of je het mag openen.",
        "the file cannot be read. Check that you may open it.",
    ),
    "large_file": (
        "het bestand is groter dan {most} MB. Controleer of dit het juiste bestand is.",
        "the file is larger than {most} MB. Check that it is the right file.",
    ),
    "not_utf8": (
        "regel {line}: het bestand is geen UTF-8. Sla het opnieuw op als UTF-8.",
        "line {line}: the file is not UTF-8. Save it again as UTF-8.",
    ),
    "key_twice": (
        "regel {line}: hier krijgt een sleutel of sectie een tweede keer een waarde. Schrap er één.",
        "line {line}: a key or section is given a value for the second time. Remove one.",
    ),
    "not_toml": (
        "regel {line}: het bestand is geen geldige TOML ({reason}). Controleer de leestekens in of net boven deze regel.",
        "line {line}: the file is not valid TOML ({reason}). Check the punctuation on or just above this line.",
    ),
    "odd_toml": (
        "het bestand is geen bruikbare TOML: een getal is te groot, een datum bestaat niet of tabellen zitten te diep in elkaar. Vereenvoudig het.",
        "the file is not usable TOML: a number is too large, a date does not exist or tables are nested too deeply. Simplify it.",
    ),
    "no_kind": (
        "dit is geen vacaturedefinitie, competentiekader of concordantie. "
        "Een definitie heeft [scheme] en [[rounds]], een kader levels_are, een concordantie [[groups]].",
        "this is no vacancy definition, competency framework or cross-walk. "
        "A definition has [scheme] and [[rounds]], a framework levels_are, a cross-walk [[groups]].",
    ),
}

SCALES: dict[str, tuple[str, str]] = {
    "scale_name_taken": (
        "de naam {value} hoort bij de standaardschaal van 0 tot 10. Kies een andere naam.",
        "the name {value} belongs to the default scale of 0 to 10. Choose another name.",
    ),
    "scale_both": (
        "de schaal heeft labels en ook min, max of step. Kies één van beide.",
        "the scale has labels and also min, max or step. Choose one of the two.",
    ),
    "shares_without_labels": (
        "shares hoort bij labels; een schaal met getallen verdeelt de punten zelf. Schrap shares.",
        "shares belongs with labels; a scale of numbers spreads the points itself. Remove shares.",
    ),
    "scale_incomplete": (
        "de schaal mist {key}. Geef max en step (en zo nodig min), of labels.",
        "the scale lacks {key}. Give max and step (and min if needed), or labels.",
    ),
    "scale_order": (
        "het maximum {maximum} ligt niet boven het minimum {minimum}. Verhoog max.",
        "the maximum {maximum} is not above the minimum {minimum}. Raise max.",
    ),
    "scale_step": (
        "van {minimum} tot {maximum} gaat geen geheel aantal stappen van {step}. Pas step of max aan.",
        "from {minimum} to {maximum} is no whole number of steps of {step}. Change step or max.",
    ),
    "scale_long": (
        "de schaal heeft {count} waarden, hoogstens {most} kan. Neem een grotere stap.",
        "the scale has {count} ratings, at most {most} is possible. Take a larger step.",
    ),
    "label_twice": (
        'het label "{value}" is hetzelfde als "{other}" (hoofdletters tellen niet). Geef elk label een eigen woord.',
        'the label "{value}" is the same as "{other}" (capitals do not count). Give each label its own word.',
    ),
    "label_taken": (
        'het label "{value}" betekent al dat een criterium niet waargenomen is. Kies een ander woord.',
        'the label "{value}" already means that a criterion was not observed. Choose another word.',
    ),
    "shares_count": (
        "er zijn {shares} aandelen voor {labels} labels. Geef er één per label.",
        "there are {shares} shares for {labels} labels. Give one per label.",
    ),
    "share_over": ("het aandeel {value} is groter dan 1. Schrijf een aandeel van 0 tot 1.", "the share {value} is more than 1. Write a share from 0 to 1."),
    "share_falls": (
        "het aandeel {value} is kleiner dan {before} van een lager label. Zet de labels van laag naar hoog.",
        "the share {value} is less than {before} of a lower label. Order the labels from low to high.",
    ),
    "unknown_scale": (
        "de schaal {value} bestaat niet. Kies uit: {known}, of voeg [scales.{value}] toe.",
        "the scale {value} does not exist. Choose from: {known}, or add [scales.{value}].",
    ),
    "minimum_off_scale": (
        "het minimum {value} staat niet op de schaal. Kies uit: {allowed}.",
        "the minimum {value} is not on the scale. Choose from: {allowed}.",
    ),
}

SCHEME: dict[str, tuple[str, str]] = {
    "nothing_scored": (
        "geen enkel onderdeel staat op punten, dus er valt niets te rangschikken. Geef minstens één onderdeel points.",
        "no part carries points, so there is nothing to rank. Give at least one part points.",
    ),
    "no_points_no_verdict": (
        "het onderdeel heeft geen points en geen verdict. Geef het points (een aantal punten) of verdict = true (geschikt of niet).",
        "the part has no points and no verdict. Give it points (a number) or verdict = true (suitable or not).",
    ),
    "points_and_verdict": (
        "het onderdeel heeft points en ook verdict. Kies één van beide.",
        "the part has points and also verdict. Choose one of the two.",
    ),
    "verdict_false": (
        "verdict = false zegt niets. Schrap het en geef points, of schrijf verdict = true.",
        "verdict = false says nothing. Remove it and give points, or write verdict = true.",
    ),
    "not_on_verdict": (
        "{key} hoort niet bij een onderdeel met verdict: dat geeft alleen geschikt of ongeschikt. Schrap {key}.",
        "{key} does not belong on a part with a verdict, which says suitable or unsuitable only. Remove {key}.",
    ),
    "not_on_verdict_criterion": (
        "{key} hoort niet bij een criterium van een onderdeel met verdict: dat telt niet in punten. Schrap {key}.",
        "{key} does not belong on a criterion of a verdict part, which carries no points. Remove {key}.",
    ),
    "not_on_direct": (
        "scale hoort niet bij een onderdeel dat rechtstreeks in punten beoordeeld wordt. Schrap scale of geef criteria.",
        "scale does not belong on a part that is marked directly in points. Remove scale or give criteria.",
    ),
    "points_off_step": (
        "{points} punten is geen veelvoud van de afronding {step}. Pas points of rounding aan.",
        "{points} points is no multiple of the rounding step {step}. Change points or rounding.",
    ),
    "criterion_twice": (
        "het criterium {value} staat twee keer in dit onderdeel. Schrap er één; de code telt, ook uit een ander kader.",
        "the criterion {value} stands twice in this part. Remove one; the code counts, also from another framework.",
    ),
    "topic_and_competency": (
        "het criterium heeft topic en ook competency. Kies één van beide.",
        "the criterion has topic and also competency. Choose one of the two.",
    ),
    "no_topic_no_competency": (
        "het criterium heeft geen competency en geen topic. Geef één van beide.",
        "the criterion has no competency and no topic. Give one of the two.",
    ),
    "not_on_topic": (
        "{key} hoort bij een competentie, niet bij een vrij onderwerp. Schrap {key}.",
        "{key} belongs with a competency, not with a free topic. Remove {key}.",
    ),
    "not_on_competency": (
        "een competentie krijgt haar titel uit het competentiekader. Schrap title.",
        "a competency gets its title from the competency framework. Remove title.",
    ),
    "tie_break_unknown": (
        "{value} is geen onderdeel op punten. Kies uit: {known}.",
        "{value} is no scored part. Choose from: {known}.",
    ),
    "neutralised_part": (
        "{value} is geen onderdeel met criteria op punten. Kies uit: {known}.",
        "{value} is no scored part with criteria. Choose from: {known}.",
    ),
    "neutralised_criterion": (
        "{value} is geen criterium van het onderdeel {part}. Kies uit: {known}.",
        "{value} is no criterion of the part {part}. Choose from: {known}.",
    ),
    "neutralised_all": (
        "hiermee vallen alle criteria van het onderdeel {part} weg. Laat er minstens één staan.",
        "with this all criteria of the part {part} drop out. Keep at least one.",
    ),
    "salary_order": (
        "het maximum {maximum} ligt onder het minimum {minimum}. Verwissel ze.",
        "the maximum {maximum} is below the minimum {minimum}. Exchange them.",
    ),
}

FRAMEWORKS: dict[str, tuple[str, str]] = {
    "no_framework": (
        "er is niet gezegd uit welk competentiekader deze competentie komt. Schrijf framework bij het criterium of bovenaan; bekend zijn: {known}.",
        "it is not said which framework this competency comes from. Write framework here or at the top; known are: {known}.",
    ),
    "unknown_framework": ("het competentiekader {value} is niet gekend. Bekend zijn: {known}.", "the framework {value} is not known. Known are: {known}."),
    "unknown_competency": (
        "het competentiekader {framework} heeft geen competentie {value}. Controleer de code in het kader.",
        "the framework {framework} has no competency {value}. Check the code in the framework.",
    ),
    "unknown_level": (
        "de competentie {competency} heeft in het kader {framework} geen niveau {value}. Kies uit: {known}.",
        "the competency {competency} of the framework {framework} has no level {value}. Choose from: {known}.",
    ),
    "level_missing": (
        "er is niet gezegd welk niveau van {competency} gevraagd wordt. Kies uit: {known}.",
        "it is not said which level of {competency} is asked. Choose from: {known}.",
    ),
    "level_of_none_asked": (
        "de competentie {competency} heeft in het kader {framework} geen niveaus. Schrap level.",
        "the competency {competency} of the framework {framework} has no levels. Remove level.",
    ),
    "unknown_cluster": (
        "de cluster {value} staat niet bij clusters. Kies uit: {known}.",
        "the cluster {value} is not among the clusters. Choose from: {known}.",
    ),
    "levels_of_none": (
        'het kader zegt levels_are = "none" en heeft toch niveaus. Schrap levels of pas levels_are aan.',
        'the framework says levels_are = "none" and yet has levels. Remove levels or change levels_are.',
    ),
    "level_of_none": (
        'het kader zegt levels_are = "none", dus een competentie heeft één blok indicatoren zonder level. Schrap wat te veel is.',
        'the framework says levels_are = "none", so a competency has one block of indicators without level. Remove what is too much.',
    ),
    "levels_missing": (
        'het kader zegt levels_are = "{kind}" en heeft geen niveaus. Voeg [[levels]] toe met code en label.',
        'the framework says levels_are = "{kind}" and has no levels. Add [[levels]] with code and label.',
    ),
    "level_not_listed": ("het niveau {value} staat niet bij levels. Kies uit: {known}.", "the level {value} is not among the levels. Choose from: {known}."),
    "rungs_missing": (
        "de ladder is niet volledig: niveau {levels} ontbreekt. Beschrijf elk niveau van het kader.",
        "the ladder is not complete: level {levels} is missing. Describe every level of the framework.",
    ),
    "unknown_dimension": (
        "de dimensie {value} staat niet bij de dimensies van deze competentie. Kies uit: {known}.",
        "the dimension {value} is not among the dimensions of this competency. Choose from: {known}.",
    ),
    "profile_competency": (
        "het functieprofiel noemt de competentie {value}, maar het kader heeft die niet. Controleer de code.",
        "the profile names the competency {value}, but the framework has none of that code. Check the code.",
    ),
}

TEXTS: dict[str, tuple[str, str]] = {**VALUES, **FILES, **SCALES, **SCHEME, **FRAMEWORKS}


def sentence(code: str, figures: Mapping[str, str], language: str) -> str:
    """What is wrong and what to do, in `nl` or `en`."""
    text = TEXTS[code][0 if language == "nl" else 1]
    return _FIGURE.sub(lambda name: figures.get(name[1], name[0]), text)
