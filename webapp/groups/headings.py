"""The words of a list of people, in three languages and as offices shorten them."""

from __future__ import annotations

from collections.abc import Mapping

from webapp.actors.words import SECTORS
from webapp.core.formats import fold_for_search
from webapp.core.language import LANGUAGES, use_language
from webapp.groups.words import ROLE_NAMES

COLUMNS = {
    "name": "nimi namn name osallistuja deltagare participant",
    "first_name": "etunimi förnamn firstname givenname",
    "family_name": "sukunimi efternamn lastname familyname surname",
    "email": "sähköposti sähköpostiosoite epost epostadress email emailaddress mail",
    "phone": "puhelin puhelinnumero puh puhnro gsm matkapuhelin telefon telefonnummer tel mobil "
    "phone phonenumber mobile",
    "actor": "organisaatio toimija yhteisö taho yhdistys organisation organization aktör förening "
    "actor association",
    "sector": "sektori sektor sector",
    "role": "rooli tehtävä roll uppgift role",
    "seat": "roolipöydässä rollvidbordet roleatthetable",
    "benefit": "hyöty tavoiteltuhyöty nytta benefit",
    "language": "kieli språk language",
}
SECTOR_WORDS = {
    "public": "julkinen kunta kaupunki offentlig kommun stad municipality",
    "business": "yritys yritykset elinkeinoelämä företag näringsliv company",
    "third": "yhdistys yhdistykset järjestö järjestöt 3sektori förening föreningar association",
    "parish": "seurakunta kirkko församling parish",
    "residents": "asukas asukkaat asukkaita invånare resident",
    "projects": "hanke projekt project",
}
ROLE_WORDS = {
    "chair": "pj",
    "secretary": "siht sekr",
    "member": "jäsen medlem member",
    "core": "ydintiimiläinen",
}
LANGUAGE_WORDS = {
    "fi": "fi suomi finska finnish",
    "sv": "sv ruotsi svenska swedish",
    "en": "en englanti engelska english",
}
LONGEST = 100  # of what a heading or a word of ours can be


def folded(typed: str) -> str:
    """Letters and digits only: "E-mail " and "email" are the same."""
    return "".join(sign for sign in fold_for_search(typed[:LONGEST]) if sign.isalnum())


def column(heading: str) -> str | None:
    return _COLUMNS.get(folded(heading))


def sector(typed: str) -> str | None:
    return _chosen(typed, _words(SECTOR_WORDS) | _said(SECTORS))


def role(typed: str) -> str | None:
    return _chosen(typed, _words(ROLE_WORDS) | _said(ROLE_NAMES))


def language(typed: str) -> str | None:
    return _words(LANGUAGE_WORDS).get(folded(typed))


def _chosen(typed: str, known: Mapping[str, str]) -> str | None:
    """As it is, or by its beginning where only one begins so."""
    sought = folded(typed)
    begun = {code for word, code in known.items() if word.startswith(sought)}
    is_one = len(sought) > 3 and len(begun) == 1
    return known.get(sought) or (begun.pop() if is_one else None)


def _words(lists: Mapping[str, str]) -> dict[str, str]:
    return {folded(word): code for code, words in lists.items() for word in words.split()}


def _said(names: Mapping) -> dict[str, str]:
    """Each code, and what it is called in each language."""
    known = {folded(code): code for code in names}
    for tag in LANGUAGES:
        with use_language(tag):
            known |= {folded(str(name)): code for code, name in names.items()}
    return known


_COLUMNS = _words(COLUMNS)
