"""The cast of the demonstration and of the tests: invented people, named by what they do.

Facts of places come from public sources (number, language, year of a merger); every address is
at example.org and every name says a role, so nobody real is meant.
"""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID, uuid5

NAMESPACE = UUID("6f1d3c52-5f0f-5d0c-9d6c-2f6b8a7a1b11")


def id_of(kind: str, key: str) -> UUID:
    """The same id in every database, so that tests and links can name a row before it is read."""
    return uuid5(NAMESPACE, f"{kind}:{key}")


class Town(NamedTuple):
    key: str
    kind: str
    number: str | None
    names: dict
    short_names: dict
    language_status: str
    region: str | None
    initials: str
    colour: str


class Place(NamedTuple):
    key: str
    town: str
    kind: str
    names: dict
    parent: str | None = None
    merged_year: int | None = None
    lead: dict | None = None


class Party(NamedTuple):
    key: str
    town: str
    sector: str
    name: str
    areas: tuple[str, ...] = ()
    kind: str = "organisation"


class Person(NamedTuple):
    key: str
    town: str
    first_name: str
    family_name: str
    email: str
    role: str | None = None
    area: str | None = None
    parties: tuple[str, ...] = ()
    language: str = "fi"
    also_in: tuple[str, ...] = ()


TOWNS = (
    Town(
        "platform",
        "platform",
        None,
        {"fi": "Yhteispöytä", "sv": "Yhteispöytä", "en": "Yhteispöytä"},
        {"fi": "Yhteispöytä"},
        "fi_sv",
        None,
        "YP",
        "#1c5f78",
    ),
    Town(
        "kuopio",
        "municipality",
        "297",
        {"fi": "Kuopion kaupunki", "sv": "Kuopio stad", "en": "City of Kuopio"},
        {"fi": "Kuopio"},
        "fi",
        "11",
        "KU",
        "#0a5c36",
    ),
    Town(
        "varkaus",
        "municipality",
        "915",
        {"fi": "Varkauden kaupunki", "sv": "Varkaus stad", "en": "City of Varkaus"},
        {"fi": "Varkaus"},
        "fi",
        "11",
        "VA",
        "#7a1f3d",
    ),
    Town(
        "raasepori",
        "municipality",
        "710",
        {"fi": "Raaseporin kaupunki", "sv": "Raseborgs stad", "en": "City of Raseborg"},
        {"fi": "Raasepori", "sv": "Raseborg"},
        "sv_fi",
        "01",
        "RA",
        "#0b5ed7",
    ),
    Town(
        "rautalampi",
        "municipality",
        "686",
        {"fi": "Rautalammin kunta", "sv": "Rautalampi kommun", "en": "Municipality of Rautalampi"},
        {"fi": "Rautalampi"},
        "fi",
        "11",
        "RL",
        "#ffd500",
    ),
    Town(
        "mansikka",
        "association",
        None,
        {"fi": "Kehittämisyhdistys Mansikka ry"},
        {"fi": "Mansikka"},
        "fi",
        "11",
        "MA",
        "#b3123f",
    ),
)

PLACES = (
    Place("juankoski", "kuopio", "merged", {"fi": "Juankoski"}, merged_year=2017),
    Place("muuruvesi", "kuopio", "village", {"fi": "Muuruvesi"}, parent="juankoski"),
    Place(
        "karttula",
        "kuopio",
        "merged",
        {"fi": "Karttula"},
        merged_year=2011,
        lead={"fi": "Karttulan asukkaiden, yhdistysten ja yrittäjien yhteinen sivu."},
    ),
    Place("vehmersalmi", "kuopio", "merged", {"fi": "Vehmersalmi"}, merged_year=2005),
    Place("kangaslampi", "varkaus", "merged", {"fi": "Kangaslampi"}, merged_year=2005),
    Place("harjuranta", "varkaus", "village", {"fi": "Harjuranta"}, parent="kangaslampi"),
    Place("viljolahti", "varkaus", "village", {"fi": "Viljolahti"}, parent="kangaslampi"),
    Place(
        "tammisaari",
        "raasepori",
        "merged",
        {"sv": "Ekenäs", "fi": "Tammisaari"},
        merged_year=2009,
        lead={"sv": "Gemensam sida för Ekenäs invånare, föreningar och företag."},
    ),
    Place("karjaa", "raasepori", "merged", {"sv": "Karis", "fi": "Karjaa"}, merged_year=2009),
    Place("kerkonkoski", "rautalampi", "village", {"fi": "Kerkonkoski"}),
)

