"""One colour of a municipality → the design system's sixteen roles, light and dark.

Every role is placed by its luminance, so the contrasts hold for any hue: HSLuv's lightness is a
function of luminance alone. A hovered or pressed shade moves away from the text that stands on it.
"""

import hashlib
import re
from functools import lru_cache

from coloraide import Color as Plain
from coloraide.spaces.hsluv import HSLuv
from coloraide.spaces.lchuv import LChuv
from coloraide.spaces.luv import Luv
from flask import Flask, abort, make_response

from webapp.core.access import allow, everyone

SIX_DIGITS = re.compile(r"[0-9a-f]{6}")
DEFAULT = "#0b5c8a"
AA = 4.5
SAFE = 4.6  # rounding to eight bits never brings this below AA
_EIGHT_BITS = [step / 255 for step in range(256)]
LINEAR = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in _EIGHT_BITS]
WHITE, BLACK = "#ffffff", "#000000"
HOVER, ACTIVE = 8, 16  # how far a pressed shade moves, in lightness
BASE_CHROMA, SUBTLE_CHROMA = 90, 12
DARK_BASE = (60, 82)  # the lightness of a filled button on a dark page

# Role: its luminance, and the most chroma it may have (a tint of a strong green is no neon).
VIVID = 200
PLACES = {
    "light": {
        "background-default": (1, VIVID),
        "background-tinted": (0.9, 10),
        "surface-default": (1, VIVID),
        "surface-tinted": (0.82, 19),
        "surface-hover": (0.71, 31),
        "surface-active": (0.6, 44),
        "border-subtle": (0.5, 50),
        "border-default": (0.19, VIVID),
        "border-strong": (0.09, VIVID),
        "text-subtle": (0.09, VIVID),
        "text-default": (0.025, VIVID),
    },
    "dark": {
        "background-default": (0.009, 6),
        "background-tinted": (0.014, 9),
        "surface-default": (0.021, 12),
        "surface-tinted": (0.027, 16),
        "surface-hover": (0.036, 22),
        "surface-active": (0.056, 30),
        "border-subtle": (0.08, 40),
        "border-default": (0.22, 55),
        "border-strong": (0.45, 45),
        "text-subtle": (0.45, 45),
        "text-default": (0.84, 8),
    },
}
SCHEMES = tuple(PLACES)
GROUNDS = tuple(role for role in PLACES["light"] if role.startswith(("background", "surface")))
BASES = ("base-default", "base-hover", "base-active")
TEXT_ON = {
    **dict.fromkeys(("text-subtle", "text-default"), GROUNDS),
    **dict.fromkeys(("base-contrast-subtle", "base-contrast-default"), BASES),
}


class Color(Plain):
    """coloraide with the one space that we place colours in."""


Color.register([Luv(), LChuv(), HSLuv()])


def init_app(app: Flask) -> None:
    app.add_url_rule("/theme/<digits>-<digest>.css", "theme", sheet)
    app.jinja_env.globals["sheet_url"] = sheet_url


@allow(everyone, at="any")
def sheet(digits: str, digest: str):
    """A colour's sheet under an address that changes whenever its contents do."""
    if not SIX_DIGITS.fullmatch(digits) or digest != theme_digest("#" + digits):
        abort(404)
    answer = make_response(theme_css("#" + digits))
    answer.mimetype = "text/css"
    answer.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return answer


def sheet_url(colour: str) -> str:
    return f"/theme/{colour[1:]}-{theme_digest(colour)}.css"


def contrast(one, other):
    return _ratio(luminance(one), luminance(other))


def luminance(colour):
    """Relative luminance of a hex as the guidelines define it, from a table: it is asked often."""
    red, green, blue = (LINEAR[int(colour[at : at + 2], 16)] for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def readable_on(colour):
    """White where it can be read, else black."""
    return WHITE if contrast(WHITE, colour) >= AA else BLACK


def roles(colour, scheme):
    """The hex of each of the sixteen roles in one scheme."""
    hue, saturation, lightness = Color(colour).convert("hsluv")[:3]
    placed = {
        role: _hex(hue, saturation, _lightness(light), chroma)
        for role, (light, chroma) in PLACES[scheme].items()
    }
    if scheme == "dark":
        lightness = min(max(lightness, DARK_BASE[0]), DARK_BASE[1])
    base = colour if scheme == "light" else _hex(hue, saturation, lightness, BASE_CHROMA)
    return placed | _bases(base, hue, saturation, lightness)


def worst_contrast(colour):
    """The least contrast of any text on any ground of its own, in both schemes and all states."""
    lights = [
        {role: luminance(shade) for role, shade in roles(colour, scheme).items()}
        for scheme in SCHEMES
    ]
    return min(
        _ratio(light[text], light[ground])
        for light in lights
        for text, grounds in TEXT_ON.items()
        for ground in grounds
    )


@lru_cache(maxsize=512)
def theme_css(colour, name="accent"):
    """The colour's own sheet, `auto` repeated in both media queries: else the stock blue wins."""
    light, dark = (_declarations(roles(colour, scheme), name) for scheme in SCHEMES)
    return (
        f":root,[data-color-scheme=light]{{{light}}}"
        f"[data-color-scheme=dark]{{{dark}}}"
        f"@media (prefers-color-scheme:light){{[data-color-scheme=auto]{{{light}}}}}"
        f"@media (prefers-color-scheme:dark){{[data-color-scheme=auto]{{{dark}}}}}"
    )


@lru_cache(maxsize=512)
def theme_digest(colour):
    return hashlib.sha256(theme_css(colour).encode()).hexdigest()[:10]


def _ratio(one, other):
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def _bases(base, hue, saturation, lightness):
    text = readable_on(base)
    away = -1 if text == WHITE else 1
    if not 0 <= lightness + away * ACTIVE <= 100:
        away = -away
    return {
        "base-default": base,
        "base-hover": _hex(hue, saturation, lightness + away * HOVER, BASE_CHROMA),
        "base-active": _hex(hue, saturation, lightness + away * ACTIVE, BASE_CHROMA),
        "base-contrast-subtle": _subtle(base, text, hue, saturation, away),
        "base-contrast-default": text,
    }


def _subtle(base, text, hue, saturation, away):
    """A tinted text on the filled colour, as far from the full text as the contrast allows."""
    full = contrast(text, base)
    wanted = max(SAFE, full * 0.8)
    toward_text = away == (1 if text == WHITE else -1)
    if full <= wanted or toward_text:
        return text
    ground = luminance(base) + 0.05
    light = ground * wanted - 0.05 if text == WHITE else ground / wanted - 0.05
    return _hex(hue, saturation, _lightness(min(max(light, 0), 1)), SUBTLE_CHROMA)


def _declarations(shades, name):
    return "".join(f"--ds-color-{name}-{role}:{shade};" for role, shade in shades.items())


def _lightness(light):
    """CIE L* of a relative luminance, which is HSLuv's lightness as well."""
    cube = 216 / 24389
    return 116 * light ** (1 / 3) - 16 if light > cube else light * 24389 / 27


def _hex(hue, saturation, lightness, most_chroma):
    shade = Color("hsluv", [hue, saturation, lightness]).convert("lchuv")
    shade["chroma"] = min(shade["chroma"], most_chroma)
    return shade.convert("srgb").to_string(hex=True)
