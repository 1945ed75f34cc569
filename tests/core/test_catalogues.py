"""Catalogues are brought in step with the sources and compiled."""

import os

import pytest
from babel.messages import Catalog
from babel.support import Translations

from webapp.core import catalogues


@pytest.fixture
def place(monkeypatch, tmp_path):
    """A place with two messages in its sources."""
    sources = Catalog()
    sources.add("Save")
    sources.add(("%(num)s area", "%(num)s areas"))
    monkeypatch.setattr(catalogues, "CATALOGUES", tmp_path)
    monkeypatch.setattr(catalogues, "wanted", lambda: sources)
    return sources


def translated(tag):
    return Translations.load(catalogues.CATALOGUES, [tag])


def test_words_are_kept_when_messages_come_and_go(place):
    catalogues.update("fi", {"Save": "Tallenna"})
    place.add("Send")
    catalogues.update("fi", {"%(num)s area": ("%(num)s alue", "%(num)s aluetta")})
    place.delete("Send")
    catalogues.update("fi")
    assert list(catalogues.faults(catalogues.written("fi"), place)) == []


def test_a_file_changes_only_with_its_words(place):
    catalogues.update("fi", {"Save": "Tallenna"})
    before = catalogues.po_file("fi").read_bytes()
    catalogues.update("fi")
    assert catalogues.po_file("fi").read_bytes() == before
    assert b"Date" not in before and b"#:" not in before


def test_only_what_has_changed_is_compiled(place):
    for tag in catalogues.TRANSLATED:
        catalogues.update(tag, {"Save": f"Save in {tag}"})
    catalogues.compile_all()
    compiled = catalogues.po_file("fi").with_suffix(".mo")
    assert translated("fi").gettext("Save") == "Save in fi"
    compiled.write_bytes(b"kept")
    catalogues.compile_all()
    assert compiled.read_bytes() == b"kept"
    later = compiled.stat().st_mtime + 1
    os.utime(catalogues.po_file("fi"), (later, later))
    catalogues.compile_all()
    assert translated("fi").gettext("Save") == "Save in fi"


def test_the_check_fails_while_something_is_missing(place, capsys):
    assert catalogues.main(["update", "check"]) == 1
    assert "sv: missing: Save" in capsys.readouterr().out
    for tag in catalogues.TRANSLATED:
        catalogues.update(tag, {"Save": "Tallenna", "%(num)s area": ("%(num)s a", "%(num)s b")})
    assert catalogues.main(["check"]) == 0
