"""``sinergi companies …``: one subcommand a module."""
