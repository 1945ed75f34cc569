"""What people type, made safe to keep: one form of Unicode, nothing that cannot be shown."""

import unicodedata

from wtforms.validators import ValidationError

from webapp.core.identifiers import holds_identity_code
from webapp.core.language import _

LONGEST = 100_000
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
UNSEEN = "\ufeff"
# Letters by their category, but nothing is drawn: a name of them could not be pressed.
BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
UNDRAWN = frozenset(("Cf", "Mn", "Me", "Zs", "Zl", "Zp", "Cc"))
# Accents upon accents are put into their order in quadratic time; no language needs so many.
HIGHEST = 30


def line(typed):
    """One line with single spaces, and whether every sign could stay."""
    text, whole = _showable(_text(typed).replace("\t", " "), kept="")
    return " ".join(text.split()), whole


def paragraph(typed):
    text, whole = _showable(_text(typed).replace("\r\n", "\n").replace("\r", "\n"), kept="\n\t")
    return text.strip(), whole


def refuse_unshowable():
    raise ValueError(_("The text holds control characters that cannot be kept. Remove them."))


def check_length(text, most):
    if len(text) > most:
        raise ValidationError(
            _(
                "Shorten the text to at most %(most)s characters. It now has %(now)s.",
                most=most,
                now=len(text),
            )
        )


def check_identity_code(text, label):
    if holds_identity_code(text):
        raise ValidationError(
            _(
                "Remove the personal identity code from “%(field)s”. It must not be kept here.",
                field=label,
            )
        )


def _text(typed):
    """A file or a number sent in place of a text is no text; nothing longer is worth cleaning."""
    return typed[:LONGEST].replace(UNSEEN, "") if isinstance(typed, str) else ""


def _showable(text, kept):
    shown = "".join(sign for sign in text if sign in kept or _can_be_shown(sign))
    if not unicodedata.is_normalized("NFKC", shown):
        shown = "".join(_without_towers(shown))
    whole = len(shown) == len(text)
    return unicodedata.normalize("NFC", shown) if any(map(_can_be_seen, shown)) else "", whole


def _can_be_seen(sign):
    """Not a space, a joiner or an accent that stands alone."""
    return unicodedata.category(sign) not in UNDRAWN and sign not in BLANK


def _without_towers(text):
    height = 0
    for sign in text:
        for part in unicodedata.normalize("NFKD", sign):  # what looks like one may be two
            height = height + 1 if unicodedata.combining(part) else 0
        if height <= HIGHEST:
            yield sign


def _can_be_shown(sign):
    """Not what turns or hides text, nor what Unicode keeps for programs: no feed may hold it."""
    if unicodedata.category(sign) in ("Cc", "Cs") or sign in TURNING:
        return False
    return not (ord(sign) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(sign) <= 0xFDEF)
