"""Reads a template as its browser would: what is text, what is an attribute, what is said."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from jinja2 import Environment, nodes

UNSPOKEN = {"script", "style", "code"}
SPOKEN_BY = {"_", "gettext", "ngettext"}
SPOKEN_ATTRIBUTES = {
    "alt",
    "aria-description",
    "aria-label",
    "aria-roledescription",
    "aria-valuetext",
    "content",
    "hx-confirm",
    "label",
    "placeholder",
    "summary",
    "title",
}
SILENT_ARGUMENTS = {"class", "id", "name", "style", "variant", "type", "value", "part", "rel"}
SILENT_CALLS = {"can", "url_for", "asset", "icon", "platform_url", "tenant_url"}
LETTERS = re.compile(r"[^\W\d_]{2}")
PROSE = re.compile(r"^[A-ZÅÄÖ][^\W\d_]|[^\W\d_] [^\W\d_]|[åäöÅÄÖ]")
MARK = re.compile("\ue000([0-9]+)\ue001")


@dataclass
class Reading:
    """Where a template speaks, runs code of its own, or trusts a text."""

    spoken: list = field(default_factory=list)
    inline: list = field(default_factory=list)
    trusted: list = field(default_factory=list)


def read(source, in_mail=False):
    env = Environment(extensions=["jinja2.ext.i18n"])
    tree = env.parse(source)
    page = Page()
    page.feed(page.flatten(tree))
    page.close()
    if in_mail:
        page.reading.inline.clear()
    page.reading.trusted += [
        each.name for each in tree.find_all(nodes.Filter) if each.name == "safe"
    ]
    page.reading.trusted += [
        "autoescape" for _each in tree.find_all(nodes.ScopedEvalContextModifier)
    ]
    return page.reading


class Page(HTMLParser):
    """The markup of a template with a numbered mark for each expression."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.reading, self.expressions, self.inside = Reading(), [], None

    def flatten(self, node):
        """All branches one after another, so that nothing is left unread."""
        if isinstance(node, nodes.TemplateData):
            return node.data
        if isinstance(node, nodes.Output):
            return "".join(self._output(each) for each in node.nodes)
        if isinstance(node, (nodes.Include, nodes.Extends, nodes.Import, nodes.FromImport)):
            return ""
        if isinstance(node, nodes.Expr):
            self.reading.spoken += prose_in(node)
            return ""
        return "".join(self.flatten(child) for child in node.iter_child_nodes())

    def _output(self, node):
        if isinstance(node, nodes.TemplateData):
            return node.data
        self.expressions.append(node)
        return f"\ue000{len(self.expressions) - 1}\ue001"

    def handle_starttag(self, tag, attrs):
        self.inside = tag if tag in UNSPOKEN else None
        names = dict(attrs)
        if tag == "style" or (tag == "script" and "src" not in names):
            self.reading.inline.append(f"<{tag}>")
        for name, value in attrs:
            self._attribute(tag, names, name, value or "")

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        self.inside = None

    def handle_endtag(self, tag):
        self.inside = None

    def handle_data(self, text):
        if not self.inside:
            self._spoken(text)

    def _attribute(self, tag, names, name, value):
        if _runs(name, value):
            self.reading.inline.append(f'{name}="{value}"')
        is_button = tag == "input" and names.get("type") in ("submit", "button", "reset")
        if (
            name == "content"
            and tag == "meta"
            and names.get("name") not in ("description", "title")
        ):
            return
        if name in SPOKEN_ATTRIBUTES or (name == "value" and is_button):
            self._spoken(value)
        elif name.startswith("data-"):
            self._spoken(value, PROSE, prose_in)

    def _spoken(self, text, looks_like=LETTERS, said_by=None):
        plain = MARK.sub(" ", text)
        if looks_like.search(plain):
            self.reading.spoken.append(plain.strip(" \n–-:·,.()"))
        for number in MARK.findall(text):
            self.reading.spoken += (said_by or words_in)(self.expressions[int(number)])


def words_in(node):
    """Words of an expression that the page prints as they stand."""
    if isinstance(node, nodes.Const):
        return [node.value] if isinstance(node.value, str) and LETTERS.search(node.value) else []
    if isinstance(node, nodes.CondExpr):
        return prose_in(node.test) + words_in(node.expr1) + _else(node.expr2)
    if isinstance(node, (nodes.Or, nodes.And, nodes.Add)):
        return words_in(node.left) + words_in(node.right)
    if isinstance(node, nodes.Concat):
        return [word for each in node.nodes for word in words_in(each)]
    return prose_in(node)


def prose_in(node):
    """Sentences and capitalised words given to macros and the like."""
    if isinstance(node, nodes.Const):
        return [node.value] if isinstance(node.value, str) and PROSE.search(node.value) else []
    if isinstance(node, nodes.Call) and _name(node.node) in SPOKEN_BY:
        literal = node.args and isinstance(node.args[0], nodes.Const)
        return [] if literal else ["a message that is not written out"]
    if isinstance(node, nodes.Call) and _name(node.node) in SILENT_CALLS:
        return []
    if isinstance(node, nodes.Keyword) and node.key in SILENT_ARGUMENTS:
        return []
    if isinstance(node, (nodes.Compare, nodes.Test, nodes.Getattr)):
        return []
    return [word for child in node.iter_child_nodes() for word in prose_in(child)]


def _else(node):
    return words_in(node) if node else []


def _name(node):
    return getattr(node, "name", None) or getattr(node, "attr", None)


def _runs(name, value):
    value = value.strip().lower()
    return (
        name == "style"
        or name.startswith(("on", "hx-on"))
        or name == "hx-vars"
        or value.startswith(("js:", "javascript:", "vbscript:", "data:text/html"))
        or (name == "hx-trigger" and "[" in value)
    )
