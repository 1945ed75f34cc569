"""What people write: Markdown with bold, lists and links, made into clean HTML when it is saved."""

import nh3
from markdown_it import MarkdownIt

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a"}
ATTRIBUTES = {"a": {"href"}}
SCHEMES = {"http", "https", "mailto", "tel"}

# A heading, picture, table or piece of HTML stays the plain text that it was typed as.
_markdown = MarkdownIt("zero", {"html": False, "breaks": True}).enable(
    ["emphasis", "escape", "link", "list", "newline"]
)


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
