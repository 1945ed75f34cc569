from webapp.accounts.rules import serves


def oversee(member, *_things) -> bool:
    """The people of a host association see its municipalities side by side."""
    return serves(member)
