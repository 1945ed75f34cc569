"""The other municipalities and hosts that public sources tell of, each with an administrator.

Only the demonstration has them; the tests do with the cast, and read the rest in one test.
"""

from __future__ import annotations

from webapp.demonstration import cast

TOWNS, PLACES, PARTIES, PEOPLE, HOSTINGS = cast.read("sources")
