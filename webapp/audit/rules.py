from webapp.accounts.rules import administers, operates


def read(member, *_things) -> bool:
    return administers(member) or operates(member)
