from webapp.accounts.rules import operates


def operate(member, *_things) -> bool:
    return operates(member)
