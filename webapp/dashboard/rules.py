from webapp.accounts.rules import administers, serves


def oversee(member, *_things) -> bool:
    """The people of a host association see its municipalities side by side."""
    return serves(member)


def set_up(member, *_things) -> bool:
    """Is led from an empty first page to what the site still lacks."""
    return administers(member)
