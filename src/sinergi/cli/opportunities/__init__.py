"""``sinergi opportunities``: the command, and how a ranking is shown."""
