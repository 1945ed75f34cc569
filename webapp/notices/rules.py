from webapp.accounts.rules import administers, operates


def edit(member, *_things) -> bool:
    """The wording of the notices, and the answers to feedback."""
    return administers(member) or operates(member)
