"""What runs Yhteispöytä: two commands, a mailbox page, the files of an installation."""
