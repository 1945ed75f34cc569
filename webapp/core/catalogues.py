"""The catalogues of Finnish and Swedish: `python -m webapp.core.catalogues [update | check]`.

Without a word it compiles what has changed; `update` takes in new messages and drops old ones;
`check` says what is missing or wrong, and fails if anything is.
"""

import os
import re
import sys
from collections import defaultdict
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from webapp.core.language import CATALOGUES

ROOT = CATALOGUES.parent
TRANSLATED = ("fi", "sv")
SOURCES = (("tenants", "python"), ("webapp", "python"), ("templates", "jinja2"))
SUFFIXES = {"python": "**.py", "jinja2": "**.html"}
OPTIONS = {"**.html": {"trimmed": "true", "newstyle_gettext": "true", "silent": "false"}}
KEYWORDS = {"_": None, "gettext": None, "lazy": None, "ngettext": (1, 2)}
PLACEHOLDER = re.compile(r"%\((\w+)\)")
MARKUP = re.compile(r"</?\w+")
HEADER = """\
msgid ""
msgstr ""
"Language: {tag}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


def po_file(tag) -> Path:
    return CATALOGUES / tag / "LC_MESSAGES" / "messages.po"


def written(tag):
    with po_file(tag).open("rb") as file:
        return read_po(file, locale=tag)


def wanted():
    """Every message of the sources, once, without where it stands."""
    catalogue = Catalog()
    for folder, method in SOURCES:
        pattern = SUFFIXES[method]
        found = extract_from_dir(
            ROOT / folder, [(pattern, method)], OPTIONS, KEYWORDS, directory_filter=_is_ours
        )
        for _file, _line, message, _comments, _context in found:
            catalogue.add(message)
    return catalogue


def update(tag, translations=None):
    """Keep what is still said, add what is new; `translations` win over what was written."""
    old = written(tag) if po_file(tag).exists() else Catalog(locale=tag)
    new = Catalog(locale=tag)
    for message in sorted((each for each in wanted() if each.id), key=lambda each: _key(each.id)):
        before = old.get(_key(message.id))
        string = (translations or {}).get(_key(message.id)) or (before and before.string) or ""
        new.add(message.id, string)
    po_file(tag).parent.mkdir(parents=True, exist_ok=True)
    with po_file(tag).open("wb") as file:
        file.write(HEADER.format(tag=tag).encode())
        write_po(file, new, width=100, no_location=True, omit_header=True)


def compile_all():
    for tag in TRANSLATED:
        source, target = po_file(tag), po_file(tag).with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        whole = target.with_suffix(f".{os.getpid()}")
        with whole.open("wb") as file:
            write_mo(file, written(tag))
        whole.replace(target)


def faults(catalogue, sources):
    """What a catalogue lacks against the messages of the sources, one line each."""
    have = {_key(each.id): each for each in catalogue if each.id}
    want = {_key(each.id): each for each in sources if each.id}
    yield from (f"missing: {key}" for key in sorted(want.keys() - have.keys()))
    yield from (f"obsolete: {key}" for key in sorted(have.keys() - want.keys()))
    yield from (f"obsolete: {_key(key)}" for key in catalogue.obsolete)
    for key in sorted(have.keys() & want.keys()):
        yield from (f"{fault}: {key}" for fault in _faults_of(have[key], want[key]))


def _faults_of(message, source):
    ids, strings = forms_of(source.id), forms_of(message.string)
    if message.fuzzy:
        yield "fuzzy"
    if len(forms_of(message.id)) != len(ids) or len(strings) != len(ids):
        yield "wrong number of plurals"
    if not all(strings):
        yield "missing"
        return
    if any(_marks(string) - _marks(*ids) for string in strings) or _marks(*strings) != _marks(*ids):
        yield "differing placeholder"
    if not all(map(can_be_filled, strings)):
        yield "broken placeholder"
    if any(_edges(string) != _edges(ids[0]) for string in strings):
        yield "differing space around"


def _marks(*texts):
    joined = " ".join(texts)
    return {*PLACEHOLDER.findall(joined), *MARKUP.findall(joined)}


def can_be_filled(text):
    try:
        return bool(text % defaultdict(int))
    except (ValueError, TypeError):
        return False


def _edges(text):
    return text[:1].isspace(), text[-1:].isspace()


def forms_of(text):
    return tuple(text) if isinstance(text, (tuple, list)) else (text,)


def _key(id):
    return forms_of(id)[0]


def _is_ours(folder):
    return not Path(folder).name.startswith((".", "_")) and Path(folder).name != "node_modules"


def main(words):
    bad = 0
    for tag in TRANSLATED:
        if "update" in words:
            update(tag)
        if "check" in words:
            for fault in faults(written(tag), wanted()):
                print(f"{tag}: {fault}")
                bad = 1
    compile_all()
    return bad


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
