"""``sinergi partners``: the command, and how its ranking is shown."""
