"""Finnish identifiers: what people type, what is stored, how it is shown."""

import re
import unicodedata

import phonenumbers
from phonenumbers import PhoneNumberFormat

BUSINESS_ID = re.compile(r"([0-9]{7})-?([0-9])")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1)
REGISTER_NUMBER = re.compile(r"[0-9]{1,6}|[0-9]{1,3}\.[0-9]{3}")
POSTAL_CODE = re.compile(r"[0-9]{5}")
MUNICIPALITY_NUMBER = re.compile(r"[0-9]{3}")
OVT = re.compile(r"0037([0-9]{8})[0-9A-Z]{0,5}")
OPERATOR_ID = re.compile(r"[0-9A-Z]{8,35}")
PHONE = re.compile(r"[0-9+()\-./ ]{1,30}")
IDENTITY_CODE = re.compile(
    r"(?<![0-9A-Z])[0-3][0-9][01][0-9]{3}[-+A-FU-Y][0-9]{3}[0-9A-FHJ-NPR-Y](?![0-9A-Z])", re.I
)
CHECKS = "0123456789ABCDEFHJKLMNPRSTUVWXY"
DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
FINLAND = 358


def business_id(text):
    """With its hyphen, or None: "20774740" and " 2077474-0 " are both 2077474-0."""
    match = BUSINESS_ID.fullmatch(_without_spaces(text))
    if not match:
        return None
    digits = "".join(match.groups())
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, digits, strict=True))
    return "-".join(match.groups()) if total % 11 == 0 else None


def register_number(text):
    """Digits of an association's register number, or None: "84.130" is 84130."""
    typed = _without_spaces(text)
    return typed.replace(".", "") if REGISTER_NUMBER.fullmatch(typed) else None


def show_register_number(number):
    return f"{number[:-3]}.{number[-3:]}" if len(number) > 3 else number


def is_postal_code(text):
    return bool(POSTAL_CODE.fullmatch(text))


def is_municipality_number(text):
    return bool(MUNICIPALITY_NUMBER.fullmatch(text))


def is_ovt(text):
    match = OVT.fullmatch(text)
    return bool(match and business_id(match[1]))


def is_operator_id(text):
    return bool(OPERATOR_ID.fullmatch(text))


def phone(text):
    """E.164, or None when nobody can be reached there: "040 123 4567" is +358401234567."""
    typed = " ".join(text.translate(DASHES).split())
    if not PHONE.fullmatch(typed):
        return None
    try:
        number = phonenumbers.parse(typed, "FI")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def show_phone(e164):
    """Finnish numbers grouped as Finns write them, others in their international form."""
    number = phonenumbers.parse(e164)
    if number.country_code != FINLAND:
        return phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)
    national = phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL)
    code, _space, rest = national.partition(" ")
    return " ".join([code, *_groups(rest)])


def holds_identity_code(text):
    """A personal identity code is somewhere in this text: it must not be kept."""
    plain = unicodedata.normalize("NFKC", text).translate(DASHES)
    return any(_has_right_check(found) for found in IDENTITY_CODE.findall(plain))


def _groups(digits):
    digits = digits.replace(" ", "")
    groups = []
    while len(digits) > 5:
        groups.append(digits[:3])
        digits = digits[3:]
    return [*groups, digits]


def _has_right_check(code):
    return CHECKS[int(code[:6] + code[7:10]) % 31] == code[10].upper()


def _without_spaces(text):
    return "".join(text.split())
