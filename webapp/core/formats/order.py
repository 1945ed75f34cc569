"""The order of names, å ä ö last, and the form in which they are looked for."""

import re
import unicodedata

LATE = {"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}", "ü": "y", "đ": "d"}
SEARCHED = str.maketrans({"æ": "a", "ø": "o", "đ": "d"})
DIGITS = re.compile(r"([0-9]+)")


def sort_key(text):
    """One order for Finnish and Swedish; Ryhmä 2 before Ryhmä 10."""
    folded = unicodedata.normalize("NFC", text).casefold()
    base = "".join(LATE.get(sign) or unicodedata.normalize("NFD", sign)[0] for sign in folded)
    return [_part(part) for part in DIGITS.split(base)], folded, text


def sort_text(text):
    """The same order as one text, for a column that PostgreSQL sorts byte by byte."""
    parts, _folded, _text = sort_key(text)
    written = (part if isinstance(part, str) else f"{part[0]:02}{part[1]}" for part in parts)
    return "".join(written)[:200]


def fold_for_search(text):
    """Without accents and capitals: mantyharju finds Mäntyharju."""
    signs = unicodedata.normalize("NFKD", text.casefold()).translate(SEARCHED)
    return "".join(sign for sign in signs if not unicodedata.combining(sign))


def _part(part):
    if not part or part[0] not in "0123456789":
        return part
    value = part.lstrip("0")
    return len(value), value
