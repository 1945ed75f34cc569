"""Colour and coat of arms: seen before they are saved, safe whatever is uploaded."""

import struct
import time
import zlib
from io import BytesIO

import pytest
from PIL import Image

from tests.client import HX
from tests.settings.reading import tenant


def png(width=300, height=400, colour=(170, 0, 0, 255)) -> bytes:
    file = BytesIO()
    Image.new("RGBA", (width, height), colour).save(file, "PNG")
    return file.getvalue()


def upload(browser, sent, name="vaakuna.png"):
    data = {"picture": (BytesIO(sent), name, "image/png")}
    return browser.post("/settings/coat-of-arms", data=data, content_type="multipart/form-data")


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def bomb(side=50_000) -> bytes:
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1_000_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def remark() -> bytes:
    text = chunk(b"zTXt", b"a\0\0" + zlib.compress(b"x" * 50_000_000))
    return png()[:33] + text + png()[33:]


def test_the_colour_is_seen_before_it_is_saved(browser, app, world):
    admin = browser("admin")
    data = {"colour": "#aa0000", "initials": "KUO", "preview": "1"}
    page = admin.post("/settings/look", data=data)
    assert page.status_code == 200 and 'fill="#aa0000"' in page.text and "7,8" in page.text
    assert tenant(app, world).colour == "#0a5c36"
    del data["preview"]
    assert admin.post("/settings/look", data=data).status_code == 303
    assert (tenant(app, world).colour, tenant(app, world).initials) == ("#aa0000", "KUO")
    assert "/theme/aa0000-" in admin.get("/settings").text


def test_the_preview_follows_the_colour_as_a_part(browser):
    part = browser("admin").part("/settings/look/preview?colour=%23FFD500").text
    assert 'id="preview"' in part and "<html" not in part and 'fill="#ffd500"' in part


@pytest.mark.parametrize("colour", ["", "red", "#12345", "#00000g", "url(x)", "%00"])
def test_what_is_no_colour_is_sent_back(browser, colour, app, world):
    admin = browser("admin")
    assert admin.post("/settings/look", data={"colour": colour}).status_code == 422
    answer = admin.get(f"/settings/look/preview?colour={colour}", headers=HX)
    assert answer.status_code == 422
    assert tenant(app, world).colour == "#0a5c36"


def test_a_picture_is_drawn_small_and_served_for_ever(browser, visitor, app, world):
    admin = browser("admin")
    assert upload(admin, png()).status_code == 303
    address = f"/coat-of-arms/{tenant(app, world).coat_of_arms}.png"
    assert address in admin.get("/settings/look").text
    assert address in visitor("kuopio").get("/areas").text
    answer = visitor("kuopio").get(address)
    assert answer.mimetype == "image/png" and "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert Image.open(BytesIO(answer.data)).size == (192, 256) and len(answer.data) <= 40_960


def test_a_coat_of_arms_belongs_to_one_town(browser, visitor, app, world):
    upload(browser("admin"), png())
    address = f"/coat-of-arms/{tenant(app, world).coat_of_arms}.png"
    assert visitor("varkaus").get(address).status_code == 404


def test_a_coat_of_arms_can_be_taken_away(browser, visitor, app, world):
    admin = browser("admin")
    upload(admin, png())
    address = f"/coat-of-arms/{tenant(app, world).coat_of_arms}.png"
    admin.post("/settings/coat-of-arms/removal")
    assert visitor("kuopio").get(address).status_code == 404
    assert "/coat-of-arms/" not in visitor("kuopio").get("/areas").text


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"\xff\xd8\xff\xe0 a photograph",
        png()[:200],
        png()[:-12] + chunk(b"iCCP", b"") + png()[-12:],
        bomb(),
        bomb(9_000),
        remark(),
        png() + b"\0" * 210_000,
    ],
    ids=[
        "nothing",
        "svg",
        "jpeg",
        "half",
        "empty profile",
        "bomb",
        "small bomb",
        "long remark",
        "too large",
    ],
)
def test_what_is_no_small_png_is_refused_at_once(browser, app, world, sent):
    admin, began = browser("admin"), time.process_time()
    answer = upload(admin, sent, "vaakuna.svg")
    assert answer.status_code == 422 and time.process_time() - began < 1
    assert "ds-error-summary" in answer.text and not tenant(app, world).coat_of_arms


def test_a_text_in_place_of_a_picture_is_refused(browser):
    answer = browser("admin").post("/settings/coat-of-arms", data={"picture": "x"})
    assert answer.status_code == 422
