"""A mailbox for the demonstration and the tests: takes every mail, delivers none, shows all."""