PARTIES = (
    Party("karttula_village", "kuopio", "third", "Karttulan kyläyhdistys ry", ("karttula",)),
    Party("karttula_parish", "kuopio", "parish", "Karttulan seurakunta", ("karttula",)),
    Party("karttula_walkers", "kuopio", "residents", "Karttulan kävelyryhmä", (), "community"),
    Party("karttula_business", "kuopio", "business", "Karttulan Yrittäjäkerho", ("karttula",)),
    Party("juankoski_village", "kuopio", "third", "Juankosken kyläyhdistys ry", ("juankoski",)),
    Party("kuopio_care", "kuopio", "public", "Kuopion kaupunki, asukastupa", ("vehmersalmi",)),
    Party(
        "kangaslampi_village", "varkaus", "third", "Kangaslammin kyläyhdistys ry", ("kangaslampi",)
    ),
    Party("karis_village", "raasepori", "third", "Karis byaförening rf", ("karjaa",)),
    Party(
        "kerkonkoski_village",
        "rautalampi",
        "third",
        "Kerkonkosken kyläyhdistys ry",
        ("kerkonkoski",),
    ),
)

PEOPLE = (
    Person("operator", "platform", "Palvelun", "Ylläpitäjä", "yllapitaja", "operator"),
    Person("admin", "kuopio", "Kuopion", "Pääkäyttäjä", "paakayttaja.kuopio", "administrator"),
    Person("officer", "kuopio", "Kuopion", "Viranhaltija", "viranhaltija.kuopio", "officer"),
    Person("member", "kuopio", "Kuopion", "Jäsen", "jasen.kuopio"),
    Person(
        "coordinator",
        "kuopio",
        "Juankosken",
        "Aluekoordinaattori",
        "aluekoordinaattori.juankoski",
        "area_coordinator",
        area="juankoski",
    ),
    Person(
        "villager",
        "kuopio",
        "Karttulan",
        "Sihteeri",
        "sihteeri.karttula",
        parties=("karttula_village",),
    ),
    Person(
        "twofold",
        "kuopio",
        "Karttulan",
        "Diakoni",
        "diakoni.karttula",
        parties=("karttula_village", "karttula_parish"),
    ),
    Person("both", "kuopio", "Savon", "Yrittäjä", "yrittaja", also_in=("varkaus",)),
    Person(
        "varkaus_admin",
        "varkaus",
        "Varkauden",
        "Pääkäyttäjä",
        "paakayttaja.varkaus",
        "administrator",
    ),
    Person("varkaus_member", "varkaus", "Varkauden", "Jäsen", "jasen.varkaus"),
    Person(
        "varkaus_villager",
        "varkaus",
        "Kangaslammin",
        "Puheenjohtaja",
        "puheenjohtaja.kangaslampi",
        parties=("kangaslampi_village",),
    ),
    Person(
        "raasepori_admin",
        "raasepori",
        "Raseborgs",
        "Huvudanvändare",
        "huvudanvandare.raseborg",
        "administrator",
        language="sv",
    ),
    Person(
        "raasepori_villager",
        "raasepori",
        "Karis",
        "Sekreterare",
        "sekreterare.karis",
        parties=("karis_village",),
        language="sv",
    ),
    Person(
        "rautalampi_admin",
        "rautalampi",
        "Rautalammin",
        "Pääkäyttäjä",
        "paakayttaja.rautalampi",
        "administrator",
    ),
    Person(
        "host_admin",
        "mansikka",
        "Mansikan",
        "Toiminnanjohtaja",
        "johtaja.mansikka",
        "administrator",
    ),
    Person(
        "host_worker",
        "mansikka",
        "Mansikan",
        "Hanketyöntekijä",
        "hanketyontekija.mansikka",
        "officer",
    ),
)

# host, municipality, has the municipality accepted
HOSTINGS = (("mansikka", "rautalampi", True), ("mansikka", "varkaus", False))


def person(key: str) -> Person:
    return next(p for p in PEOPLE if p.key == key)


def address(person: Person) -> str:
    return f"{person.email}@example.org"
