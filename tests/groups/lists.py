"""Lists of people as tests make them, and what the page carries to the second press."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO

from openpyxl import Workbook

FINNISH = """Nimi;Sähköposti;Puhelin;Organisaatio;Sektori;Rooli
Aada Äijälä;aada@example.org;;Karttulan seurakunta;;Puheenjohtaja

Pentti Puhelin;;040 123 4567;;Asukkaat;tuntee tiet
;;;;;
"""


def sealed(page) -> str:
    return unescape(re.search(r'name="rows" value="([^"]*)"', page.text)[1])


def workbook(rows, **properties) -> bytes:
    book, made = Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(made)
    return made.getvalue()
