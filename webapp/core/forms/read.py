"""The fields whose line is read into a value: an address, a number, a day, a colour."""

import re
from urllib.parse import urlsplit

from email_validator import EmailNotValidError, validate_email
from wtforms.widgets import ColorInput, EmailInput, TelInput, TextInput, URLInput

from webapp.core import formats, identifiers
from webapp.core.forms import cleaning
from webapp.core.forms.lines import Asked, Line
from webapp.core.language import _, lazy

WEBSITE = re.compile(r"https?://[^\s<>\"\\@]+", re.I)
COLOUR = re.compile(r"#?([0-9a-f]{6}|[0-9a-f]{3})", re.I)


class Read(Line):
    """A line that is read into a value; empty is None, what was typed stays on the page."""

    def process_data(self, value):
        self.data = None if value == "" else value

    def process_formdata(self, valuelist):
        if not valuelist:
            return
        self.data = None
        self.typed, whole = self.clean(valuelist[0])
        if not whole:
            cleaning.refuse_unshowable()
        cleaning.check_length(self.typed, self.max_length)
        self.data = self.read(self.typed) if self.typed else None

    def pre_validate(self, form):
        Asked.pre_validate(self, form)

    def _value(self):
        if self.data is not None:
            return self.write(self.data)
        return getattr(self, "typed", "")

    def read(self, typed):
        raise NotImplementedError

    def write(self, value):
        return str(value)


class Email(Read):
    """An address in small letters; the domain may have å, ä and ö."""

    max_length = 254
    autocomplete = "email"
    widget = EmailInput()

    def read(self, typed):
        try:
            return address_of(typed)
        except EmailNotValidError as error:
            raise ValueError(_("Write the e-mail address in the form name@example.org.")) from error


def address_of(typed):
    """The one spelling of an address that can be typed in many. Raises EmailNotValidError."""
    address = validate_email(typed, check_deliverability=False, allow_smtputf8=False)
    return address.normalized.lower()


class Phone(Read):
    """A number in its international form, shown grouped."""

    max_length = 30
    autocomplete = "tel"
    widget = TelInput()

    def read(self, typed):
        number = identifiers.phone(typed)
        if not number:
            raise ValueError(_("Check the phone number. Write it like 040 123 4567."))
        return number

    def write(self, value):
        return identifiers.show_phone(value)


class Website(Read):
    """An address on the web; who leaves https:// out means it."""

    max_length = 290
    autocomplete = "url"
    widget = URLInput()

    def read(self, typed):
        address = typed if "://" in typed else f"https://{typed}"
        if not WEBSITE.fullmatch(address) or not _has_host(address):
            raise ValueError(_("Write the web address in the form https://www.example.org."))
        return address


def _has_host(address):
    try:
        return "." in (urlsplit(address).hostname or "")
    except ValueError:
        return False


class BusinessId(Read):
    inputmode = "numeric"
    widget = TextInput()

    def read(self, typed):
        number = identifiers.business_id(typed)
        if not number:
            raise ValueError(_("Check the business ID. It has the form 1234567-8."))
        return number


class RegisterNumber(Read):
    inputmode = "decimal"
    widget = TextInput()

    def read(self, typed):
        number = identifiers.register_number(typed)
        if not number:
            raise ValueError(_("Check the register number. It has at most six digits."))
        return number

    def write(self, value):
        return identifiers.show_register_number(value)


class Date(Read):
    """A day as people write it: 23.11.2026, 23.11. or 2026-11-23."""

    hint = lazy("In the form dd.mm.yyyy, for example 23.11.2026.")
    inputmode = "decimal"
    widget = TextInput()

    def read(self, typed):
        return formats.parse_date(typed)

    def write(self, value):
        return formats.date_typed(value)


class Time(Read):
    """A time of the day as people write it: 18.00, 18:00 or 18."""

    hint = lazy("In the form hh.mm, for example 18.00.")
    inputmode = "decimal"
    widget = TextInput()

    def read(self, typed):
        return formats.parse_time(typed)

    def write(self, value):
        return formats.time_typed(value)


class Number(Read):
    """A whole number between two others."""

    inputmode = "numeric"
    widget = TextInput()

    def __init__(self, *args, least=0, most=1_000_000, **kwargs):
        self.least, self.most = least, most
        super().__init__(*args, **kwargs)

    def read(self, typed):
        number = formats.parse_number(typed)
        is_whole = number == int(number) and not _may_be_thousands(number)
        if not is_whole or not self.least <= number <= self.most:
            raise ValueError(
                _(
                    "Write a whole number from %(least)s to %(most)s.",
                    least=self.least,
                    most=self.most,
                )
            )
        return int(number)


def _may_be_thousands(number):
    """1.000 and 1,000: one to a Finn, a thousand to who typed it."""
    return number.as_tuple().exponent == -3


class Colour(Read):
    """#rrggbb in small letters."""

    max_length = 30
    widget = ColorInput()

    def read(self, typed):
        match = COLOUR.fullmatch(typed)
        if not match:
            raise ValueError(_("Write the colour as # and six digits or letters, like #0b5cad."))
        digits = match[1].lower()
        return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))
