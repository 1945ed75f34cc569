"""The other municipalities that public sources tell of, each with an administrator by role.

Only the demonstration has them; the tests do with the cast, and read the tables in one test.
"""

from __future__ import annotations

from webapp.demonstration.cast import Party, Person, Place, Town

SWEDISH = {"Tuusula": "Tusby"}


def _municipality(key: str, number: str, name: str, genitive: str, rest: str) -> Town:
    region, initials, colour = rest.split()
    names = {
        "fi": f"{genitive} kunta",
        "sv": f"{SWEDISH.get(name, name)} kommun",
        "en": f"Municipality of {name}",
    }
    short = {"fi": name}
    return Town(key, "municipality", number, names, short, "fi", region, initials, colour)


TOWNS = (
    _municipality("sonkajarvi", "762", "Sonkajärvi", "Sonkajärven", "11 SJ #0f5c6e"),
    _municipality("lapinlahti", "402", "Lapinlahti", "Lapinlahden", "11 LL #5b3a8c"),
    _municipality("rautavaara", "687", "Rautavaara", "Rautavaaran", "11 RV #7a4a00"),
    _municipality("vesanto", "921", "Vesanto", "Vesannon", "11 VS #1d5fa8"),
    _municipality("tervo", "844", "Tervo", "Tervon", "11 TE #356b1c"),
    _municipality("mantyharju", "507", "Mäntyharju", "Mäntyharjun", "10 MH #8a2b2b"),
    _municipality("tuusula", "858", "Tuusula", "Tuusulan", "01 TU #004f8b"),
)

PLACES = (
    Place("maaninka", "kuopio", "merged", {"fi": "Maaninka"}, merged_year=2015),
    Place("nilsia", "kuopio", "merged", {"fi": "Nilsiä"}, merged_year=2013),
    Place("riistavesi", "kuopio", "merged", {"fi": "Riistavesi"}, merged_year=1973),
    Place("sukeva", "sonkajarvi", "village", {"fi": "Sukeva"}),
    Place("varpaisjarvi", "lapinlahti", "merged", {"fi": "Varpaisjärvi"}, merged_year=2011),
    Place("hyryla", "tuusula", "district", {"fi": "Hyrylä"}),
    Place("jokela", "tuusula", "district", {"fi": "Jokela"}),
    Place("kellokoski", "tuusula", "district", {"fi": "Kellokoski"}),
    Place("lahela", "tuusula", "district", {"fi": "Lahela ja eteläinen Tuusula"}),
    Place("riihikallio", "tuusula", "district", {"fi": "Riihikallio"}),
)
PARTIES: tuple[Party, ...] = ()


def _administrator(town: str, genitive: str) -> Person:
    email = f"paakayttaja.{town}"
    return Person(f"{town}_admin", town, genitive, "Pääkäyttäjä", email, "administrator")


PEOPLE = (
    _administrator("sonkajarvi", "Sonkajärven"),
    _administrator("lapinlahti", "Lapinlahden"),
    _administrator("rautavaara", "Rautavaaran"),
    _administrator("vesanto", "Vesannon"),
    _administrator("tervo", "Tervon"),
    _administrator("mantyharju", "Mäntyharjun"),
    _administrator("tuusula", "Tuusulan"),
)

HOSTINGS = (("mansikka", "tervo", True), ("mansikka", "vesanto", True))
