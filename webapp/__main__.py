"""`python -m webapp migrate | demonstrate | import | worker | clock | operator`."""

from webapp.cli import commands

commands(prog_name="python -m webapp")
