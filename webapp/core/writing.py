"""What people write: Markdown with bold, lists and links, made into clean HTML when it is saved."""

import nh3
from markdown_it import MarkdownIt
from markdown_it.common.normalize_url import normalizeLink

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a"}
ATTRIBUTES = {"a": {"href"}, "li": {"value"}}
SCHEMES = {"http", "https", "mailto", "tel"}

# A heading, picture, table or piece of HTML stays the plain text that it was typed as.
_markdown = MarkdownIt("zero", {"html": False, "breaks": True}).enable(
    ["emphasis", "escape", "link", "list", "newline"]
)


def _keep_numbers(state) -> None:
    """Markdown counts by itself: "15. marraskuuta" must not become the first of something."""
    awaited = []
    for token in state.tokens:
        if token.type == "ordered_list_open":
            awaited.append(1)
        elif token.type == "ordered_list_close":
            awaited.pop()
        elif token.type == "list_item_open" and token.info:
            if int(token.info) != awaited[-1]:
                token.attrSet("value", str(int(token.info)))
            awaited[-1] = int(token.info) + 1


def _with_scheme(address: str) -> str:
    """Who leaves https:// out means it: else the link would lead to a page of ours."""
    return normalizeLink(f"https://{address}" if address.lower().startswith("www.") else address)


_markdown.core.ruler.push("keep_numbers", _keep_numbers)
_markdown.normalizeLink = _with_scheme


def clean_html(text: str) -> str:
    """Safe to show as it is: whatever was typed, only the tags above are left of it."""
    return nh3.clean(
        _markdown.render(text),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel="nofollow noopener",
    )


def clean_texts(texts: dict) -> dict:
    """The same for a text in several languages."""
    return {tag: clean_html(text) for tag, text in texts.items() if text}
